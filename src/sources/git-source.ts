import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { GitSource } from '../contract/task.ts';
import { gitAddress, withoutCredentials } from './git-address.ts';
import type { GitAddress } from './git-address.ts';
import { runGit } from './git-command.ts';
import { writeCommit } from './git-tree.ts';
import { assertMayFetch } from './source-context.ts';
import type { SourceContext, SourceTree } from './source-context.ts';

const FULL_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The files of a commit as git stores them: no attribute, filter, submodule or hook has a say, and no history comes along. The commit
 * that a tag stood for is kept in the cache with the tree: a tag that is moved later changes nothing here.
 * @throws AseError `offline`, `not-found`, `unavailable`, `unsafe`, `bad-input`, `disk`, `permission`, `cancelled`
 */
export async function fetchGitSource(source: GitSource, context: SourceContext): Promise<SourceTree> {
  const address = gitAddress(source.url, context.baseFolder);
  const wanted = wantedCommit(source.commit);
  const name = `git ${address.shown} ${source.commit}`;
  const { path, digest, files, bytes, facts } = await context.cache.tree({
    name,
    // A full hash tells what the tree is, wherever it comes from.
    key: wanted.isHash ? { kind: 'git', commit: source.commit } : { kind: 'git', commit: source.commit, repository: address.shown },
    signal: context.signal,
    progress: context.progress,
    make: (folder) => {
      assertMayFetch(context, name);
      context.progress?.(`fetching ${name}`);
      return context.cache.withTemporary((temporary) => takeCommit({ address, wanted, context, repository: join(temporary, 'repository') }, folder));
    },
  });
  return { path, digest, files, bytes, ...(facts['commit'] === undefined ? {} : { commit: facts['commit'] }) };
}

interface WantedCommit {
  readonly text: string;
  readonly base: string;
  readonly isHash: boolean;
  readonly parent: boolean;
}

function wantedCommit(text: string): WantedCommit {
  const parent = text.endsWith('^');
  const base = parent ? text.slice(0, -1) : text;
  if (!/^[A-Za-z0-9_.+/-]+$/.test(base) || base.startsWith('-') || base.includes('..')) {
    throw new AseError('bad-input', `${JSON.stringify(text)} is no hash, tag or hash^`, { remedy: 'Correct `commit` of the source in task.yaml.' });
  }
  return { text, base, isHash: FULL_HASH.test(base), parent };
}

interface Fetch {
  readonly address: GitAddress;
  readonly wanted: WantedCommit;
  readonly context: SourceContext;
  readonly repository: string;
}

async function takeCommit(fetch: Fetch, folder: string): Promise<{ commit: string }> {
  const format = fetch.wanted.base.length === 64 && fetch.wanted.isHash ? 'sha256' : 'sha1';
  await succeed(fetch, ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`]);
  const commit = await fetchCommit(fetch);
  const notes = await writeCommit({ repository: fetch.repository, commit, folder, signal: fetch.context.signal });
  for (const note of notes) fetch.context.progress?.(note);
  return { commit };
}

/** Only the commit where the server gives it, else everything: not every server gives a hash that no branch points to. */
async function fetchCommit(fetch: Fetch): Promise<string> {
  const { base, isHash, parent } = fetch.wanted;
  const options = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--no-auto-maintenance'];
  const reference = isHash ? base : `+refs/tags/${base}:refs/tags/${base}`;
  await git(fetch, [...options, `--depth=${parent ? 2 : 1}`, 'origin', reference]);
  const quick = await resolveCommit(fetch);
  if (quick !== null) return quick;
  const all = await git(fetch, [...options, ...((await isShallow(fetch)) ? ['--unshallow'] : []), 'origin', '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
  if (all.code !== 0) throw fetchError(fetch, all.stderr);
  const found = await resolveCommit(fetch);
  if (found !== null) return found;
  throw new AseError('not-found', `${fetch.address.shown} has no commit ${fetch.wanted.text}`, { remedy: 'Check `commit` of the source in task.yaml: a hash, a tag, or a hash followed by ^ for the commit before it.' });
}

async function isShallow(fetch: Fetch): Promise<boolean> {
  return (await git(fetch, ['rev-parse', '--is-shallow-repository'])).stdout.toString().trim() === 'true';
}

/** A tag comes before a short hash of the same name; a branch is neither. */
async function resolveCommit(fetch: Fetch): Promise<string | null> {
  const { base, isHash, parent } = fetch.wanted;
  const names = isHash ? [base] : [`refs/tags/${base}`, ...(/^[0-9a-f]{7,63}$/.test(base) ? [base] : [])];
  for (const name of names) {
    const { code, stdout } = await git(fetch, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}${parent ? '^1' : ''}^{commit}`]);
    const hash = stdout.toString().trim();
    // A commit is known by the name of its child also where it was not fetched itself.
    if (code === 0 && FULL_HASH.test(hash) && (await git(fetch, ['cat-file', '-e', `${hash}^{tree}`])).code === 0) return hash;
  }
  return null;
}

async function git({ repository, address, context }: Fetch, args: readonly string[]): Promise<{ code: number; stdout: Buffer; stderr: string }> {
  return runGit({ repository, args, config: { 'remote.origin.url': address.url }, signal: context.signal });
}

async function succeed(fetch: Fetch, args: readonly string[]): Promise<void> {
  const { code, stderr } = await git(fetch, args);
  if (code !== 0) throw fetchError(fetch, stderr);
}

function fetchError({ address }: Fetch, stderr: string): AseError {
  const said = withoutCredentials(stderr.trim()).split('\n').slice(0, 4).join('\n');
  const options = { remedy: 'Try `git ls-remote` with the same address, and repair what it says.' };
  if (/No space left on device/i.test(said)) return new AseError('disk', 'no space is left to fetch a git repository', { remedy: 'Free some space and run the same command again.' });
  if (/Could not resolve|Connection (?:refused|timed out|reset)|Network is unreachable|Couldn't connect|Failed to connect/i.test(said)) {
    return new AseError('offline', `${address.shown} is not in the cache and cannot be reached: ${said}`, options);
  }
  if (/does not appear to be a git repository|not found|does not exist/i.test(said)) return new AseError('not-found', `there is no git repository at ${address.shown}: ${said}`, options);
  return new AseError('unavailable', `git could not fetch ${address.shown}: ${said}`, options);
}
