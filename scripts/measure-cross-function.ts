// Prints, by language, the share of annotated files of opengrep's tests/rules/cross_function_tainting in which exactly the marked lines are found: `node scripts/measure-cross-function.ts FOLDER [--verbose]`.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { analyseFiles } from '../src/cli/rules/analyse-files.ts';
import { compareAnnotations } from '../src/taint/rules/annotations.ts';
import { readRules } from '../src/taint/rules/read-rules.ts';
import { grammarOf } from '../src/taint/rules/rule-files.ts';

const LANGUAGES = [{ name: 'JavaScript', ending: '.js' }, { name: 'TypeScript', ending: '.ts' }, { name: 'Python', ending: '.py' }, { name: 'PHP', ending: '.php' }];

const [root, verbose] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node scripts/measure-cross-function.ts FOLDER [--verbose]');

/** What is not as marked, by line; null where no rule file of ours speaks of it. */
async function judge(name: string, stem: string): Promise<string | null> {
  const path = join(root ?? '', name);
  const grammar = grammarOf(name);
  const text = await readFile(path, 'utf8');
  const rules = await readFile(join(root ?? '', `${stem}.yaml`), 'utf8').catch(() => null);
  if (rules === null || grammar === null) return null;
  const ruleFile = await readRules(rules, stem);
  const [fault] = ruleFile.faults;
  if (fault !== undefined) return `the rule cannot be read: ${fault.field} is ${fault.found}`;
  const { findings, failed } = await analyseFiles([{ path: name, text, grammar }], ruleFile.rules, () => undefined);
  const wrong = compareAnnotations(text, findings.map(({ rule, place }) => ({ rule, line: place.line }))).filter(({ kind }) => kind === 'missed' || kind === 'unexpected');
  return [...failed.map(({ why }) => why), ...wrong.map(({ kind, line }) => `${kind} ${line}`)].join(', ');
}

const names = (await readdir(root)).sort();
for (const { name: language, ending } of LANGUAGES) {
  let [right, total] = [0, 0];
  for (const name of names.filter((one) => one.endsWith(ending))) {
    const wrong = await judge(name, name.slice(0, -ending.length));
    if (wrong === null) continue;
    total += 1;
    if (wrong === '') right += 1;
    else if (verbose !== undefined) process.stdout.write(`${name}: ${wrong}\n`);
  }
  process.stdout.write(`${language}: ${right} of ${total} files right (${((100 * right) / total).toFixed(1)} %)\n`);
}
