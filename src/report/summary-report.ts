import type { Leaderboard, Result } from '../contract/results.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { markdownTable } from './markdown-table.ts';
import { leaderboardTable } from './markdown-report.ts';
import { columnsNote, leaderboardNotes } from './notes.ts';
import { count } from './numbers.ts';
import { missedText, missedThresholds, type ReportInput, type Threshold } from './report-input.ts';
import { profileText } from './run-facts.ts';

/** GitHub takes comments of 65,536 characters; a summary holds the worst and says where the rest is. */
const MAX_LENGTH = 60_000;
const MAX_FAILURES = 100;
const MAX_GENERATORS = 30;

/** What a pull request or the page of a CI job needs to know, in GitHub's Markdown of at most 60,000 characters: whether it is good enough, the leaderboard, and the attempts that are not secure. */
export function summaryReport({ run, leaderboard, results, thresholds = [] }: ReportInput): string {
  const shown = { ...leaderboard, generators: leaderboard.generators.slice(0, MAX_GENERATORS) };
  const more = leaderboard.generators.length - shown.generators.length;
  const head = [
    `### Security of generated code: ${escapeMarkdown(run.suite.name)} ${escapeMarkdown(run.suite.version)}\n`,
    ...thresholdLines(leaderboard, thresholds),
    leaderboardTable(shown),
    ...(more > 0 ? [`And ${count(more, 'more generator')}.\n`] : []),
    leaderboardNotes(shown, escapeMarkdown).map((note) => `- ${note}\n`).join(''),
    `Run ${escapeMarkdown(run.name)}: ${count(run.tasks.length, 'task')}, ${count(leaderboard.cycles, 'cycle')}, profile ${profileText(leaderboard)}, ase ${escapeMarkdown(run.toolVersion)}. ${columnsNote(leaderboard)}\n`,
  ];
  const room = MAX_LENGTH - head.join('\n').length;
  return [...head, ...failureSection(results, room)].filter((block) => block !== '').join('\n');
}

function thresholdLines(leaderboard: Leaderboard, thresholds: readonly Threshold[]): string[] {
  if (thresholds.length === 0) return [];
  const missed = missedThresholds(leaderboard, thresholds).slice(0, MAX_GENERATORS);
  const asked = thresholds.map(({ score, points }) => `${score} of at least ${points}`).join(', ');
  if (missed.length === 0) return [`**Passed**: every generator has ${asked}.\n`];
  return [`**Failed**: asked for is ${asked}.\n`, missed.map((each) => `- ${missedText(each, escapeMarkdown)}\n`).join('')];
}

/** Insecure ones first: those are why one looks. */
const ORDER = ['insecure', 'suspect', 'broken', 'inconclusive'] as const satisfies readonly Result['verdict'][];

function failureSection(results: readonly Result[], room: number): string[] {
  const latest = [...new Map(results.map((result) => [JSON.stringify([result.task, result.generator, result.cycle]), result])).values()];
  const failures = ORDER.flatMap((verdict) => latest.filter((result) => result.verdict === verdict));
  if (failures.length === 0) return [];
  const rows: string[][] = [];
  let used = 500;
  for (const { task, generator, cycle, verdict, cwe, reason } of failures.slice(0, MAX_FAILURES)) {
    const row = [verdict, escapeMarkdown(task), escapeMarkdown(cwe.join(' ')), escapeMarkdown(generator), escapeMarkdown(reason), String(cycle)];
    used += row.join(' | ').length + 5;
    if (used > room) break;
    rows.push(row);
  }
  const more = failures.length - rows.length;
  return [
    `<details><summary>${count(failures.length, 'attempt')} not secure</summary>\n`,
    markdownTable(['verdict', 'task', 'CWE', 'generator', 'why', 'cycle'], rows, 5),
    ...(more > 0 ? [`And ${more} more, in results.jsonl.\n`] : []),
    '</details>\n',
  ];
}
