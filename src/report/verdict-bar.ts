import type { Score } from '../contract/results.ts';
import type { Format, Look } from './terminal-look.ts';

interface Kind {
  readonly name: string;
  readonly letter: string;
  readonly block: string;
  readonly format: Format;
  readonly countOf: (score: Score) => number;
}

/** From best to worst, then what says nothing about the generator. */
const KINDS: readonly Kind[] = [
  { name: 'secure', letter: 'S', block: '█', format: 'green', countOf: ({ verdicts }) => verdicts.secure },
  { name: 'suspect', letter: 'U', block: '█', format: 'magenta', countOf: ({ verdicts }) => verdicts.suspect },
  { name: 'insecure', letter: 'I', block: '█', format: 'red', countOf: ({ verdicts }) => verdicts.insecure },
  { name: 'broken', letter: 'B', block: '█', format: 'yellow', countOf: ({ verdicts }) => verdicts.broken },
  { name: 'inconclusive', letter: '?', block: '█', format: 'gray', countOf: ({ verdicts }) => verdicts.inconclusive },
  { name: 'missing', letter: '.', block: '░', format: 'gray', countOf: ({ missing }) => missing },
];

/** The planned attempts of a score as `width` pieces, in proportion; coloured blocks, or letters where there is no colour. */
export function verdictBar(score: Score, width: number, look: Look): string {
  const pieces = shareOut(KINDS.map(({ countOf }) => countOf(score)), width);
  return KINDS.map(({ letter, block, format }, index) => {
    const length = pieces[index] ?? 0;
    if (length === 0) return '';
    return look.ascii ? letter.repeat(length) : look.paint(format, block.repeat(length));
  }).join('');
}

/** What the pieces of a bar mean, one a kind. */
export function barLegend(look: Look): string[] {
  return KINDS.map(({ name, letter, block, format }) => `${look.ascii ? letter : look.paint(format, block)} ${name}`);
}

/**
 * Pieces in proportion to counts (largest remainder), `pieces` in all. Whatever was counted gets a piece, so that one insecure attempt of a thousand is seen;
 * the largest shares pay for it.
 */
export function shareOut(counts: readonly number[], pieces: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count / total) * pieces);
  const shares = exact.map((share) => (share === 0 ? 0 : Math.max(1, Math.floor(share))));
  const used = (): number => shares.reduce((sum, share) => sum + share, 0);
  const byNeed = counts.map((_, index) => index).sort((a, b) => need(exact, shares, b) - need(exact, shares, a) || a - b);
  for (let next = 0; used() < pieces; next += 1) addTo(shares, byNeed[next % byNeed.length] ?? 0, 1);
  while (used() > pieces && Math.max(...shares) > 1) addTo(shares, shares.indexOf(Math.max(...shares)), -1);
  return shares;
}

function need(exact: readonly number[], shares: readonly number[], index: number): number {
  return (exact[index] ?? 0) - (shares[index] ?? 0);
}

function addTo(shares: number[], index: number, change: number): void {
  shares[index] = (shares[index] ?? 0) + change;
}
