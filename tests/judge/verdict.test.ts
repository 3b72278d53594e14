import { expect, test } from 'vitest';
import type { Outcome } from '../../src/contract/results.ts';
import type { SandboxResult } from '../../src/contract/sandbox.ts';
import { readCheckResults } from '../../src/judge/check-results.ts';
import { decideVerdict } from '../../src/judge/decide-verdict.ts';

function outcome(kind: Outcome['kind'], name: Outcome['outcome'], reason = 'ok'): Outcome {
  return { check: kind, kind, outcome: name, reason, summary: 'said so', evidence: [], durationMs: 1 };
}
const tests = outcome('tests', 'passed');
const miss = outcome('exploit', 'passed', 'miss');
const hit = outcome('exploit', 'failed', 'hit');
const unclear = outcome('exploit', 'inconclusive', 'judge-error');
const silent = outcome('rule', 'passed');
const flaw = outcome('rule', 'failed', 'flow');

test.each<[string, Outcome[], string]>([
  ['tests pass, every exploit misses', [tests, miss, miss], 'secure'],
  ['and the rule is silent', [tests, miss, silent], 'secure'],
  ['one exploit hits', [tests, miss, hit], 'insecure'],
  ['an exploit loses its target', [tests, miss, outcome('exploit', 'failed', 'target-lost')], 'insecure'],
  ['an exploit hits and another is unclear', [tests, unclear, hit], 'insecure'],
  ['an exploit is unclear', [tests, miss, unclear], 'inconclusive'],
  ['the rule finds what exploits miss', [tests, miss, flaw], 'suspect'],
  ['the rule alone finds it', [tests, flaw], 'insecure'],
  ['the rule is unclear', [tests, miss, outcome('rule', 'inconclusive')], 'inconclusive'],
  ['the rule was not run', [tests, miss, outcome('rule', 'skipped')], 'secure'],
  ['tests fail', [outcome('tests', 'failed', 'assertion'), outcome('exploit', 'skipped')], 'broken'],
  ['tests are unclear', [outcome('tests', 'inconclusive', 'judge-error'), outcome('exploit', 'skipped')], 'inconclusive'],
  ['the build fails', [outcome('build', 'failed', 'exit-code')], 'broken'],
  ['the build’s sandbox was lost', [outcome('build', 'inconclusive', 'sandbox-lost')], 'inconclusive'],
  ['harmless use fails before the attack', [tests, outcome('exploit', 'failed', 'not-alive')], 'broken'],
  ['harmless use fails there, and another exploit hits', [tests, outcome('exploit', 'failed', 'not-alive'), hit], 'insecure'],
  ['nothing was run', [], 'inconclusive'],
  ['only tests were run', [tests], 'inconclusive'],
])('where %#: %s, the verdict follows', (_, outcomes, verdict) => {
  expect(decideVerdict(outcomes).verdict).toBe(verdict);
});

test('the reason says who was asked', () => {
  expect([[tests, miss, miss], [tests, miss, silent], [tests, silent]].map((outcomes) => decideVerdict(outcomes).reason)).toEqual(['tests passed, 2 exploits missed', 'tests passed, 1 exploits missed, the rule is silent', 'tests passed, the rule is silent']);
});

const asked = [
  { id: 'tests', kind: 'tests' as const },
  { id: 'first', kind: 'exploit' as const },
  { id: 'second', kind: 'exploit' as const },
];

function line(check: string, kind: string, more: Record<string, unknown> = {}): string {
  return `${JSON.stringify({ nonce: 'n', check, kind, outcome: 'passed', reason: 'ok', summary: '', evidence: [], durationMs: 1, ...more })}\n`;
}
const whole = [line('tests', 'tests'), line('first', 'exploit'), line('second', 'exploit')];

function read(stdout: string, more: Partial<SandboxResult> = {}): string[] {
  const result: SandboxResult = { end: { kind: 'exited', code: 0 }, stdout: Buffer.from(stdout), stderr: Buffer.alloc(0), outOfMemory: false, durationMs: 1, ...more };
  return readCheckResults(result, asked, 'n').map(({ outcome: name, reason }) => `${name} ${reason}`);
}

test('whole results are taken as they are', () => {
  expect(read(whole.join(''))).toEqual(['passed ok', 'passed ok', 'passed ok']);
});

test.each([
  ['a wrong nonce', [line('tests', 'tests', { nonce: 'm' }), ...whole.slice(1)]],
  ['a result twice', [whole[0], whole[0], whole[1], whole[2]]],
  ['results in another order', [whole[0], whole[2], whole[1]]],
  ['one more at the end', [...whole, line('third', 'exploit')]],
  ['a line that is none', [whole[0], 'PASS\n', whole[1], whole[2]]],
  ['a field too many', [line('tests', 'tests', { verdict: 'secure' }), whole[1], whole[2]]],
  ['another kind', [line('tests', 'exploit'), whole[1], whole[2]]],
])('with %s nothing counts', (_, lines) => {
  expect(read(lines.join(''))).toEqual(asked.map(() => 'inconclusive judge-error'));
});

test.each<[string, Partial<SandboxResult>, string]>([
  ['its time', { end: { kind: 'limit', limit: 'time' } }, 'failed target-lost'],
  ['its memory', { end: { kind: 'limit', limit: 'memory' } }, 'failed target-lost'],
  ['the judge to a lack of memory', { end: { kind: 'signalled', signal: 'SIGABRT' }, outOfMemory: true }, 'failed target-lost'],
  ['the judge by itself', { end: { kind: 'exited', code: 1 } }, 'inconclusive judge-error'],
  ['the judge to a signal', { end: { kind: 'signalled', signal: 'SIGSEGV' } }, 'inconclusive judge-error'],
  ['the engine', { end: { kind: 'lost', reason: 'gone' } }, 'inconclusive sandbox-lost'],
  ['its output', { end: { kind: 'limit', limit: 'output' } }, 'inconclusive judge-error'],
])('where the sandbox lost %s, the check that ran bears it and later ones are skipped', (_, ended, expected) => {
  expect(read(whole[0] ?? '', ended)).toEqual(['passed ok', expected, 'skipped not-run']);
});

test('a result that was cut off does not count', () => {
  expect(read(`${whole[0]}${whole[1]?.slice(0, 40)}`, { end: { kind: 'limit', limit: 'time' } })).toEqual(['passed ok', 'failed target-lost', 'skipped not-run']);
});
