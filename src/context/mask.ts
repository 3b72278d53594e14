import type { Region, Task } from '../contract/task.ts';
import { lineOffsets } from '../util/line-offsets.ts';

const MARKER_WORDS = 'ASE: this region is to be written';
const HASH_COMMENTS: ReadonlySet<Task['language']> = new Set<Task['language']>(['python', 'ruby', 'perl']);

/** The comment that stands in a region's place. */
export function markerOf(language: Task['language']): string {
  return HASH_COMMENTS.has(language) ? `# ${MARKER_WORDS}` : `/* ${MARKER_WORDS} */`;
}

/**
 * A file with its regions taken out, one marker line each, with the indent of the region's first line and its line break. `regions` are those of this file.
 * Bytes outside the regions stay as they are, whatever their encoding.
 */
export function maskFile(content: Uint8Array, regions: readonly Region[], language: Task['language']): Buffer {
  return replaceRegions(content, regions, (region) => {
    const indent = /^[ \t]*/.exec(region.toString('latin1'))?.[0] ?? '';
    return Buffer.from(`${indent}${markerOf(language)}${lineBreakOf(region)}`, 'latin1');
  });
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
