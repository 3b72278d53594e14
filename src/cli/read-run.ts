import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { Run } from '../contract/run.ts';
import type { Leaderboard, ProfileName, Result } from '../contract/results.ts';
import { foldRun } from '../run/open-run.ts';
import { leaderboardOf, resultsOf, viewRun, type RunView } from '../run/run-view.ts';
import { buildLeaderboard } from '../score/leaderboard.ts';
import type { TableInput } from '../score/verdict-table.ts';
import { pathExists } from '../util/files.ts';
import { unknownName } from '../suite/load-suite.ts';

/** A run as its journal tells it. */
export interface ReadRun {
  readonly folder: string;
  readonly view: RunView;
  readonly run: Run;
  /** What scores are made from. */
  readonly table: TableInput;
  results(): Iterable<Result>;
}

/**
 * Reads a run; one that is being written can be read too.
 * @throws AseError `not-found` with what lies near, `damaged`, `permission`
 */
export async function readRunFolder(folder: string): Promise<ReadRun> {
  await assertRun(folder);
  const view = viewRun(folder, await foldRun(folder));
  const { run, tasks } = view.plan;
  const table = { results: resultsOf(view), planned: { tasks, generators: run.generators.map(({ name }) => name) }, cycles: run.cycles };
  return { folder, view, run, get table() { return { ...table, results: resultsOf(view) }; }, results: () => resultsOf(view) };
}

/** With the profile that the run was planned with, or another one. */
export function scoreRun({ view, run, table }: ReadRun, profile?: ProfileName, asPublished?: boolean): Leaderboard {
  if (profile === undefined && asPublished === undefined) return leaderboardOf(view);
  return buildLeaderboard({ ...table, suite: run.suite.name, profile: profile ?? run.profile, ...(asPublished === undefined ? {} : { asPublished }) });
}

async function assertRun(folder: string): Promise<void> {
  if (await pathExists(join(folder, 'journal.jsonl'))) return;
  const parent = dirname(folder);
  const names = await readdir(parent).catch(() => []);
  const runs = [];
  for (const name of names) if (await pathExists(join(parent, name, 'journal.jsonl'))) runs.push(join(parent, name));
  if (runs.length > 0) throw unknownName('run', folder, runs);
  throw new AseError('not-found', `${folder} holds no run: it has no journal.jsonl`, { remedy: 'Give the folder that `ase run` named.' });
}
