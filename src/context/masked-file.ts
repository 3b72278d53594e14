import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { type MarkerStyle, maskFile, regionsOf } from './mask.ts';

/** A file with its regions taken out, as a generator is shown it. */
export interface MaskedFile {
  readonly path: string;
  /** UTF-8 where the bytes are that, else Latin-1; without its byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly isUtf8: boolean;
  /** In the order in which they stand in the text. */
  readonly markers: readonly Marker[];
}

export interface Marker {
  /** The region's place in the task's list. */
  readonly region: number;
  /** Of the masked text, from 1. */
  readonly line: number;
}

export interface MaskedFilesInput {
  readonly task: Pick<Task, 'regions' | 'language'>;
  /** The folder of the vulnerable repository. */
  readonly tree: string;
  readonly style?: MarkerStyle;
}

/**
 * The files that have regions, each once, in the order of the task's regions.
 * @throws AseError `not-found`, `permission`, `disk`
 */
export async function readMaskedFiles({ task, tree, style }: MaskedFilesInput): Promise<MaskedFile[]> {
  const paths = [...new Set(task.regions.map(({ file }) => file))];
  return Promise.all(paths.map(async (path) => maskedFileOf(await withDiskErrors(path, () => readFile(join(tree, path))), { task, file: path, ...(style === undefined ? {} : { style }) })));
}

/** The same of bytes that are at hand: `content` is the vulnerable file. */
export function maskedFileOf(content: Uint8Array, input: { readonly task: Pick<Task, 'regions' | 'language'>; readonly file: string; readonly style?: MarkerStyle }): MaskedFile {
  return { path: input.file, ...decode(maskFile(content, input)), markers: markersOf(input.task, input.file) };
}

/** Each region above took all its lines but one away. */
function markersOf(task: Pick<Task, 'regions'>, file: string): Marker[] {
  let removed = 0;
  return regionsOf(task, file).toSorted((a, b) => a.region.lines[0] - b.region.lines[0]).map(({ region: { lines: [first, last] }, index }) => {
    const line = first - removed;
    removed += last - first;
    return { region: index, line };
  });
}

function decode(bytes: Buffer): Pick<MaskedFile, 'text' | 'hasByteOrderMark' | 'isUtf8'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const hasByteOrderMark = text.startsWith('\uFEFF');
    return { text: hasByteOrderMark ? text.slice(1) : text, hasByteOrderMark, isUtf8: true };
  } catch {
    return { text: bytes.toString('latin1'), hasByteOrderMark: false, isUtf8: false };
  }
}
