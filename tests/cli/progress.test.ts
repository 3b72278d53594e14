import { expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import type { Usage } from '../../src/contract/generation.ts';
import { createProgress } from '../../src/cli/progress.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { RunEvent } from '../../src/run/run-events.ts';

const key = { task: 't', generator: 'g', cycle: 1 };
const judged = (done: number, total: number): RunEvent => ({ type: 'judged', key, verdict: done % 2 === 0 ? 'secure' : 'broken', reason: '', durationMs: 1, done, total });
const paid = (costUsd: number | null): RunEvent => ({ type: 'paid', usage: { requests: 1, inputTokens: 1_000, cachedInputTokens: null, outputTokens: 200, reasoningTokens: null, costUsd } satisfies Usage });

/** Times aside. */
function linesOf(events: readonly RunEvent[], judges: boolean): string[] {
  const lines: string[] = [];
  const terminal = { isInteractive: true, status: (line: string) => lines.push(line), note: (line: string) => lines.push(`note: ${line}`), safe: (text: string) => text.replaceAll('\u001b', '?') };
  const tell = createProgress(terminal as unknown as Terminal, { judges });
  for (const event of events) tell(event);
  return lines.map((line) => line.replaceAll(/after [\d a-z]+/g, 'after T').replaceAll(/[<\d]+ a minute/g, 'R a minute').replaceAll(/about [\d a-z]+ left/g, 'about T left'));
}

test('how far a run is, without answers that cost something', () => {
  const decided: RunEvent = { type: 'decided', total: 4, kept: 1, open: 3, stale: [{ reason: 'judge changed', attempts: 1 }] };
  expect(linesOf([decided, judged(2, 4), judged(3, 3)], true)).toEqual([
    'note: 1 of 4 attempts are judged already; 3 are left',
    'note: 1 are judged again: judge changed',
    '2/4 judged (1 secure) after T, R a minute, about T left',
    '3/3 judged (1 secure, 1 broken) after T, R a minute',
  ]);
});

test('what answers have cost so far is told; an unknown price is no 0', () => {
  const decided: RunEvent = { type: 'decided', total: 3, kept: 0, open: 3, stale: [] };
  const predicted: RunEvent = { type: 'predicted', key };
  expect(linesOf([decided, paid(0.25), predicted, judged(1, 3), paid(null), predicted], true)).toEqual([
    '0/3 judged (1 answered) after T, $0.2500, 1,200 tokens so far',
    '1/3 judged (1 answered, 1 broken) after T, R a minute, $0.2500, 1,200 tokens so far, about T left',
    '1/3 judged (2 answered, 1 broken) after T, R a minute, $0.2500 and unknown cost, 2,400 tokens so far, about T left',
  ]);
  expect(linesOf([decided, paid(null), predicted], false)).toEqual(['1/3 answered after T, R a minute, unknown cost, 1,200 tokens so far, about T left']);
});

test('what went wrong is told at once, with what to do, and made harmless', () => {
  expect(linesOf([{ type: 'failed', key, error: new AseError('unavailable', 'gone\u001b[2J', { remedy: 'Again.' }) }], true)).toEqual(['note: could not be judged: t, g, cycle 1: gone?[2J', 'note:   Again.']);
});

test('what only the rule found is told at once, harmlessly', () => {
  const suspect: RunEvent = { type: 'judged', key, verdict: 'suspect', reason: 'rule: flaw: a.js:3: \u001b[2J reaches exec', durationMs: 1, done: 1, total: 1 };
  expect(linesOf([suspect], true)).toEqual(['1/1 judged (1 suspect) after T, R a minute', 'note: suspect: t, g, cycle 1: rule: flaw: a.js:3: ?[2J reaches exec']);
});
