import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { type AttemptToGenerate, type Generated, generationSchema } from '../../../src/contract/generation.ts';
import { predictionSchema } from '../../../src/contract/results.ts';
import type { Task } from '../../../src/contract/task.ts';
import type { AskServices } from '../../../src/generators/models/ask-services.ts';
import { createBudget } from '../../../src/generators/models/budget.ts';
import { type ModelOptions, openModel } from '../../../src/generators/models/open-model.ts';
import type { LoopbackOptions } from '../../loopback/server.ts';
import { type Asking, KEY, NAMES, startAsking } from './asking.ts';

function attempt(cycle: number, generator = 'named-in-the-run'): AttemptToGenerate {
  const nowhere = async (): Promise<string> => expect.fail('a model is shown no tree');
  return { task: { id: 'morgan-compile' } as Task, folder: '/nonexistent', description: 'Compile a format.', generator, cycle, trees: { original: nowhere, fixed: nowhere }, signal: new AbortController().signal };
}

async function open(name: string, options: LoopbackOptions, given: Partial<ModelOptions> = {}, services: Partial<AskServices> = {}): Promise<{ readonly asking: Asking; readonly generate: (cycle: number) => Promise<Generated | null>; [Symbol.asyncDispose](): Promise<void> }> {
  const asking = await startAsking(options, { services });
  const model = openModel({
    spec: asking.spec(name),
    services: asking.services,
    promptDigest: 'sha256:prompt',
    buildPrompt: async ({ description, cycle }) => ({ system: 'You write code.', prompt: `${description} (${cycle})`, tokens: 12, dropped: ['lib/other.js'] }),
    parse: (raw) => (raw.startsWith('```') ? { replacement: raw.split('\n').slice(1, -1).join('\n') } : { unusable: 'no code in it' }),
    ...given,
  });
  return { asking, generate: (cycle) => model.generate(attempt(cycle)), [Symbol.asyncDispose]: () => asking[Symbol.asyncDispose]() };
}

test('an attempt becomes a prediction, the record of how it came about, and the files of it', async () => {
  await using model = await open('anthropic:claude-sonnet-4-5?thinking=2000', { script: [{ text: '```js\nreturn 1;\n```', reasoning: 'Well.', usage: { input: 10, output: 20 }, servedModel: 'claude-sonnet-4-5-20250929' }] });
  const generated = (await model.generate(2)) ?? expect.fail();
  expect(generated.prediction).toEqual({ task: 'morgan-compile', generator: 'named-in-the-run', cycle: 2, replacement: 'return 1;' });
  expect(generationSchema.parse(generated.generation)).toEqual({
    schema: 'ase/generation@1', task: 'morgan-compile', generator: 'named-in-the-run', cycle: 2, kind: 'model', requestedModel: 'claude-sonnet-4-5', servedModels: ['claude-sonnet-4-5-20250929'], program: null,
    settings: { thinking: 2000 }, end: 'answered', reason: 'end_turn', usage: { requests: 1, inputTokens: 10, cachedInputTokens: 0, outputTokens: 20, reasoningTokens: null, costUsd: expect.closeTo(0.00033, 10) },
    warnings: [], marks: [], droppedChanges: [], droppedContext: ['lib/other.js'], durationMs: expect.any(Number),
  });
  const files = Object.fromEntries(generated.files ?? []);
  expect(Object.keys(files)).toEqual(['prompt.md', 'answer.md', 'exchanges.jsonl', 'reasoning.md']);
  expect(files).toMatchObject({ 'prompt.md': '<!-- system -->\nYou write code.\n\n<!-- prompt -->\nCompile a format. (2)', 'answer.md': '```js\nreturn 1;\n```', 'reasoning.md': 'Well.' });
  const [exchange = ''] = String(files['exchanges.jsonl']).split('\n');
  expect(JSON.parse(exchange)).toMatchObject({ method: 'POST', url: `${model.asking.loopback.url}/v1/messages`, status: 200, encoding: 'text', brokenOff: null });
});

test('answers that hold nothing are unusable, with the reason; what was cut off goes to the parser', async () => {
  const turns = [{ text: '' }, { text: 'No.', end: 'refused' }, { text: '```\nhalf', end: 'filtered' }, { text: '```js\na\nb', end: 'length' }, { text: 'Sorry' }] as const;
  await using model = await open('openai:gpt-5', { script: ({ number }) => turns[number - 1] ?? {} });
  const outcomes = [];
  for (const cycle of [1, 2, 3, 4, 5]) {
    const { prediction, generation } = (await model.generate(cycle)) ?? expect.fail();
    predictionSchema.parse(prediction);
    outcomes.push([generation?.end, prediction.unusable ?? prediction.replacement]);
  }
  expect(outcomes).toEqual([
    ['empty', 'empty: it said nothing (stop)'],
    ['refused', 'refused: the model declined'],
    ['filtered', 'filtered: the provider withheld it (content_filter)'],
    ['cut-off', 'a'],
    ['answered', 'no code in it'],
  ]);
});

