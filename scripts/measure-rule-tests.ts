// Prints how many rule files of a folder can be read, and how many of those are right on the annotated files beside them: see docs/rules-accuracy.md.
import process from 'node:process';
import { analyseFiles } from '../src/cli/rules/analyse-files.ts';
import { readRuleFiles } from '../src/cli/rules/load-rules.ts';
import { annotatedFiles, walkOnce } from '../src/cli/rules/annotated-files.ts';
import { compareAnnotations } from '../src/taint/rules/annotations.ts';

const [root, ...flags] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node scripts/measure-rule-tests.ts FOLDER [--verbose]');
const verbose = flags.includes('--verbose');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const counts = { refused: 0, untested: 0, right: 0, wrong: 0 };
const lines = { expected: 0, missed: 0, unexpected: 0 };

const sourcesIn = walkOnce();
for (const file of await readRuleFiles([root])) {
  const [fault] = file.faults;
  if (fault !== undefined) {
    counts.refused += 1;
    if (verbose) say(`refused ${file.path}:${fault.line}: ${fault.field}: ${fault.found}`);
    continue;
  }
  const sources = annotatedFiles(file, sourcesIn);
  if (sources.length === 0) {
    counts.untested += 1;
    continue;
  }
  const wrong: string[] = [];
  for (const source of sources) {
    const { findings, failed } = await analyseFiles([source], file.rules.map((rule) => ({ ...rule, paths: null })), () => undefined);
    if (failed[0] !== undefined) {
      wrong.push(`failed ${failed[0].why}`);
      continue;
    }
    for (const { kind, line, rule } of compareAnnotations(source.text, findings.map(({ rule, place }) => ({ rule, line: place.line })))) {
      if (kind === 'expected') lines.expected += 1;
      if (kind !== 'missed' && kind !== 'unexpected') continue;
      lines[kind] += 1;
      wrong.push(`${kind} ${source.shown}:${line}: ${rule}`);
    }
  }
  counts[wrong.length === 0 ? 'right' : 'wrong'] += 1;
  if (verbose) for (const line of wrong) say(line);
}
const read = counts.right + counts.wrong;
say(`${counts.refused} refused, ${counts.untested} without a test, ${counts.right} of ${read} right (${((100 * counts.right) / read).toFixed(1)} %); lines: ${lines.expected} as expected, ${lines.missed} missed, ${lines.unexpected} unexpected`);
