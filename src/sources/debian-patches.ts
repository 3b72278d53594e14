import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import { relativePathSchema } from '../contract/task.ts';
import { runProgram } from './run-program.ts';

/** A patch of a series, with what it holds. */
interface Patch {
  readonly name: string;
  readonly content: Buffer;
}

export interface PatchPin {
  readonly name: string;
  readonly sha256: string;
}

/**
 * The patches of a series up to the pinned one, which is the last; null where the series does not have it, or has another one of its name.
 * `folder` is what debian.tar.* holds.
 */
export async function seriesThrough(folder: string, pin: PatchPin): Promise<readonly Patch[] | null> {
  const series = await readFile(join(folder, 'patches', 'series'), 'utf8').catch(() => '');
  const names = series.split('\n').flatMap((line) => line.replace(/(?:^|\s)#.*$/, '').trim().split(/\s+/, 1)).filter((name) => name !== '' && relativePathSchema.safeParse(name).success);
  const at = names.indexOf(pin.name);
  if (at === -1) return null;
  const patches = await Promise.all(names.slice(0, at + 1).map(async (name) => ({ name, content: await readFile(join(folder, 'patches', name)) })));
  return createHash('sha256').update(patches[at]?.content ?? '').digest('hex') === pin.sha256 ? patches : null;
}

/** As dpkg-source does: nothing fuzzy, in the order of the series. GNU patch itself refuses names that lead outside. @throws AseError `damaged`, `unavailable` */
export async function applyPatches(tree: string, patches: readonly Patch[], { name, signal }: { readonly name: string; readonly signal: AbortSignal | undefined }): Promise<void> {
  const flags = ['--batch', '--forward', '--strip=1', '--fuzz=0', '--unified', '--version-control=never', '--remove-empty-files', '--no-backup-if-mismatch', '--reject-file=-', '--quiet'];
  for (const patch of patches) {
    const { code, stdout, stderr } = await runProgram({ command: ['patch', ...flags, '--directory', tree], stdin: patch.content, signal, remedy: 'Install it: apt-get install patch.' });
    if (code !== 0) throw new AseError('damaged', `the patch ${patch.name} does not fit ${name}: ${`${stdout} ${stderr}`.trim().slice(0, 300)}`);
  }
}
