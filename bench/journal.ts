/** How long a journal with 10,000 judged attempts takes to decide what is left, and in how much memory: `npx node bench/journal.ts [--json] [--attempts N]`. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { JournalEvent, PlannedEvent } from '../src/contract/journal.ts';
import { openJournalWriter } from '../src/journal/append.ts';
import { foldJournal } from '../src/journal/fold.ts';
import { decide } from '../src/run/decide.ts';
import { attemptInputs, generationInputs, judgeInputs } from '../src/run/inputs.ts';
import { plannedAttempts } from '../src/run/plan.ts';
import { digestOf } from '../src/util/digest.ts';

const BUDGET_MS = 2000;
const BUDGET_MB = 300;
const CYCLES = 5;
const GENERATORS = 10;
const BATCH = 500;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, attempts: { type: 'string', default: '10000' }, decide: { type: 'string' } } });

function planOf(attempts: number): PlannedEvent {
  const ids = Array.from({ length: attempts / CYCLES / GENERATORS }, (_, index) => `task-${index}`);
  return {
    type: 'planned',
    run: {
      schema: 'ase/run@1',
      name: 'bench',
      toolVersion: '0.0.0',
      judgeDigest: digestOf('judge'),
      suite: { name: 'bench', version: '1.0.0', digest: digestOf('suite') },
      tasks: ids.map((id) => ({ id, digest: digestOf(id), environment: digestOf('environment') })),
      generators: Array.from({ length: GENERATORS }, (_, index) => ({ name: `openai:model-${index}`, digest: digestOf(String(index)) })),
      cycles: CYCLES,
      seed: 'seed',
      profile: 'hybrid',
      sandbox: 'bubblewrap',
      limits: {},
    },
    tasks: ids.map((id) => ({ id, shown: digestOf(id), cve: 'CVE-2024-10000', cwe: ['CWE-22'], class: 'path-traversal', language: 'javascript', severity: 'high' })),
  };
}

/** Every attempt of the plan but each hundredth is judged. */
function* eventsOf(plan: PlannedEvent): Generator<JournalEvent> {
  const tasks = new Map(plan.run.tasks.map((task) => [task.id, judgeInputs(plan.run, task)]));
  const generators = new Map(plan.run.generators.map(({ name, digest }) => [name, digest]));
  let index = 0;
  for (const key of plannedAttempts(plan.run)) {
    const common = tasks.get(key.task);
    if (common === undefined) throw new Error(`no task ${key.task}`);
    index += 1;
    const prediction = digestOf(`prediction ${index}`);
    yield { type: 'predicted', ...key, inputs: generationInputs(generators.get(key.generator) ?? '', digestOf(key.task)), prediction };
    if (index % 100 === 0) continue;
    const checks = { build: 'skipped', tests: 'passed', exploits: 'failed', rule: 'skipped' } as const;
    const summary = { verdict: 'insecure', reason: 'an exploit hit: a file outside of the root was read through an encoded path', checks, tries: 1, durationMs: 812.25 } as const;
    yield { type: 'judged', ...key, plan: 1, inputs: attemptInputs(common, key, prediction), prediction, ...summary, evidence: digestOf(`${index}`), logs: digestOf('logs') };
  }
}

async function writeBenchJournal(path: string, attempts: number): Promise<{ readonly events: number; readonly ms: number }> {
  const plan = planOf(attempts);
  const writer = await openJournalWriter(path, { end: 0, unterminated: false, lastSeq: 0 });
  const started = performance.now();
  await writer.append(plan);
  let waiting: Promise<number>[] = [];
  let events = 1;
  for (const event of eventsOf(plan)) {
    events += 1;
    waiting.push(writer.append(event));
    if (waiting.length < BATCH) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  await writer.close();
  return { events, ms: performance.now() - started };
}

/** What a resumed run does first; in a process of its own, so that its memory is its own. */
async function decideOnce(path: string): Promise<void> {
  const started = performance.now();
  const { state, faults } = await foldJournal(path);
  if (state.plan === null || faults.length > 0) throw new Error('the journal does not read back');
  const { total, kept, open } = decide({ state, plan: state.plan.event, retryInconclusive: false });
  const ms = performance.now() - started;
  process.stdout.write(JSON.stringify({ total, kept: kept.length, open: open.length, ms, peakMb: process.resourceUsage().maxRSS / 1024 }));
}

interface Decided {
  readonly total: number;
  readonly kept: number;
  readonly open: number;
  readonly ms: number;
  readonly peakMb: number;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ase-bench-'));
  try {
    const path = join(folder, 'journal.jsonl');
    const written = await writeBenchJournal(path, Number(values.attempts));
    const megabytes = (await stat(path)).size / 1e6;
    const decided = JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--decide', path], { encoding: 'utf8' })) as Decided;
    const within = decided.ms < BUDGET_MS && decided.peakMb < BUDGET_MB;
    if (values.json) process.stdout.write(`${JSON.stringify({ written, megabytes, decided, within })}\n`);
    else {
      process.stdout.write(`written  ${written.events} events, ${megabytes.toFixed(1)} MB, in ${written.ms.toFixed(0)} ms, a sync for ${BATCH}\n`);
      process.stdout.write(`decided  ${decided.total} attempts: ${decided.kept} kept, ${decided.open} left, in ${decided.ms.toFixed(0)} ms (budget ${BUDGET_MS}), peak ${decided.peakMb.toFixed(0)} MB (budget ${BUDGET_MB})\n`);
    }
    process.exitCode = within ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

await (values.decide === undefined ? main() : decideOnce(values.decide));
