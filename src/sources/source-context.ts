import { AseError } from '../contract/errors.ts';
import type { ContentCache } from './cache.ts';

export interface SourceContext {
  readonly cache: ContentCache;
  /** Nothing is fetched: what the cache lacks is an error. */
  readonly offline: boolean;
  /** What relative folders of `path` and `git` sources start from. */
  readonly baseFolder: string;
  /** A folder of git repositories, asked before any address. */
  readonly mirror?: string;
  readonly signal?: AbortSignal;
  /** Lines for people. */
  readonly progress?: (line: string) => void;
}

/** A repository on disk; nobody may write there. */
export interface SourceTree {
  readonly path: string;
  readonly digest: string;
  readonly files: number;
  readonly bytes: number;
  /** Of a git source: the hash of the commit that was taken. */
  readonly commit?: string;
  /** Files that the commit has and the mirror has no content of. */
  readonly absent?: readonly string[];
}

/** @throws AseError `offline` where nothing may be fetched, `cancelled` where the run was stopped */
export function assertMayFetch(context: SourceContext, name: string): void {
  if (context.offline) {
    throw new AseError('offline', `${name} is not in the cache, and nothing may be fetched (offline)`, {
      remedy: `Run the same command once without --offline, or bring the cache from another machine with \`ase cache import\`. The cache is ${context.cache.root}.`,
    });
  }
  if (context.signal?.aborted === true) throw new AseError('cancelled', `stopped before ${name} was fetched`);
}
