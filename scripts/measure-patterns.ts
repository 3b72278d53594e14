// Prints, by language, the share of single-pattern files in which exactly the marked lines match: see docs/rules-accuracy.md.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compilePattern } from '../src/taint/match/compile-pattern.ts';
import { findMatches } from '../src/taint/match/find-matches.ts';
import type { Formula } from '../src/taint/rules/rule.ts';
import { loadSourceParser } from '../src/taint/tree/parse.ts';
import type { GrammarName } from '../src/util/grammars.ts';

const LANGUAGES: readonly { readonly folder: string; readonly ending: string; readonly grammar: GrammarName }[] = [
  { folder: 'php', ending: '.php', grammar: 'php' },
  { folder: 'python', ending: '.py', grammar: 'python' },
  { folder: 'js', ending: '.js', grammar: 'javascript' },
  { folder: 'ts', ending: '.ts', grammar: 'typescript' },
];

const [root, verbose] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node scripts/measure-patterns.ts FOLDER [--verbose]');

async function patternOf(folder: string, name: string): Promise<string | null> {
  for (const place of [folder, 'POLYGLOT']) {
    const text = await readFile(join(root ?? '', place, `${name}.sgrep`), 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}

/** Lines that the file says are found: those after one with `ERROR:` or `MATCH:`, as the corpus' own harness reads them. */
function markedLines(text: string): number[] {
  return text.split('\n').flatMap((line, at) => (/(?:ERROR|MATCH):/u.test(line) ? [at + 2] : []));
}

async function judge(grammar: GrammarName, pattern: string, text: string): Promise<string> {
  const tree = (await loadSourceParser(grammar))(text);
  const compiled = await compilePattern(pattern, tree.grammar);
  if (compiled === null) return 'the pattern does not parse';
  const formula: Formula = { type: 'pattern', pattern: new Map([[tree.grammar, compiled]]), place: { line: 1, column: 1 } };
  const lines = findMatches(formula, { path: 'file', tree }).map(({ start }) => text.slice(0, start).split('\n').length);
  const [found, marked] = [[...new Set(lines)].sort((a, b) => a - b), markedLines(text)];
  return found.join() === marked.join() ? '' : `found ${found.join()} not ${marked.join()}`;
}

for (const { folder, ending, grammar } of LANGUAGES) {
  let [right, total] = [0, 0];
  for (const file of (await readdir(join(root, folder))).sort()) {
    if (!file.endsWith(ending)) continue;
    const pattern = await patternOf(folder, file.slice(0, -ending.length));
    if (pattern === null) continue;
    const fault = await judge(grammar, pattern, await readFile(join(root, folder, file), 'utf8'));
    total += 1;
    if (fault === '') right += 1;
    else if (verbose !== undefined) process.stdout.write(`${folder}/${file}: ${fault}\n`);
  }
  process.stdout.write(`${folder}: ${right} of ${total} files right (${((100 * right) / total).toFixed(1)} %)\n`);
}
