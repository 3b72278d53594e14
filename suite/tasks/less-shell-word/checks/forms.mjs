/** Texts of several lines that run a program or write a file, where a shell takes them for its own text: the same for both exploits. */

/** @typedef {(words: { program: string, file: string, a: string, b: string }) => string} Form */

/** @type {Record<string, Form[]>} */
export const FORMS = {
  'a line break before what shells know': [
    ({ program, a }) => `${a}\n;${program}`, ({ program, a }) => `${a}\n;${program};${a}`, ({ program, a }) => `${a}\n|${program}`, ({ program, a, b }) => `${a}\n&${program} ${b}`, ({ program, a }) => `${a}\n$(${program})`, ({ program, a, b }) => `${a}\n\`${program}\`${b}`,
    ({ program }) => `\n;${program}`, ({ file, a }) => `${a}\n>${file}`, ({ program, a }) => `${a};\n;${program}`,
  ],
  'several line breaks': [
    ({ program, a, b }) => `${a}\n${b}\n;${program}`, ({ program, a, b }) => `${a}\n\n;${program}${b}`, ({ program, a, b }) => `${a}\n\n\n$(${program})${b}`, ({ program, a, b }) => `\n${a}\n;${b}\n;${program}\n`, ({ program, a, b }) => `${a}\n;${program}\n;${b}`, ({ program, a }) => `${a}\n${program}\n${a}`,
  ],
  'lines that are commands': [({ program, a }) => `${a}\n${program}`, ({ program, a }) => `${a}\n${program}\n`, ({ program, a }) => `\n${program} ${a}`, ({ program, a, b }) => `${a} ${b}\n${program} ${b}`, ({ program, a }) => `${a}\\\n${program}`, ({ program, a }) => `${a}\n\\\n${program}`],
  'with quotes': [
    ({ program, a }) => `${a}\n';${program};'`, ({ program, a }) => `${a}';${program};'\n`, ({ program, a }) => `${a}\n";${program};"`, ({ program, a }) => `${a}";${program};"\n`, ({ program, a }) => `${a}\n\\";${program};\\"`, ({ program, a }) => `${a}\n\\';${program};\\'`,
    ({ program, a }) => `'${a}\n'$(${program})`, ({ program, a }) => `"\n$(${program})${a}`, ({ program, a, b }) => `${a}'\n${program}\n'${b}`, ({ program, a, b }) => `${a}"\n${program}\n"${b}`,
  ],
  'with blanks and substitutions': [({ program, a, b }) => `${a} \n ; ${program} ${b}`, ({ program, a, b }) => `${a} $(${program}) ${b}\n`, ({ program, a }) => `\`${program}\`\n${a}`, ({ program, a }) => `${a}\n\${x:-$(${program})}`, ({ file, a }) => `${a}\n >${file}`, ({ program, a }) => `${a}\\\n;${program}`],
};
