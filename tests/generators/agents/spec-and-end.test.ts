import { expect, test } from 'vitest';
import { AseError } from '../../../src/contract/errors.ts';
import type { GatewayReport } from '../../../src/contract/gateway.ts';
import type { SandboxEnd } from '../../../src/contract/sandbox.ts';
import { endOf } from '../../../src/generators/agents/agent-end.ts';
import { AGENT_PROGRAMS } from '../../../src/generators/agents/agent-programs.ts';
import { parseAgentSpec, specDigest } from '../../../src/generators/agents/agent-spec.ts';
import { trajectoryOf } from '../../../src/generators/agents/trajectory.ts';

test('names of agents, their models and limits', () => {
  expect(parseAgentSpec('agent:codex')).toMatchObject({ kind: 'agent', model: 'gpt-6.1-sol', limits: { turns: 100, timeMs: 1_800_000 } });
  expect(parseAgentSpec('agent:qwen-code?model=qwen/x:free&turns=5&minutes=0.5&cost=1.5&tokens=1000')).toMatchObject({ model: 'qwen/x:free', limits: { turns: 5, timeMs: 30_000, costUsd: 1.5, tokens: 1_000 } });
  expect(parseAgentSpec('command:./fix.sh --fast now')).toMatchObject({ kind: 'command', file: './fix.sh', args: ['--fast', 'now'] });
  expect(parseAgentSpec('baseline:reference')).toBeNull();
});

test.each([
  ['agent:claude', /no agent "claude"/],
  ['agent:opencode', /needs a model/],
  ['agent:codex?model=a b', /no name of a model/],
  ['agent:codex?model=x&turns=0', /a number above 0/],
  ['agent:codex?turns=many', /a number above 0/],
  ['agent:codex?speed=1', /no setting "speed"/],
  ['agent:codex?constructor=1', /no setting "constructor"/],
  ['command:', /names no program/],
])('%s is refused', (name, message) => {
  expect(() => parseAgentSpec(name)).toThrow(message);
  expect(() => parseAgentSpec(name)).toThrow(AseError);
});

test('what answers depend on changes the digest', () => {
  const names = ['agent:codex', 'agent:codex?model=gpt-5.5', 'agent:codex?turns=5', 'agent:claude-code', 'command:a', 'command:a b'];
  const digests = names.map((name) => specDigest(parseAgentSpec(name) ?? never(name), null));
  expect(new Set(digests).size).toBe(names.length);
  const command = parseAgentSpec('command:a') ?? never('');
  expect(specDigest(command, Buffer.from('x'))).not.toBe(specDigest(command, Buffer.from('y')));
});

test('every agent is pinned for both architectures, by a version and a hash', () => {
  for (const { packages, version } of AGENT_PROGRAMS) {
    expect(Object.keys(packages)).toEqual(['x64', 'arm64']);
    for (const each of Object.values(packages)) {
      expect(each.version.startsWith(version)).toBe(true);
      expect(each.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    }
  }
});

const report: GatewayReport = { usage: { requests: 1, inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0, costUsd: null }, servedModels: [], otherModels: [], refusals: [], stop: null, lastFailure: null, lastEnding: 'whole', exchanges: '', replayable: true };
const failedWith = (status: number | null): GatewayReport => ({ ...report, lastFailure: { status, message: 'overloaded' } });
const exited = (code: number): SandboxEnd => ({ kind: 'exited', code });
const input = { name: 'agent:x', end: exited(0), report, complaint: null, stderr: '', isEmpty: false, isCancelled: false } as const;

test.each([
  [{}, 'answered', /by itself/],
  [{ isEmpty: true }, 'empty', /changed nothing/],
  [{ isEmpty: true, report: { ...report, lastEnding: 'refused' } }, 'refused', /the model declined/],
  [{ isEmpty: true, report: { ...report, lastEnding: 'filtered' } }, 'filtered', /withheld/],
  [{ isEmpty: true, report: { ...report, lastEnding: 'cut-off' } }, 'cut-off', /limit of output tokens/],
  // What it did before counts.
  [{ report: { ...report, lastEnding: 'refused' } }, 'answered', /by itself/],
  [{ end: exited(1), stderr: 'a\nb\n' }, 'crashed', /^it ended with 1: b$/],
  [{ complaint: 'too long' }, 'crashed', /^too long$/],
  [{ end: { kind: 'signalled', signal: 'SIGILL' } }, 'crashed', /SIGILL/],
  [{ end: { kind: 'limit', limit: 'memory' } }, 'limit', /memory/],
  [{ end: { kind: 'lost', reason: 'cancelled' }, report: { ...report, stop: { kind: 'budget', reason: 'used up' } } }, 'limit', /used up/],
  // A failure that the agent got over, and one that is its own fault.
  [{ report: failedWith(529) }, 'answered', /by itself/],
  [{ end: exited(1), report: failedWith(400) }, 'crashed', /overloaded/],
] as const)('an end %#: %j', (change, end, reason) => {
  const found = endOf({ ...input, ...change });
  expect(found.end).toBe(end);
  expect(found.reason).toMatch(reason);
});

test.each([
  [{ isCancelled: true }, 'cancelled'],
  [{ end: { kind: 'lost', reason: 'no memory' } }, 'unavailable'],
  [{ end: exited(1), report: failedWith(529) }, 'unavailable'],
  [{ complaint: 'gave up', report: failedWith(null) }, 'unavailable'],
  [{ report: { ...report, stop: { kind: 'fault', code: 'permission', reason: 'no such key' } } }, 'permission'],
  [{ report: { ...report, stop: { kind: 'fault', code: 'budget', reason: 'all is spent' } } }, 'budget'],
  [{ report: { ...report, stop: { kind: 'mismatch', reason: 'differs' } } }, 'damaged'],
] as const)('no end of an attempt %#: %j', (change, code) => {
  expect(() => endOf({ ...input, ...change })).toThrow(expect.objectContaining({ code }));
});

test('a trajectory of any size and content', () => {
  const events = trajectoryOf(Buffer.from('noise\n{"type":"a"}\n{"torn\n[1]\n{"type":"b"}\n'));
  expect(events.events).toEqual([{ type: 'a' }, { type: 'b' }]);
  expect(trajectoryOf(Buffer.from('{\n  "type": "whole"\n}\n')).events).toEqual([{ type: 'whole' }]);
  const long = trajectoryOf(Buffer.from('{"type":"a"}\n'.repeat(1_000_000)));
  expect(long.text.length).toBeLessThan(9 * 1024 * 1024);
  expect(long.events.at(-1)).toEqual({ ase: 'cut: 13000000 bytes were printed' });
  expect(trajectoryOf(Buffer.alloc(0)).events).toEqual([]);
});

function never(name: string): never {
  throw new Error(name);
}
