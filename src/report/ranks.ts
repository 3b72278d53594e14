import type { Leaderboard } from '../contract/results.ts';

/**
 * A rank a generator, in the leaderboard's order: `1`, `2=`, `2=`, `4`, or `-` without a score. A generator shares the rank of the one before it
 * unless the data tell the two apart; not compared is not told apart.
 */
export function ranksOf({ generators, neighbours = [] }: Leaderboard): string[] {
  const apart = new Set(neighbours.flatMap(({ first, second, overall }) => (overall.apart ? [pairKey(first, second)] : [])));
  let rank = 0;
  const ranks = generators.map(({ generator, overall }, index) => {
    if (overall === null) return null;
    const before = generators[index - 1];
    if (before === undefined || apart.has(pairKey(before.generator, generator))) rank = index + 1;
    return rank;
  });
  return ranks.map((own, index) => {
    if (own === null) return '-';
    return ranks[index - 1] === own || ranks[index + 1] === own ? `${own}=` : String(own);
  });
}

function pairKey(first: string, second: string): string {
  return JSON.stringify([first, second]);
}
