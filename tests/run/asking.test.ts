import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import { type Generation, UnansweredError } from '../../src/contract/generation.ts';
import type { AttemptKey, Leaderboard } from '../../src/contract/results.ts';
import { attemptPaths } from '../../src/journal/run-folder.ts';
import { foldRun } from '../../src/run/open-run.ts';
import { verifyRun } from '../../src/run/verify.ts';
import { execute, newRunFolder } from './execution.ts';

function generationOf(key: AttemptKey, costUsd: number | null): Generation {
  return {
    schema: 'ase/generation@1',
    ...key,
    kind: 'model',
    requestedModel: 'm',
    servedModels: ['m-2026'],
    program: null,
    settings: { temperature: 0 },
    end: 'answered',
    reason: '',
    usage: { requests: 1, inputTokens: 100, cachedInputTokens: null, outputTokens: 10, reasoningTokens: null, costUsd },
    warnings: [],
    marks: [],
    droppedChanges: [],
    droppedContext: [],
    durationMs: 5,
  };
}

test('what a generation cost and left is kept beside its prediction, and summed up for its generator; an unknown price makes the sum unknown', async () => {
  const folder = await newRunFolder();
  const isPriced = ({ generator, cycle }: AttemptKey): boolean => generator === 'model/A' || cycle > 1;
  await execute(folder, { tasks: 2, made: (key) => ({ generation: generationOf(key, isPriced(key) ? 0.5 : null), files: new Map([['answer.md', `raw answer ${key.cycle}`]]) }) });
  const { generators } = JSON.parse(await readFile(join(folder, 'leaderboard.json'), 'utf8')) as Leaderboard;
  const { state } = await foldRun(folder);
  const { task, generator, cycle } = { task: 'task-1', generator: 'model/A', cycle: 2 };
  expect((await readdir(attemptPaths(folder, { task, generator, cycle }).generation)).sort()).toEqual(['answer.md', 'generation.json']);
  expect(await readFile(join(attemptPaths(folder, { task, generator, cycle }).generation, 'answer.md'), 'utf8')).toBe(`raw answer ${cycle}`);
  for (const { generator: name, spent } of generators) {
    const known = name === 'model/A';
    expect(spent).toMatchObject({ predictions: spent?.requests, inputTokens: 100 * (spent?.requests ?? 0), outputTokens: 10 * (spent?.requests ?? 0), costUsd: known ? 0.5 * (spent?.requests ?? 0) : null });
  }
  expect(state.paid.length).toBe(state.attempts.size);
  expect((await verifyRun(folder)).differences).toEqual([]);
});

test('what was paid without an answer is kept, and counts when the run goes on', async () => {
  const folder = await newRunFolder();
  const key = { task: 'task-1', generator: 'model/A', cycle: 2 };
  const { usage } = generationOf(key, 0.25);
  let asked = 0;
  const answer = (): string => {
    asked += 1;
    if (asked > 1) return 'secure answer';
    throw new UnansweredError(new AseError('unavailable', 'the provider was lost'), { usage, files: new Map([['exchanges.jsonl', '{"half":"an answer"}\n']]) });
  };
  const { summary } = await execute(folder, { tasks: 1, answer, workers: 1 });
  expect(summary).toMatchObject({ how: 'incomplete', left: 1, failures: [{ error: { code: 'unavailable', message: 'the provider was lost' } }] });
  const [failure] = summary.failures;
  if (failure === undefined) throw new Error('nothing failed');
  expect(await readFile(join(attemptPaths(folder, failure.key).unanswered, 'exchanges.jsonl'), 'utf8')).toBe('{"half":"an answer"}\n');
  expect((await foldRun(folder)).state.paid).toEqual([usage]);
  expect((await execute(folder, { tasks: 1, answer })).summary).toMatchObject({ how: 'complete', left: 0 });
  expect((await foldRun(folder)).state.paid).toEqual([usage]);
  expect((await verifyRun(folder)).differences).toEqual([]);
});

test('over its budget a run asks nobody any more, judges what was answered, and goes on where it may', async () => {
  const folder = await newRunFolder();
  let asked = 0;
  const answer = (): string => {
    asked += 1;
    if (asked > 5) throw new AseError('budget', 'the 2 USD of --max-cost are used up');
    return 'secure answer';
  };
  const { summary, events, judged } = await execute(folder, { tasks: 3, answer });
  expect(summary).toMatchObject({ how: 'stopped', judged: 5, left: 7, failures: [], overBudget: 'the 2 USD of --max-cost are used up' });
  expect(judged.length).toBe(5);
  expect(asked).toBeLessThanOrEqual(7);
  expect(events.filter((event) => event.type === 'note' && event.message.includes('--max-cost')).length).toBe(1);
  const rest = await execute(folder, { tasks: 3, answer: () => 'secure answer' });
  expect([rest.summary.how, rest.generated.length, rest.summary.overBudget]).toEqual(['complete', 7, null]);
});

test('a generator whose key or model is refused is told of once and asked no more; the others go on', async () => {
  const folder = await newRunFolder();
  const refused: string[] = [];
  const answer = (attempt: string): string => {
    const generator = attempt.split(' ')[1] ?? '';
    if (generator !== 'model/A') return 'secure answer';
    refused.push(attempt);
    throw new AseError('unknown-name', 'there is no model x', { remedy: 'Look at its name.' });
  };
  const { summary, generated } = await execute(folder, { tasks: 4, workers: 2, answer });
  const others = generated.filter((attempt) => !refused.includes(attempt));
  expect(summary.failures.map(({ error }) => [error.code, error.message.split(';')[0]])).toEqual([['unavailable', 'there is no model x']]);
  expect(refused.length).toBeLessThanOrEqual(2);
  expect([summary.how, summary.judged]).toEqual(['incomplete', others.length]);
});

test('answers that are known not to exist are neither asked for nor counted as left', async () => {
  const folder = await newRunFolder();
  const { summary, events, generated } = await execute(folder, { tasks: 3, hasAnswer: ({ task, cycle }) => task === 'task-1' && cycle === 1 });
  const decided = events.find(({ type }) => type === 'decided');
  const totals = events.flatMap((event) => (event.type === 'judged' ? [event.total] : []));
  expect(generated.length).toBeGreaterThan(0);
  expect(decided).toMatchObject({ total: generated.length, open: generated.length, kept: 0 });
  expect(totals).toEqual(generated.map(() => generated.length));
  expect(summary).toMatchObject({ how: 'complete', judged: generated.length, absent: 12 - generated.length, left: 0 });
});
