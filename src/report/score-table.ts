import type { Score } from '../contract/results.ts';
import { displayWidth } from './escape-terminal.ts';
import { intervalText, pointsText } from './numbers.ts';
import type { Look } from './terminal-look.ts';
import { type Column, drawTable, tableWidth } from './terminal-table.ts';
import { verdictBar } from './verdict-bar.ts';

type ScoreColumn = 'overall' | 'interval' | 'security' | 'quality' | 'stability' | 'verdicts' | 'attempts' | 'missing';

interface Layout {
  /** Taken once names get this much, even if longer ones are cut. */
  readonly names: number;
  /** Pieces of the bar of verdicts. */
  readonly bar: number;
  /** Titles in full, or their beginnings. */
  readonly titles: 'long' | 'short';
  readonly columns: readonly ScoreColumn[];
}

/** Whole names are worth more than long bars. */
const LONG_NAMES = 60;
/** What 60 columns leave beside the overall score, its interval, security and quality. */
const FAIR_NAMES = 23;
/** The first in which the names fit is taken: attempts and missing go first (the lines below tell of what is missing), the overall score and its interval never. */
const LAYOUTS: readonly Layout[] = [
  { names: LONG_NAMES, bar: 24, titles: 'long', columns: ['overall', 'interval', 'security', 'quality', 'stability', 'verdicts', 'attempts', 'missing'] },
  { names: FAIR_NAMES, bar: 12, titles: 'long', columns: ['overall', 'interval', 'security', 'quality', 'stability', 'verdicts', 'attempts', 'missing'] },
  { names: FAIR_NAMES, bar: 12, titles: 'long', columns: ['overall', 'interval', 'security', 'quality', 'stability', 'verdicts', 'attempts'] },
  { names: FAIR_NAMES, bar: 12, titles: 'long', columns: ['overall', 'interval', 'security', 'quality', 'stability', 'verdicts'] },
  { names: FAIR_NAMES, bar: 12, titles: 'short', columns: ['overall', 'interval', 'security', 'quality', 'stability', 'verdicts'] },
  { names: FAIR_NAMES, bar: 8, titles: 'short', columns: ['overall', 'interval', 'security', 'quality', 'stability', 'verdicts'] },
  { names: FAIR_NAMES, bar: 0, titles: 'short', columns: ['overall', 'interval', 'security', 'quality', 'stability'] },
  { names: FAIR_NAMES, bar: 0, titles: 'short', columns: ['overall', 'interval', 'security', 'quality'] },
  { names: FAIR_NAMES, bar: 0, titles: 'short', columns: ['overall', 'interval', 'security'] },
];
const POOREST: Layout = { names: FAIR_NAMES, bar: 0, titles: 'short', columns: ['overall', 'interval'] };
const TITLES: Readonly<Record<ScoreColumn, { readonly long: string; readonly short: string }>> = {
  overall: { long: 'overall', short: 'over.' },
  interval: { long: '95 % interval', short: '95 %' },
  security: { long: 'security', short: 'sec.' },
  quality: { long: 'quality', short: 'qual.' },
  stability: { long: 'stability', short: 'stab.' },
  verdicts: { long: 'verdicts', short: 'verdicts' },
  attempts: { long: 'attempts', short: 'att.' },
  missing: { long: 'missing', short: 'miss.' },
};
export interface ScoreTable {
  /** Stands left of the names. */
  readonly before: readonly Column[];
  readonly title: string;
  /** Foreign text. */
  readonly names: readonly string[];
  readonly scores: readonly Score[];
}

export interface DrawnScores {
  readonly lines: readonly string[];
  /** Names that had to be cut: as they stand in the table, and as they are. */
  readonly cut: readonly { readonly shown: string; readonly name: string }[];
  readonly hasBar: boolean;
}

/** A line a score, in the richest layout that the terminal is wide enough for. */
export function drawScoreTable({ before, title, names, scores }: ScoreTable, look: Look): DrawnScores {
  const whole = names.map((name) => look.foreign(name, look.width));
  const longest = Math.max(...whole.map(displayWidth), title.length);
  const { layout, columns, room } = fitLayout({ before, scores, longest }, look);
  const shown = names.map((name) => look.foreign(name, room));
  const lines = drawTable([...before, { title, align: 'left', cells: shown }, ...columns], look);
  const cut = names.flatMap((name, index) => (shown[index] === whole[index] ? [] : [{ shown: shown[index] ?? '', name }]));
  return { lines, cut, hasBar: layout.columns.includes('verdicts') };
}

interface Fitted {
  readonly layout: Layout;
  readonly columns: readonly Column[];
  /** What is left for names. */
  readonly room: number;
}

function fitLayout({ before, scores, longest }: { readonly before: readonly Column[]; readonly scores: readonly Score[]; readonly longest: number }, look: Look): Fitted {
  const fit = (layout: Layout): Fitted => {
    const columns = layout.columns.map((column) => scoreColumn(column, { layout, scores, look }));
    // A column without text takes as much as the gap beside it.
    return { layout, columns, room: look.width - tableWidth([...before, { title: '', align: 'left', cells: [] }, ...columns]) };
  };
  for (const layout of LAYOUTS) {
    const fitted = fit(layout);
    if (fitted.room >= Math.min(layout.names, longest)) return fitted;
  }
  return fit(POOREST);
}

function scoreColumn(column: ScoreColumn, { layout, scores, look }: { readonly layout: Layout; readonly scores: readonly Score[]; readonly look: Look }): Column {
  const cells = scores.map((score) => scoreCell(column, { score, bar: layout.bar, look }));
  return { title: TITLES[column][layout.titles], align: column === 'verdicts' || column === 'interval' ? 'left' : 'right', cells };
}

function scoreCell(column: ScoreColumn, { score, bar, look }: { readonly score: Score; readonly bar: number; readonly look: Look }): string {
  switch (column) {
    case 'overall':
      return look.paint('bold', pointsText(score.overall?.value));
    case 'interval':
      return look.paint('dim', intervalText(score.overall, look.dash));
    case 'verdicts':
      return verdictBar(score, bar, look);
    case 'attempts':
    case 'missing':
      return String(score[column]);
    case 'security':
    case 'quality':
    case 'stability':
      return pointsText(score[column]?.value);
  }
}
