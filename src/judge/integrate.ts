import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsMarker, lineBreakOf, maskFile, type MarkerStyle, OFFICIAL_MARKER, replaceRegions } from '../context/mask.ts';
import { AseError } from '../contract/errors.ts';
import type { Change } from '../contract/results.ts';
import type { Region, Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { lineOffsets } from '../util/line-offsets.ts';
import { applyUnifiedDiff } from './apply-patch.ts';

/** Files that differ from the repository, by path; or why there are none. */
export type Integration =
  | { readonly applied: true; readonly base: 'masked' | 'original' | null; readonly files: ReadonlyMap<string, Buffer> }
  | { readonly applied: false; readonly reason: string };

export interface IntegrateInput {
  readonly task: Task;
  /** The folder of the vulnerable repository. */
  readonly tree: string;
  readonly prediction: Change;
  /** What `readRegionFiles` gave, where many answers to a task are looked at; read by default. */
  readonly originals?: ReadonlyMap<string, Buffer>;
}

/** No region is as long, and no model answers as much. */
const MAX_ANSWER_CHARACTERS = 16 * 1024 * 1024;

/**
 * Puts an answer into the repository. A replacement takes the place of the region byte for byte (a missing last line break is added: the next line of the file would
 * become a part of it). A patch must fit exactly, with moved line numbers at most; nothing of it is repaired.
 * @throws AseError `integrity` where the repository is not what the task describes
 */
export async function integrate({ task, tree, prediction, ...given }: IntegrateInput): Promise<Integration> {
  const originals = given.originals ?? (await readRegionFiles(task, tree));
  const { patch, replacement, unusable } = prediction;
  if (unusable !== undefined) return { applied: false, reason: unusable };
  if ((patch?.length ?? 0) + [replacement ?? ''].flat().join('').length > MAX_ANSWER_CHARACTERS) return { applied: false, reason: `the answer is longer than ${MAX_ANSWER_CHARACTERS} characters` };
  if (patch !== undefined) return integratePatch({ task, tree, originals }, patch);
  const texts = [replacement ?? ''].flat();
  if (texts.length !== task.regions.length) return { applied: false, reason: `${texts.length} replacements for ${task.regions.length} regions` };
  const files = new Map<string, Buffer>();
  for (const [file, content] of originals) {
    const own = task.regions.map((region, index) => ({ region, text: texts[index] ?? '' })).filter(({ region }) => region.file === file);
    files.set(file, replaceRegions(content, own.map(({ region }) => region), (region, index) => terminated(own[index]?.text ?? '', region)));
  }
  return { applied: true, base: null, files };
}

function terminated(text: string, region: Buffer): Buffer {
  return Buffer.from(text === '' || text.endsWith('\n') ? text : `${text}${lineBreakOf(region)}`, 'utf8');
}

/**
 * The files that have regions, each region held against its hash.
 * @throws AseError `integrity` where the repository is not what the task describes
 */
export async function readRegionFiles({ regions }: Task, tree: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const file of new Set(regions.map((region) => region.file))) {
    const path = join(tree, file);
    files.set(file, await withDiskErrors(path, () => readFile(path)));
  }
  for (const region of regions) assertRegion(region, files.get(region.file) ?? Buffer.alloc(0));
  return files;
}

function assertRegion({ file, lines, sha256 }: Region, content: Buffer): void {
  const found = createHash('sha256').update(content.subarray(...lineOffsets(content, lines))).digest('hex');
  if (sha256 === undefined || found === sha256) return;
  throw new AseError('integrity', `${file}:${lines.join('-')} is not the region that the task describes: its sha256 is ${found}`, { remedy: "Check the task's source and its region's lines and sha256." });
}

interface PatchPlace {
  readonly task: Task;
  readonly tree: string;
  readonly originals: ReadonlyMap<string, Buffer>;
}

async function integratePatch(place: PatchPlace, patch: string): Promise<Integration> {
  // A generator that was shown A.S.E.'s marker made its patch against that.
  const styles: readonly MarkerStyle[] = patch.includes(OFFICIAL_MARKER) ? ['comment', 'official'] : ['comment'];
  let misfit = '';
  for (const style of styles) {
    const masked = await applyToMasked(place, patch, style);
    if (masked.applied) return masked;
    if (masked.final) return { applied: false, reason: masked.reason };
    misfit = masked.reason;
  }
  const plain = await applyUnifiedDiff({ patch, read: readerOf(place), isAllowed: allowedBy(place), mayBeMasked: false });
  return plain.applied ? { applied: true, base: 'original', files: plain.files } : { applied: false, reason: misfit === plain.reason ? plain.reason : `${plain.reason} (against the masked file: ${misfit})` };
}

type MaskedIntegration = Extract<Integration, { applied: true }> | { readonly applied: false; readonly reason: string; readonly final: boolean };

async function applyToMasked(place: PatchPlace, patch: string, style: MarkerStyle): Promise<MaskedIntegration> {
  const { task, originals } = place;
  const readOriginal = readerOf(place);
  const read = async (file: string): Promise<Buffer | null> => {
    const content = await readOriginal(file);
    return content === null || !originals.has(file) ? content : maskFile(content, { task, file, style });
  };
  const masked = await applyUnifiedDiff({ patch, read, isAllowed: allowedBy(place), mayBeMasked: true });
  if (!masked.applied) return masked;
  // Files with regions that the patch leaves alone still have the marker.
  for (const [file] of originals) {
    const content = masked.files.get(file) ?? (await read(file));
    if (content !== null && holdsMarker(content, style)) return { applied: false, reason: `the patch leaves the region of ${file} masked`, final: true };
  }
  return { applied: true, base: 'masked', files: masked.files };
}

function readerOf({ tree, originals }: PatchPlace): (file: string) => Promise<Buffer | null> {
  return async (file) => originals.get(file) ?? readPlainFile(join(tree, file));
}

function allowedBy({ task }: PatchPlace): (file: string) => boolean {
  const allowed = new Set([...(task.allow ?? task.regions.map(({ file }) => file)), ...(task.fixed?.files ?? [])]);
  return (file) => allowed.has(file);
}

/** Null where there is none; a link or a folder is not read. */
async function readPlainFile(path: string): Promise<Buffer | null> {
  return withDiskErrors(path, async () => {
    try {
      return (await lstat(path)).isFile() ? await readFile(path) : null;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  });
}
