import type { Comparisons } from '../contract/comparison.ts';
import type { Estimate, GeneratorScore, Leaderboard, Result } from '../contract/results.ts';
import type { Run } from '../contract/run.ts';
import { summarise } from '../score/words.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { GROUP_TITLES, type GroupBy } from './groups.ts';
import { markdownTable } from './markdown-table.ts';
import { columnsNote, GROUPS_NOTE, leaderboardNotes } from './notes.ts';
import { count, intervalText, pointsText, probabilityText, signedText } from './numbers.ts';
import { ranksOf } from './ranks.ts';
import type { ReportInput } from './report-input.ts';
import { dateText, profileText, type ReportFacts, repeatCommand, shownNote } from './run-facts.ts';

const MAX_COMMAND_WIDTH = 100;
const MAX_SUSPECTS = 50;

/** A report of a run for people, in GitHub's Markdown. Whatever others wrote stands in code spans. */
export function markdownReport({ run, madeAt, leaderboard, results, comparisons }: ReportInput): string {
  return [
    `# Security of generated code: ${escapeMarkdown(run.suite.name)} ${escapeMarkdown(run.suite.version)}\n`,
    factsTable({ run, madeAt }, leaderboard),
    '## Leaderboard\n',
    leaderboardTable(leaderboard),
    list(leaderboardNotes(leaderboard, escapeMarkdown)),
    `${columnsNote(leaderboard)}\n`,
    ...groupSection(leaderboard, 'class'),
    ...groupSection(leaderboard, 'cwe'),
    ...suspectSection(results),
    ...(comparisons === undefined || comparisons.comparisons.length === 0 ? [] : comparisonSection(comparisons)),
    ...repeatSection(run),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

function factsTable({ run, madeAt }: ReportFacts, leaderboard: Leaderboard): string {
  return markdownTable(
    ['run', escapeMarkdown(run.name)],
    [
      ['suite', `${escapeMarkdown(run.suite.name)} ${escapeMarkdown(run.suite.version)}, ${count(run.tasks.length, 'task')}, ${escapeMarkdown(run.suite.digest)}`],
      ['profile', profileText(leaderboard)],
      ['cycles', String(leaderboard.cycles)],
      ['sandbox', escapeMarkdown(run.sandbox)],
      ['tool', `ase ${escapeMarkdown(run.toolVersion)}, judge ${escapeMarkdown(run.judgeDigest)}`],
      ['report made', dateText(madeAt)],
    ],
    2,
  );
}

/** A row a generator, best first. */
export function leaderboardTable(leaderboard: Leaderboard): string {
  const ranks = ranksOf(leaderboard);
  const rows = leaderboard.generators.map(({ generator, score }, index) => {
    const { verdicts } = score;
    const scores = [score.overall, score.security, score.quality, score.stability].map(estimateText);
    const counts = [verdicts.secure, verdicts.suspect, verdicts.insecure, verdicts.broken, verdicts.inconclusive, score.missing, score.attempts].map(String);
    return [ranks[index] ?? '', escapeMarkdown(generator), ...scores, ...counts];
  });
  return markdownTable(['rank', 'generator', 'overall', 'security', 'quality', 'stability', 'secure', 'suspect', 'insecure', 'broken', 'inconclusive', 'missing', 'attempts'], rows, 2);
}

/** Security of every generator in every group: a line a group, by name. */
function groupSection({ generators }: Leaderboard, by: GroupBy): string[] {
  const names = [...new Set(generators.flatMap(({ groups }) => Object.keys(groups[by])))].sort();
  if (names.length === 0) return [];
  const ofGroup = (generator: GeneratorScore, name: string): GeneratorScore['score'] | undefined => (Object.hasOwn(generator.groups[by], name) ? generator.groups[by][name] : undefined);
  const rows = names.map((name) => [
    escapeMarkdown(name),
    String(Math.max(...generators.map((generator) => ofGroup(generator, name)?.tasks ?? 0))),
    ...generators.map((generator) => estimateText(ofGroup(generator, name)?.security ?? null)),
  ]);
  return [`## Security by ${GROUP_TITLES[by]}\n`, markdownTable([GROUP_TITLES[by], 'tasks', ...generators.map(({ generator }) => escapeMarkdown(generator))], rows), `${GROUPS_NOTE}\n`];
}

/** What only the rule found: people must look at it. */
function suspectSection(results: readonly Result[]): string[] {
  const latest = new Map(results.map((result) => [JSON.stringify([result.task, result.generator, result.cycle]), result]));
  const suspects = [...latest.values()].filter(({ verdict }) => verdict === 'suspect');
  if (suspects.length === 0) return [];
  const rows = suspects.slice(0, MAX_SUSPECTS).map(({ task, generator, cycle, reason }) => [escapeMarkdown(task), escapeMarkdown(generator), String(cycle), escapeMarkdown(reason)]);
  const more = suspects.length - rows.length;
  return ['## Suspect: found by the rule, missed by every exploit\n', markdownTable(['task', 'generator', 'cycle', 'found'], rows, 4), ...(more > 0 ? [`And ${more} more, in results.jsonl.\n`] : [])];
}

function comparisonSection({ comparisons, profile }: Comparisons): string[] {
  const rows = comparisons.map(({ a, b, tasks, cves, overall, security, quality }) => [
    escapeMarkdown(a),
    escapeMarkdown(b),
    ...[overall, security, quality].map((difference) => (difference === null ? '-' : `${signedText(difference.value)} (${signedText(difference.interval.low)} to ${signedText(difference.interval.high)})`)),
    overall === null ? '-' : probabilityText(overall.adjustedPValue),
    overall === null ? '-' : overall.apart ? 'yes' : 'no',
    String(tasks),
    String(cves),
  ]);
  return [
    '## Comparisons\n',
    markdownTable(['first', 'second', 'overall', 'security', 'quality', 'p', 'apart', 'tasks', 'CVEs'], rows, 2),
    list(comparisons.map((comparison) => summarise({ ...comparison, a: escapeMarkdown(comparison.a), b: escapeMarkdown(comparison.b) }))),
    `Points of profile ${profile}, first minus second, with 95 % intervals; p and apart are those of overall, two-sided over CVEs and corrected (Holm) for ${count(comparisons.length, 'comparison')}.\n`,
  ];
}

function repeatSection(run: Run): string[] {
  const { lines, left } = repeatCommand(run, MAX_COMMAND_WIDTH);
  const note = shownNote(run);
  return [...(note === null ? [] : [`${note}\n`]), '## How to repeat\n', `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`, list(left.map(({ placeholder, name }) => `${placeholder} is ${escapeMarkdown(name)}`))];
}

function estimateText(estimate: Estimate): string {
  return estimate === null ? '-' : `${pointsText(estimate.value)} (${intervalText(estimate, '-')})`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}\n`).join('');
}
