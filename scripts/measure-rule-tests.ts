// Prints how many rule files of a folder can be read, and how many of those are right on the annotated files beside them: see docs/rules-accuracy.md.
import process from 'node:process';
import { analyseFiles } from '../src/cli/rules/analyse-files.ts';
import { type AnnotatedFile, annotatedFiles, walkOnce } from '../src/cli/rules/annotated-files.ts';
import { readRuleFiles } from '../src/cli/rules/load-rules.ts';
import { type AnnotationResult, compareAnnotations } from '../src/taint/rules/annotations.ts';
import type { Rule } from '../src/taint/rules/rule.ts';

const [root, verbose] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node scripts/measure-rule-tests.ts FOLDER [--verbose]');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function resultsOf(source: AnnotatedFile, rules: readonly Rule[]): Promise<readonly AnnotationResult[]> {
  const { findings } = await analyseFiles([source], rules, () => undefined);
  return compareAnnotations(source.text, findings.map(({ rule, place }) => ({ rule, line: place.line })));
}

const counts = { refused: 0, untested: 0, right: 0, wrong: 0 };
const lines = { expected: 0, missed: 0, unexpected: 0, 'todo-missed': 0, 'todo-unexpected': 0 };
/** What is wrong, and the place; empty where nothing is. */
function counted(kind: AnnotationResult['kind'], place: string): string {
  lines[kind] += 1;
  return kind === 'missed' || kind === 'unexpected' ? `${kind} ${place}` : '';
}

const sourcesIn = walkOnce();
for (const file of await readRuleFiles([root])) {
  const [fault] = file.faults;
  const sources = fault === undefined ? annotatedFiles(file, sourcesIn) : [];
  if (fault !== undefined && verbose !== undefined) say(`refused ${file.path}:${fault.line}: ${fault.field}: ${fault.found}`);
  const results: string[] = [];
  for (const source of sources) results.push(...(await resultsOf(source, file.rules.map((one) => ({ ...one, paths: null })))).map(({ kind, line, rule }) => counted(kind, `${source.shown}:${line}: ${rule}`)));
  const wrong = results.filter((result) => result !== '');
  if (verbose !== undefined) for (const result of wrong) say(result);
  counts[fault !== undefined ? 'refused' : sources.length === 0 ? 'untested' : wrong.length === 0 ? 'right' : 'wrong'] += 1;
}
const read = counts.right + counts.wrong;
say(`${counts.refused} refused, ${counts.untested} without a test, ${counts.right} of ${read} right (${((100 * counts.right) / read).toFixed(1)} %); lines: ${lines.expected} as expected, ${lines.missed} missed, ${lines.unexpected} unexpected`);
