import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { AseError } from '../contract/errors.ts';
import { ORIGINAL_BASE_LINE } from '../contract/patch-base.ts';
import { diskError } from '../util/disk-error.ts';
import { decodeUtf8 } from './utf8-text.ts';

export interface ReferencePatchInput {
  /** Folders. */
  readonly original: string;
  readonly fixed: string;
  readonly files: readonly string[];
}

/**
 * A unified diff that turns `files` of the original repository into those of the fixed one, byte for byte.
 * @throws AseError `bad-input` where a changed line is not UTF-8 or nothing differs, `not-found` where a file is in neither
 */
export async function referencePatch({ original, fixed, files }: ReferencePatchInput): Promise<string> {
  const parts = await Promise.all(files.map(async (file) => patchOfFile(file, await readLatin1(original, file), await readLatin1(fixed, file))));
  const patch = parts.join('');
  if (patch === '') throw new AseError('bad-input', 'the fix changes nothing in its files', { remedy: "Check the task's fixed.files and fixed.source." });
  return `${ORIGINAL_BASE_LINE}\n${patch}`;
}

/** Of texts with a character a byte (Latin-1), so that bytes which are not UTF-8 outside of the changed lines survive; null where there is no file. Empty where nothing differs. */
export function patchOfFile(file: string, before: string | null, after: string | null): string {
  if (before === null && after === null) throw new AseError('not-found', `${file} is neither in the original nor in the fixed repository`, { remedy: "Check the task's fixed.files." });
  if (before === after) return '';
  // A tab would end the name, and a line break the line.
  if (/\p{Cc}/u.test(file)) throw new AseError('bad-input', `no diff can name ${JSON.stringify(file)}`, { remedy: 'Choose a file whose name has no control characters.' });
  const name = Buffer.from(file, 'utf8').toString('latin1');
  const names = [before === null ? '/dev/null' : `a/${name}`, after === null ? '/dev/null' : `b/${name}`] as const;
  // The library writes a name that is not ASCII in a quoted form, made of characters, where git's is made of bytes; git takes the name as it is.
  const unnamed = createTwoFilesPatch('a', 'b', before ?? '', after ?? '', undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY });
  const patch = unnamed.replace(/^--- .*\n\+\+\+ .*\n/, () => `--- ${names[0]}\n+++ ${names[1]}\n`);
  if (applyPatch(before ?? '', patch, { autoConvertLineEndings: false }) !== (after ?? '')) throw new Error(`the diff of ${file} does not give the fixed file`);
  return decodeUtf8(Buffer.from(patch, 'latin1'), file);
}

async function readLatin1(folder: string, file: string): Promise<string | null> {
  try {
    return await readFile(join(folder, file), 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw diskError(error, join(folder, file));
  }
}
