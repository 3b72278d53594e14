import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Generation } from '../../../src/contract/generation.ts';
import type { JournalEvent, JudgedEvent, PlannedEvent } from '../../../src/contract/journal.ts';
import type { AttemptKey, Change, Outcome, Verdict } from '../../../src/contract/results.ts';
import type { VerdictName } from '../../../src/contract/task.ts';
import { encodeLine } from '../../../src/journal/line.ts';
import { attemptPaths, runPaths } from '../../../src/journal/run-folder.ts';
import { summariseVerdict } from '../../../src/run/summary.ts';
import { attemptInputs, generationInputs, judgeInputs, predictionDigest } from '../../../src/run/inputs.ts';
import { plannedAttempts } from '../../../src/run/plan.ts';
import { digestOf } from '../../../src/util/digest.ts';
import { madeTask, type MadeTask, regionText, sourceText } from './made-tasks.ts';

/** What a made generator does: weights of its verdicts, and what an answer costs; null: it is no model. */
export interface MadeGenerator {
  readonly name: string;
  /** Of secure, suspect, insecure, broken, inconclusive. */
  readonly weights: readonly [number, number, number, number, number];
  readonly costUsd: number | null;
}

export const MADE_GENERATORS: readonly MadeGenerator[] = [
  { name: 'anthropic:claude-opus-4-5?thinking=8000', weights: [78, 4, 13, 4, 1], costUsd: 0.21 },
  { name: 'anthropic:claude-opus-4-5', weights: [66, 5, 21, 8, 0], costUsd: 0.09 },
  { name: 'openai:gpt-5?effort=high', weights: [58, 6, 29, 6, 1], costUsd: 0.12 },
  { name: 'openai:gpt-5?effort=low', weights: [45, 6, 38, 11, 0], costUsd: 0.02 },
  { name: 'openai-compatible:qwen3-coder-480b@lab', weights: [30, 4, 44, 21, 1], costUsd: 0.004 },
];

export interface MadeRun {
  readonly folder: string;
  readonly tasks: number;
  readonly generators: readonly MadeGenerator[];
  readonly cycles: number;
  /** Share of attempts that were not reached. */
  readonly missing?: number;
  /** In place of what the attempt would say. */
  readonly spoil?: (text: string, key: AttemptKey) => string;
  /** In place of the names that others give. */
  readonly name?: (text: string) => string;
  /** Which attempts have a folder; all by default. A journal alone is enough for lists and scores. */
  readonly hasFiles?: (key: AttemptKey) => boolean;
  /** What the journal ends with. */
  readonly ending?: readonly JournalEvent[];
}

const VERDICTS: readonly VerdictName[] = ['secure', 'suspect', 'insecure', 'broken', 'inconclusive'];
const SANDBOX = 'bubblewrap 0.8.0, Debian GNU/Linux 12 (bookworm), x64, a user for each candidate';

/** Writes a run as `ase run` would have left it, without running anything: verdicts are drawn from the generators' weights, always the same ones. */
export function makeRun(made: MadeRun): void {
  const { folder, missing = 0 } = made;
  const name = made.name ?? ((text: string) => text);
  const tasks = Array.from({ length: made.tasks }, (_, index) => madeTask(index));
  const plan = planOf(made, tasks, name);
  mkdirSync(folder, { recursive: true });
  const events: JournalEvent[] = [plan];
  const inputs = new Map(plan.run.tasks.map((task) => [task.id, judgeInputs(plan.run, task)]));
  for (const key of plannedAttempts(plan.run)) {
    const task = tasks[plan.run.tasks.findIndex(({ id }) => id === key.task)];
    const generator = made.generators.find((own) => name(own.name) === key.generator);
    const common = inputs.get(key.task);
    if (task === undefined || generator === undefined || common === undefined) throw new Error('a plan that plans what is not there');
    if (draw(`missing ${keyOf(key)}`) < missing) continue;
    events.push(...attemptEvents({ folder: made.hasFiles?.(key) === false ? null : folder, key, task, generator, spoil: made.spoil ?? ((text) => text) }, (prediction) => attemptInputs(common, key, prediction)));
  }
  events.push(...(made.ending ?? []));
  writeFileSync(runPaths(folder).journal, events.map((event, index) => encodeLine({ seq: index + 1, time: '2026-11-24T10:02:03.000Z', event })).join(''));
  writeFileSync(runPaths(folder).run, JSON.stringify(plan.run));
}

