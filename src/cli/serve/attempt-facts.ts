import { readdir } from 'node:fs/promises';
import { decodeText } from '../../context/decode-text.ts';
import { readTreeFile } from '../../context/read-tree-file.ts';
import type { AttemptKey } from '../../contract/results.ts';
import { attemptPaths } from '../../journal/run-folder.ts';
import type { AttemptFacts } from '../../report/live/attempt-page.ts';
import { loadPrediction, loadVerdict } from '../../run/evidence.ts';

const MAX_LOG = 4 * 1024 * 1024;
const MAX_LOGS = 10;

/** What lies in the folder of an attempt. Links are not followed: a run may come from somebody else. */
export async function readAttemptFacts(runFolder: string, key: AttemptKey): Promise<AttemptFacts> {
  const { logs } = attemptPaths(runFolder, key);
  const names = (await readdir(logs).catch((): string[] => [])).filter((name) => name.endsWith('.log')).sort().slice(0, MAX_LOGS);
  const texts = names.flatMap((name) => {
    const content = readTreeFile(logs, name, MAX_LOG);
    return content === null ? [] : [{ name: name.slice(0, -'.log'.length), text: decodeText(content) }];
  });
  return { key, verdict: await loadVerdict(runFolder, key), change: await loadPrediction(runFolder, key), logs: texts };
}
