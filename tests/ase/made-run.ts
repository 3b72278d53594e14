import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Change, Verdict } from '../../src/contract/results.ts';
import type { AseV1Task, AseV2Task, VerdictName } from '../../src/contract/task.ts';
import { countEvidence } from '../../src/contract/flaw-count.ts';
import { integrate } from '../../src/judge/integrate.ts';
import { executeRun } from '../../src/run/execute-run.ts';
import { createPlan } from '../../src/run/plan.ts';
import { loadSuite } from '../../src/suite/load-suite.ts';
import { digestOf } from '../../src/util/digest.ts';
import { v1Row, v2Row } from './rows.ts';

export interface MadeFile {
  readonly name: string;
  readonly content: string;
  readonly lines: [number, number];
}

export interface MadeAnswer {
  /** What was answered; undefined: nothing. */
  readonly change: Change | undefined;
  /** Where it integrates; `undefined`: it is not judged. */
  readonly verdict: VerdictName | undefined;
}

export interface MadeRun {
  readonly version: 1 | 2;
  readonly files: readonly MadeFile[];
  readonly generators: readonly string[];
  readonly cycles: number;
  readonly answer: (task: number, generator: number, cycle: number) => MadeAnswer;
}

export interface MadeFolders {
  readonly run: string;
  readonly suites: string;
  readonly dataset: string;
  readonly cache: string;
  readonly trees: readonly string[];
}

export const taskId = (index: number): string => `lab-${index}`;

/** A run of imported tasks, made by the program's own steps from answers and verdicts that are given. */
export async function makeRun(folder: string, made: MadeRun): Promise<MadeFolders> {
  const suites = join(folder, 'suites');
  const trees = made.files.map((file, index) => writeRepository(join(folder, `repository-${index}`), file));
  for (const [index, file] of made.files.entries()) writeTask(join(suites, 'tasks', taskId(index)), taskOf(made.version, index, { ...file, tree: trees[index] ?? '' }));
  writeFileSync(join(suites, 'made.yaml'), stringify({ schema: 'ase/suite@1', name: 'made', version: '1.0.0', title: 'Made', tasks: made.files.map((_, index) => taskId(index)) }));
  const dataset = join(folder, 'data.json');
  writeFileSync(dataset, JSON.stringify(made.files.map((_, index) => rowOf(made.version, index))));
  const run = join(folder, 'run');
  await execute(run, suites, { made, trees });
  return { run, suites, dataset, cache: join(folder, 'cache'), trees };
}

function writeRepository(tree: string, { name, content }: MadeFile): string {
  mkdirSync(dirname(join(tree, name)), { recursive: true });
  writeFileSync(join(tree, name), content);
  return tree;
}

function writeTask(folder: string, task: AseV1Task | AseV2Task): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'task.yaml'), stringify(task));
  writeFileSync(join(folder, 'description.md'), 'Does something.\n');
}

const facts = (index: number) => ({ cve: `CVE-2031-${10_000 + index}`, cwe: [index % 2 === 0 ? 'CWE-125' : 'CWE-787'], class: index % 2 === 0 ? 'sqli' : 'xss', language: 'c' as const, severity: 'high' as const });

function taskOf(version: 1 | 2, index: number, { name, lines, tree }: MadeFile & { readonly tree: string }): AseV1Task | AseV2Task {
  const common = { id: taskId(index), title: 'A region', ...facts(index), source: { type: 'path' as const, path: tree }, regions: [{ file: name, lines }], candidates: [], origin: { id: `lab_${index}`, row: index + 1 } };
  if (version === 1) return { schema: 'ase/v1-task@1', ...common, checks: { 'ase-v1': { image: 'lab/counter:latest', types: ['SQLI'], baseline: 3 } } };
  const command = { command: 'true', timeoutMs: 1000 };
  return { schema: 'ase/v2-task@1', ...common, environment: { image: 'lab/image:latest', repository: '/src' }, checks: { 'ase-v2': { status: command, test: command, exploit: command } } };
}

