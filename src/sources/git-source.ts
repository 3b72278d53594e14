import { AseError } from '../contract/errors.ts';
import type { GitSource } from '../contract/task.ts';
import type { SourceContext, SourceTree } from './source-context.ts';

export async function fetchGitSource(_source: GitSource, _context: SourceContext): Promise<SourceTree> {
  throw new AseError('unavailable', 'git sources are being built');
}
