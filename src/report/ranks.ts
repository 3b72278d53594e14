import type { Leaderboard } from '../contract/results.ts';

/**
 * A rank a generator, in the leaderboard's order: `1`, `2=`, `2=`, `4`, or `-` without a score. A generator shares the rank of the one before it
 * unless the data tell the two apart, or its interval lies wholly below that of the first of the rank: small steps must not add up to a tie of
 * the best with the worst. Not compared is not told apart.
 */
export function ranksOf({ generators, neighbours = [] }: Leaderboard): string[] {
  const apart = new Set(neighbours.flatMap(({ first, second, overall }) => (overall.apart ? [pairKey(first, second)] : [])));
  let rank = 0;
  let low = 0;
  const ranks = generators.map(({ generator, overall, score }, index) => {
    if (overall === null) return null;
    const before = generators[index - 1];
    const interval = score.overall?.interval;
    if (before === undefined || apart.has(pairKey(before.generator, generator)) || (interval !== undefined && interval.high < low)) {
      rank = index + 1;
      low = interval?.low ?? 0;
    }
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
