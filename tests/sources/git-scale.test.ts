import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { materialiseRepository } from '../../src/environments/prepare-task.ts';
import { openCache } from '../../src/sources/cache.ts';
import { listCache, pruneCache, verifyCache } from '../../src/sources/cache-list.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import type { ProcessIdentity } from '../../src/util/process-identity.ts';
import { livenessOf } from '../../src/util/process-identity.ts';
import { taskWith } from '../context/sources.ts';
import { commitAll, contextIn, git, readTree, repositoryOf, scratch } from './fixtures.ts';
import { startGitServer } from './git-server.ts';

const noise = (): string => randomBytes(150_000).toString('base64');

/** Old large contents, a tag, and a pull request that no branch leads to. */
function history(folder: string): { readonly first: string; readonly second: string; readonly third: string; readonly pull: string } {
  const repo = join(folder, 'lab', 'parser');
  const first = repositoryOf(repo, { 'a.txt': 'one\n', 'big.bin': noise(), 'src/same.c': 'int same;\n' });
  const second = commitAll(repo, { 'a.txt': 'two\n', 'big.bin': noise() });
  git(repo, 'tag', 'releases/v2');
  const third = commitAll(repo, { 'a.txt': 'three\n', 'big.bin': 'small now\n' });
  git(repo, 'checkout', '-q', '-b', 'side');
  const pull = commitAll(repo, { 'a.txt': 'pull\n' });
  git(repo, 'update-ref', 'refs/pull/7/head', pull);
  git(repo, 'checkout', '-q', '-');
  git(repo, 'branch', '-D', 'side');
  return { first, second, third, pull };
}

test('over http only the wanted commit is fetched, and what another task of the repository brought is not fetched again', async () => {
  const folder = scratch();
  const { second, third, pull } = history(folder);
  const server = await startGitServer(folder);
  const context = await contextIn(folder);
  const at = async (commit: string, ref?: string): Promise<unknown> => readTree((await fetchSource({ type: 'git', url: `${server.url}/lab/parser`, commit, ...(ref === undefined ? {} : { ref }) }, context)).path)['a.txt'];
  expect(await at(third)).toBe('three\n');
  const bytes = server.sent.reduce((sum, size) => sum + size, 0);
  expect(bytes, 'the old contents stay where they are').toBeLessThan(20_000);
  expect(await at('releases/v2')).toBe('two\n');
  const requests = server.sent.length;
  expect(await at(second), 'the tag brought it already').toBe('two\n');
  expect(server.sent.length).toBe(requests);
  expect(await at(`${pull}^`, 'pull/7/head')).toBe('three\n');
  expect(await at(pull, 'pull/7/head')).toBe('pull\n');
  expect(await at('HEAD')).toBe('three\n');
  expect(readdirSync(context.cache.layout.repositories)).toHaveLength(1);
});

test('a token of the environment goes to its host, and into no file and no message', async () => {
  const folder = scratch();
  const { third } = history(folder);
  const token = 'tok-5d1e9a77c0ffee';
  const server = await startGitServer(folder, { token });
  const source = { type: 'git' as const, url: `${server.url}/lab/parser`, commit: third };
  onTestFinished(() => {
    delete env['ASE_GIT_TOKEN'];
    delete env['ASE_GIT_HOST'];
  });
  env['ASE_GIT_TOKEN'] = token;
  env['ASE_GIT_HOST'] = 'elsewhere.example';
  const context = await contextIn(folder);
  const refused = await fetchSource(source, context).catch((thrown: unknown) => thrown as Error & { remedy: string });
  expect(refused).toMatchObject({ code: 'unavailable', remedy: expect.stringContaining('ASE_GIT_TOKEN') as string });
  env['ASE_GIT_HOST'] = server.host;
  expect(readTree((await fetchSource(source, context)).path)['a.txt']).toBe('three\n');
  const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');
  expect(`${String(refused)} ${context.lines.join('\n')}`).not.toMatch(new RegExp(`${token}|${encoded}`));
  const found = execFileSync('sh', ['-c', `grep -rlF -e ${token} -e ${encoded} ${context.cache.root} || true`], { encoding: 'utf8' });
  expect(found).toBe('');
});

test('a server that is out of breath is asked again', async () => {
  const folder = scratch();
  const { third } = history(folder);
  const server = await startGitServer(folder);
  const context = await contextIn(folder);
  server.failNext(1);
  expect(readTree((await fetchSource({ type: 'git', url: `${server.url}/lab/parser`, commit: third }, context)).path)['a.txt']).toBe('three\n');
  expect(context.lines.join('\n')).toContain('trying again');
});

test.each(['lab+parser', 'lab+parser.git', 'lab/parser', 'lab+parser/repo'])('a mirror %s is read where it lies, without network', async (place) => {
  const folder = scratch();
  const { second } = history(folder);
  mkdirSync(join(folder, 'mirrors', 'lab'), { recursive: true });
  git(folder, 'clone', '-q', '--bare', join(folder, 'lab', 'parser'), join(folder, 'bare'));
  cpSync(join(folder, 'bare'), join(folder, 'mirrors', place), { recursive: true });
  const context = { ...(await contextIn(folder, { offline: true })), mirror: join(folder, 'mirrors') };
  for (const commit of [second, 'releases/v2']) expect(readTree((await fetchSource({ type: 'git', url: 'https://git.invalid/lab/parser.git', commit }, context)).path)['a.txt']).toBe('two\n');
  expect(readdirSync(context.cache.layout.repositories)).toEqual([]);
});

