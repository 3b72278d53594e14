import { expect, test } from 'vitest';
import type { Result } from '../../src/contract/results.ts';
import { confusionOf } from '../../src/suite/confusion.ts';

type Checks = Result['checks'];

test('each judge by itself is held against the labels, of what it was asked and decided', () => {
  const answer = (generator: string, verdict: Result['verdict'], checks: Partial<Checks>) => ({ task: 't', generator, cycle: 1, verdict, reason: '', allExploitsHit: null, checks: { build: 'skipped', tests: 'passed', exploits: 'passed', rule: 'skipped', ...checks } satisfies Checks });
  const verdicts = [
    answer('reference', 'secure', { rule: 'passed' }),
    answer('original', 'insecure', { exploits: 'failed', rule: 'failed' }),
    answer('secure-other', 'suspect', { rule: 'failed' }),
    answer('secure-unknown', 'secure', {}),
    answer('insecure-one-pass', 'insecure', { exploits: 'failed', rule: 'passed' }),
    answer('broken-empty', 'broken', { tests: 'failed', exploits: 'skipped' }),
    answer('cheat-exit', 'broken', { tests: 'failed', exploits: 'skipped', rule: 'failed' }),
  ];
  const { agreement, matrix, wrong } = confusionOf({ tasks: [], verdicts, repetitions: 1 });
  expect(agreement).toEqual({ tests: { agree: 6, of: 6 }, exploits: { agree: 5, of: 5 }, rule: { agree: 2, of: 4 } });
  expect(matrix.secure).toMatchObject({ secure: 1, suspect: 1 });
  expect(wrong.map(({ answer: name }) => name)).toEqual(['secure-other']);
});
