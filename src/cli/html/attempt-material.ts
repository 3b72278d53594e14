import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../context/decode-text.ts';
import { readTreeFile } from '../../context/read-tree-file.ts';
import { AseError } from '../../contract/errors.ts';
import { generationSchema } from '../../contract/generation.ts';
import { storedPredictionSchema } from '../../contract/journal.ts';
import { type AttemptKey, type Change, verdictSchema } from '../../contract/results.ts';
import { attemptPaths } from '../../journal/run-folder.ts';
import { integrate } from '../../judge/integrate.ts';
import type { AttemptMaterial } from '../../report/html/material.ts';
import type { KnownTask } from './task-material.ts';

/** Bytes; an answer may be this long, and a page shows its beginning and end. */
const MAX_FILE = 64 * 1024 * 1024;
/** As the judge names them. */
const LOGS = ['build', 'judge'] as const;

/** What lies in the folder of an attempt; what is missing or damaged is null. */
export async function readAttemptMaterial(runFolder: string, key: AttemptKey, known: KnownTask): Promise<AttemptMaterial> {
  const { folder } = attemptPaths(runFolder, key);
  const json = (name: string): unknown => parseJson(textOf(folder, name));
  const prediction = storedPredictionSchema.safeParse(json('prediction.json'));
  const verdict = verdictSchema.safeParse(json('verdict.json'));
  const generation = generationSchema.safeParse(json('generation/generation.json'));
  const change = prediction.success ? prediction.data : null;
  return {
    key,
    change,
    files: change === null ? null : await changedFiles(change, known),
    verdict: verdict.success ? verdict.data : null,
    generation: generation.success ? generation.data : null,
    prompt: generation.success ? textOf(folder, 'generation/prompt.md') : null,
    answer: generation.success ? textOf(folder, 'generation/answer.md') : null,
    logs: readLogs(folder),
  };
}

/** As the judge puts it into the repository. */
async function changedFiles(change: Change, { task, tree, regionFiles }: KnownTask): Promise<ReadonlyMap<string, string> | null> {
  if (task === null || tree === null) return null;
  try {
    const integration = await integrate({ task, tree, prediction: change, originals: await regionFiles() });
    return integration.applied ? new Map([...integration.files].map(([path, content]) => [path, decodeText(content)])) : null;
  } catch (error) {
    // The repository is not the one that was judged; the page of the task says so.
    if (error instanceof AseError) return null;
    throw error;
  }
}

function readLogs(folder: string): { readonly name: string; readonly text: string }[] {
  if (!existsSync(join(folder, 'logs'))) return [];
  return LOGS.flatMap((name) => {
    const text = textOf(folder, `logs/${name}.log`);
    return text === null ? [] : [{ name, text }];
  });
}

function textOf(folder: string, name: string): string | null {
  const content = readTreeFile(folder, name, MAX_FILE);
  return content === null ? null : decodeText(content);
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
