import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kill } from 'node:process';
import { livenessOf } from '../util/process-identity.ts';
import type { ProcessIdentity } from '../util/process-identity.ts';
import { ensurePrivate, OWNER_FILE, RUNS_FOLDER, stateRoot, UNFINISHED_PREFIX } from './bubblewrap-state.ts';
import type { RunRecord } from './bubblewrap-state.ts';
import { processesIn, removeGroup } from './control-groups.ts';
import { removeOverlayWork } from './overlay.ts';

/** A state folder is finished in milliseconds. */
const UNFINISHED_MS = 60_000;

/**
 * Ends what runs of dead harnesses left: processes, control groups, overlayfs's working folders; and removes these harnesses' state folders.
 * Gives how many runs there were.
 */
export async function sweepAbandoned(): Promise<number> {
  const root = stateRoot();
  const names = await readdir(root).catch(ignoreAbsence);
  if (names === undefined) return 0;
  ensurePrivate(root);
  let removed = 0;
  for (const name of names) {
    const folder = join(root, name);
    if (name.startsWith(UNFINISHED_PREFIX)) await removeIfOld(folder);
    else if (await isAbandoned(folder)) removed += await removeState(folder);
  }
  return removed;
}

async function removeIfOld(folder: string): Promise<void> {
  const found = await stat(folder).catch(ignoreAbsence);
  if (found !== undefined && Date.now() - found.mtimeMs > UNFINISHED_MS) await rm(folder, { recursive: true, force: true });
}

/** Only where the owner is known to be gone: what another machine or container owns is left to its own sweep. */
async function isAbandoned(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, OWNER_FILE), 'utf8').catch(ignoreAbsence);
  return text !== undefined && livenessOf(JSON.parse(text) as ProcessIdentity) === 'dead';
}

async function removeState(folder: string): Promise<number> {
  const runs = join(folder, RUNS_FOLDER);
  const names = (await readdir(runs).catch(ignoreAbsence)) ?? [];
  const records = names.filter((name) => name.endsWith('.json'));
  for (const name of records) await removeRun(join(runs, name.slice(0, -'.json'.length)));
  await rm(folder, { recursive: true, force: true });
  return records.length;
}

async function removeRun(path: string): Promise<void> {
  const helper = await readFile(`${path}.process`, 'latin1').catch(ignoreAbsence);
  if (helper !== undefined) await endHelper(helper.trim());
  const text = await readFile(`${path}.json`, 'utf8').catch(ignoreAbsence);
  if (text === undefined || text === '') return;
  const { work, groups } = JSON.parse(text) as RunRecord;
  for (const group of groups) await endProcesses(group);
  await removeGroup(groups);
  if (work !== null) await removeOverlayWork(work);
}

/** The helper, which became bwrap in its own place, ends everything inside with itself. A later process with its number began later. */
async function endHelper(line: string): Promise<void> {
  const id = Number(/^\d+/.exec(line)?.[0]);
  if (!(id > 1)) return;
  const now = await readFile(`/proc/${id}/stat`, 'latin1').catch(ignoreAbsence);
  if (now !== undefined && startTimeOf(now) === startTimeOf(line)) signal(id);
}

/** Field 22 of proc_pid_stat(5), counted from behind the command's name. */
function startTimeOf(line: string): string | undefined {
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
}

async function endProcesses(group: string): Promise<void> {
  for (let processes = await processesIn(group); processes.length > 0; processes = await processesIn(group)) {
    for (const id of processes) signal(id);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function signal(id: number): void {
  try {
    kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function ignoreAbsence(error: unknown): undefined {
  const code = (error as NodeJS.ErrnoException).code;
  // ESRCH: a process that goes while its file is read.
  if (code !== 'ENOENT' && code !== 'ESRCH') throw error;
  return undefined;
}