test('after a wrong key, an unknown model or a refused setting nothing is sent again', async () => {
  const cases: readonly (readonly [LoopbackOptions, string])[] = [[{ keys: ['other'] }, 'permission'], [{ models: ['other'] }, 'unknown-name'], [{ faults: () => ({ kind: 'status', status: 400, message: 'temperature is not supported' }) }, 'unknown-name']];
  for (const [options, code] of cases) {
    await using model = await open('openai:gpt-5?thinking=low', options);
    for (const cycle of [1, 2, 3]) await expect(model.generate(cycle)).rejects.toMatchObject({ code });
    expect(model.asking.loopback.requests).toHaveLength(1);
  }
  await using unpriced = await open('openai:gpt-99', {}, {}, { budget: createBudget({ maxCostUsd: 1 }) });
  for (const cycle of [1, 2]) await expect(unpriced.generate(cycle)).rejects.toMatchObject({ code: 'unknown-name', message: expect.stringContaining('no price is known') });
});

test('a prompt that is too long concerns its attempt alone', async () => {
  await using model = await open('openai:gpt-5', { script: [{ text: '```\nx\n```' }], faults: [{ kind: 'status', status: 400, message: "This model's maximum context length is 1000 tokens." }, null, { kind: 'status', status: 400, message: 'odd' }] });
  const ends: unknown[] = [];
  for (const cycle of [1, 2, 3, 4]) ends.push((await model.generate(cycle))?.generation?.end);
  expect(ends).toEqual(['crashed', 'answered', 'crashed', 'answered']);
});

test('an attempt that found its provider down stays open, and the next one is asked', async () => {
  await using model = await open('openai:gpt-5', { script: [{ text: '```\nx\n```' }], faults: [{ kind: 'status', status: 503 }, { kind: 'status', status: 503 }] }, { limits: { maxRetries: 1 } });
  await expect(model.generate(1)).rejects.toMatchObject({ code: 'unavailable' });
  expect((await model.generate(1))?.generation?.end).toBe('answered');
});

/** A server between us and the provider that sends back whatever it got, in all ways that it can. */
const echo: LoopbackOptions = {
  script: ({ headers, target }) => ({ text: `\`\`\`\n${JSON.stringify(headers)}\n\`\`\``, reasoning: `${JSON.stringify(headers)} ${target}`, servedModel: 'm' }),
};

test('a key is nowhere in what a run keeps or says, whatever a server sends back', async () => {
  for (const name of NAMES) {
    await using model = await open(name, { ...echo, faults: [{ kind: 'status', status: 500, message: `bad ${KEY} ${encodeURIComponent(KEY)}` }, null, { kind: 'status', status: 403, message: `${KEY.slice(0, 9)}****${KEY.slice(-4)} and ${KEY}` }] });
    const generated = await model.generate(1);
    const error: unknown = await model.generate(2).catch((thrown: unknown) => thrown);
    const all = inspect({ generated, error, waits: model.asking.waits, stack: (error as Error).stack }, { depth: null, maxStringLength: null, maxArrayLength: null, showHidden: true });
    // The server really got it, and really sent it back.
    expect(JSON.stringify(model.asking.loopback.requests[0]?.headers)).toContain(KEY);
    expect(all).toContain('[key]');
    expect([name, all.split('\n').filter((line) => line.includes(KEY) || line.includes(KEY.slice(-8)) || line.includes(encodeURIComponent(KEY)))]).toEqual([name, []]);
    for (const exchange of String(generated?.files?.get('exchanges.jsonl')).split('\n').filter((line) => line.includes('"base64"'))) {
      const { response } = JSON.parse(exchange) as { response: string };
      expect(Buffer.from(response, 'base64').toString('latin1')).not.toContain(KEY);
    }
  }
});

test('a draft is asked for first, and its text goes into the real prompt; both are paid', async () => {
  const buildDraftPrompt: NonNullable<ModelOptions['buildDraftPrompt']> = async () => ({ prompt: 'Draft it.', tokens: 3, dropped: [] });
  const buildPrompt: ModelOptions['buildPrompt'] = async (_, draft) => ({ prompt: `Context of ${draft ?? 'nothing'}`, tokens: 4, dropped: [] });
  const script = [{ text: 'function draft() {}', usage: { input: 10, output: 20 } }, { text: '```js\nreturn 1;\n```', usage: { input: 1, output: 2 } }, { text: ' ' }, { text: '```js\nreturn 2;\n```' }];
  await using model = await open('anthropic:claude-sonnet-4-5', { script: ({ number }) => script[number - 1] ?? {} }, { buildDraftPrompt, buildPrompt });
  const first = (await model.generate(1)) ?? expect.fail();
  expect(first.prediction.replacement).toBe('return 1;');
  expect(first.generation?.usage).toMatchObject({ requests: 2, inputTokens: 11, outputTokens: 22 });
  expect(Object.fromEntries(first.files ?? [])).toMatchObject({ 'draft-prompt.md': 'Draft it.', 'draft.md': 'function draft() {}', 'prompt.md': 'Context of function draft() {}' });
  expect(String(first.files?.get('exchanges.jsonl')).trim().split('\n')).toHaveLength(2);
  const second = (await model.generate(2)) ?? expect.fail();
  expect(second.files?.get('prompt.md')).toBe('Context of nothing');
  expect(second.generation?.warnings).toEqual([expect.stringMatching(/^the draft is empty \(empty: /)]);
});
