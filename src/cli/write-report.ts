import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { Leaderboard, ProfileName, GeneratorScore, Result, Verdict } from '../contract/results.ts';
import { badgeReport, type BadgeScore } from '../report/badge-report.ts';
import { csvReport } from '../report/csv-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { junitReport } from '../report/junit-report.ts';
import { latexReport } from '../report/latex-report.ts';
import { markdownReport } from '../report/markdown-report.ts';
import type { ReportInput } from '../report/report-input.ts';
import { sarifReport } from '../report/sarif-report.ts';
import { summaryReport } from '../report/summary-report.ts';
import { loadVerdict } from '../run/evidence.ts';
import { compareGenerators } from '../score/compare.ts';
import { unknownName } from '../suite/load-suite.ts';
import { writeFileAtomic } from '../util/files.ts';
import { type ReadRun, scoreRun } from './read-run.ts';

/** Those made from results alone. */
const PLAIN_FORMATS = { markdown: markdownReport, summary: summaryReport, latex: latexReport, json: jsonReport, csv: csvReport, junit: junitReport } as const;

export type FileFormat = keyof typeof PLAIN_FORMATS | 'sarif' | 'badge';

/** More pairs than this say nothing that the leaderboard does not. */
const MAX_COMPARED = 12;

export function reportInput(read: ReadRun, profile?: ProfileName, asPublished?: boolean): ReportInput {
  const leaderboard = scoreRun(read, profile, asPublished);
  const input = { run: read.run, madeAt: new Date(), leaderboard, results: [...read.results()] };
  const generators = read.run.generators.length;
  if (generators < 2 || generators > MAX_COMPARED) return input;
  return { ...input, comparisons: compareGenerators({ ...read.table, profile: leaderboard.profile, ...(asPublished === undefined ? {} : { asPublished }) }) };
}

export interface FormatOptions {
  /** Whose badge. */
  readonly generator?: string;
  readonly score: BadgeScore;
}

/** @throws AseError `bad-input`, `unknown-name` where it is not clear whose badge is meant */
export async function makeFile(format: FileFormat, { folder, input }: { readonly folder: string; readonly input: ReportInput }, options: FormatOptions): Promise<string> {
  switch (format) {
    case 'sarif':
      return sarifReport(input, await verdictsOf(folder, input.results));
    case 'badge':
      return badgeReport(input.leaderboard, chooseGenerator(input.leaderboard, options.generator), options.score);
    default:
      return PLAIN_FORMATS[format](input);
  }
}

/** Evidence of those attempts that have findings. */
async function verdictsOf(folder: string, results: readonly Result[]): Promise<(result: Result) => Verdict | null> {
  const found = new Map<Result, Verdict>();
  for (const result of results) {
    if (result.verdict !== 'insecure' && result.verdict !== 'suspect') continue;
    const verdict = await loadVerdict(folder, result);
    if (verdict !== null) found.set(result, verdict);
  }
  return (result) => found.get(result) ?? null;
}

/** The one that is named, or the only one that is no baseline. */
function chooseGenerator({ generators }: Leaderboard, named: string | undefined): GeneratorScore {
  const names = generators.map(({ generator }) => generator);
  const wanted = named === undefined ? generators.filter(({ generator }) => !generator.startsWith('baseline:')) : generators.filter(({ generator }) => generator === named);
  const [only] = wanted;
  if (only !== undefined && wanted.length === 1) return only;
  if (named !== undefined) throw unknownName('generator in this run', named, names);
  throw new AseError('bad-input', 'a badge shows one generator', { remedy: `Name it: --generator NAME. There are: ${names.join(', ')}` });
}

/** Writes report.md into a run's folder; gives its path. */
export async function writeMarkdown(read: ReadRun): Promise<string> {
  const path = join(read.folder, 'report.md');
  await writeFileAtomic(path, markdownReport(reportInput(read)));
  return path;
}
