import type { Estimate } from '../contract/results.ts';
import { escapeLatex } from './escape-latex.ts';
import { columnsNote } from './notes.ts';
import { count, intervalText, pointsText } from './numbers.ts';
import { ranksOf } from './ranks.ts';
import type { ReportInput } from './report-input.ts';
import { profileText } from './run-facts.ts';

/** Columns; longer names lose their middle. */
const MAX_NAME = 48;

/** The leaderboard as a table for LaTeX (`\usepackage{booktabs}`). It compiles with pdflatex, whatever the names hold. */
export function latexReport({ run, leaderboard }: ReportInput): string {
  const ranks = ranksOf(leaderboard);
  const rows = leaderboard.generators.map(({ generator, score }, index) =>
    cells([
      ranks[index] ?? '',
      `\\texttt{${escapeLatex(generator, MAX_NAME)}}`,
      ...[score.overall, score.security, score.quality, score.stability].flatMap(estimateCells),
      String(score.attempts),
    ]),
  );
  const inconclusive = leaderboard.generators.reduce((sum, { score }) => sum + score.verdicts.inconclusive + score.missing, 0);
  const shared = ranks.some((rank) => rank.endsWith('=')) ? ' The data cannot tell generators that share a rank (=) apart.' : '';
  const gaps = inconclusive === 0 ? '' : ` ${count(inconclusive, 'attempt')} without a conclusive verdict ${inconclusive === 1 ? 'counts' : 'count'} nowhere.`;
  const suite = `\\texttt{${escapeLatex(run.suite.name, MAX_NAME)}} ${escapeLatex(run.suite.version, MAX_NAME)}`;
  return [
    '% \\usepackage{booktabs}',
    '\\begin{table}',
    '\\centering',
    '\\footnotesize',
    '\\begin{tabular}{llrlrlrlrlr}',
    '\\toprule',
    cells(['', 'generator', ...['overall', 'security', 'quality', 'stability'].map((title) => `\\multicolumn{2}{c}{${title}}`), 'attempts']),
    '\\midrule',
    ...rows,
    '\\bottomrule',
    '\\end{tabular}',
    `\\caption{${suite}, ${count(run.tasks.length, 'task')}, ${count(leaderboard.cycles, 'cycle')}, profile ${escapeLatex(profileText(leaderboard))}, with 95\\% intervals. ${escapeLatex(columnsNote(leaderboard) + shared + gaps)}}`,
    '\\label{tab:ase}',
    '\\end{table}',
    '',
  ].join('\n');
}

function cells(texts: readonly string[]): string {
  return `${texts.join(' & ')} \\\\`;
}

/** A value and, smaller, its interval. */
function estimateCells(estimate: Estimate): string[] {
  return [pointsText(estimate?.value).replace('-', '--'), estimate === null ? '' : `{\\scriptsize ${intervalText(estimate, '--')}}`];
}
