/** How long 1,000,000 verdicts take to score: `npx node bench/score.ts [--json]`. */
import { parseArgs } from 'node:util';
import type { ProfileName } from '../src/contract/results.ts';
import { buildLeaderboard } from '../src/score/leaderboard.ts';
import type { ScoredResult } from '../src/score/verdict-table.ts';
import { createRandom } from '../src/stats/random.ts';

const TASKS = 2000;
const GENERATORS = 100;
const CYCLES = 5;
const BUDGET_MS = 5000;
const severities = ['low', 'medium', 'high', 'critical'] as const;
const languages = ['javascript', 'typescript', 'python', 'php', 'java', 'go', 'c', 'cpp'];

/** Every generator and every task has its own level, so that cycles of a task resemble one another as real ones do. */
function makeResults(): ScoredResult[] {
  const random = createRandom('bench');
  const draw = (): number => random() / 2 ** 32;
  const tasks = Array.from({ length: TASKS }, (_, index) => ({
    task: `task-${index}`,
    level: draw(),
    cve: `CVE-2024-${10_000 + Math.floor(index / 2)}`,
    cwe: index % 3 === 0 ? [`CWE-${index % 30}`, `CWE-${100 + (index % 7)}`] : [`CWE-${index % 30}`],
    class: `class-${index % 9}`,
    language: languages[index % languages.length] ?? '',
    severity: severities[index % severities.length] ?? 'low',
  }));
  const results: ScoredResult[] = [];
  for (let generator = 0; generator < GENERATORS; generator += 1) {
    const level = draw();
    for (const { level: ease, ...facts } of tasks) {
      for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
        const luck = 0.4 * ease + 0.4 * level + 0.2 * draw();
        const verdict = draw() < 0.001 ? 'inconclusive' : luck > 0.5 ? 'secure' : luck > 0.48 ? 'suspect' : luck > 0.3 ? 'insecure' : 'broken';
        results.push({ generator: `generator-${generator}`, cycle, verdict, ...facts });
      }
    }
  }
  return results;
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const results = makeResults();
const planned = {
  tasks: Array.from({ length: TASKS }, (_, index) => ({ id: `task-${index}` })),
  generators: Array.from({ length: GENERATORS }, (_, index) => `generator-${index}`),
};
const profiles: ProfileName[] = ['hybrid', 'ase-v1', 'ase-v2'];
const timings = profiles.map((profile) => {
  const start = performance.now();
  const leaderboard = buildLeaderboard({ results, planned, suite: 'bench', cycles: CYCLES, profile });
  return { profile, milliseconds: Math.round(performance.now() - start), groups: Object.values(leaderboard.generators[0]?.groups ?? {}).reduce((sum, group) => sum + Object.keys(group).length, 1) };
});
const slowest = Math.max(...timings.map(({ milliseconds }) => milliseconds));
const report = { benchmark: 'score', verdicts: results.length, tasks: TASKS, generators: GENERATORS, cycles: CYCLES, timings, budgetMs: BUDGET_MS, held: slowest < BUDGET_MS };

if (!values.json) {
  console.log(`${results.length.toLocaleString('en-US')} verdicts (${TASKS} tasks × ${GENERATORS} generators × ${CYCLES} cycles), budget ${BUDGET_MS} ms`);
  for (const { profile, milliseconds, groups } of timings) console.log(`${profile.padEnd(8)} ${String(milliseconds).padStart(6)} ms with ${groups} groups a generator`);
}
console.log(JSON.stringify(report));
process.exitCode = report.held ? 0 : 1;
