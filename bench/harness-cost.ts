/**
 * What the harness adds to an attempt: its wall time less what the same checks take when run bare – no sandbox around them, no users, no limits – in a prepared folder. 2 workers
 * (wall time of all × 2 / attempts). Processor time is that of this process and all that it started: an engine's own is not in it.
 * Each task is attempted N times a round by the same worker, as a run does it; in Docker the first time takes a container and the others are given it.
 * Run: node bench/harness-cost.ts [docker|bubblewrap] [--rounds N] [--attempts N] [--task ID…] [--json]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { materialiseFixed, materialiseTask } from '../src/environments/prepare-task.ts';
import { withAttemptFolders } from '../src/environments/workspace.ts';
import { baselinePrediction } from '../src/generators/baselines.ts';
import { isProgramTask } from '../src/contract/task.ts';
import { type JudgeDrivers, judgeAttempt } from '../src/judge/judge-attempt.ts';
import { runPool } from '../src/run/worker-pool.ts';
import { openCache } from '../src/sources/cache.ts';
import { loadSuite } from '../src/suite/load-suite.ts';

const WORKERS = 2;
const LIMITS_MS = { docker: 400, bubblewrap: 100 } as const;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, attempts: { type: 'string', default: '3' }, task: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } } });
const name = positionals[0] === 'docker' ? 'docker' : 'bubblewrap';
const checkout = join(import.meta.dirname, '..');
const { makeDriver } = (await import(`../tests/sandboxes/${name}-driver.ts`)) as { makeDriver: () => JudgeDrivers['sandbox'] };
const sandbox = makeDriver();
await sandbox.prepare(() => undefined);
const cache = await openCache(process.env['ASE_CACHE'] ?? join(homedir(), '.cache', 'ase'));
const context = { cache, offline: false, baseFolder: checkout };
const suite = await loadSuite(join(checkout, 'suite'), 'quickstart', values.task);
const kit = join(checkout, 'suite', 'kit');

const prepared = new Map(
  await Promise.all(
    suite.tasks.filter(isProgramTask).map(async (loaded) => {
      const task = await materialiseTask(loaded, context);
      const trees = { original: async () => task.repository, fixed: () => materialiseFixed(loaded, context) };
      const prediction = await baselinePrediction({ baseline: 'reference', task: loaded.task, cycle: 1, trees });
      return [loaded.task.id, { loaded, task, prediction, fixed: await trees.fixed() }] as const;
    }),
  ),
);
const drivers: JudgeDrivers = { sandbox, kit, limits: {}, rules: () => Promise.reject(new Error('no task has a rule here')), workspace: { withFolders: (action) => withAttemptFolders(cache, action) }, prepare: async ({ task }) => prepared.get(task.id)?.task as Awaited<ReturnType<JudgeDrivers['prepare']>> };
const ids = suite.tasks.map(({ task }) => task.id);

const items = ids.flatMap((id) => Array.from({ length: Number(values.attempts) }, () => id));

/** Milliseconds that a worker has for an attempt: wall time × workers / attempts. */
async function measure(work: (id: string) => Promise<void>): Promise<number> {
  const started = performance.now();
  await runPool({ items, workers: WORKERS, goesOn: () => true, work, group: (id) => id });
  return ((performance.now() - started) * WORKERS) / items.length;
}

async function judged(id: string): Promise<void> {
  const found = prepared.get(id);
  if (found === undefined) throw new Error(id);
  const { verdict, reason } = await judgeAttempt(drivers, { task: found.loaded, prediction: found.prediction, seed: 'bench', inputs: `sha256:${'0'.repeat(64)}`, signal: new AbortController().signal });
  if (verdict !== 'secure') throw new Error(`${id}: the reference is ${verdict}: ${reason}`);
}

/** Milliseconds of processor that this process and all that it started and saw end have taken (proc_pid_stat(5); a tick is 10 ms). */
function processorMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? Number.NaN)) / 2;
}

interface BareRoot {
  /** Milliseconds of processor. */
  run(input: string): Promise<number>;
  close(): void;
}

