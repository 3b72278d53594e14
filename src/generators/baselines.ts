import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { Prediction } from '../contract/results.ts';
import type { Region, Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { lineOffsets } from '../util/line-offsets.ts';
import { nearestNames } from '../util/nearest.ts';
import { referencePatch } from './reference-patch.ts';
import { decodeUtf8 } from './utf8-text.ts';

export const BASELINES = ['reference', 'original', 'empty'] as const;
export type BaselineName = (typeof BASELINES)[number];

const PREFIX = 'baseline:';

export interface BaselineInput {
  readonly baseline: BaselineName;
  readonly task: Task;
  readonly cycle: number;
  /** Folders with the vulnerable and the fixed repository; asked for only where they are needed. */
  readonly trees: { original(): Promise<string>; fixed(): Promise<string> };
}

/** Of a generator's name such as `baseline:reference`; null where it names no baseline at all. @throws AseError `unknown-name` */
export function parseBaseline(generator: string): BaselineName | null {
  if (!generator.startsWith(PREFIX)) return null;
  const asked = generator.slice(PREFIX.length);
  const name = BASELINES.find((baseline) => baseline === asked);
  if (name !== undefined) return name;
  const [near] = nearestNames(asked, BASELINES);
  throw new AseError('unknown-name', `there is no baseline ${JSON.stringify(asked)}`, {
    remedy: near === undefined ? `Baselines: ${BASELINES.map((baseline) => PREFIX + baseline).join(', ')}.` : `Did you mean ${PREFIX}${near}?`,
  });
}

/**
 * `reference` repairs the files of the fix, `original` puts the vulnerable region back, `empty` leaves nothing in its place.
 * @throws AseError `integrity` where a region is not what the task says, `bad-input` where text that is not UTF-8 would have to be written,
 * `not-found` where a file is missing
 */
export async function baselinePrediction({ baseline, task, cycle, trees }: BaselineInput): Promise<Prediction> {
  const key = { task: task.id, generator: `${PREFIX}${baseline}`, cycle };
  switch (baseline) {
    case 'reference':
      return { ...key, patch: await referencePatch({ original: await trees.original(), fixed: await trees.fixed(), files: task.fixed?.files ?? [] }) };
    case 'original': {
      const tree = await trees.original();
      return { ...key, replacement: oneOrMany(await Promise.all(task.regions.map((region) => regionText(tree, region)))) };
    }
    case 'empty':
      return { ...key, replacement: oneOrMany(task.regions.map(() => '')) };
  }
}

function oneOrMany(texts: readonly string[]): string | string[] {
  return texts.length === 1 ? (texts[0] ?? '') : [...texts];
}

async function regionText(tree: string, { file, lines, sha256 }: Region): Promise<string> {
  const path = join(tree, file);
  const content = await withDiskErrors(path, () => readFile(path));
  const bytes = content.subarray(...lineOffsets(content, lines));
  if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new AseError('integrity', `${file}:${lines.join('-')} is not the region that the task describes`, { remedy: "Check the task's source and its region's lines and sha256." });
  }
  return decodeUtf8(bytes, `${file}:${lines.join('-')}`);
}
