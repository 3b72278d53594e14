import { expect, test } from 'vitest';
import { markdownReference, terminalReference } from '../../src/report/reference.ts';
import { PAPER_RESULTS } from '../../src/score/paper-results.ts';
import { profileOf, weightsOf } from '../../src/score/profiles.ts';

const { rows } = PAPER_RESULTS;

test('there are 37 models, the best of the paper first', () => {
  expect(new Set(rows.map(([model]) => model)).size).toBe(37);
  expect(rows[0]).toEqual(['Claude-3.7-Sonnet-20250219', 63.01, 46.72, 91.58, 75.0]);
});

test.each(rows)('%s: the published overall is ours within 0.01', (_, overall, security, quality, stability) => {
  for (const name of ['hybrid', 'ase-v1', 'ase-v2'] as const) {
    const weights = weightsOf(profileOf(name, false), 'known');
    const ours = weights.security * security + weights.quality * quality + weights.stability * stability;
    expect(Math.abs(ours - overall)).toBeLessThanOrEqual(0.01);
  }
});

test('they lie beside a run, marked as what they are', () => {
  const terminal = terminalReference(PAPER_RESULTS, { width: 100, color: false });
  expect(terminal).toContain('Published by others');
  expect(terminal).toMatch(/Claude-3\.7-Sonnet-20250219 +63\.01 +46\.72 +91\.58 +75\.00/);
  expect(markdownReference(PAPER_RESULTS)).toContain('| `Qwen3-235B-A22B-Instruct-2507` | 60.15 | 48.03 | 82.08 | 67.08 |');
});
