import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Generated, type Generation, generationSchema, type GenerationSummary, type UnansweredError } from '../contract/generation.ts';
import { storedPredictionSchema, type StoredPrediction } from '../contract/journal.ts';
import { type AttemptKey, type Change, type Verdict, verdictSchema } from '../contract/results.ts';
import { folderNameOf } from '../journal/folder-name.ts';
import { keyOf } from '../journal/attempt-key.ts';
import { attemptPaths } from '../journal/run-folder.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { makeFolder, sweepTemporaryFiles, writeFileAtomic } from '../util/files.ts';

/** Keeps an answer, what it was made of first: from here on it never has to be paid for again. */
export async function storePrediction(runFolder: string, inputs: string, { prediction, generation, files }: Generated): Promise<void> {
  const { prediction: path, generation: folder } = attemptPaths(runFolder, prediction);
  const summary = summaryOf(generation);
  const stored: StoredPrediction = { schema: 'ase/prediction@1', ...keyOf(prediction), inputs, ...changeOf(prediction), ...(summary === undefined ? {} : { generation: summary }) };
  await makeFolder(dirname(path));
  await withDiskErrors(folder, () => rm(folder, { recursive: true, force: true }));
  if (generation !== undefined) {
    await makeFolder(folder);
    for (const [name, content] of files ?? []) await writeFileAtomic(join(folder, basename(name)), content);
    await writeFileAtomic(join(folder, 'generation.json'), `${JSON.stringify(generationSchema.parse({ ...generation, ...keyOf(prediction) }), null, 2)}\n`);
  }
  await writeFileAtomic(path, `${JSON.stringify(stored, null, 2)}\n`);
}

/** Keeps what came of a try that gave no prediction, in place of an earlier one's. */
export async function storeUnanswered(runFolder: string, key: AttemptKey, files: UnansweredError['files']): Promise<void> {
  const { unanswered } = attemptPaths(runFolder, key);
  await withDiskErrors(unanswered, () => rm(unanswered, { recursive: true, force: true }));
  await makeFolder(unanswered);
  for (const [name, content] of files) await writeFileAtomic(join(unanswered, basename(name)), content);
}

/** What the journal says of a generation. */
export function summaryOf(generation: Generation | undefined): GenerationSummary | undefined {
  if (generation === undefined) return undefined;
  const { end, usage, durationMs } = generation;
  return { end, usage, durationMs };
}

/** The change alone, its fields in one order. */
export function changeOf({ patch, replacement, unusable }: Change): Change {
  return { ...(patch === undefined ? {} : { patch }), ...(replacement === undefined ? {} : { replacement }), ...(unusable === undefined ? {} : { unusable }) };
}

/** Null where no whole prediction of this attempt is stored. */
export async function loadPrediction(runFolder: string, key: AttemptKey): Promise<StoredPrediction | null> {
  const text = await readIfThere(attemptPaths(runFolder, key).prediction);
  if (text === null) return null;
  const parsed = storedPredictionSchema.safeParse(parseJson(text.toString('utf8')));
  return parsed.success && parsed.data.generator === key.generator && parsed.data.task === key.task && parsed.data.cycle === key.cycle ? parsed.data : null;
}

export interface EvidenceDigests {
  readonly evidence: string;
  readonly logs: string;
}

/** Logs first and verdict.json last: where it is whole, they are. */
export async function storeVerdict(runFolder: string, verdict: Verdict, logs: Readonly<Record<string, string>>): Promise<EvidenceDigests> {
  const paths = attemptPaths(runFolder, verdict);
  const files = Object.entries(logs).map(([name, text]) => ({ name: `${folderNameOf(name)}.log`, text }));
  await withDiskErrors(paths.logs, async () => {
    await rm(paths.logs, { recursive: true, force: true });
    await makeFolder(files.length > 0 ? paths.logs : paths.folder);
    await sweepTemporaryFiles(paths.folder);
  });
  await Promise.all(files.map(({ name, text }) => writeFileAtomic(join(paths.logs, name), text)));
  const text = `${JSON.stringify(verdict, null, 2)}\n`;
  await writeFileAtomic(paths.verdict, text);
  return { evidence: digestOf(text), logs: digestOfLogs(files.map(({ name, text: log }) => [name, digestOf(log)])) };
}

function digestOfLogs(entries: readonly (readonly [string, string])[]): string {
  return digestOf(canonicalJson(Object.fromEntries(entries)));
}

/** Digests of what lies in an attempt's folder now; `evidence` is null where verdict.json is gone. */
export async function readEvidence(runFolder: string, key: AttemptKey): Promise<{ readonly evidence: string | null; readonly logs: string; readonly verdict: unknown }> {
  const paths = attemptPaths(runFolder, key);
  const text = await readIfThere(paths.verdict);
  const names = (await ignoreAbsent(readdir(paths.logs))) ?? [];
  const logs = await Promise.all(names.filter((name) => !name.startsWith('.')).map(async (name) => [name, digestOf(await readFile(join(paths.logs, name)))] as const));
  return { evidence: text === null ? null : digestOf(text), logs: digestOfLogs(logs), verdict: text === null ? undefined : parseJson(text.toString('utf8')) };
}

/** Null where no whole verdict of this attempt is stored. */
export async function loadVerdict(runFolder: string, { task, generator, cycle }: AttemptKey): Promise<Verdict | null> {
  const text = await readIfThere(attemptPaths(runFolder, { task, generator, cycle }).verdict);
  const parsed = text === null ? null : verdictSchema.safeParse(parseJson(text.toString('utf8')));
  return parsed?.success === true && parsed.data.task === task && parsed.data.generator === generator && parsed.data.cycle === cycle ? parsed.data : null;
}

async function readIfThere(path: string): Promise<Buffer | null> {
  return withDiskErrors(path, () => ignoreAbsent(readFile(path)));
}

async function ignoreAbsent<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
