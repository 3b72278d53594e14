import type { Region, Task } from '../contract/task.ts';
import { lineOffsets } from '../util/line-offsets.ts';
import { areCommentSides, commentFormAt } from './comment-syntax.ts';

const MARKER_WORDS = 'ASE: this region is to be written';
/** The marker line of A.S.E., for comparisons with it. */
export const OFFICIAL_MARKER = '<MASKED>';
/** No marker is longer, its indent left out. */
const MAX_MARKER_LENGTH = 100;

/** In UTF-8, a character a byte. */
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/** `comment`: ours, in the syntax of the file. `official`: A.S.E.'s. */
export type MarkerStyle = 'comment' | 'official';

export interface MaskInput {
  readonly task: Pick<Task, 'regions' | 'language'>;
  readonly file: string;
  /** Default: `comment`. */
  readonly style?: MarkerStyle;
}

/**
 * A file with its regions taken out, one marker line each, with the indent of the region's first line that is not blank and the line break of its last line.
 * With several regions in the task each marker has its number. A byte order mark stays. Bytes outside the regions stay as they are, whatever their encoding.
 */
export function maskFile(content: Uint8Array, { task, file, style = 'comment' }: MaskInput): Buffer {
  const source = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const regions = regionsOf(task, file);
  return replaceRegions(source, regions.map(({ region }) => region), (bytes, index) => {
    const text = bytes.toString('latin1');
    const marker = style === 'official' ? OFFICIAL_MARKER : markerAt(source, { task, file, index: regions[index]?.index ?? 0 });
    const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    return Buffer.from(`${mark}${indentOf(text)}${marker}${lineBreakOf(bytes)}`, 'latin1');
  });
}

/** The regions of a file, each with its place in the task's list. */
export function regionsOf({ regions }: Pick<Task, 'regions'>, file: string): readonly { readonly region: Region; readonly index: number }[] {
  return regions.map((region, index) => ({ region, index })).filter(({ region }) => region.file === file);
}

function markerAt(source: Buffer, { task, file, index }: MaskInput & { readonly index: number }): string {
  const [start, end] = lineOffsets(source, task.regions[index]?.lines ?? [1, 1]);
  const [open, close] = commentFormAt({ file, language: task.language, before: source.toString('latin1', 0, start), through: source.toString('latin1', 0, end) });
  const number = task.regions.length === 1 ? '' : ` (${index + 1} of ${task.regions.length})`;
  return `${open}${MARKER_WORDS}${number}${close}`;
}

/** Spaces and tabs before the first line that has more than those. */
function indentOf(text: string): string {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, end);
    if (line.trim() !== '') return /^[ \t]*/.exec(line)?.[0] ?? '';
    at = end + 1;
  }
  return '';
}

/** Whether a line holds a marker of either style, in whatever comment syntax, and nothing else. */
export function isMarkerLine(line: string): boolean {
  const text = line.trim();
  if (text.length > MAX_MARKER_LENGTH) return false;
  if (text === OFFICIAL_MARKER) return true;
  const at = text.indexOf(MARKER_WORDS);
  return at !== -1 && areCommentSides(text.slice(0, at), text.slice(at + MARKER_WORDS.length).replace(/^ \(\d+ of \d+\)/, ''));
}

/** Whether a masked file still has a marker of this style somewhere. */
export function holdsMarker(content: Buffer, style: MarkerStyle): boolean {
  return content.includes(style === 'official' ? OFFICIAL_MARKER : MARKER_WORDS);
}

/** Puts something else in the place of each region of a file. Regions may be given in any order. */
export function replaceRegions(content: Uint8Array, regions: readonly Region[], textOf: (region: Buffer, index: number) => Uint8Array): Buffer {
  const source = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  const ordered = regions.map((region, index) => ({ region, index })).sort((a, b) => a.region.lines[0] - b.region.lines[0]);
  for (const { region, index } of ordered) {
    const [start, end] = lineOffsets(source, region.lines);
    parts.push(source.subarray(at, start), textOf(source.subarray(start, end), index));
    at = end;
  }
  parts.push(source.subarray(at));
  return Buffer.concat(parts);
}

/** Of the last line of a region; empty at a file's end without one. */
export function lineBreakOf(region: Buffer): string {
  if (region.at(-1) !== 10) return '';
  return region.at(-2) === 13 ? '\r\n' : '\n';
}
