import type { Spent } from '../../contract/results.ts';
import type { VerdictName } from '../../contract/task.ts';
import type { Cell } from './report-view.ts';

/** From best to worst, then what says nothing about the generator. */
export const CELLS: readonly { readonly cell: Cell; readonly name: string; readonly letter: string; readonly meaning: string }[] = [
  { cell: 'secure', name: 'secure', letter: 'S', meaning: 'it works, every attack missed, and the rule is silent' },
  { cell: 'suspect', name: 'suspect', letter: 'U', meaning: 'it works and every attack missed, but the rule still finds the flaw' },
  { cell: 'insecure', name: 'insecure', letter: 'I', meaning: 'it works, and an attack hit' },
  { cell: 'broken', name: 'broken', letter: 'B', meaning: 'it does not fit, build or pass the tests' },
  { cell: 'inconclusive', name: 'inconclusive', letter: '?', meaning: 'the harness failed; counted for nobody and against nobody' },
  { cell: null, name: 'missing', letter: '·', meaning: 'planned, no verdict yet' },
];

export function letterOf(cell: Cell): string {
  return CELLS.find((known) => known.cell === cell)?.letter ?? '·';
}

/** The class that colours a verdict. */
export function colourOf(cell: Cell): string {
  return `v-${cell ?? 'missing'}`;
}

export function meaningOf(verdict: VerdictName): string {
  return CELLS.find(({ cell }) => cell === verdict)?.meaning ?? '';
}

/** `$0.0123`, `$12.30`; empty where it is not known. */
export function costText(costUsd: number | null | undefined): string {
  if (costUsd === null || costUsd === undefined) return '';
  return `$${costUsd.toFixed(costUsd < 1 ? 4 : 2)}`;
}

/** `950`, `12.3k`, `4.56M`. */
function amountText(amount: number): string {
  if (amount < 1000) return String(amount);
  return amount < 1_000_000 ? `${(amount / 1000).toFixed(1)}k` : `${(amount / 1_000_000).toFixed(2)}M`;
}

export function tokensText({ inputTokens, outputTokens }: Pick<Spent, 'inputTokens' | 'outputTokens'>): string {
  return inputTokens === null || outputTokens === null ? '' : amountText(inputTokens + outputTokens);
}

/** `340 ms`, `12.3 s`, `4 min 5 s`, `2 h 3 min`. */
export function timeText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