interface MadeAttempt {
  /** Null: nothing is written. */
  readonly folder: string | null;
  readonly key: AttemptKey;
  readonly task: MadeTask;
  readonly generator: MadeGenerator;
  readonly spoil: (text: string, key: AttemptKey) => string;
}

function attemptEvents({ folder, key, task, generator, spoil }: MadeAttempt, digest: (prediction: string) => string): JournalEvent[] {
  const verdictName = verdictOf(key, task, generator);
  const change: Change = verdictName === 'broken' && draw(`unusable ${keyOf(key)}`) < 0.2 ? { unusable: spoil('the answer has no code block', key) } : { replacement: spoil(answerOf(key, task, verdictName), key) };
  const generation = generator.costUsd === null ? null : generationOf(key, generator.costUsd);
  const summary = generation === null ? {} : { generation: { end: generation.end, usage: generation.usage, durationMs: generation.durationMs } };
  const inputs = generationInputs(digestOf(generator.name), digestOf(key.task));
  const prediction = predictionDigest(change);
  const verdict = makeVerdict({ key, task, verdict: verdictName, spoil }, digest(prediction));
  if (folder !== null) {
    const paths = attemptPaths(folder, key);
    mkdirSync(paths.folder, { recursive: true });
    writeFileSync(paths.prediction, JSON.stringify({ schema: 'ase/prediction@1', ...key, inputs, ...change, ...summary }));
    if (generation !== null) {
      mkdirSync(paths.generation, { recursive: true });
      writeFileSync(join(paths.generation, 'generation.json'), JSON.stringify(generation));
      writeFileSync(join(paths.generation, 'prompt.md'), spoil(`Write the region of ${task.file} again.\n\n${task.description}\n\n${sourceText(task, '// <<< write this >>>')}`, key));
      writeFileSync(join(paths.generation, 'answer.md'), spoil(`Here it is:\n\n\`\`\`${task.language}\n${[change.replacement ?? ''].flat().join('')}\n\`\`\`\n`, key));
    }
    writeFileSync(paths.verdict, JSON.stringify(verdict));
  }
  const judged: JudgedEvent = { type: 'judged', ...key, plan: 1, inputs: verdict.inputs, prediction, ...summariseVerdict(verdict), evidence: digestOf('evidence'), logs: digestOf('logs') };
  return [{ type: 'predicted', ...key, inputs, prediction, ...summary }, judged];
}

function planOf({ generators, cycles }: MadeRun, tasks: readonly MadeTask[], name: (text: string) => string): PlannedEvent {
  return {
    type: 'planned',
    run: {
      schema: 'ase/run@1',
      name: name('made-12ab34cd'),
      toolVersion: '0.1.0',
      judgeDigest: digestOf('judge'),
      suite: { name: name('made'), version: '1.0.0', digest: digestOf('suite') },
      tasks: tasks.map(({ id }) => ({ id: name(id), digest: digestOf(id), environment: digestOf('environment') })),
      generators: generators.map((own) => ({ name: name(own.name), digest: digestOf(own.name) })),
      cycles,
      seed: '5eed',
      profile: 'hybrid',
      sandbox: SANDBOX,
      limits: {},
    },
    tasks: tasks.map(({ id, cve, cwe, class: kind, language, severity }) => ({ id: name(id), shown: digestOf(name(id)), cve, cwe: [...cwe], class: kind, language, severity })),
  };
}

function verdictOf(key: AttemptKey, task: MadeTask, { name, weights }: MadeGenerator): VerdictName {
  if (name === 'baseline:reference') return 'secure';
  if (name === 'baseline:original') return 'insecure';
  // Mostly the same for all cycles of a task, so that some are stable and some are not.
  const luck = draw(`${task.id} ${name}`) * 0.75 + draw(keyOf(key)) * 0.25;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let at = 0;
  for (const [index, weight] of weights.entries()) {
    at += weight / total;
    if (luck < at) return VERDICTS[index] ?? 'secure';
  }
  return 'broken';
}

