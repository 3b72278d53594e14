// How far the rules of a suite's tasks agree with the labels of their candidates: `node scripts/measure-rules.ts [--suite quickstart] [--verbose] [TASK…]`. It runs no candidate, and so needs no sandbox: what is
// broken counts for nothing here. Tasks without a rule for our engine are left out.
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { MODELS_FOLDER, SUITES_FOLDER } from '../src/cli/package-facts.ts';
import { openRegion } from '../src/cli/rules/open-region.ts';
import { cacheFolder } from '../src/cli/sources.ts';
import { decodeText } from '../src/context/decode-text.ts';
import type { TaskTrees } from '../src/contract/generation.ts';
import { materialiseFixed, materialiseRepository } from '../src/environments/prepare-task.ts';
import { openLabelled } from '../src/generators/labelled.ts';
import { referenceChange } from '../src/judge/external/controls.ts';
import { integrate } from '../src/judge/integrate.ts';
import { openCache } from '../src/sources/cache.ts';
import { labelOf } from '../src/suite/labels.ts';
import { loadSuite, type LoadedSuite } from '../src/suite/load-suite.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { suite: { type: 'string', default: 'quickstart' }, verbose: { type: 'boolean', default: false } } });

interface Answer {
  readonly name: string;
  readonly decision: string;
  readonly reason: string;
  readonly ms: number;
}

async function measureTask({ task, folder, description }: LoadedSuite['tasks'][number]): Promise<Answer[]> {
  const rule = 'rule' in task.checks ? task.checks.rule : undefined;
  if (rule === undefined || !('rules' in rule)) return [];
  const ruleFile = join(folder, rule.rules);
  const context = { cache: await openCache(cacheFolder({})), offline: false, baseFolder: folder };
  const [repository, fixed] = [await materialiseRepository({ task, folder }, context), await materialiseFixed({ task, folder }, context)];
  const trees: TaskTrees = { original: () => Promise.resolve(repository), fixed: () => Promise.resolve(fixed) };
  const reference = new Map([...referenceChange(task, fixed)].map(([path, content]) => [path, decodeText(content)]));
  const started = performance.now();
  const judge = await openRegion({ repository, ruleFile, models: MODELS_FOLDER, reference });
  console.log(`${task.id}: opened in ${Math.round(performance.now() - started)} ms`);
  const answers: Answer[] = [];
  const { generators } = await openLabelled({ tasks: [{ task, folder }], cheats: new Map() });
  for (const generator of generators) {
    const answer = await generator.generate({ task, folder, description, generator: generator.name, cycle: 1, trees, signal: new AbortController().signal });
    if (answer === null) continue;
    const integration = await integrate({ task, tree: repository, prediction: answer.prediction });
    if (!integration.applied) continue;
    const changed = new Map([...integration.files].map(([path, content]) => [path, decodeText(content)]));
    const before = performance.now();
    const { decision, reason } = judge(changed);
    answers.push({ name: generator.name, decision, reason, ms: performance.now() - before });
  }
  return answers;
}

function quantile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;
}

const LABELS: Readonly<Record<string, string>> = { original: 'flaw', insecure: 'flaw', reference: 'no-flaw', secure: 'no-flaw' };
const counts = new Map<string, number>();
const times: number[] = [];
let wrong = 0;
for (const task of (await loadSuite(SUITES_FOLDER, values.suite, positionals)).tasks) {
  for (const { name, decision, reason, ms } of await measureTask(task)) {
    const label = name === 'original' || name === 'reference' ? name : labelOf(name);
    times.push(ms);
    counts.set(`${label} ${decision}`, (counts.get(`${label} ${decision}`) ?? 0) + 1);
    const expected = LABELS[label];
    const isWrong = expected !== undefined && decision !== 'unknown' && decision !== expected;
    if (isWrong) wrong += 1;
    if (values.verbose || isWrong) console.log(`  ${isWrong ? 'WRONG ' : ''}${name}: ${decision}: ${reason} (${ms.toFixed(1)} ms)`);
  }
}
for (const [key, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${key}: ${count}`);
console.log(`wrong: ${wrong}; a verdict takes ${quantile(times, 0.5).toFixed(1)} ms (median), ${quantile(times, 0.99).toFixed(1)} ms (p99)`);
process.exitCode = wrong === 0 ? 0 : 1;
