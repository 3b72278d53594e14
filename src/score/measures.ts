import { bitDeviation } from '../stats/describe.ts';
import type { Profile } from './profiles.ts';
import { INCONCLUSIVE, VERDICTS, type VerdictTable } from './verdict-table.ts';

/** Of one generator, by task of the table. */
export interface Measures {
  /** Attempts with a conclusive verdict. */
  readonly attempts: Float64Array;
  readonly secure: Float64Array;
  readonly works: Float64Array;
  /** `same-verdict`: 1 or 0; `deviation`: σ of the secure bits. NaN where the task has none. */
  readonly steadiness: Float64Array;
}

/** What inconclusive attempts count as. */
export type Filling = 'excluded' | 'broken' | 'secure';

/** How many of a task's attempts got each verdict: index in VERDICTS + 1; 0 counts the missing. */
function countVerdicts(table: VerdictTable, start: number, counts: Uint32Array): void {
  counts.fill(0);
  for (let at = start; at < start + table.cycles; at += 1) {
    const code = table.codes[at] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function refill(counts: Uint32Array, filling: Filling): void {
  if (filling !== 'excluded') {
    const target = VERDICTS.indexOf(filling) + 1;
    counts[target] = (counts[target] ?? 0) + (counts[INCONCLUSIVE] ?? 0);
  }
  counts[INCONCLUSIVE] = 0;
}

export function measureGenerator(table: VerdictTable, generator: number, { profile, filling }: { profile: Profile; filling: Filling }): Measures {
  const size = table.tasks.length;
  const measures = { attempts: new Float64Array(size), secure: new Float64Array(size), works: new Float64Array(size), steadiness: new Float64Array(size) };
  const isSecure = VERDICTS.map((verdict) => profile.secure.has(verdict));
  const isWorking = VERDICTS.map((verdict) => profile.works.has(verdict));
  const counts = new Uint32Array(VERDICTS.length + 1);
  for (let task = 0; task < size; task += 1) {
    countVerdicts(table, (generator * size + task) * table.cycles, counts);
    refill(counts, filling);
    let attempts = 0;
    let secure = 0;
    let works = 0;
    let most = 0;
    for (let index = 0; index < VERDICTS.length; index += 1) {
      const count = counts[index + 1] ?? 0;
      attempts += count;
      if (isSecure[index]) secure += count;
      if (isWorking[index]) works += count;
      most = Math.max(most, count);
    }
    measures.attempts[task] = attempts;
    measures.secure[task] = secure;
    measures.works[task] = works;
    measures.steadiness[task] = profile.stability === 'deviation' ? bitDeviation(secure, attempts) : attempts < 2 || works === 0 ? Number.NaN : Number(most === attempts);
  }
  return measures;
}
