import { execFileSync, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { afterEach, expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import { verifyRun } from '../../src/run/verify.ts';
import { execute, newRunFolder, verdictLines } from './execution.ts';

const program = join(import.meta.dirname, 'fixtures', 'small-run.ts');
const mounts: string[] = [];
const canMount = getuid?.() === 0 && mountTmpfs('64k') !== null;

/** Null where this user may not mount. */
function mountTmpfs(size: string): string | null {
  const folder = execFileSync('mktemp', ['-d', join(tmpdir(), 'ase-mount-XXXXXX')], { encoding: 'utf8' }).trim();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'ase-test', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  mounts.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', [folder]);
});

test('stopped once: attempts that run are finished, none is begun, and the same command does the rest', async () => {
  const folder = await newRunFolder();
  const stop = new AbortController();
  const stopped = await execute(folder, { tasks: 3, seconds: 0.05, stop, onEvent: ({ type }) => (type === 'judged' ? stop.abort() : undefined) });
  expect(stopped.summary.how).toBe('stopped');
  expect(stopped.summary.judged).toBe(stopped.judged.length);
  expect(verdictLines(await readFile(join(folder, 'results.jsonl'), 'utf8')).length).toBe(stopped.summary.judged);
  const rest = await execute(folder, { tasks: 3 });
  expect([rest.summary.how, rest.judged.length]).toEqual(['complete', 12 - stopped.judged.length]);
});

test('aborted: what runs is given up at once and judged by the next run', async () => {
  const folder = await newRunFolder();
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 150);
  const aborted = await execute(folder, { tasks: 3, seconds: 3600, abort });
  expect(aborted.summary).toMatchObject({ how: 'aborted', judged: 0, left: 12, failures: [] });
  expect((await execute(folder, { tasks: 3 })).summary).toMatchObject({ how: 'complete', judged: 12 });
});

test('Ctrl-C in a real process stops it, and a second one aborts it', async () => {
  const folder = await newRunFolder();
  const last = async (interrupts: number): Promise<Record<string, unknown>> => {
    const child = spawn(process.execPath, [program, folder, '--seconds', interrupts === 1 ? '0.1' : '30'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    let sent = 0;
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (!output.includes('"predicted"') || sent === interrupts) return;
      sent = interrupts;
      child.kill('SIGINT');
      if (interrupts === 2) setTimeout(() => child.kill('SIGINT'), 300);
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
  };
  const stopped = await last(1);
  expect(stopped).toMatchObject({ how: 'stopped', failures: [] });
  expect(await last(2)).toMatchObject({ how: 'aborted', judged: 0, kept: stopped.judged });
});

test('two runs in one folder: the second is refused and the first goes on', async () => {
  const folder = await newRunFolder();
  const stop = new AbortController();
  const judgements = new EventEmitter();
  // More than can be done before the second one has started, however slow that is.
  const first = execute(folder, { tasks: 2_000, seconds: 0.05, stop, onEvent: ({ type }) => judgements.emit(type) });
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  expect(JSON.parse(String(output))).toMatchObject({ type: 'error', code: 'locked', message: expect.stringContaining(`process ${process.pid} on `) });
  await once(judgements, 'judged');
  stop.abort();
  expect((await first).summary).toMatchObject({ how: 'stopped', failures: [] });
});

test('an error of one attempt leaves it open; an error of ours ends the run and keeps what was finished', async () => {
  const folder = await newRunFolder();
  const offline = (attempt: string): string => {
    if (attempt === 'task-1 model/A 1') throw new AseError('offline', 'the model does not answer');
    return 'secure';
  };
  const partly = await execute(folder, { tasks: 2, answer: offline });
  expect(partly.summary).toMatchObject({ how: 'incomplete', judged: 7, left: 1 });
  const bug = (attempt: string): string => {
    throw new TypeError(`a bug at ${attempt}`);
  };
  await expect(execute(folder, { tasks: 2, answer: bug })).rejects.toThrow('a bug at task-1 model/A 1');
  expect((await execute(folder, { tasks: 2, answer: () => 'secure' })).summary).toMatchObject({ how: 'complete', kept: 7, judged: 1 });
});

test.skipIf(!canMount)('a full disk ends the run with a message that says what to do; nothing finished is lost', async () => {
  const mount = mountTmpfs('600k') ?? '';
  const folder = join(mount, 'run');
  const answer = (attempt: string): string => `secure ${attempt} ${'x'.repeat(20_000)}`;
  const full = await execute(folder, { tasks: 12, answer }).catch((error: unknown) => error);
  expect(full).toBeInstanceOf(AseError);
  expect(full).toMatchObject({ code: 'disk', message: expect.stringMatching(/^no space is left to write \/.*/), remedy: expect.stringContaining('same command') });
  execFileSync('mount', ['-o', 'remount,size=8m', mount]);
  const finished = (await readFile(join(folder, 'journal.jsonl'), 'utf8')).split('\n').filter((line) => line.includes('"type":"judged"')).length;
  expect(finished).toBeGreaterThan(5);
  const rest = await execute(folder, { tasks: 12, answer });
  expect(rest.summary).toMatchObject({ how: 'complete', kept: finished, judged: 48 - finished });
  expect(rest.events.filter(({ type }) => type === 'note')).toEqual([]);
  expect((await verifyRun(folder)).differences).toEqual([]);
});

test.skipIf(!canMount)('a read-only file system: the message names the folder', async () => {
  const mount = mountTmpfs('64k') ?? '';
  execFileSync('mount', ['-o', 'remount,ro', mount]);
  const folder = join(mount, 'run');
  await expect(execute(folder, { tasks: 1 })).rejects.toMatchObject({ code: 'permission', message: expect.stringContaining(folder) });
});

test('a file in the place of the run folder, or a missing run, is said as such', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'ase-run-')), 'file');
  await writeFile(folder, '');
  await expect(execute(folder, { tasks: 1 })).rejects.toMatchObject({ code: 'bad-input', message: `${folder} is a file or lies below one; a folder is needed` });
  await rm(folder);
  await mkdir(folder);
  await expect(verifyRun(folder)).rejects.toMatchObject({ code: 'not-found' });
});
