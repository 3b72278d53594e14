import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { commitAll, contextIn, git, readTree, repositoryOf, scratch } from './fixtures.ts';

test('a hash, a tag and hash^ give the files of their commit, without history', async () => {
  const folder = scratch();
  const repo = join(folder, 'repo');
  const first = repositoryOf(repo, { 'a.txt': 'one\n', 'bin/run': '#!/bin/sh\n' });
  chmodSync(join(repo, 'bin/run'), 0o755);
  const second = commitAll(repo, { 'a.txt': 'two\n' });
  git(repo, 'tag', '-a', 'v2', '-m', 'two');
  const third = commitAll(repo, { 'a.txt': 'three\n' });
  const context = await contextIn(folder);
  const at = async (commit: string): Promise<unknown> => {
    const tree = await fetchSource({ type: 'git', url: 'repo', commit }, context);
    return { files: readTree(tree.path), commit: tree.commit };
  };
  const one = { files: { 'a.txt': 'one\n', 'bin/run': '#!/bin/sh\n' }, commit: first };
  const two = { files: { 'a.txt': 'two\n', 'bin/run': '*#!/bin/sh\n' }, commit: second };
  const three = { files: { 'a.txt': 'three\n', 'bin/run': '*#!/bin/sh\n' }, commit: third };
  expect(await at(first)).toEqual(one);
  expect(await at('v2')).toEqual(two);
  expect(await at(third)).toEqual(three);
  expect(await at(`${third}^`)).toEqual(two);
  expect(await at(`${second}^`)).toEqual(one);
  expect(await at(`v2^`)).toEqual(one);
  expect(await at(second.slice(0, 10))).toEqual(two);
});

test('what was fetched is there offline, also a tag that has moved since and a repository that is gone', async () => {
  const folder = scratch();
  const repo = join(folder, 'repo');
  const first = repositoryOf(repo, { 'a.txt': 'one\n' });
  git(repo, 'tag', 'v1');
  const before = await fetchSource({ type: 'git', url: repo, commit: 'v1' }, await contextIn(folder));
  commitAll(repo, { 'a.txt': 'two\n' });
  git(repo, 'tag', '-f', 'v1');
  rmSync(repo, { recursive: true });
  const offline = await contextIn(folder, { offline: true });
  expect(await fetchSource({ type: 'git', url: repo, commit: 'v1' }, offline)).toEqual(before);
  expect(before.commit).toBe(first);
  await expect(fetchSource({ type: 'git', url: repo, commit: 'v2' }, offline)).rejects.toMatchObject({ code: 'offline', message: expect.stringContaining(`${repo} v2`) });
});

