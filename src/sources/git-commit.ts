import { AseError } from '../contract/errors.ts';
import type { GitSource } from '../contract/task.ts';
import { runGit } from './git-command.ts';

const FULL_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** What a source asks for: `base`, or the commit before it. */
export interface WantedCommit {
  readonly text: string;
  readonly base: string;
  readonly kind: 'hash' | 'head' | 'name';
  readonly parent: boolean;
  /** Where the server keeps it, if no branch or tag leads there. */
  readonly ref: string | undefined;
}

/** @throws AseError `bad-input` */
export function wantedCommit({ commit: text, ref }: GitSource): WantedCommit {
  const parent = /[\^~]$/.test(text);
  const base = parent ? text.slice(0, -1) : text;
  if (!isPlainName(base)) throw new AseError('bad-input', `${JSON.stringify(text)} is no hash, tag or hash^`, { remedy: 'Correct `commit` of the source in task.yaml.' });
  if (ref !== undefined && !isPlainName(ref)) throw new AseError('bad-input', `${JSON.stringify(ref)} is no reference`, { remedy: 'Correct `ref` of the source in task.yaml.' });
  return { text, base, kind: FULL_HASH.test(base) ? 'hash' : base === 'HEAD' ? 'head' : 'name', parent, ref };
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_.+/-]+$/.test(name) && !name.startsWith('-') && !name.includes('..');
}

export interface Repository {
  readonly folder: string;
  /** What stands for the default branch there. */
  readonly head: string;
  readonly signal?: AbortSignal | undefined;
}

/** In a repository of ours or in a mirror. Null where it is not there. A tag comes before a short hash of the same name; a branch is neither. */
export async function resolveCommit({ base, kind, parent }: WantedCommit, repository: Repository): Promise<string | null> {
  const short = /^[0-9a-f]{7,63}$/.test(base) ? [base] : [];
  const names = { hash: [base], head: [repository.head], name: [`refs/tags/${base}`, ...short] }[kind];
  for (const name of names) {
    const { code, stdout } = await readGit(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}${parent ? '^1' : ''}^{commit}`]);
    const hash = stdout.toString().trim();
    // A commit is known by the name of its child also where it was not fetched itself.
    if (code === 0 && FULL_HASH.test(hash) && (await readGit(repository, ['cat-file', '-e', `${hash}^{tree}`])).code === 0) return hash;
  }
  return null;
}

/** Contents of a commit's files that the repository lacks; null where it lacks folders. Nothing is fetched. */
export async function missingBlobs(commit: string, repository: Repository): Promise<ReadonlySet<string> | null> {
  const { code, stdout } = await readGit(repository, ['rev-list', '--objects', '--missing=print', '--no-walk', commit]);
  if (code !== 0) return null;
  const missing = new Set(stdout.toString('latin1').split('\n').filter((line) => line.startsWith('?')).map((line) => line.slice(1)));
  return missing;
}

/** Git fetches by itself what a partial repository lacks, by whatever means that repository names: no way of fetching is allowed. */
async function readGit({ folder, signal }: Repository, args: readonly string[]): Promise<{ code: number; stdout: Buffer }> {
  return runGit({ repository: folder, args, signal, protocols: 'none' });
}
