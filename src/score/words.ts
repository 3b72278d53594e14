import type { Comparison } from '../contract/comparison.ts';
import type { Neighbours } from '../contract/results.ts';

const one = (value: number): string => value.toFixed(1);
const signed = (value: number): string => `${value < 0 ? '' : '+'}${one(value)}`;

/** Two significant digits: more would claim that a forecast is exact. */
function about(count: number): string {
  return Number(count.toPrecision(2)).toLocaleString('en-US');
}

function probability(value: number): string {
  return value < 0.001 ? 'p < 0.001' : `p = ${value.toFixed(3)}`;
}

/** What a comparison shows, in one or two sentences, with overall as the measure. */
export function summarise(comparison: Omit<Comparison, 'summary'>): string {
  const { a, b, overall, tasks } = comparison;
  if (overall === null) return `${a} and ${b} cannot be compared: no task has a conclusive verdict of both.`;
  const size = `${signed(overall.value)} points overall, 95 % interval ${one(overall.interval.low)} to ${one(overall.interval.high)}, ${probability(overall.adjustedPValue)}, ${tasks} tasks`;
  if (overall.apart) return overall.value > 0 ? `${a} scores higher than ${b}: ${size}.` : `${a} scores lower than ${b}: ${size}.`;
  return `The data cannot tell ${a} and ${b} apart: ${size}. ${whatWouldTell(comparison)}`;
}

function whatWouldTell({ overall, tasks, cves, tasksNeeded, detectable }: Omit<Comparison, 'summary'>): string {
  if (cves < 2) return 'All tasks share one CVE, so how much the difference varies is unknown: more CVEs are needed.';
  if (detectable === null) {
    return overall?.value === 0 ? `They score alike on every CVE of these ${tasks} tasks.` : 'The difference is the same on every CVE, but there are too few of them: more CVEs are needed.';
  }
  if (tasksNeeded === null) return `No difference was seen; ${tasks} tasks show differences from about ${one(detectable)} points on.`;
  return `About ${about(tasksNeeded)} tasks would be needed to tell a difference of this size.`;
}

/** Whether the place between two generators that follow each other on the leaderboard means anything. */
export function describeNeighbours({ first, second, overall }: Neighbours): string {
  const size = `${one(overall.value)} points, ${probability(overall.adjustedPValue)}`;
  return overall.apart ? `${first} is ahead of ${second} (${size}).` : `The order of ${first} and ${second} is not settled by these data (${size}).`;
}
