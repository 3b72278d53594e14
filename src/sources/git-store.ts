import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AseError } from '../contract/errors.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { pathExists } from '../util/files.ts';
import { createTurns } from '../util/turns.ts';
import { withCacheLock } from './cache-lock.ts';
import type { GitAddress } from './git-address.ts';
import { withoutCredentials } from './git-address.ts';
import { runGit } from './git-command.ts';
import { missingBlobs, type Repository, resolveCommit, type WantedCommit } from './git-commit.ts';
import { gitCredentials, withoutTokens } from './git-credentials.ts';
import { markFetch, recoverRepository } from './git-recovery.ts';
import { nameRepository } from './repository-entry.ts';
import type { SourceContext } from './source-context.ts';

/** Fetches at the same time, of all repositories together: hosts turn away who asks for more. */
const takeTurn = createTurns(3);
const TRIES_MS = [1000, 4000];
const TRANSIENT = /HTTP (?:429|5\d\d)|error: (?:429|5\d\d)|early EOF|timed out|reset by peer|hung up unexpectedly|RPC failed/i;
/** Contents asked for in one request: what came before a break stays. */
const BATCH = 5000;
const HEAD = 'refs/ase/HEAD';
const OPTIONS = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--no-auto-maintenance'];

interface Store {
  readonly address: GitAddress;
  readonly context: SourceContext;
  readonly repository: Repository;
}

/**
 * Gives `action` a repository of the cache that holds the commit whole; all tasks of the address share it. Only the commit is fetched where the server gives it, and of its files only what is not there yet.
 * @throws AseError `offline`, `not-found`, `unavailable`, `disk`, `permission`, `cancelled`
 */
