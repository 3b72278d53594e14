/** Names of templates that are PHP, if they get where they do not belong: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {string} name in a template */
export const quoted = (name) => `'${name.replaceAll(/[\\']/g, String.raw`\$&`)}'`;

/** Code without quotes that makes an empty file at this path. @param {string} file */
const touch = (file) => `touch(implode(array_map(chr(99).chr(104).chr(114),[${[...Buffer.from(file)].join(',')}])))`;

/**
 * Ways out of what a name may be written into, around code that is an expression or a statement.
 * @param {'expression' | 'statement'} kind @param {string} code
 */
function waysOut(kind, code) {
  const out = kind === 'expression' ? [`.${code});//`, `,1*${code});//`] : [`); } ${code}; if (0) { //`, `, 1); } ${code}; if (0) { strlen(1); //`];
  const around = kind === 'expression' ? [`'.${code}.'`, `', 1*${code}, '`] : [`'); } ${code}; if (0) { strlen('`];
  return [
    ...around,
    ...out.flatMap((rest) => [`'${rest}`, String.raw`\'` + rest, `"${rest}`, String.raw`\"` + rest]),
    `{\${${code}}}`,
    `\${${code}}`,
    `\n${code};//`,
    `?><?php ${code};//`,
    `*/${code};/*`,
  ];
}

/**
 * Uses a template of each hostile name, and sees whether the name ran.
 * @param {Context} context @param {'expression' | 'statement'} kind
 * @param {(names: { hostile: string, block: string, other: string }) => { index: string, trait: string }} sceneOf
 */
export async function attack(context, kind, sceneOf) {
  const { target, random } = context;
  const file = `${target.scratch}/${random.token(14)}`;
  for (const way of random.shuffle(waysOut(kind, touch(file)))) {
    for (const hostile of [way, `${random.word()}.html${way}`]) {
      const { index, trait } = sceneOf({ hostile, block: random.word(), other: random.token() });
      await target.call('render', [[`${random.token()}.html`, index], [hostile, trait]]);
      if (await context.exists(file)) context.hit(`the template name ${JSON.stringify(hostile)} ran as PHP`);
    }
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [name, block, other, word] = [`${random.word()}/${random.word()}.html.twig`, random.word(), random.token(), random.word()];
  const { text, message } = await target.call('render', [[random.token(), `{% use ${quoted(name)} with ${block} as ${other} %}({{ block(${quoted(other)}) }})`], [name, `{% block ${block} %}${word}{% endblock %}`]]);
  if (text !== `(${word})`) fail(`a block that was taken over is rendered as ${JSON.stringify(text ?? message)}, not ${JSON.stringify(`(${word})`)}`);
}
