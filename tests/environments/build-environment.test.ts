import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { arch } from 'node:process';
import { expect, test } from 'vitest';
import { buildEnvironment } from '../../src/environments/build-environment.ts';
import type { EnvironmentTask } from '../../src/environments/build-environment.ts';
import { nodePackage } from '../../src/environments/runtime.ts';
import { openCache } from '../../src/sources/cache.ts';
import { fetchNpmArchive } from '../../src/sources/npm-archive.ts';
import type { NpmSource } from '../../src/contract/task.ts';
import { contextIn, readTree, scratch } from '../sources/fixtures.ts';
import { MS, OLD_MS, ONCE, WRAPPY } from '../sources/packages.ts';

const NODE = '24.21.0';

/** The archive of Node is 45 MB: it is kept between the tests, and between test runs. */
async function nodeArchives(): Promise<string> {
  const shared = await openCache(join(tmpdir(), `ase-test-node-${userInfo().uid}`));
  await fetchNpmArchive(nodePackage(NODE, arch), { cache: shared, offline: false, baseFolder: '/' });
  return shared.layout.archives;
}

async function contextWithNode(folder: string): Promise<Awaited<ReturnType<typeof contextIn>>> {
  cpSync(await nodeArchives(), join(folder, 'cache/archives'), { recursive: true });
  return contextIn(folder);
}

function taskOf(folder: string, source: NpmSource, lock?: object): EnvironmentTask {
  if (lock !== undefined) writeFileSync(join(folder, 'lock.json'), JSON.stringify(lock));
  const environment = { runtime: { node: NODE }, ...(lock === undefined ? {} : { dependencies: 'lock.json' }) };
  return { task: { source, environment } as EnvironmentTask['task'], folder };
}

const locked = ({ version, integrity, name }: NpmSource): object => ({ version, integrity, name });

test('Node runs and finds the dependencies; built once, then offline', { timeout: 240_000 }, async () => {
  const folder = scratch();
  const context = await contextWithNode(folder);
  const task = taskOf(folder, MS, { lockfileVersion: 3, packages: { 'node_modules/once': locked(ONCE), 'node_modules/wrappy': locked(WRAPPY), 'node_modules/wrappy/node_modules/alias': locked(OLD_MS) } });
  const built = await buildEnvironment(task, context);
  expect(built.mounts.map(({ target }) => target)).toEqual(['/env/node', '/work/node_modules']);
  const [node, dependencies] = built.mounts.map(({ source }) => source) as [string, string];
  expect(Object.keys(readTree(node))).toEqual(['bin/node']);
  expect(Object.keys(readTree(dependencies)).filter((path) => path.endsWith('package.json'))).toEqual(['once/package.json', 'wrappy/node_modules/alias/package.json', 'wrappy/package.json']);
  const work = join(folder, 'work');
  mkdirSync(join(work, 'repo'), { recursive: true });
  cpSync(dependencies, join(work, 'node_modules'), { recursive: true });
  const program = "let n = 0; const f = require('once')(() => n += 1); f(); f(); console.log(process.version, n)";
  expect(execFileSync(join(node, 'bin/node'), ['-e', program], { cwd: join(work, 'repo'), encoding: 'utf8' })).toBe(`v${NODE} 1\n`);
  expect(context.lines).toEqual(['laying out 3 packages; what the cache lacks is fetched']);
  const offline = await contextIn(folder, { offline: true });
  expect(await buildEnvironment(task, offline)).toEqual(built);
  const bare = await buildEnvironment(taskOf(folder, MS), offline);
  expect(bare.mounts).toEqual(built.mounts.slice(0, 1));
  expect(bare.digest).not.toBe(built.digest);
});

test('with versions in conflict everyone finds what npm would have given it', { timeout: 240_000 }, async () => {
  const folder = scratch();
  const context = await contextWithNode(folder);
  const { mounts } = await buildEnvironment(
    taskOf(folder, ONCE, { lockfileVersion: 3, packages: { 'node_modules/once': locked(ONCE), 'node_modules/once/node_modules/ms': locked(OLD_MS), 'node_modules/ms': locked(MS), 'node_modules/wrappy': locked(WRAPPY) } }),
    context,
  );
  const work = join(folder, 'work');
  mkdirSync(join(work, 'repo'), { recursive: true });
  writeFileSync(join(work, 'repo/package.json'), '{"name":"once","version":"9.9.9"}');
  symlinkSync(mounts[1]?.source ?? '', join(folder, 'dependencies'));
  cpSync(mounts[1]?.source ?? '', join(work, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  const version = (from: string, name: string): string =>
    execFileSync(process.execPath, ['-p', `require('module').createRequire(${JSON.stringify(join(work, from))})('${name}/package.json').version`], { encoding: 'utf8' }).trim();
  expect([
    version('repo/x.js', 'ms'),
    version('repo/x.js', 'wrappy'),
    version('node_modules/.others/node_modules/wrappy/wrappy.js', 'ms'),
    version('node_modules/.others/node_modules/wrappy/wrappy.js', 'once'),
  ]).toEqual(['2.0.0', '1.0.2', '2.1.3', '9.9.9']);
});

test('what cannot be built says why', async () => {
  const folder = scratch();
  const context = await contextIn(folder, { offline: true });
  await expect(buildEnvironment(taskOf(folder, MS), context)).rejects.toMatchObject({ code: 'offline', message: expect.stringContaining(`node-linux-${arch}@${NODE}`) });
  const missing = { ...taskOf(folder, MS), task: { source: MS, environment: { runtime: { node: NODE }, dependencies: 'nowhere.json' } } as EnvironmentTask['task'] };
  await expect(buildEnvironment(missing, context)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('nowhere.json') });
  const old = { ...taskOf(folder, MS), task: { source: MS, environment: { runtime: { node: '0.10.1' } } } as EnvironmentTask['task'] };
  await expect(buildEnvironment(old, context)).rejects.toMatchObject({ code: 'unknown-name', remedy: expect.stringContaining(NODE) });
});
