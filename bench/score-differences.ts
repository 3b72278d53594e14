/** How often compared generators are told apart, and how often intervals hold the true difference: `npx node bench/score-differences.ts`. */
import type { VerdictName } from '../src/contract/task.ts';
import { compareGenerators } from '../src/score/compare.ts';
import type { ScoredResult } from '../src/score/verdict-table.ts';
import { createRandom } from '../src/stats/random.ts';

const SUITES = 600;
const CYCLES = 3;
const random = createRandom('differences');
const draw = (): number => random() / 2 ** 32;

function drawVerdict(secure: number): VerdictName {
  if (draw() < secure) return 'secure';
  return draw() < 0.7 ? 'insecure' : 'broken';
}

/** Tasks are hard, middling or easy for both; `first` is secure more often by `shift`. */
function drawResults(tasks: number, shift: number): ScoredResult[] {
  return Array.from({ length: tasks }, (_, task) => {
    const place = draw();
    const level = place < 0.4 ? 0.05 : place < 0.6 ? 0.5 : 0.8;
    return (['first', 'second'] as const).flatMap((generator) =>
      Array.from({ length: CYCLES }, (_unused, index) => ({
        task: `t${task}`,
        generator,
        cycle: index + 1,
        verdict: drawVerdict(generator === 'first' ? level + shift : level),
        cve: `CVE-${task}`,
        cwe: [],
        class: 'any',
        language: 'javascript',
        severity: 'low' as const,
      })),
    );
  }).flat();
}

const rows = [12, 40, 150].flatMap((tasks) =>
  [0, 0.15].map((shift) => {
    const planned = { tasks: Array.from({ length: tasks }, (_, task) => ({ id: `t${task}` })), generators: ['first', 'second'] };
    let apart = 0;
    let held = 0;
    for (let suite = 0; suite < SUITES; suite += 1) {
      const [found] = compareGenerators({ results: drawResults(tasks, shift), planned, cycles: CYCLES, profile: 'hybrid' }).comparisons;
      const security = found?.security;
      if (!security) continue;
      if (security.apart) apart += 1;
      if (security.interval.low <= 100 * shift && 100 * shift <= security.interval.high) held += 1;
    }
    const percent = (count: number): number => Number(((100 * count) / SUITES).toFixed(1));
    return { tasks, truePoints: 100 * shift, apart: percent(apart), held: percent(held) };
  }),
);
console.table(rows);
console.log(JSON.stringify({ benchmark: 'score-differences', suites: SUITES, cycles: CYCLES, rows }));
