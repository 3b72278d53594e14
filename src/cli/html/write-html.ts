import type { AttemptKey, ProfileName } from '../../contract/results.ts';
import { htmlReport } from '../../report/html/html-report.ts';
import type { TaskPages } from '../../report/html/material.ts';
import type { JudgeProof } from '../../report/html/proof-html.ts';
import { buildReportView } from '../../report/html/report-view.ts';
import { count } from '../../report/numbers.ts';
import { keyText } from '../../journal/attempt-key.ts';
import { type ReadRun, scoreRun } from '../read-run.ts';
import type { Sources } from '../sources.ts';
import { colourScript } from './colour-script.ts';
import { readAttemptMaterial } from './attempt-material.ts';
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

/** The HTML report of a run. What this machine does not have of suite and repositories is told in the report, and is no error. */
export async function makeHtmlReport(read: ReadRun, options: HtmlOptions): Promise<string> {
  const { run, view } = read;
  const results = [...read.results()];
  const reportView = buildReportView({ run, madeAt: new Date(), leaderboard: scoreRun(read, options.profile), results, plannedTasks: view.plan.tasks });
  const known = new Map<string, KnownTask>();
  for (const planned of view.plan.tasks) known.set(planned.id, await readTaskMaterial(planned, { run, sources: options.sources, suites: options.suites }));
  const { shown, left } = choosePages(view.predicted.map(({ key }) => key), options.maxPages);
  const remarks = left === 0 ? [] : [`${count(left, 'attempt')} of ${left + shown.length} have no page in this file, to keep it small: later cycles first. --pages ${left + shown.length} puts them in.`];
  const colours = colourScript(view.plan.tasks.map(({ language }) => language));
  return htmlReport({ view: reportView, colours, pages: readPages(read.folder, known, shown), proof: { proof: options.proof, candidates: countCandidates(known) }, remarks });
}

/** First cycles before later ones, so that every task and generator has a page. */
function choosePages(keys: readonly AttemptKey[], maxPages: number): { readonly shown: readonly AttemptKey[]; readonly left: number } {
  if (keys.length <= maxPages) return { shown: keys, left: 0 };
  const chosen = new Set(keys.toSorted((a, b) => a.cycle - b.cycle).slice(0, maxPages).map(keyText));
  return { shown: keys.filter((key) => chosen.has(keyText(key))), left: keys.length - maxPages };
}

async function* readPages(folder: string, known: ReadonlyMap<string, KnownTask>, keys: readonly AttemptKey[]): AsyncGenerator<TaskPages> {
  const byTask = Map.groupBy(keys, ({ task }) => task);
  for (const [id, own] of known) {
    const attempts = [];
    for (const key of byTask.get(id) ?? []) attempts.push(await readAttemptMaterial(folder, key, own));
    yield { task: own.material, attempts };
  }
}

function countCandidates(known: ReadonlyMap<string, KnownTask>): { readonly label: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { material } of known.values()) for (const { label, count: number } of material.candidates) counts.set(label, (counts.get(label) ?? 0) + number);
  return [...counts].map(([label, number]) => ({ label, count: number }));
}
