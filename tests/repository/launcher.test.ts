import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const checkout = join(import.meta.dirname, '..', '..');

/** Stands in for the program: says how it was started, then ends as its first argument tells it. */
const program = `
const how = process.argv[2];
process.on('SIGINT', () => { console.log('got SIGINT'); if (how === 'wait') process.exit(130); });
console.log(JSON.stringify({ args: process.argv.slice(2), version: process.version, parent: process.ppid, pid: process.pid }));
if (how === 'code') process.exitCode = 7;
else if (how === 'wait') setInterval(() => {}, 1000);
`;

/** A checkout of the launchers alone; with the Node that runs this test as the packaged one where asked. */
function launchers(nodePackage: boolean): string {
  const folder = temporaryFolder();
  for (const path of ['ase', 'bin/ase.mjs']) cpSync(join(checkout, path), join(folder, path));
  mkdirSync(join(folder, 'src/cli'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'src/cli/main.ts'), program);
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  if (!nodePackage) return folder;
  const home = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'package.json'), '{}');
  symlinkSync(execPath, join(home, 'bin', 'node'));
  symlinkSync(join(home, 'bin', 'node'), join(folder, 'node_modules/.bin/node'));
  return folder;
}

/** Makes a Node believe that it is an old one; only the first, not those that it starts. */
function oldNode(folder: string): string {
  const preload = join(folder, 'old.cjs');
  writeFileSync(preload, "Object.defineProperty(process.versions, 'node', { value: '20.10.0' });");
  const path = join(folder, 'old-node');
  writeFileSync(path, `#!/bin/sh\nexec '${execPath}' --require '${preload}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly firstLine: Promise<string>;
  readonly end: Promise<Ended>;
}

/** Detached: in the foreground group of a terminal a Ctrl-C would reach every process, and is not passed on. */
function start(file: string, args: readonly string[], path = env['PATH'] ?? ''): Started {
  const child = spawn(file, args, { detached: true, env: { ...env, PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on('data', (piece: Buffer) => {
      stdout += piece.toString();
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
  });
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const end = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr }));
  return { child, firstLine, end };
}

interface Said {
  readonly args: readonly string[];
  readonly pid: number;
  readonly parent: number;
}

test('./ase takes the packaged Node, also from another folder and through a link, and becomes it', async () => {
  const folder = launchers(true);
  symlinkSync(join(folder, 'ase'), join(folder, 'link'));
  const bare = ['/usr/bin', '/bin'].join(delimiter);
  for (const file of [join(folder, 'ase'), join(folder, 'link')]) {
    const { child, end } = start(file, ['code', 'a b', '$x', '--', ''], bare);
    const { code, stdout } = await end;
    const said = JSON.parse(stdout) as Said;
    expect([code, said.args, said.pid]).toEqual([7, ['code', 'a b', '$x', '--', ''], child.pid]);
  }
});

test('./ase takes the Node in PATH where there is no packaged one, and says how to set up a checkout', async () => {
  const folder = launchers(false);
  const path = [dirname(execPath), '/usr/bin', '/bin'].join(delimiter);
  expect((await start(join(folder, 'ase'), ['code'], path).end).code).toBe(7);
  const bare = temporaryFolder();
  cpSync(join(checkout, 'ase'), join(bare, 'ase'));
  expect(await start(join(bare, 'ase'), [], path).end).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('scripts/setup.mjs') });
});

test('an old Node starts the packaged one, with its arguments, exit code and signals', async () => {
  const folder = launchers(true);
  const node = oldNode(folder);
  const launcher = join(folder, 'bin/ase.mjs');
  const { child, end } = start(node, [launcher, 'code', 'a b']);
  const { code, stdout } = await end;
  const said = JSON.parse(stdout) as Said;
  expect([code, said.args, said.parent]).toEqual([7, ['code', 'a b'], child.pid]);
});

test.each([
  ['SIGTERM', { code: null, signal: 'SIGTERM' }],
  ['SIGHUP', { code: null, signal: 'SIGHUP' }],
  ['SIGINT', { code: 130, signal: null }],
] as const)('%s to an old Node reaches the program, once', async (signal, expected) => {
  const folder = launchers(true);
  const { child, firstLine, end } = start(oldNode(folder), [join(folder, 'bin/ase.mjs'), 'wait']);
  const said = JSON.parse(await firstLine) as Said;
  child.kill(signal);
  const ended = await end;
  expect(ended).toMatchObject(expected);
  expect(ended.stdout.split('got SIGINT').length - 1).toBe(signal === 'SIGINT' ? 1 : 0);
  expect(() => process.kill(said.pid, 0)).toThrow('ESRCH');
});

test('an old Node without a packaged one says what to do', async () => {
  const folder = launchers(false);
  const { code, stderr } = await start(oldNode(folder), [join(folder, 'bin/ase.mjs')]).end;
  expect([code, stderr]).toEqual([2, expect.stringMatching(/Node 20\.10\.0 is too old[\s\S]*Install Node 24/)]);
});
