import type { Result } from '../contract/results.ts';
import type { Run } from '../contract/run.ts';
import { escapeCsv } from './escape-csv.ts';
import type { ReportInput } from './report-input.ts';
import { dateText, profileText } from './run-facts.ts';

type Cell = (result: Result, facts: { readonly run: Run; readonly madeAt: string; readonly profile: string }) => string;

/** In the order of the file. Facts of the run stand in every line: RFC 4180 knows no comments, and lines of several runs can be put together. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  task: ({ task }) => task,
  generator: ({ generator }) => generator,
  cycle: ({ cycle }) => String(cycle),
  verdict: ({ verdict }) => verdict,
  reason: ({ reason }) => reason,
  build: ({ checks }) => checks.build,
  tests: ({ checks }) => checks.tests,
  exploits: ({ checks }) => checks.exploits,
  rule: ({ checks }) => checks.rule,
  cve: ({ cve }) => cve,
  cwe: ({ cwe }) => cwe.join(' '),
  class: (result) => result.class,
  language: ({ language }) => language,
  severity: ({ severity }) => severity,
  durationMs: ({ durationMs }) => String(durationMs),
  run: (_, { run }) => run.name,
  suite: (_, { run }) => run.suite.name,
  suiteVersion: (_, { run }) => run.suite.version,
  cycles: (_, { run }) => String(run.cycles),
  profile: (_, { profile }) => profile,
  sandbox: (_, { run }) => run.sandbox,
  toolVersion: (_, { run }) => run.toolVersion,
  madeAt: (_, { madeAt }) => madeAt,
};

/** Results as RFC 4180: a header, then a line an attempt that has a verdict. `escapeCsv` says which cells get an apostrophe. */
export function csvReport({ run, madeAt, leaderboard, results }: ReportInput): string {
  const facts = { run, madeAt: dateText(madeAt), profile: profileText(leaderboard) };
  const header = Object.keys(COLUMNS).join(',');
  const lines = results.map((result) =>
    Object.values(COLUMNS)
      .map((cell) => escapeCsv(cell(result, facts)))
      .join(','),
  );
  return [header, ...lines].map((line) => `${line}\r\n`).join('');
}
