import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import { leaderboardSchema } from '../../contract/results.ts';
import { lockHolder } from '../../journal/lock.ts';
import { runPaths } from '../../journal/run-folder.ts';
import type { ListedRun } from '../../report/live/runs-page.ts';
import { readRun } from '../../run/open-run.ts';
import { pathExists } from '../../util/files.ts';
import { type LiveRun, openLiveRun } from './live-run.ts';

/** The runs of a folder. */
export interface RunShelf {
  /** Latest first. */
  list(): Promise<ListedRun[]>;
  names(): Promise<string[]>;
  /** Null where there is no run of exactly this name: whatever a request names is looked up, and never becomes a path. */
  open(name: string): Promise<LiveRun | null>;
}

/** Runs kept in memory; a large one takes some megabytes. */
const MAX_OPEN = 8;

/** @throws AseError `not-found` where neither the folder nor what it holds is there */
export async function openShelf(given: string): Promise<RunShelf> {
  const isRun = await pathExists(runPaths(given).journal);
  const folder = isRun ? dirname(given) : given;
  if (!isRun && !(await isFolder(given))) throw new AseError('not-found', `${given} is no folder`, { remedy: 'Give the folder that holds runs, or that of one run: ase serve runs' });
  const live = new Map<string, LiveRun>();
  const names = async (): Promise<string[]> => {
    if (isRun) return [basename(given)];
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const found = [];
    for (const entry of entries) if (entry.isDirectory() && (await pathExists(runPaths(join(folder, entry.name)).journal))) found.push(entry.name);
    return found.sort();
  };
  return {
    names,
    list: async () => {
      const runs = [];
      for (const name of await names()) runs.push(await listed(name, join(folder, name)));
      return runs.flatMap((run) => run ?? []).sort((a, b) => b.changed.getTime() - a.changed.getTime());
    },
    open: async (name) => {
      if (!(await names()).includes(name)) return null;
      const run = live.get(name) ?? openLiveRun(name, join(folder, name));
      live.delete(name);
      live.set(name, run);
      const [oldest] = live.keys();
      if (live.size > MAX_OPEN && oldest !== undefined) live.delete(oldest);
      return run;
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}

/** From the derived files: a list of many runs must not read all their journals. */
async function listed(name: string, folder: string): Promise<ListedRun | null> {
  const paths = runPaths(folder);
  const run = await readRun(folder);
  const changed = await stat(paths.journal).then(({ mtime }) => mtime, () => null);
  if (run === null || changed === null) return null;
  const holder = await lockHolder(paths.lock);
  const board = await readFile(paths.leaderboard, 'utf8').then((text) => leaderboardSchema.parse(JSON.parse(text)), () => null);
  const first = board?.generators[0];
  const best = first === undefined ? null : { generator: first.generator, overall: first.overall, security: first.security };
  const ended = board !== null && board.generators.every(({ score }) => score.missing === 0) ? 'complete' : 'stopped';
  return { name, suite: `${run.suite.name} ${run.suite.version}`, state: holder !== null ? 'running' : board === null ? 'interrupted' : ended, tasks: run.tasks.length, generators: run.generators.map((own) => own.name), cycles: run.cycles, best, changed };
}
