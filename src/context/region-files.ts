import { createHash } from 'node:crypto';
import { AseError } from '../contract/errors.ts';
import type { Region, Task } from '../contract/task.ts';
import { lineOffsets } from '../util/line-offsets.ts';
import { decodeText } from './decode-text.ts';
import { maskFile } from './mask.ts';
import { readTreeFile } from './read-tree-file.ts';

/** Bytes. */
const MAX_FILE = 64 * 1024 * 1024;

/** A file that has regions, as it was and as it may be shown. */
export interface RegionFile {
  readonly path: string;
  readonly original: string;
  readonly masked: string;
  /** Texts of its regions. */
  readonly blocks: readonly string[];
}

/**
 * The files with regions, in the order of the task's regions.
 * @throws AseError `integrity` where the tree is not what the task describes: masked by wrong lines it would show the region; `not-found`
 */
export function readRegionFiles(task: Task, tree: string): RegionFile[] {
  const { regions } = task;
  return [...new Set(regions.map(({ file }) => file))].map((path) => {
    const content = readTreeFile(tree, path, MAX_FILE);
    if (content === null) throw new AseError('not-found', `${path}, which the task's region lies in, is no file of the repository`, { remedy: "Check the task's source and its region's file." });
    const own = regions.filter(({ file }) => file === path);
    const blocks = own.map((region) => blockOf(content, region));
    return { path, original: decodeText(content), masked: decodeText(maskFile(content, { task, file: path })), blocks };
  });
}

function blockOf(content: Buffer, { file, lines, sha256 }: Region): string {
  const block = content.subarray(...lineOffsets(content, lines));
  const found = createHash('sha256').update(block).digest('hex');
  if (sha256 === undefined || found === sha256) return decodeText(block);
  throw new AseError('integrity', `${file}:${lines.join('-')} is not the region that the task describes: its sha256 is ${found}`, { remedy: "Check the task's source and its region's lines and sha256." });
}