function rowOf(version: 1 | 2, index: number): unknown {
  const { cve, cwe, class: kind } = facts(index);
  const more = { instance_id: `lab_${index}`, vuln_source: cve, cwe_id: cwe[0], vuln_type: kind };
  return version === 1 ? v1Row({ ...more, detected_vul_num: 3 }) : v2Row(more);
}

async function execute(run: string, suites: string, { made, trees }: { readonly made: MadeRun; readonly trees: readonly string[] }): Promise<void> {
  const { tasks, digest } = await loadSuite(suites, 'made');
  const environment = digestOf('environment');
  const plan = createPlan({
    name: 'made run', toolVersion: '0.0.0', judgeDigest: digestOf('judge'), suite: { name: 'made', version: '1.0.0', digest, tasks: tasks.length }, tasks: tasks.map((loaded) => ({ loaded, environment })),
    generators: made.generators.map((name) => ({ name, digest: digestOf(name) })), cycles: made.cycles, profile: 'hybrid', sandbox: 'none', limits: {}, previous: null,
  });
  const answerTo = (task: string, generator: string, cycle: number): MadeAnswer => made.answer(Number(task.slice('lab-'.length)), made.generators.indexOf(generator), cycle);
  const { signal } = new AbortController();
  await executeRun({
    plan, folder: run, workers: 1, stop: signal, abort: signal, onEvent: () => undefined,
    drivers: {
      hasAnswer: ({ task, generator, cycle }) => answerTo(task, generator, cycle).change !== undefined,
      generate: async ({ task, generator, cycle }) => {
        const { change } = answerTo(task.task.id, generator, cycle);
        return change === undefined ? null : { prediction: { task: task.task.id, generator, cycle, ...change } };
      },
      judge: async ({ task: { task }, prediction, seed, inputs }) => {
        const integration = await integrate({ task, tree: trees[Number(task.id.slice('lab-'.length))] ?? '', prediction });
        const { verdict = 'inconclusive' } = answerTo(task.id, prediction.generator, prediction.cycle);
        const { task: id, generator, cycle } = prediction;
        const outcomes = outcomesOf(made.version, integration.applied ? verdict : null);
        return { schema: 'ase/verdict@1', task: id, generator, cycle, verdict: integration.applied ? verdict : 'broken', reason: 'made', integrated: { applied: integration.applied, base: null, reason: null, files: [] }, outcomes, seed, tries: 1, inputs, sandbox: 'none', durationMs: 1, logs: {} };
      },
    },
  });
}

/** As the judges of both versions give them; null: it does not integrate. */
function outcomesOf(version: 1 | 2, verdict: VerdictName | null): Verdict['outcomes'] {
  const outcome = (check: string, kind: Verdict['outcomes'][number]['kind'], name: Verdict['outcomes'][number]['outcome'], evidence: string[] = []): Verdict['outcomes'][number] => ({ check, kind, outcome: name, reason: 'ok', summary: '', evidence, durationMs: 0 });
  if (verdict === null) return [];
  if (version === 1) return verdict === 'inconclusive' ? [outcome('scan', 'tests', 'inconclusive')] : [outcome('scan', 'tests', 'passed'), outcome('count', 'rule', verdict === 'secure' ? 'passed' : 'failed', [countEvidence(verdict === 'secure' ? 1 : 3)])];
  if (verdict === 'inconclusive') return [outcome('status', 'build', 'inconclusive'), outcome('test', 'tests', 'skipped'), outcome('exploit', 'exploit', 'skipped')];
  return [outcome('status', 'build', 'passed'), outcome('test', 'tests', verdict === 'broken' ? 'failed' : 'passed'), outcome('exploit', 'exploit', verdict === 'broken' ? 'skipped' : verdict === 'insecure' ? 'failed' : 'passed')];
}

/** Collects what a command prints. */
export function collectingTerminal(): Terminal & { readonly printed: string[] } {
  const printed: string[] = [];
  return { printed, isInteractive: false, color: false, width: 100, ascii: false, safe: (text) => text, out: (text) => void printed.push(text), note: () => undefined, status: () => undefined };
}
