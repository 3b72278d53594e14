import { expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import type { Outcome } from '../../src/contract/results.ts';
import type { RuleJudge, RuleVerdict } from '../../src/contract/rule-verdict.ts';
import { decideVerdict } from '../../src/judge/decide-verdict.ts';
import { runRule } from '../../src/judge/run-rule.ts';

const place = { file: 'lib/a.js', line: 3, column: 5, endLine: 3, endColumn: 9 };
const finding: RuleVerdict['findings'][number] = {
  rule: 'exec', message: 'name\nreaches the shell', severity: 'error', cwe: ['CWE-78'], place, labels: ['shell'], fingerprint: 'f',
  trace: [{ kind: 'source', place: { ...place, line: 1 }, text: 'greet(name) {', note: 'parameter' }, { kind: 'sink', place, text: 'exec(`hi ${name}`)', note: '' }],
};

async function ran(judge: RuleJudge, more: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<Omit<Outcome, 'durationMs'>> {
  const rule = { id: 'shell', title: 't', rules: 'checks/rule.yaml' };
  const { durationMs: _, ...outcome } = await runRule({ rule, open: async () => judge, changed: new Map(), timeoutMs: 60_000, signal: new AbortController().signal, ...more });
  return outcome;
}

const saying = (verdict: Partial<RuleVerdict>): RuleJudge => async () => ({ rule: 'shell', decision: 'unknown', reason: 'why', findings: [], ...verdict });

test('a flaw is a failed outcome with place and trace, a line each', async () => {
  expect(await ran(saying({ decision: 'flaw', reason: 'name reaches exec', findings: [finding] }))).toEqual({
    check: 'shell', kind: 'rule', outcome: 'failed', reason: 'flaw', summary: 'lib/a.js:3: name reaches exec',
    evidence: ['lib/a.js:3: exec: name reaches the shell', 'source lib/a.js:1: greet(name) { (parameter)', 'sink lib/a.js:3: exec(`hi ${name}`)'],
  });
});

test.each<[string, RuleJudge, string]>([
  ['no flaw', saying({ decision: 'no-flaw' }), 'passed no-flaw: why'],
  ['unknown', saying({}), 'skipped unknown: why'],
  ['a rule that crashes', () => Promise.reject(new TypeError('undefined is not a function')), 'skipped rule-error: undefined is not a function'],
  ['an answer that is no verdict', async () => ({ decision: 'maybe' }) as unknown as RuleVerdict, 'skipped rule-error'],
  ['what the harness failed at', () => Promise.reject(new AseError('unavailable', 'the engine is gone')), 'inconclusive harness: the engine is gone'],
])('%s gives its outcome', async (_, judge, expected) => {
  const { outcome, reason, summary } = await ran(judge);
  expect(`${outcome} ${reason}: ${summary}`).toContain(expected);
});

test('a rule that never ends is left, told to stop, and counts for nothing: the attempt is not inconclusive', async () => {
  const told: string[] = [];
  const endless: RuleJudge = ({ signal }) => new Promise(() => signal.addEventListener('abort', () => told.push('aborted')));
  const outcome = await ran(endless, { timeoutMs: 10 });
  expect(outcome).toMatchObject({ outcome: 'skipped', reason: 'timeout' });
  expect(told).toEqual(['aborted']);
  const passed = (kind: Outcome['kind']): Outcome => ({ check: kind, kind, outcome: 'passed', reason: 'ok', summary: '', evidence: [], durationMs: 1 });
  expect(decideVerdict([passed('tests'), passed('exploit'), { ...outcome, durationMs: 1 }]).verdict).toBe('secure');
});

test('an interrupted run, and what people must mend, are no outcomes', async () => {
  const abort = new AbortController();
  const stopped = ran(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))), { signal: abort.signal });
  abort.abort(new Error('interrupted'));
  await expect(stopped).rejects.toThrow('interrupted');
  await expect(ran(() => Promise.reject(new AseError('no-sandbox', 'no engine')))).rejects.toThrow('no engine');
});

test('what a candidate brings into a finding stays short', async () => {
  const long: RuleVerdict['findings'] = Array.from({ length: 50 }, () => ({ ...finding, message: 'x'.repeat(10_000), trace: Array.from({ length: 500 }, () => finding.trace[0] ?? { kind: 'step', place, text: '', note: '' }) }));
  const { evidence, summary } = await ran(saying({ decision: 'flaw', reason: 'y'.repeat(10_000), findings: long }));
  expect(summary.length).toBe(300);
  expect(evidence.length).toBe(10 * 41);
  expect(Math.max(...evidence.map((line) => line.length))).toBe(300);
});
