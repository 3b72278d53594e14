import type { Source } from '../contract/task.ts';
import { fetchDebianSource } from './debian-source.ts';
import { fetchGitSource } from './git-source.ts';
import { fetchNpmSource } from './npm-source.ts';
import { fetchPathSource } from './path-source.ts';
import type { SourceContext, SourceTree } from './source-context.ts';

/**
 * The files of a source, from the cache where it has them, else fetched.
 * @throws AseError `offline`, `not-found`, `gone`, `integrity`, `unsafe`, `damaged`, `unavailable`, `disk`, `permission`, `cancelled`, `bad-input`
 */
export async function fetchSource(source: Source, context: SourceContext): Promise<SourceTree> {
  switch (source.type) {
    case 'npm':
      return fetchNpmSource(source, context);
    case 'debian':
      return fetchDebianSource(source, context);
    case 'git':
      return fetchGitSource(source, context);
    case 'path':
      return fetchPathSource(source, context);
  }
}