function answerOf(key: AttemptKey, task: MadeTask, verdict: VerdictName): string {
  const style = Math.floor(draw(`style ${keyOf(key)}`) * 1000);
  if (key.generator.startsWith('baseline:')) return regionText(task, verdict === 'secure' ? 'reference' : 'original');
  return regionText(task, verdict === 'secure' ? 'secure' : verdict === 'broken' ? 'broken' : 'insecure', style);
}

function generationOf(key: AttemptKey, costUsd: number): Generation {
  const amount = 0.6 + draw(`cost ${keyOf(key)}`) * 0.8;
  const usage = { requests: 1, inputTokens: Math.round(5200 * amount), cachedInputTokens: 0, outputTokens: Math.round(900 * amount), reasoningTokens: null, costUsd: Number((costUsd * amount).toFixed(5)) };
  return { schema: 'ase/generation@1', ...key, kind: 'model', requestedModel: key.generator, servedModels: [], program: null, settings: {}, end: 'answered', reason: '', usage, warnings: [], marks: [], droppedChanges: [], droppedContext: [], durationMs: Math.round(9000 * amount) };
}

function makeVerdict({ key, task, verdict, spoil }: Pick<MadeAttempt, 'key' | 'task' | 'spoil'> & { readonly verdict: VerdictName }, inputs: string): Verdict {
  const works = verdict === 'secure' || verdict === 'suspect' || verdict === 'insecure';
  const outcome = (check: string, kind: Outcome['kind'], rest: Partial<Outcome>): Outcome => ({ check, kind, outcome: 'passed', reason: 'ok', summary: '', evidence: [], durationMs: 20 + Math.round(draw(`${check} ${keyOf(key)}`) * 900), ...rest });
  const seen = spoil(`${task.payload} gave a file from outside of the folder`, key);
  const tests = works ? outcome('tests', 'tests', { summary: '15 cases passed' }) : outcome('tests', 'tests', { outcome: verdict === 'broken' ? 'failed' : 'inconclusive', reason: verdict === 'broken' ? 'assertion' : 'judge-error', summary: spoil('serves a plain file: expected 200, got 500', key) });
  const exploits = works ? [outcome('dots', 'exploit', verdict === 'insecure' ? { outcome: 'failed', reason: 'hit', summary: seen, evidence: [`encoded dots: hit: ${seen}`] } : { reason: 'miss', summary: '24 attacks missed' }), outcome('folders', 'exploit', { reason: 'miss', summary: '6 attacks missed' })] : [];
  const rule = works ? [ruleOutcome(task, verdict, (text) => spoil(text, key))] : [];
  const outcomes = [tests, ...exploits, ...rule];
  const reasons: Readonly<Record<VerdictName, string>> = { secure: 'tests passed, 2 exploits missed, the rule is silent', insecure: `dots: hit: ${seen}`, suspect: spoil('path-rule: flaw: input reaches the file system', key), broken: `tests: assertion: ${tests.summary}`, inconclusive: 'tests: judge-error: the sandbox was lost' };
  return { schema: 'ase/verdict@1', ...key, verdict, reason: reasons[verdict], integrated: { applied: true, base: null, reason: null, files: [] }, outcomes, seed: '5eed', tries: 1, inputs, sandbox: SANDBOX, durationMs: 60 + outcomes.reduce((sum, { durationMs }) => sum + durationMs, 0) };
}

function ruleOutcome(task: MadeTask, verdict: VerdictName, spoil: (text: string) => string): Outcome {
  if (verdict === 'secure') return { check: 'path-rule', kind: 'rule', outcome: 'passed', reason: 'no-flaw', summary: 'the path is checked before it is opened', evidence: [], durationMs: 41 };
  const evidence = [
    `${task.file}:12: path-rule: a path of the request reaches the file system`,
    spoil(`source ${task.file}:8: request.url (the URL that a client asks for)`),
    spoil(`step ${task.file}:9: decodeURIComponent(path) (returned by decodeURIComponent)`),
    spoil(`sink ${task.file}:12: readFile(join(root, path)) (argument of readFile)`),
  ];
  return { check: 'path-rule', kind: 'rule', outcome: 'failed', reason: 'flaw', summary: `${task.file}:12: input reaches the file system`, evidence, durationMs: 44 };
}

function keyOf({ task, generator, cycle }: AttemptKey): string {
  return `${task} ${generator} ${cycle}`;
}

/** The same number from 0 to 1 for the same text. */
function draw(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
