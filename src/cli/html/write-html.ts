import type { ProfileName } from '../../contract/results.ts';
import { htmlReport } from '../../report/html/html-report.ts';
import type { TaskPages } from '../../report/html/material.ts';
import type { JudgeProof } from '../../report/html/proof-html.ts';
import { buildReportView } from '../../report/html/report-view.ts';
import { count } from '../../report/numbers.ts';
import type { ReadRun } from '../read-run.ts';
import type { Sources } from '../sources.ts';
import { colourScript } from './colour-script.ts';
import { readAttemptMaterial } from './attempt-material.ts';
import { type ReportedAttempt, type ReportedRuns, reportedRuns } from './reported-runs.ts';
import { type KnownTask, readTaskMaterial } from './task-material.ts';

export interface HtmlOptions {
  readonly sources: Sources;
  /** The folder of suites and tasks. */
  readonly suites: string;
  readonly profile?: ProfileName;
  /** Attempts that get a page, at most. */
  readonly maxPages: number;
  readonly proof: JudgeProof | null;
}

/** More make a file that takes long to write and to open. */
export const DEFAULT_PAGES = 2000;

/** The HTML report of a run, or of several in one. What this machine does not have of suites and repositories is told in the report, and is no error. @throws AseError as `reportedRuns` */
export async function makeHtmlReport(reads: readonly [ReadRun, ...ReadRun[]], options: HtmlOptions): Promise<string> {
  return htmlOf(reportedRuns(reads, options.profile), options);
}

/** The same of runs that were read together already. */
export async function htmlOf(reported: ReportedRuns, options: Omit<HtmlOptions, 'profile'>): Promise<string> {
  const { run, runs, tasks, leaderboard, results, unplanned } = reported;
  const view = buildReportView({ run, runs, madeAt: new Date(), leaderboard, results, plannedTasks: tasks, unplanned });
  const known = new Map<string, KnownTask>();
  for (const planned of tasks) known.set(planned.id, await readTaskMaterial(planned, { run, sources: options.sources, suites: options.suites }));
  const { shown, left } = choosePages(reported.answered, options.maxPages);
  const leftOut = left === 0 ? [] : [`${count(left, 'attempt')} of ${left + shown.length} have no page in this file, to keep it small: later cycles first. --pages ${left + shown.length} puts them in.`];
  const colours = colourScript(tasks.map(({ language }) => language));
  return htmlReport({ view, colours, pages: readPages(known, shown), proof: { proof: options.proof, candidates: countCandidates(known) }, remarks: [...reported.remarks, ...leftOut] });
}

/** First cycles before later ones, so that every task and generator has a page. */
function choosePages(attempts: readonly ReportedAttempt[], maxPages: number): { readonly shown: readonly ReportedAttempt[]; readonly left: number } {
  if (attempts.length <= maxPages) return { shown: attempts, left: 0 };
  const chosen = new Set(attempts.toSorted((a, b) => a.key.cycle - b.key.cycle).slice(0, maxPages));
  return { shown: attempts.filter((attempt) => chosen.has(attempt)), left: attempts.length - maxPages };
}

async function* readPages(known: ReadonlyMap<string, KnownTask>, shown: readonly ReportedAttempt[]): AsyncGenerator<TaskPages> {
  const byTask = Map.groupBy(shown, ({ key }) => key.task);
  for (const [id, task] of known) {
    const attempts = [];
    for (const { folder, own, key } of byTask.get(id) ?? []) attempts.push({ ...(await readAttemptMaterial(folder, own, task)), key });
    yield { task: task.material, attempts };
  }
}

function countCandidates(known: ReadonlyMap<string, KnownTask>): { readonly label: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { material } of known.values()) for (const { label, count: number } of material.candidates) counts.set(label, (counts.get(label) ?? 0) + number);
  return [...counts].map(([label, number]) => ({ label, count: number }));
}