test('what a mirror has no content of is left out, and missed only by a task that needs it', async () => {
  const folder = scratch();
  const { second } = history(folder);
  mkdirSync(join(folder, 'mirrors'));
  git(join(folder, 'lab', 'parser'), 'config', 'uploadpack.allowFilter', 'true');
  git(folder, 'clone', '-q', '--bare', '--filter=blob:limit=1k', `file://${join(folder, 'lab', 'parser')}`, join(folder, 'mirrors', 'lab+parser'));
  const context = { ...(await contextIn(folder, { offline: true })), mirror: join(folder, 'mirrors') };
  const source = { type: 'git' as const, url: 'https://git.invalid/lab/parser', commit: second };
  const tree = await fetchSource(source, context);
  expect([Object.keys(readTree(tree.path)), tree.absent]).toEqual([['a.txt', 'src/same.c'], ['big.bin']]);
  expect(context.lines.join('\n')).toContain('"big.bin" is not in the mirror');
  const needs = (file: string): Promise<string> => materialiseRepository({ task: taskWith([{ file, lines: [1, 1], symbol: 'x', sha256: 'a'.repeat(64) }], 'c', { source }), folder }, context);
  await expect(needs('a.txt')).resolves.toBe(tree.path);
  await expect(needs('big.bin')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('big.bin') as string });
});

// In the first answer with a pack the commit comes, in a later one what its files hold.
test.each([300, 100_000])('killed while a slow server sends (after %d bytes): the next process goes on, and the repository is sound', async (after) => {
  const folder = scratch();
  const repo = join(folder, 'lab', 'parser');
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`src/file-${index}.txt`, noise()]));
  const commit = repositoryOf(repo, { ...files, 'a.txt': 'one\n' });
  const server = await startGitServer(folder);
  const stalled = server.stallNext(after);
  const source = { type: 'git' as const, url: `${server.url}/lab/parser`, commit };
  const killed = spawn(execPath, [join(import.meta.dirname, 'fetch-program.ts'), join(folder, 'cache'), JSON.stringify(source)], { stdio: 'ignore' });
  await stalled;
  killed.kill('SIGKILL');
  await new Promise((resolve) => killed.once('close', resolve));
  const cache = await openCache(join(folder, 'cache'));
  const [store = ''] = readdirSync(cache.layout.repositories).map((name) => join(cache.layout.repositories, name));
  const orphan = JSON.parse(readFileSync(join(store, 'ase-fetch.json'), 'utf8')) as ProcessIdentity;
  expect(livenessOf(orphan), 'git itself outlives who started it').toBe('alive');
  const context = await contextIn(folder);
  expect(readTree((await fetchSource(source, context)).path)).toEqual({ ...files, 'a.txt': 'one\n' });
  expect(context.lines.join('\n')).toContain('was cut off');
  expect(livenessOf(orphan)).toBe('dead');
  expect(execFileSync('git', ['--git-dir', store, 'fsck', '--no-dangling', '--no-progress'], { encoding: 'utf8' })).toBe('');
  const left = readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) => /\.lock$|tmp|ase-fetch/.test(name));
  expect(left).toEqual([]);
});

test("git's own locks of a fetch that was killed, and halves of packs, do not stand in the way", async () => {
  const folder = scratch();
  const { second, third } = history(folder);
  const server = await startGitServer(folder);
  const context = await contextIn(folder);
  const at = async (commit: string): Promise<unknown> => readTree((await fetchSource({ type: 'git', url: `${server.url}/lab/parser`, commit }, context)).path)['a.txt'];
  expect(await at(third)).toBe('three\n');
  const [store = ''] = readdirSync(context.cache.layout.repositories).map((name) => join(context.cache.layout.repositories, name));
  for (const name of ['ase-fetch.json', 'shallow.lock', 'config.lock', 'HEAD.lock', 'packed-refs.lock', 'objects/pack/tmp_pack_x1', 'refs/ase/HEAD.lock']) {
    mkdirSync(join(store, 'refs', 'ase'), { recursive: true });
    writeFileSync(join(store, name), '{"pid":');
  }
  expect(await at(second)).toBe('two\n');
  expect(existsSync(join(store, 'shallow.lock'))).toBe(false);
});

test('repositories of git are listed with the cache, checked, and removed where they are not in use', async () => {
  const folder = scratch();
  const { third } = history(folder);
  const server = await startGitServer(folder);
  const context = await contextIn(folder);
  const source = { type: 'git' as const, url: `${server.url}/lab/parser`, commit: third };
  await fetchSource(source, context);
  const repositories = async (): Promise<[string, boolean, boolean][]> => (await listCache(context.cache)).filter(({ type }) => type === 'repository').map(({ name, bytes, inUse }) => [name, bytes > 1000, inUse]);
  expect(await repositories()).toEqual([[`git objects of ${source.url}`, true, false]]);
  expect(await verifyCache(context.cache)).toEqual([]);
  const stalled = server.stallNext(100);
  const stop = new AbortController();
  const fetching = fetchSource({ ...source, commit: 'releases/v2' }, { ...context, signal: stop.signal }).catch(() => null);
  await stalled;
  expect(await repositories()).toEqual([[`git objects of ${source.url}`, true, true]]);
  expect((await pruneCache(context.cache, { maxBytes: 0 })).removed.map(({ type }) => type)).not.toContain('repository');
  stop.abort();
  await fetching;
  expect((await pruneCache(context.cache, { maxBytes: 0 })).removed.map(({ type }) => type)).toContain('repository');
  expect([await repositories(), readdirSync(context.cache.layout.repositories)]).toEqual([[], []]);
  expect(readTree((await fetchSource({ ...source, commit: 'releases/v2' }, context)).path)['a.txt']).toBe('two\n');
});
