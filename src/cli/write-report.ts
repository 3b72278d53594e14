import { join } from 'node:path';
import type { ProfileName } from '../contract/results.ts';
import { csvReport } from '../report/csv-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { junitReport } from '../report/junit-report.ts';
import { markdownReport } from '../report/markdown-report.ts';
import type { ReportInput } from '../report/report-input.ts';
import { compareGenerators } from '../score/compare.ts';
import { writeFileAtomic } from '../util/files.ts';
import { type ReadRun, readRunFolder, scoreRun } from './read-run.ts';

export const FILE_FORMATS = { markdown: markdownReport, json: jsonReport, csv: csvReport, junit: junitReport } as const;
export type FileFormat = keyof typeof FILE_FORMATS;

/** More pairs than this say nothing that the leaderboard does not. */
const MAX_COMPARED = 12;

export function reportInput(read: ReadRun, profile?: ProfileName, asPublished?: boolean): ReportInput {
  const leaderboard = scoreRun(read, profile, asPublished);
  const input = { run: read.run, madeAt: new Date(), leaderboard, results: [...read.results()] };
  const generators = read.run.generators.length;
  if (generators < 2 || generators > MAX_COMPARED) return input;
  return { ...input, comparisons: compareGenerators({ ...read.table, profile: leaderboard.profile, ...(asPublished === undefined ? {} : { asPublished }) }) };
}

/** Writes report.md into a run's folder; gives its path. */
export async function writeReport(folder: string): Promise<string> {
  const path = join(folder, 'report.md');
  await writeFileAtomic(path, markdownReport(reportInput(await readRunFolder(folder))));
  return path;
}
