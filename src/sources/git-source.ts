import type { GitSource } from '../contract/task.ts';
import { gitAddress, type GitAddress } from './git-address.ts';
import { missingBlobs, resolveCommit, type WantedCommit, wantedCommit } from './git-commit.ts';
import { findMirror } from './git-mirror.ts';
import { withStoredCommit } from './git-store.ts';
import { writeCommit } from './git-tree.ts';
import { assertMayFetch, type SourceContext, type SourceTree } from './source-context.ts';

/**
 * The files of a commit as git stores them: no attribute, filter, submodule or hook has a say, and no history comes along. The commit
 * that a tag stood for is kept in the cache with the tree: a tag that is moved later changes nothing here.
 * @throws AseError `offline`, `not-found`, `unavailable`, `unsafe`, `bad-input`, `disk`, `permission`, `cancelled`
 */
export async function fetchGitSource(source: GitSource, context: SourceContext): Promise<SourceTree> {
  const address = gitAddress(source.url, context.baseFolder);
  const wanted = wantedCommit(source);
  const mirrored = await findInMirror(address, wanted, context);
  const name = `git ${address.shown} ${source.commit}`;
  // A full hash tells what the tree is, wherever it comes from; one with holes is another tree.
  const whole = wanted.kind === 'hash' ? { kind: 'git', commit: source.commit } : { kind: 'git', commit: source.commit, repository: address.shown };
  const asIs = mirrored !== null && (mirrored.missing.size === 0 || context.offline);
  const { path, digest, files, bytes, facts } = await context.cache.tree({
    name,
    key: asIs && mirrored.missing.size > 0 ? { ...whole, holes: mirrored.folder } : whole,
    signal: context.signal,
    progress: context.progress,
    make: async (folder) => {
      const write = async (from: { repository: string; commit: string }, missing: ReadonlySet<string>): Promise<Record<string, string>> => {
        const { notes, absent } = await writeCommit({ ...from, folder, missing, signal: context.signal });
        for (const note of notes) context.progress?.(note);
        return { commit: from.commit, ...(absent.length === 0 ? {} : { absent: JSON.stringify(absent) }) };
      };
      if (asIs) return write({ repository: mirrored.folder, commit: mirrored.commit }, mirrored.missing);
      assertMayFetch(context, name);
      context.progress?.(`fetching ${name}`);
      return withStoredCommit(address, wanted, { context, action: (stored) => write(stored, new Set()) });
    },
  });
  return { path, digest, files, bytes, ...(facts['commit'] === undefined ? {} : { commit: facts['commit'] }), ...(facts['absent'] === undefined ? {} : { absent: JSON.parse(facts['absent']) as string[] }) };
}

interface Mirrored {
  readonly folder: string;
  readonly commit: string;
  /** Contents that the mirror lacks. */
  readonly missing: ReadonlySet<string>;
}

/** A mirror is read where it lies: nothing of it is copied but the files of the commit. */
async function findInMirror(address: GitAddress, wanted: WantedCommit, { mirror, signal, progress }: SourceContext): Promise<Mirrored | null> {
  const folder = mirror === undefined ? null : await findMirror(mirror, address.url);
  if (folder === null) return null;
  const repository = { folder, head: 'HEAD', signal };
  const commit = await resolveCommit(wanted, repository);
  const missing = commit === null ? null : await missingBlobs(commit, repository);
  if (commit !== null && missing !== null) return { folder, commit, missing };
  progress?.(`the mirror ${folder} does not have ${wanted.text}`);
  return null;
}
