import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { ORIGINAL_BASE_LINE } from '../contract/patch-base.ts';
import { relativePathSchema } from '../contract/task.ts';

export interface ApplyInput {
  readonly patch: string;
  /** The file before the patch; null where there is none. */
  readonly read: (file: string) => Promise<Buffer | null>;
  readonly isAllowed: (file: string) => boolean;
  /** Whether `read` gives files with their regions masked. */
  readonly mayBeMasked: boolean;
}

/** `final`: another base would not help. */
export type Applied = { readonly applied: true; readonly files: ReadonlyMap<string, Buffer> } | { readonly applied: false; readonly reason: string; readonly final: boolean };

/**
 * Applies a unified diff to bytes. Every hunk must fit without fuzz, at its place or moved up or down; line breaks are not converted. Renames, deletions, modes, links and
 * binary parts are refused. Never throws at what a patch says.
 */
export async function applyUnifiedDiff({ patch, read, isAllowed, mayBeMasked }: ApplyInput): Promise<Applied> {
  const saysOriginal = patch.startsWith(`${ORIGINAL_BASE_LINE}\n`);
  if (saysOriginal && mayBeMasked) return { applied: false, reason: 'it is made against the original', final: false };
  const parts = parse(saysOriginal ? patch.slice(ORIGINAL_BASE_LINE.length + 1) : patch);
  if (typeof parts === 'string') return refused(parts);
  const files = new Map<string, Buffer>();
  for (const part of parts) {
    const file = fileOf(part);
    if (typeof file !== 'string') return refused(file.reason);
    if (!isAllowed(file)) return refused(`the patch touches ${file}, which the task does not allow`);
    const before = files.get(file) ?? (await read(file));
    if (before === null && part.oldFileName !== '/dev/null') return { applied: false, reason: `there is no ${file}`, final: true };
    if (before !== null && part.oldFileName === '/dev/null') return { applied: false, reason: `the patch makes ${file} anew, which is there`, final: true };
    // Latin-1 gives every byte a character: what is not UTF-8 survives.
    const after = applyPatch((before ?? Buffer.alloc(0)).toString('latin1'), part, { autoConvertLineEndings: false, fuzzFactor: 0 });
    if (after === false) return { applied: false, reason: `the patch does not fit ${file}`, final: false };
    files.set(file, Buffer.from(after, 'latin1'));
  }
  return { applied: true, files };
}

function refused(reason: string): Applied {
  return { applied: false, reason, final: true };
}

/** The parts of a patch with hunks, or why it is none. */
function parse(patch: string): StructuredPatch[] | string {
  let parts: StructuredPatch[];
  try {
    parts = parsePatch(Buffer.from(patch, 'utf8').toString('latin1'));
  } catch (error) {
    return `it is no unified diff: ${(error as Error).message.split('\n', 1)[0]}`;
  }
  const special = parts.find(isSpecial);
  if (special !== undefined) return 'the patch renames, copies, deletes, links or changes the mode of a file, or is binary';
  const used = parts.filter(({ hunks }) => hunks.length > 0);
  return used.length === 0 ? 'it is no unified diff: it has no hunks' : used;
}

function isSpecial(part: StructuredPatch): boolean {
  if (part.isRename === true || part.isCopy === true || part.isDelete === true || part.isBinary === true) return true;
  if (part.newFileName === '/dev/null') return true;
  const isPlainNew = part.isCreate === true && (part.newMode === undefined || part.newMode === '100644');
  return !isPlainNew && part.newMode !== undefined && part.newMode !== part.oldMode;
}

/** The path that a part changes, without git's `a/` and `b/`. */
function fileOf({ oldFileName, newFileName }: StructuredPatch): string | { readonly reason: string } {
  const name = Buffer.from(newFileName ?? oldFileName ?? '', 'latin1').toString('utf8');
  if (name === '') return { reason: 'the patch does not name its file' };
  const hasPrefixes = name.startsWith('b/') && (oldFileName === '/dev/null' || oldFileName?.startsWith('a/') === true);
  const file = hasPrefixes ? name.slice(2) : name;
  if (!relativePathSchema.safeParse(file).success) return { reason: `the patch names ${JSON.stringify(file.slice(0, 200))}, which is no plain path in the repository` };
  const before = oldFileName === undefined || oldFileName === '/dev/null' ? file : Buffer.from(hasPrefixes ? oldFileName.slice(2) : oldFileName, 'latin1').toString('utf8');
  return before === file ? file : { reason: `the patch turns ${JSON.stringify(before.slice(0, 200))} into ${JSON.stringify(file.slice(0, 200))}` };
}