/** A folder that looks like a sandbox from inside, opened once for all rounds; in it the judge's programs run directly. */
function openBareRoot(id: string): BareRoot {
  const found = prepared.get(id);
  if (found === undefined) throw new Error(id);
  const scratch = mkdtempSync(join(tmpdir(), 'ase-bare-'));
  const { checks } = found.loaded.task;
  const launcher = { kind: 'direct', drop: '/drop', limits: { processes: 128, fileBytes: 2 ** 25, dataBytes: null }, slots: [checks.tests, ...checks.exploits].map(() => ({ scratch: '/scratch' })) };
  const mounts = [...found.task.mounts, ...found.task.privateMounts, { source: kit, target: '/judge/kit' }, { source: join(found.loaded.folder, 'checks'), target: '/judge/checks' }, { source: found.fixed, target: '/work/repo' }, { source: import.meta.dirname, target: '/bench' }];
  const arguments_ = ['--ro-bind', '/usr', '/usr', ...['bin', 'lib', 'lib64', 'sbin'].flatMap((folder) => ['--symlink', `usr/${folder}`, `/${folder}`]), '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/drop', '--tmpfs', '/tmp', '--bind', scratch, '/scratch', ...mounts.flatMap(({ source, target }) => ['--ro-bind', source, target]), '--setenv', 'ASE_LAUNCHER', JSON.stringify(launcher)];
  const child = spawn('bwrap', [...arguments_, '/env/node/bin/node', '/bench/bare-loop.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  let answered: (() => void) | null = null;
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
    if (said.endsWith('\n')) answered?.();
  });
  return {
    run: (input) =>
      new Promise((resolve, reject) => {
        said = '';
        answered = () => (said.startsWith('passed ') ? resolve(Number(said.slice('passed '.length))) : reject(new Error(`${id}, bare: ${said}`)));
        child.stdin.write(input);
      }),
    close: () => child.stdin.end(),
  };
}

const roots = new Map(suite.tasks.map(({ task }) => [task.id, Array.from({ length: WORKERS }, () => openBareRoot(task.id))]));
let bareProcessorMs = 0;
async function bare(id: string): Promise<void> {
  const free = roots.get(id) ?? [];
  const root = free.pop() ?? openBareRoot(id);
  const { checks } = prepared.get(id)?.loaded.task ?? { checks: { tests: { id: '', program: '' }, exploits: [] } };
  const requests = [{ ...checks.tests, kind: 'tests' }, ...checks.exploits.map((exploit) => ({ ...exploit, kind: 'exploit' }))];
  const processor = await root.run(`${JSON.stringify({ nonce: 'n', checks: requests.map(({ id: check, kind, program }) => ({ id: check, kind, program, seed: `bench ${check}`, timeoutMs: 60_000 })) })}\n`);
  bareProcessorMs += processor;
  free.push(root);
}

for (const id of ids) {
  await judged(id);
  await bare(id);
}
// In turns: what else the machine does meets both alike.
let judgedProcessorMs = 0;
bareProcessorMs = 0;
const rounds: { readonly attemptMs: number; readonly bareMs: number }[] = [];
while (rounds.length < Number(values.rounds)) {
  const before = processorMs();
  const attemptMs = await measure(judged);
  judgedProcessorMs += processorMs() - before;
  rounds.push({ attemptMs, bareMs: await measure(bare) });
}
for (const root of [...roots.values()].flat()) root.close();
const attempts = items.length * rounds.length;
const [attemptMs, bareMs, costMs] = [median(rounds.map((round) => round.attemptMs)), median(rounds.map((round) => round.bareMs)), median(rounds.map((round) => round.attemptMs - round.bareMs))];
const report = {
  benchmark: 'harness-cost',
  sandbox: name,
  workers: WORKERS,
  attempts,
  attemptMs: Math.round(attemptMs),
  bareMs: Math.round(bareMs),
  costMs: Math.round(costMs),
  costsMs: rounds.map((round) => Math.round(round.attemptMs - round.bareMs)),
  processorMs: { attempt: Math.round(judgedProcessorMs / attempts), bare: Math.round(bareProcessorMs / attempts) },
  limitMs: LIMITS_MS[name],
  attemptsPerMinute: Math.round((WORKERS * 60_000) / attemptMs),
  held: costMs <= LIMITS_MS[name],
};
if (!values.json) process.stdout.write(`${name}: an attempt takes ${report.attemptMs} ms, its checks alone ${report.bareMs} ms: the harness costs ${report.costMs} ms (medians of ${rounds.length} rounds; limit ${report.limitMs} ms; ${report.attempts} attempts, ${WORKERS} workers, ${report.attemptsPerMinute} a minute)\n`);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = report.held ? 0 : 1;
