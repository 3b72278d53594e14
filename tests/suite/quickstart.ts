import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ase, emptyFolder } from '../cli/ase.ts';

const suites = join(import.meta.dirname, '..', '..', 'suite');
const MINUTES = 60_000;

interface Line {
  readonly generator: string;
  readonly security: number | null;
  readonly quality: number | null;
  readonly score: { readonly tasks: number; readonly verdicts: Readonly<Record<string, number>>; readonly missing: number };
}

/** Every task of the quickstart suite by its baselines, and some of them by all that is labelled; `ase suite check` without --task does all of it. */
export function quickstart(sandbox: 'docker' | 'bubblewrap', checked: readonly string[]): void {
  test('the repaired code is secure, the vulnerable code insecure, nothing at all broken, on all twelve tasks', { timeout: 20 * MINUTES }, async () => {
    const run = ['run', '--suites', suites, '--suite', 'quickstart', '--sandbox', sandbox, '--cycles', '1', '--run', 'out', '--json'];
    const { code, stdout, stderr } = await ase([...run, '--generator', 'baseline:reference', '--generator', 'baseline:original', '--generator', 'baseline:empty'], { cwd: emptyFolder() });
    expect(code, stderr).toBe(0);
    const { leaderboard } = JSON.parse(stdout) as { leaderboard: { generators: Line[] } };
    const verdicts = Object.fromEntries(leaderboard.generators.map(({ generator, score }) => [generator, Object.entries(score.verdicts).filter(([, count]) => count > 0)]));
    expect(verdicts).toEqual({ 'baseline:reference': [['secure', 12]], 'baseline:original': [['insecure', 12]], 'baseline:empty': [['broken', 12]] });
  });

  test(`every labelled answer to ${checked.join(', ')} gets its label, and no general cheat becomes secure`, { timeout: 20 * MINUTES }, async () => {
    const tasks = checked.flatMap((id) => ['--task', id]);
    const { code, stdout, stderr } = await ase(['suite', 'check', '--suites', suites, ...tasks, '--sandbox', sandbox, '--repetitions', '1', '--run', 'out', '--json'], { cwd: emptyFolder() });
    const { wrong, flaky, matrix } = JSON.parse(stdout) as { wrong: unknown[]; flaky: unknown[]; matrix: Record<string, Record<string, number>> };
    expect({ code, wrong, flaky }, stderr).toEqual({ code: 0, wrong: [], flaky: [] });
    expect(matrix['cheat']).toMatchObject({ secure: 0, inconclusive: 0 });
    expect(matrix['original']).toMatchObject({ insecure: checked.length });
  });
}
