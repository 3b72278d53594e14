// Prints how often the rules for PHP are right about the suite of small programs by Stivalet (SARD): see docs/rules-accuracy.md.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModels } from '../src/cli/rules/load-models.ts';
import { loadRules } from '../src/cli/rules/load-rules.ts';
import { analyse } from '../src/taint/analyse.ts';
import { indexFile } from '../src/taint/index-file.ts';
import { languageOf } from '../src/taint/languages/languages.ts';
import { SOURCE_KINDS } from '../src/taint/rules/rule.ts';
import { loadSourceParser } from '../src/taint/tree/parse.ts';

/** Folders of the suite, and the rules that are asked about them. The suite says 91 of what is 643 by now, and 95 of what is a kind of 94. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ['Injection/CWE_78', 'cwe-078.yaml'],
  ['Injection/CWE_89', 'cwe-089.yaml'],
  ['Injection/CWE_90', 'cwe-090.yaml'],
  ['Injection/CWE_91', 'cwe-643.yaml'],
  ['Injection/CWE_95', 'cwe-094.yaml'],
  ['Injection/CWE_98', 'cwe-098.yaml'],
  ['URF/CWE_601', 'cwe-601.yaml'],
  ['XSS/CWE_79', 'cwe-079.yaml'],
];

const [root, every = '1', only = '', verbose] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node scripts/measure-sard.ts FOLDER [EVERY-NTH [CWE_x [--verbose]]]');

/** Files whose label is wrong, by what is wrong with all files of their kind. */
const MISLABELLED: readonly ((name: string, text: string, isUnsafe: boolean) => boolean)[] = [
];

async function main(folder: string): Promise<void> {
  const models = await loadModels('models', ['php']);
  const parse = await loadSourceParser('php');
  for (const [part, ruleFile] of FOLDERS) {
    if (!part.endsWith(only)) continue;
    // The suite takes sessions, files and what programs print for an attacker's, too.
    const rules = (await loadRules([join('rules/php', ruleFile)])).map((rule) => (rule.taint === null ? rule : { ...rule, taint: { ...rule.taint, kinds: SOURCE_KINDS } }));
    const counts = { caught: 0, missed: 0, alarms: 0, silent: 0, left: 0 };
    const wrong = new Map<string, number>();
    for (const label of ['safe', 'unsafe']) {
      const isUnsafe = label === 'unsafe';
      const names = (await readdir(join(folder, part, label))).filter((name) => name.endsWith('.php')).sort();
      for (const name of names.filter((_, at) => at % Number(every) === 0)) {
        const text = await readFile(join(folder, part, label, name), 'utf8');
        if (MISLABELLED.some((isKind) => isKind(name, text, isUnsafe))) {
          counts.left += 1;
          continue;
        }
        const { findings } = analyse([indexFile({ path: name, tree: parse(text), support: languageOf('php') }, rules)], rules, models);
        const isFound = findings.length > 0;
        if (isUnsafe) counts[isFound ? 'caught' : 'missed'] += 1;
        else counts[isFound ? 'alarms' : 'silent'] += 1;
        if (isFound === isUnsafe) continue;
        const [, source = '', sanitizer = '', construction = ''] = name.replace('.php', '').split('__');
        for (const kind of [`source ${source}`, `sanitizer ${sanitizer}`, `construction ${construction}`, `both ${sanitizer} ${construction}`]) wrong.set(`${label} ${kind}`, (wrong.get(`${label} ${kind}`) ?? 0) + 1);
      }
    }
    const share = (some: number, others: number): string => `${((100 * some) / Math.max(1, some + others)).toFixed(2)} %`;
    process.stdout.write(`${part}: caught ${counts.caught} of ${counts.caught + counts.missed} (${share(counts.caught, counts.missed)}), false alarms ${counts.alarms} of ${counts.alarms + counts.silent} (${share(counts.alarms, counts.silent)}), left out ${counts.left}\n`);
    if (verbose !== undefined) for (const [kind, count] of [...wrong].sort(([a], [b]) => (a < b ? -1 : 1))) process.stdout.write(`  ${count} ${kind}\n`);
  }
}

await main(root);
