import type { Source } from '../contract/task.ts';

/** Where a repository comes from, in one line. */
export function sourceText(source: Source): string {
  switch (source.type) {
    case 'npm':
      return `npm ${source.name}@${source.version}`;
    case 'debian':
      return `Debian ${source.package} ${source.version} ${source.state} ${source.patch.name}`;
    case 'git':
      return `git ${source.url} at ${source.commit}`;
    case 'path':
      return `folder ${source.path}`;
  }
}
