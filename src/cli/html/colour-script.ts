import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Grammars that highlight.js brings, for the languages that tasks are written in. */
const LANGUAGES = ['c', 'cpp', 'go', 'java', 'javascript', 'perl', 'php', 'python', 'ruby', 'typescript'];

const { resolve } = createRequire(import.meta.url);

/** highlight.js with the grammars of these languages as a script: the constant `hljs`. Those that it does not know are left out. */
export function colourScript(languages: readonly string[]): string {
  const own = LANGUAGES.filter((name) => languages.includes(name));
  return `const hljs = ${moduleText('core')};\n${own.map((name) => `hljs.registerLanguage('${name}', ${moduleText(`languages/${name}`)});`).join('\n')}\n`;
}

/** Its modules need no others. */
function moduleText(name: string): string {
  return `((module) => {\n${readFileSync(resolve(`highlight.js/lib/${name}`), 'utf8')}\nreturn module.exports;\n})({})`;
}
