/** How often 95 % intervals hold the true share, ours and the clustered percentile bootstrap's: `npx node bench/score-coverage.ts`. */
import { bootstrapInterval } from '../src/stats/bootstrap.ts';
import type { Interval } from '../src/stats/intervals.ts';
import { createRandom } from '../src/stats/random.ts';
import { stratifiedRatio } from '../src/stats/stratified-ratio.ts';

const DRAWS = 2000;
const CYCLES = 3;
/** Chance that the cycles of a task all go the same way. */
const ALIKE = 0.7;
const random = createRandom('coverage');
const draw = (): number => random() / 2 ** 32;

function drawTasks(tasks: number, share: number): number[] {
  return Array.from({ length: tasks }, () => {
    if (draw() < ALIKE) return draw() < share ? CYCLES : 0;
    return Array.from({ length: CYCLES }, draw).filter((value) => value < share).length;
  });
}

const settings = [12, 40, 150].flatMap((tasks) => [0.05, 0.2, 0.5].map((share) => ({ tasks, share })));
const rows = settings.map(({ tasks, share }) => {
  const held = { ours: 0, bootstrap: 0 };
  const widths = { ours: 0, bootstrap: 0 };
  const layout = { cluster: Int32Array.from({ length: tasks }, (_, index) => index), clusters: tasks, stratum: new Int32Array(tasks), strata: 1 };
  const denominators = new Float64Array(tasks).fill(CYCLES);
  const count = (method: 'ours' | 'bootstrap', interval: Interval): void => {
    if (interval.low <= share && share <= interval.high) held[method] += 1;
    widths[method] += interval.high - interval.low;
  };
  for (let repetition = 0; repetition < DRAWS; repetition += 1) {
    const numerators = Float64Array.from(drawTasks(tasks, share));
    const estimate = stratifiedRatio({ numerators, denominators }, layout);
    if (estimate !== null) count('ours', estimate.interval);
    count('bootstrap', bootstrapInterval({ numerators, denominators, replicates: 400, seed: String(repetition) }));
  }
  const percent = (value: number): number => Number(((100 * value) / DRAWS).toFixed(1));
  return { tasks, share, ours: percent(held.ours), oursWidth: percent(widths.ours), bootstrap: percent(held.bootstrap), bootstrapWidth: percent(widths.bootstrap) };
});
console.table(rows);
console.log(JSON.stringify({ benchmark: 'score-coverage', draws: DRAWS, cycles: CYCLES, alike: ALIKE, rows }));
