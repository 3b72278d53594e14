import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import { acquireLock, lockOwner } from '../../src/journal/lock.ts';

const program = join(import.meta.dirname, 'fixtures', 'hold-lock.ts');
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ase-lock-'));

function hold(folder: string): { readonly child: ChildProcess; readonly said: Promise<string> } {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = once(child.stdout as NodeJS.ReadableStream, 'data').then(([data]) => String(data).trim());
  return { child, said };
}

async function messageOf(folder: string): Promise<string> {
  return acquireLock(folder).then(
    () => 'taken',
    (error: unknown) => (error instanceof AseError ? `${error.code}: ${error.message}` : String(error)),
  );
}

test('another process cannot take the lock while its owner lives; the refusal names the owner', async () => {
  const folder = await newFolder();
  const { child, said } = hold(folder);
  expect(await said).toBe('held');
  expect(await messageOf(folder)).toMatch(new RegExp(`^locked: this run is being written by process ${child.pid} on ${hostname()} since 2`));
  expect(await lockOwner(folder)).toContain(`process ${child.pid}`);
  child.stdin?.end();
  await once(child, 'exit');
  expect([await lockOwner(folder), await messageOf(folder)]).toEqual([null, 'taken']);
});

test('a killed owner bars nobody, not even while it waits to be reaped', async () => {
  const folder = await newFolder();
  const { child, said } = hold(folder);
  await said;
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await messageOf(folder)).toBe('taken');
});

test('a process with the number of a dead owner is not taken for it', async () => {
  const folder = await newFolder();
  await acquireLock(folder);
  const owner = JSON.parse(await readFile(join(folder, '1'), 'utf8')) as { startTime: string };
  await writeFile(join(folder, '1'), JSON.stringify({ ...owner, startTime: '1' }));
  expect(await messageOf(folder)).toBe('taken');
});

test('an owner on another machine cannot be asked: the refusal says which file to remove', async () => {
  const folder = await newFolder();
  await acquireLock(folder);
  const owner = JSON.parse(await readFile(join(folder, '1'), 'utf8')) as object;
  await writeFile(join(folder, '1'), JSON.stringify({ ...owner, host: 'elsewhere', bootId: 'other' }));
  await expect(acquireLock(folder)).rejects.toMatchObject({ code: 'locked', remedy: expect.stringContaining(`remove ${join(folder, '1')}`) });
});

test('of many processes that find a dead owner at once, one gets the lock', async () => {
  const folder = await newFolder();
  const dead = hold(folder);
  await dead.said;
  dead.child.kill('SIGKILL');
  await once(dead.child, 'exit');
  const holders = Array.from({ length: 8 }, () => hold(folder));
  const answers = await Promise.all(holders.map(({ said }) => said));
  expect(answers.filter((answer) => answer === 'held').length).toBe(1);
  expect(answers.filter((answer) => answer.startsWith('locked:')).length).toBe(7);
  for (const { child } of holders) child.stdin?.end();
  await Promise.all(holders.map(({ child }) => child.exitCode ?? once(child, 'exit')));
  expect((await readdir(folder)).length).toBe(1);
});

test('what an owner had begun when it was killed is gone with the next one', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, '2.0123456789ab.tmp'), '{"pid"');
  await acquireLock(folder);
  expect(await readdir(folder)).toEqual(['1']);
});
