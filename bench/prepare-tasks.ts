/**
 * What preparing A.S.E. 2's tasks costs from a warm mirror: their repositories at their commits, in an empty cache, as `ase run --mirror` does it before anything is judged. The repositories are made
 * here, as many as the data set names, each with as many commits as it has tasks: bare, in one pack, with sizes spread as those of real projects are (32 to 3,200 files, 240 in the middle, 6 KB
 * each in the mean). They are not A.S.E.'s repositories, which are not on this machine. Images are not part of it.
 * Run: node bench/prepare-tasks.ts [--dataset data_v2.json] [--tasks N] [--json]; without a data set 51 repositories and 145 tasks.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Task } from '../src/contract/task.ts';
import { materialiseRepository } from '../src/environments/prepare-task.ts';
import { runPool } from '../src/run/worker-pool.ts';
import { openCache } from '../src/sources/cache.ts';
import { runGit } from '../src/sources/git-command.ts';
import { createRandom } from '../src/stats/random.ts';
import { taskWith } from '../tests/context/sources.ts';

const LIMIT_MS = 1_000;
const WORKERS = 4;
const BLOCK = 65_536;
const { values } = parseArgs({ options: { dataset: { type: 'string' }, tasks: { type: 'string' }, json: { type: 'boolean', default: false } } });

interface MadeRepository {
  readonly name: string;
  readonly tasks: number;
}

function repositoriesOf(dataset: string | undefined): MadeRepository[] {
  const rows = dataset === undefined ? Array.from({ length: 145 }, (_, index) => ({ repo: `made/project-${index % 51}` })) : z.array(z.object({ repo: z.string() })).parse(JSON.parse(readFileSync(dataset, 'utf8')));
  const wanted = Number(values.tasks ?? rows.length);
  // Spread over the data set, whose rows are sorted.
  const taken = Array.from({ length: wanted }, (_, index) => rows[Math.floor((index * rows.length) / wanted)]).filter((row) => row !== undefined);
  return [...Map.groupBy(taken, ({ repo }) => repo.split('/').slice(-2).join('/'))].map(([name, same]) => ({ name, tasks: same.length }));
}

const random = createRandom('prepare-tasks');
const draw = (): number => random() / 2 ** 32;
// Text that packs as source code does: words, most of them seen before.
const words = Array.from({ length: 2_000 }, (_, index) => createHash('sha256').update(String(index)).digest('hex').slice(0, 2 + (index % 11)));
const text = Array.from({ length: 200_000 }, (_, index) => `${words[Math.floor(draw() ** 2 * words.length)] ?? ''}${index % 9 === 8 ? '\n' : ' '}`).join('');

/** A commit of `git fast-import`: all files the first time, then one in fifty anew. */
function* commitOf(files: number, number: number): Generator<string> {
  yield `commit refs/heads/main\nmark :${number + 1}\ncommitter a <a@example.org> ${1_600_000_000 + number} +0000\ndata 1\nc\n`;
  if (number > 0) yield `from :${number}\n`;
  for (let file = 0; file < files; file += 1) {
    if (number > 0 && (file + number) % 50 !== 0) continue;
    const length = Math.min(BLOCK, Math.round(1_000 + 10_000 * draw() ** 2 * 1.5));
    const from = Math.floor(draw() * (text.length - length));
    yield `M 100644 inline src/part-${file % 37}/file-${file}.c\ndata ${length}\n${text.slice(from, from + length)}\n`;
  }
}

async function makeMirror(mirrors: string, { name, tasks }: MadeRepository, at: number): Promise<string[]> {
  const folder = join(mirrors, `${name.replace('/', '+')}.git`);
  mkdirSync(folder, { recursive: true });
  await runGit({ repository: folder, args: ['init', '--quiet', '--bare', '--template='] });
  // From 32 to 3,200, 240 and fewer in half of them.
  const files = Math.round(32 * 100 ** ((at % 51) / 50) ** 1.2);
  const child = spawn('git', ['--git-dir', folder, '-c', 'core.compression=1', 'fast-import', '--quiet', '--depth=0'], { stdio: ['pipe', 'inherit', 'inherit'] });
  for (let number = 0; number < tasks; number += 1) for (const part of commitOf(files, number)) if (!child.stdin.write(part)) await once(child.stdin, 'drain');
  child.stdin.end('done\n');
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`fast-import of ${name} ended with ${code}`);
  const { stdout } = await runGit({ repository: folder, args: ['rev-list', 'main'] });
  return stdout.toString().trim().split('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'ase-bench-prepare-'));
try {
  const repositories = repositoriesOf(values.dataset);
  const mirror = join(folder, 'mirror');
  const tasks: { readonly task: Task; readonly folder: string }[] = [];
  for (const [at, made] of repositories.entries()) {
    for (const commit of await makeMirror(mirror, made, at)) {
      tasks.push({ folder, task: taskWith([{ file: 'src/part-0/file-0.c', lines: [1, 1], symbol: 'x', sha256: 'a'.repeat(64) }], 'c', { source: { type: 'git', url: `https://git.invalid/${made.name}`, commit } }) });
    }
  }
  const cache = await openCache(join(folder, 'cache'));
  const context = { cache, offline: true, baseFolder: folder, mirror };
  const each: number[] = [];
  const begun = performance.now();
  const before = process.cpuUsage();
  await runPool({ items: tasks, workers: WORKERS, goesOn: () => true, work: async (task) => {
    const started = performance.now();
    await materialiseRepository(task, context);
    each.push(performance.now() - started);
  } });
  const wallMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  const copied = readdirSync(cache.layout.repositories).length;
  each.sort((a, b) => a - b);
  const measured = { repositories: repositories.length, tasks: tasks.length, wallMs, perTaskMs: wallMs / tasks.length, ownCpuMs: (user + system) / 1000 / tasks.length, medianMs: each[Math.floor(each.length / 2)] ?? 0, slowestMs: each.at(-1) ?? 0, copiedRepositories: copied, limitMs: LIMIT_MS };
  const line = `${tasks.length} tasks of ${repositories.length} made repositories prepared from a mirror in ${(wallMs / 1000).toFixed(1)} s: ${measured.perTaskMs.toFixed(0)} ms a task (limit ${LIMIT_MS}), ${measured.ownCpuMs.toFixed(0)} ms of this process's processor time; ${copied} repositories copied`;
  process.stdout.write(values.json ? `${JSON.stringify(measured)}\n` : `${line}\n`);
  if (measured.perTaskMs > LIMIT_MS || copied > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