export async function withStoredCommit<Value>(address: GitAddress, wanted: WantedCommit, { context, action }: { readonly context: SourceContext; readonly action: (stored: { repository: string; commit: string }) => Promise<Value> }): Promise<Value> {
  const format = wanted.kind === 'hash' && wanted.base.length === 64 ? 'sha256' : 'sha1';
  const name = `git-${createHash('sha256').update(`${format} ${address.url}`).digest('hex').slice(0, 32)}`;
  const { layout } = context.cache;
  const folder = join(layout.repositories, name);
  return withCacheLock(
    join(layout.locks, name),
    async () => {
      const store: Store = { address, context, repository: { folder, head: HEAD, signal: context.signal } };
      if (!(await pathExists(join(folder, 'HEAD')))) {
        await withDiskErrors(folder, () => mkdir(folder, { recursive: true }));
        await succeed(store, ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`]);
      } else if ((await recoverRepository(folder)) === 'recovered') context.progress?.(`an earlier fetch of ${address.shown} was cut off; what it brought is kept`);
      await nameRepository(folder, address.shown);
      using _turn = await takeTurn();
      const commit = await fetchCommit(store, wanted);
      return await action({ repository: folder, commit });
    },
    { signal: context.signal, waiting: (owner) => context.progress?.(`waiting for process ${owner}, which fetches ${address.shown}`) },
  );
}

async function fetchCommit(store: Store, wanted: WantedCommit): Promise<string> {
  // A tag or HEAD is asked for anew: what it stands for is kept with the tree.
  const known = wanted.kind === 'hash' ? await resolveCommit(wanted, store.repository) : null;
  const commit = known ?? (await fetchQuick(store, wanted)) ?? (await fetchAll(store, wanted));
  if (commit === null) throw new AseError('not-found', `${store.address.shown} has no commit ${wanted.text}`, { remedy: 'Check `commit` of the source in task.yaml: a hash, a tag, or a hash followed by ^ for the commit before it.' });
  await fetchContents(store, commit);
  return commit;
}

/** The one commit, without what its files hold. Null where the server does not give it that way. */
async function fetchQuick(store: Store, { base, kind, parent, ...wanted }: WantedCommit): Promise<string | null> {
  const reference = { hash: base, head: `+HEAD:${HEAD}`, name: `+refs/tags/${base}:refs/tags/${base}` }[kind];
  await git(store, [...OPTIONS, '--filter=blob:none', `--depth=${parent ? 2 : 1}`, 'origin', reference]);
  return resolveCommit({ base, kind, parent, ...wanted }, store.repository);
}

/** Every branch and tag, or the reference that the source names: not every server gives a hash that no branch points to. */
async function fetchAll(store: Store, wanted: WantedCommit): Promise<string | null> {
  const { ref } = wanted;
  const shallow = (await git(store, ['rev-parse', '--is-shallow-repository'])).stdout.toString().trim() === 'true' ? ['--unshallow'] : [];
  const named = ref === undefined ? [] : [`+refs/${ref}:refs/ase/ref/${ref}`];
  for (const references of [...(named.length === 0 ? [] : [named]), ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']]) {
    const { code, stderr } = await git(store, [...OPTIONS, '--filter=blob:none', ...shallow, 'origin', ...references]);
    if (code !== 0 && references !== named) throw fetchError(store, stderr);
    const found = await resolveCommit(wanted, store.repository);
    if (found !== null) return found;
  }
  return null;
}

async function fetchContents(store: Store, commit: string): Promise<void> {
  const missing = [...((await missingBlobs(commit, store.repository)) ?? [])];
  for (let from = 0; from < missing.length; from += BATCH) {
    await git(store, ['-c', 'fetch.negotiationAlgorithm=noop', ...OPTIONS, '--filter=blob:none', '--stdin', 'origin'], missing.slice(from, from + BATCH).map((hash) => `${hash}\n`).join(''));
  }
  if (missing.length === 0 || (await missingBlobs(commit, store.repository))?.size === 0) return;
  // A server that gives no single contents gives the commit whole.
  const { code, stderr } = await git(store, [...OPTIONS, '--no-filter', '--refetch', '--depth=1', 'origin', commit]);
  if (code !== 0) throw fetchError(store, stderr);
}

async function git(store: Store, args: readonly string[], stdin = ''): Promise<{ code: number; stdout: Buffer; stderr: string }> {
  const { address, context, repository } = store;
  const config = { 'remote.origin.url': address.url, ...gitCredentials(address.url) };
  for (const pause of [...TRIES_MS, null]) {
    const mark = args.includes('fetch') ? markFetch(repository.folder) : null;
    const result = await runGit({ repository: repository.folder, args, config, stdin, signal: context.signal, ...(mark === null ? {} : { onStarted: mark.started }) });
    await mark?.ended();
    if (result.code === 0 || pause === null || !TRANSIENT.test(result.stderr)) return result;
    context.progress?.(`${address.shown} does not answer as it should; trying again`);
    await setTimeout(pause, undefined, context.signal === undefined ? {} : { signal: context.signal });
  }
  throw new Error('no try is left');
}

async function succeed(store: Store, args: readonly string[]): Promise<void> {
  const { code, stderr } = await git(store, args);
  if (code !== 0) throw fetchError(store, stderr);
}

function fetchError({ address }: Store, stderr: string): AseError {
  const said = withoutTokens(withoutCredentials(stderr.trim())).split('\n').slice(0, 4).join('\n');
  const options = { remedy: 'Try `git ls-remote` with the same address, and repair what it says.' };
  if (/No space left on device/i.test(said)) return new AseError('disk', 'no space is left to fetch a git repository', { remedy: 'Free some space and run the same command again.' });
  if (/Could not resolve|Connection (?:refused|timed out|reset)|Network is unreachable|Couldn't connect|Failed to connect/i.test(said)) {
    return new AseError('offline', `${address.shown} is not in the cache and cannot be reached: ${said}`, options);
  }
  if (/Authentication failed|could not read Username|HTTP 40[13]|error: 40[13]/i.test(said)) {
    return new AseError('unavailable', `${address.shown} does not let us in: ${said}`, { remedy: 'Set GITHUB_TOKEN or GITLAB_TOKEN, or ASE_GIT_TOKEN together with ASE_GIT_HOST, or configure a credential helper of git.' });
  }
  if (/does not appear to be a git repository|not found|does not exist/i.test(said)) return new AseError('not-found', `there is no git repository at ${address.shown}: ${said}`, options);
  return new AseError('unavailable', `git could not fetch ${address.shown}: ${said}`, options);
}
