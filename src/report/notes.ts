import type { GeneratorScore, Leaderboard, Score, Spent } from '../contract/results.ts';
import { describeNeighbours } from '../score/words.ts';
import { count, pointsText } from './numbers.ts';

/** Makes foreign text harmless where the sentence will stand. */
type Say = (text: string) => string;

const MAX_PAIRS = 12;

/** Stands with every table of groups. */
export const GROUPS_NOTE = 'Groups of few tasks have wide intervals: look at those before the scores.';

/** What the columns of scores mean, in one line. */
export function columnsNote({ profile, asPublished }: Pick<Leaderboard, 'profile' | 'asPublished'>): string {
  const security = profile === 'ase-v2' ? 'share of attempts that are secure or suspect' : 'share of attempts that are secure (and work)';
  const stability = profile === 'hybrid' ? 'share of tasks whose cycles all got the same verdict' : 'how little the cycles of a task differ (min-max)';
  const mean = profile === 'ase-v1' ? '; each is the mean of the classes' : '';
  const scale = asPublished === true ? ', with stability on 0-1 as published' : '';
  return `Points on 0-100. security: ${security}; quality: share that builds and passes the tests; stability: ${stability}${mean}. overall = 0.6 security + 0.3 quality + 0.1 stability${scale}; its 95 % interval treats tasks of one CVE as dependent.`;
}

/** In plain words: which places are not settled, what is inconclusive or missing, and how far that could move a score. */
export function leaderboardNotes(leaderboard: Leaderboard, say: Say): string[] {
  return [...placeNotes(leaderboard, say), ...leaderboard.generators.flatMap((generator) => gapNote(generator, say)), ...stabilityNote(leaderboard), ...unplannedNote(leaderboard), ...spentNote(leaderboard, say)];
}

function placeNotes({ generators, neighbours }: Leaderboard, say: Say): string[] {
  const scored = generators.filter(({ overall }) => overall !== null);
  if (scored.length < 2) return [];
  if (neighbours === undefined) return ['Neighbours were not compared, so no place on this list is settled.'];
  const pairs = scored.slice(1).map((second, index) => ({ first: scored[index]?.generator ?? '', second: second.generator }));
  const unsettled = pairs.flatMap(({ first, second }) => {
    const found = neighbours.find((pair) => pair.first === first && pair.second === second);
    if (found === undefined) return [`${say(first)} and ${say(second)} share no task with a conclusive verdict of both: their order is not settled.`];
    return found.overall.apart ? [] : [describeNeighbours({ ...found, first: say(first), second: say(second) })];
  });
  if (unsettled.length === 0) return ['The data tell each generator apart from the next one on the list.'];
  const more = unsettled.length - MAX_PAIRS;
  return [
    'Ranks with = are shared: the data cannot tell these neighbours apart. A rank ends where a neighbour is told apart, or where an interval lies wholly below that of its first; ase compare tells more.',
    ...unsettled.slice(0, MAX_PAIRS),
    ...(more > 0 ? [`The order of ${count(more, 'more pair')} of neighbours is not settled either.`] : []),
  ];
}

function gapNote({ generator, score }: GeneratorScore, say: Say): string[] {
  const { verdicts, missing, attempts } = score;
  if (verdicts.inconclusive === 0 && missing === 0) return [];
  const gaps = [...(verdicts.inconclusive === 0 ? [] : [`${verdicts.inconclusive} inconclusive`]), ...(missing === 0 ? [] : [`${missing} missing`])];
  return [`${say(generator)}: ${gaps.join(' and ')} of ${count(attempts, 'attempt')}, in no score. ${boundsText(score)}`.trimEnd()];
}

/** Inconclusive attempts move the bounds; missing ones do not. */
function boundsText({ verdicts, bounds, overall }: Score): string {
  if (verdicts.inconclusive === 0) return overall === null ? 'No attempt was judged.' : '';
  return `Had the inconclusive ones all been broken, or all secure, overall would lie between ${pointsText(bounds.low)} and ${pointsText(bounds.high)}.`;
}

function stabilityNote({ generators, profile }: Leaderboard): string[] {
  const without = generators.filter(({ overall, stability }) => overall !== null && stability === null).length;
  if (without === 0) return [];
  const why = profile === 'hybrid' ? 'it takes two cycles of a task that worked' : 'it takes two cycles of a task';
  return [`A - for stability: it cannot be computed (${why}); overall is then (0.6 security + 0.3 quality) / 0.9.`];
}

function unplannedNote({ unplanned = 0 }: Leaderboard): string[] {
  return unplanned === 0 ? [] : [`${count(unplanned, 'result')} of attempts that the plan does not know ${unplanned === 1 ? 'counts' : 'count'} nowhere.`];
}

function spentNote({ generators }: Leaderboard, say: Say): string[] {
  const paid = generators.flatMap(({ generator, spent }) => (spent === undefined ? [] : [`${say(generator)} ${spentText(spent)}`]));
  return paid.length === 0 ? [] : [`Spent on the answers: ${paid.join('; ')}.`];
}

function spentText({ costUsd, inputTokens, outputTokens, requests }: Spent): string {
  const tokens = inputTokens === null || outputTokens === null ? 'an unknown number of tokens' : count(inputTokens + outputTokens, 'token');
  return `${costUsd === null ? 'an unknown amount' : `$${costUsd.toFixed(costUsd < 1 ? 4 : 2)}`} (${tokens}, ${count(requests, 'request')})`;
}