test('attributes, filters and hooks of the repository and of the user have no say', async () => {
  const folder = scratch();
  const repo = join(folder, 'repo');
  const marker = join(folder, 'ran');
  const commit = repositoryOf(repo, {
    '.gitattributes': 'hidden.txt export-ignore\nv.txt export-subst\n*.txt filter=evil text eol=crlf\n*.bin filter=lfs\n',
    'hidden.txt': 'kept\n',
    'v.txt': '$Format:%H$\n',
    'large.bin': 'version https://git-lfs.example/spec/v1\n',
  });
  git(repo, 'tag', 'v1');
  for (const hook of ['post-checkout', 'post-merge', 'reference-transaction', 'pre-auto-gc', 'post-index-change', 'fsmonitor-watchman', 'pre-upload']) {
    writeFileSync(join(repo, '.git/hooks', hook), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
  }
  git(repo, 'config', 'uploadpack.packObjectsHook', `touch ${marker};`);
  git(repo, 'config', 'core.fsmonitor', `touch ${marker}`);
  const home = join(folder, 'home');
  mkdirSync(join(home, 'hooks'), { recursive: true });
  writeFileSync(join(home, 'hooks/reference-transaction'), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
  writeFileSync(join(home, 'config'), `[core]\nhooksPath = ${home}/hooks\n[filter "evil"]\nsmudge = touch ${marker}; cat\nclean = cat\nrequired = true\n[init]\ntemplateDir = ${home}\n`);
  process.env['GIT_CONFIG_GLOBAL'] = join(home, 'config');
  onTestFinished(() => {
    delete process.env['GIT_CONFIG_GLOBAL'];
  });
  const tree = await fetchSource({ type: 'git', url: repo, commit: 'v1' }, await contextIn(folder));
  expect(tree.commit).toBe(commit);
  expect(readTree(tree.path)).toEqual({
    '.gitattributes': 'hidden.txt export-ignore\nv.txt export-subst\n*.txt filter=evil text eol=crlf\n*.bin filter=lfs\n',
    'hidden.txt': 'kept\n',
    'v.txt': '$Format:%H$\n',
    'large.bin': 'version https://git-lfs.example/spec/v1\n',
  });
  expect(existsSync(marker)).toBe(false);
});

test('submodules and links that lead outside are left out with a note; odd names and inner links are kept', async () => {
  const folder = scratch();
  repositoryOf(join(folder, 'other'), { 'secret.txt': 'submodule\n' });
  const repo = join(folder, 'repo');
  repositoryOf(repo, { 'sub/file.txt': 'inner\n', '-rf': 'dash\n', 'new\nline "quoted" é\t': 'odd\n' });
  git(repo, 'submodule', '--quiet', 'add', join(folder, 'other'), 'module');
  symlinkSync('sub/file.txt', join(repo, 'inner-link'));
  symlinkSync('/etc/passwd', join(repo, 'absolute-link'));
  symlinkSync('../outside', join(repo, 'up-link'));
  symlinkSync('.', join(repo, 'here'));
  symlinkSync('here/..', join(repo, 'chained-link'));
  symlinkSync('gone', join(repo, 'dangling-link'));
  const commit = commitAll(repo, {});
  const context = await contextIn(folder);
  const tree = await fetchSource({ type: 'git', url: repo, commit }, context);
  const files = readTree(tree.path);
  delete files['.gitmodules'];
  expect(files).toEqual({ 'sub/file.txt': 'inner\n', '-rf': 'dash\n', 'new\nline "quoted" é\t': 'odd\n', 'inner-link': '-> sub/file.txt', here: '-> .' });
  expect(context.lines.slice(1).sort()).toEqual([
    '"absolute-link" is a link that leads outside and is left out',
    '"chained-link" is a link that leads outside or nowhere and is left out',
    '"dangling-link" is a link that leads outside or nowhere and is left out',
    '"module" is a submodule and is left out',
    '"up-link" is a link that leads outside and is left out',
  ]);
});

test('a hand-made tree cannot write outside or into .git', async () => {
  const folder = scratch();
  const repo = join(folder, 'repo');
  repositoryOf(repo, { 'a.txt': 'fine\n' });
  const blob = git(repo, 'hash-object', '-w', 'a.txt');
  const tree = (mode: string, hash: string, name: string): string => {
    writeFileSync(join(folder, 'raw'), Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')]));
    return git(repo, 'hash-object', '-t', 'tree', '-w', '--literally', join(folder, 'raw'));
  };
  const commitOf = (root: string): string => git(repo, 'commit-tree', '-m', 'evil', root);
  const context = await contextIn(folder);
  const dots = commitOf(tree('40000', tree('100644', blob, 'escaped.txt'), '..'));
  git(repo, 'branch', 'evil', dots);
  await expect(fetchSource({ type: 'git', url: repo, commit: dots }, context)).rejects.toMatchObject({ code: 'unsafe' });
  const dotGit = commitOf(tree('40000', tree('100644', blob, 'config'), '.GIT'));
  git(repo, 'branch', 'evil2', dotGit);
  expect(readTree((await fetchSource({ type: 'git', url: repo, commit: dotGit }, context)).path)).toEqual({});
  expect(context.lines.at(-1)).toBe('".GIT/config" has a name that git keeps for itself and is left out');
});

test('neither address nor commit can pass options or programs to git', async () => {
  const folder = scratch();
  const marker = join(folder, 'ran');
  const context = await contextIn(folder);
  const attempt = (url: string, commit = 'v1'): Promise<unknown> => fetchSource({ type: 'git', url, commit }, context);
  await expect(attempt(`--upload-pack=touch ${marker}`)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(attempt(`ext::sh -c touch% ${marker}`)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(attempt(`ssh://-oProxyCommand=touch ${marker}/x`)).rejects.toMatchObject({ code: expect.stringMatching(/unavailable|not-found|offline/) });
  await expect(attempt('.', `--upload-pack=touch${marker}`)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(attempt('.', 'a..b')).rejects.toMatchObject({ code: 'bad-input' });
  expect(existsSync(marker)).toBe(false);
});

test('credentials of an address show in no message and no file of the cache', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const context = await contextIn(scratch());
  const url = `http://someone:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}/repo.git`;
  const error = await fetchSource({ type: 'git', url, commit: 'v1' }, context).catch((thrown: unknown) => thrown as Error);
  expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('/repo.git') });
  expect(`${String(error)} ${context.lines.join('\n')}`).not.toMatch(/hunter2|someone/);
});

test('a repository or commit that does not exist says so', async () => {
  const folder = scratch();
  const root = repositoryOf(join(folder, 'repo'), { 'a.txt': 'one\n' });
  const context = await contextIn(folder);
  await expect(fetchSource({ type: 'git', url: 'nowhere', commit: 'v1' }, context)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('nowhere') });
  await expect(fetchSource({ type: 'git', url: 'repo', commit: 'v1' }, context)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('no commit v1') });
  await expect(fetchSource({ type: 'git', url: 'repo', commit: `${root}^` }, context)).rejects.toMatchObject({ code: 'not-found' });
  await expect(fetchSource({ type: 'git', url: 'repo', commit: 'a'.repeat(40) }, context)).rejects.toMatchObject({ code: expect.stringMatching(/not-found|unavailable/) });
});
