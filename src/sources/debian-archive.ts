import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { AseError } from '../contract/errors.ts';
import { runProgram } from './run-program.ts';
import type { SourceContext } from './source-context.ts';
import { unpackArchive } from './unpack.ts';

/** What unpacks where our own parser does not know the compression. */
const PROGRAMS = new Map([
  ['.xz', ['xz', 'xz-utils']],
  ['.lzma', ['xz', 'xz-utils']],
  ['.bz2', ['bzip2', 'bzip2']],
  ['.zst', ['zstd', 'zstd']],
]);

/** Unpacks an archive of a source package as that of an npm package, without its first folder. @throws AseError as unpackArchive does */
export async function unpackDebianArchive(file: string, folder: string, { name, signal }: { readonly name: string; readonly signal: SourceContext['signal'] }): Promise<void> {
  const [program, packageName] = PROGRAMS.get(file.slice(file.lastIndexOf('.'))) ?? [];
  if (program === undefined) return unpackArchive(createReadStream(file), folder, { name });
  const unpack = (stdout: Readable): Promise<void> => unpackArchive(stdout as AsyncIterable<Buffer>, folder, { name });
  const { code, stderr } = await runProgram({ command: [program, '-dc', file], signal, onOutput: unpack, remedy: `Install it: apt-get install ${packageName}.` });
  if (code !== 0) throw new AseError('damaged', `${name} is not a whole archive: ${stderr.trim().slice(0, 200)}`);
}
