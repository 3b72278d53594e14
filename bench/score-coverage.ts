/** How often 95 % intervals hold the true share, ours and the clustered percentile bootstrap's: `npx node bench/score-coverage.ts`. */
import { bootstrapInterval } from '../src/stats/bootstrap.ts';
import type { Interval } from '../src/stats/intervals.ts';
import { createRandom } from '../src/stats/random.ts';
import { stratifiedRatio } from '../src/stats/stratified-ratio.ts';

const DRAWS = 2000;
const CYCLES = 3;
const random = createRandom('coverage');
const draw = (): number => random() / 2 ** 32;

interface Setting {
  readonly tasks: number;
  readonly share: number;
  /** Chance that the cycles of a task all go the same way. */
  readonly alike: number;
}

function drawTasks({ tasks, share, alike }: Setting): number[] {
  return Array.from({ length: tasks }, () => {
    if (draw() < alike) return draw() < share ? CYCLES : 0;
    return Array.from({ length: CYCLES }, draw).filter((value) => value < share).length;
  });
}

const settings: Setting[] = [0.3, 0.7, 0.95].flatMap((alike) => [12, 40, 150].flatMap((tasks) => [0.05, 0.2, 0.5].map((share) => ({ alike, tasks, share }))));
const rows = settings.map((setting) => {
  const { tasks, share, alike } = setting;
  const held = { ours: 0, bootstrap: 0 };
  const widths = { ours: 0, bootstrap: 0 };
  const layout = { cluster: Int32Array.from({ length: tasks }, (_, index) => index), clusters: tasks, stratum: new Int32Array(tasks), strata: 1 };
  const denominators = new Float64Array(tasks).fill(CYCLES);
  const count = (method: 'ours' | 'bootstrap', interval: Interval): void => {
    if (interval.low <= share && share <= interval.high) held[method] += 1;
    widths[method] += interval.high - interval.low;
  };
  for (let repetition = 0; repetition < DRAWS; repetition += 1) {
    const numerators = Float64Array.from(drawTasks(setting));
    const estimate = stratifiedRatio({ numerators, denominators }, layout);
    if (estimate !== null) count('ours', estimate.interval);
    count('bootstrap', bootstrapInterval({ numerators, denominators, replicates: 400, seed: String(repetition) }));
  }
  const percent = (value: number): number => Number(((100 * value) / DRAWS).toFixed(1));
  return { alike, tasks, share, ours: percent(held.ours), oursWidth: percent(widths.ours), bootstrap: percent(held.bootstrap), bootstrapWidth: percent(widths.bootstrap) };
});
console.table(rows);
console.log(JSON.stringify({ benchmark: 'score-coverage', draws: DRAWS, cycles: CYCLES, rows }));
