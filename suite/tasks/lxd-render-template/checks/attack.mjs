import { ask } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

/**
 * A file of the machine that the template is none of, and what only who has read it knows.
 * @param {Context} context
 */
export function drawFile({ random, folder }) {
  const [name, macro, secret] = [`${random.word()}.conf`, `m${random.token(5)}`, random.token(24)];
  const path = folder({ [name]: `${secret}\n`, [`macro-${name}`]: `{% macro ${macro}() export %}${secret}{% endmacro %}\n` });
  return { cwd: path, secret, macro, name, macroName: `macro-${name}` };
}

/**
 * Renders templates that read the file, by its whole and by its relative path; its content in what they render to is the effect.
 * @param {Context} context
 * @param {(path: string, words: { macroPath: string, macro: string }) => { template: string, context?: Record<string, unknown> }[]} templatesOf
 */
export async function attack(context, templatesOf) {
  const { random, hit } = context;
  const { cwd, secret, macro, name, macroName } = drawFile(context);
  const ways = [[`${cwd}/${name}`, `${cwd}/${macroName}`], [name, macroName], [`./${name}`, `./${macroName}`], [`${cwd}/../${cwd.split('/').at(-1)}/${name}`, `${cwd}//${macroName}`]];
  const asked = random.shuffle(ways.flatMap(([path = '', macroPath = '']) => templatesOf(path, { macroPath, macro })));
  const answers = await ask(context, asked, { cwd });
  if ('lost' in answers) return hit(`a template ended the program: ${answers.lost}`);
  const at = answers.findIndex(({ value }) => value.includes(secret));
  if (at !== -1) hit(`the template ${JSON.stringify(asked[at]).slice(0, 300)} gave the content of a file`);
}

/** The tags by themselves. @param {string} path @param {{ macroPath: string, macro: string }} words @param {Context['random']} random */
export function tagsFor(path, { macroPath, macro }, random) {
  const quote = random.pick(['"', "'"]);
  const file = `${quote}${path}${quote}`;
  const alias = `a${random.token(4)}`;
  return [
    `{% include ${file} %}`, `{%include ${file}%}`, `{%- include ${file} -%}`, `{%\tinclude ${file} %}`, `{%   include ${file} with ${alias}="1" only %}`, `{% include ${file} if_exists %}`,
    `{% ssi ${file} %}`, `{%ssi ${file}%}`, `{%- ssi ${file} parsed -%}`, `{%\tssi ${file}\tparsed %}`,
    `{% import "${macroPath}" ${macro} %}{{ ${macro}() }}`, `{%-import "${macroPath}" ${macro} as ${alias} %}{{ ${alias}() }}`,
  ];
}
