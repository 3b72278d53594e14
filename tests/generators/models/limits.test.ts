import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertAskable } from '../../../src/generators/models/ask-model.ts';
import { createBudget } from '../../../src/generators/models/budget.ts';
import { openPrices } from '../../../src/generators/models/prices.ts';
import { createRateLimits } from '../../../src/generators/models/rate-limits.ts';
import { retryAfterMs } from '../../../src/generators/models/retry-after.ts';
import { fakeClock, startAsking } from './asking.ts';

const never = new AbortController().signal;

test('a budget of tokens stops the next request, counts what was under way, and goes on from what was spent before', async () => {
  const turn = { text: 'ok', usage: { input: 400, output: 100 } };
  const budget = createBudget({ maxTokens: 1700, spent: { costUsd: 0, tokens: 600 } });
  await using asking = await startAsking({ script: [turn] }, { services: { budget } });
  const results = await Promise.allSettled(['openai:gpt-5', 'google:gemini-2.5-pro', 'anthropic:claude-sonnet-4-5'].map((name) => asking.ask(name)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  expect(budget.spent()).toMatchObject({ tokens: 2100 });
  await expect(asking.ask('openai:gpt-5')).rejects.toMatchObject({ code: 'budget', message: expect.stringContaining('2100 of 1700 tokens'), remedy: expect.stringContaining('--max-tokens') });
  expect(asking.loopback.requests).toHaveLength(3);
});

test('a budget of dollars counts by the price table, and by what OpenRouter says', async () => {
  const budget = createBudget({ maxCostUsd: 0.02 });
  await using asking = await startAsking({ script: [{ text: 'ok', usage: { input: 1000, output: 1000 } }] }, { services: { budget } });
  await asking.ask('openai:gpt-5');
  await asking.ask('openrouter:vendor/model');
  expect(budget.spent().costUsd).toBeCloseTo(0.01125 + 0.002, 10);
  await asking.ask('openai:gpt-5');
  await expect(asking.ask('openai:gpt-5')).rejects.toMatchObject({ code: 'budget', message: expect.stringContaining('$0.02 of $0.02') });
});

test('with a limit on dollars a model without a price is refused before anything is sent', async () => {
  await using asking = await startAsking({}, { services: { budget: createBudget({ maxCostUsd: 5 }) } });
  await expect(asking.ask('openai:gpt-99')).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('no price is known for openai:gpt-99'), remedy: expect.stringContaining('provider: openai, model: gpt-99') });
  expect(() => assertAskable(asking.spec('openai:gpt-99'), asking.services)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  for (const name of ['openai:gpt-5', 'openrouter:vendor/model']) assertAskable(asking.spec(name), asking.services);
  expect(asking.loopback.requests).toEqual([]);
});

test('an answer whose cost nobody knows ends a run with a limit on dollars; where its tokens are unknown they are estimated', async () => {
  await using asking = await startAsking({ script: [{ text: 'x'.repeat(4000), usage: null }] }, { services: { budget: createBudget({ maxCostUsd: 5 }) } });
  expect((await asking.ask('openai:gpt-5', { promptTokens: 2000 })).usage).toMatchObject({ inputTokens: null, outputTokens: null, costUsd: null });
  expect(asking.services.budget.spent()).toEqual({ costUsd: expect.closeTo((2000 * 1.25 + 1000 * 10) / 1e6, 10), tokens: 3000 });
  expect((await asking.ask('openrouter:vendor/model')).usage.costUsd).toBeNull();
  await expect(asking.ask('openai:gpt-5')).rejects.toMatchObject({ code: 'budget', message: expect.stringContaining('is not known') });
});

test('what cached tokens cost is unknown for a model without that price, never nothing; the budget takes the most', async () => {
  const budget = createBudget({ maxCostUsd: 5 });
  await using asking = await startAsking({ script: [{ text: 'ok', usage: { input: 1000, output: 100, cached: 600 } }] }, { services: { budget } });
  expect((await asking.ask('google:gemini-2.5-pro')).usage.costUsd).toBeNull();
  expect(budget.spent().costUsd).toBeCloseTo((1000 * 1.25 + 100 * 10) / 1e6, 10);
});

test("the user's prices come first, patterns fit whole names, and a longer prompt than the price is for has none", async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'ase-prices-')), 'prices.yaml');
  await writeFile(file, 'schema: ase/prices@1\nprices:\n  - { provider: openai, model: gpt-5, input: 1, cached_input: 1, output: 2, reasoning: 4, date: 2026-11-01, source: contract }\n  - { provider: openai-compatible, model: "qwen3.*", input: 0, cached_input: 0, output: 0, date: 2026-11-01, source: own machine }\n');
  const prices = await openPrices(file);
  const tokens = { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 1_000_000, reasoningTokens: 500_000 };
  expect(prices.costOf('openai', 'gpt-5', tokens)).toBe(1 + 1 + 2);
  expect(prices.costOf('openai', 'gpt-5', { ...tokens, reasoningTokens: null })).toBeNull();
  expect(prices.costAtMost('openai', 'gpt-5', tokens)).toBe(5);
  expect(prices.costOf('openai-compatible', 'qwen3.5', tokens)).toBe(0);
  expect(prices.priceOf('openai-compatible', 'qwen3x5')).toBeNull();
  expect(prices.priceOf('openai', 'my-gpt-5')).toBeNull();
  expect(prices.priceOf('anthropic', 'gpt-5')).toBeNull();
  expect(prices.costOf('google', 'gemini-2.5-pro', { ...tokens, inputTokens: 200_000, outputTokens: 0, reasoningTokens: 0 })).toBe(0.25);
  expect(prices.costOf('google', 'gemini-2.5-pro', { ...tokens, inputTokens: 200_001 })).toBeNull();
  expect(prices.digest).not.toBe((await openPrices()).digest);
  await writeFile(file, 'schema: ase/prices@1\nprices:\n  - { provider: openai, model: gpt-5, input: -1 }\n');
  await expect(openPrices(file)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('prices[0].input') });
  await expect(openPrices(`${file}.none`)).rejects.toMatchObject({ code: 'not-found' });
});

test('requests and tokens a minute are kept over all workers: no minute has more, and each waits its turn', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ tokens: fc.integer({ min: 1, max: 900 }), really: fc.integer({ min: 0, max: 900 }) }), { minLength: 1, maxLength: 40 }), async (requests) => {
    const { clock } = fakeClock(0);
    const limits = createRateLimits({ openai: { requestsPerMinute: 12, tokensPerMinute: 2000 } }, clock);
    const started: { readonly at: number; readonly tokens: number }[] = [];
    for (const { tokens, really } of requests) {
      await limits.run({ provider: 'openai', tokens, signal: never }, async (settle) => {
        started.push({ at: clock.now(), tokens: really });
        settle(really);
      });
    }
    for (const { at } of started) {
      const minute = started.filter((other) => other.at >= at && other.at < at + 60_000);
      // Seventy seconds' worth and the one that goes into debt; an estimate that was too low is made up for by those that follow.
      expect(minute.length).toBeLessThanOrEqual(14 + 1);
      expect(minute.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual((2000 * 7) / 6 + 900);
    }
    expect(started).toHaveLength(requests.length);
  }), { seed: 5, numRuns: 100 });
});

test('the mean rate over a long time is what was asked for, and other providers are not held up', async () => {
  const { clock } = fakeClock(0);
  const limits = createRateLimits({ openai: { requestsPerMinute: 30 } }, clock);
  for (let index = 0; index < 330; index += 1) await limits.run({ provider: 'openai', tokens: 1, signal: never }, async () => undefined);
  // Five are there at once, and a sixth goes into debt.
  expect(clock.now()).toBeCloseTo((324 / 30) * 60_000, 0);
  const before = clock.now();
  await limits.run({ provider: 'anthropic', tokens: 1e9, signal: never }, async () => undefined);
  expect(clock.now()).toBe(before);
});

test('who is stopped while waiting for a turn gives it back', async () => {
  const { realClock } = await import('../../../src/generators/models/clock.ts');
  const limits = createRateLimits({ openai: { requestsPerMinute: 2, concurrency: 1 } }, realClock);
  const run = (signal: AbortSignal): Promise<void> => limits.run({ provider: 'openai', tokens: 1, signal }, async () => undefined);
  await run(never);
  const controller = new AbortController();
  const waiting = run(controller.signal);
  const behind = run(controller.signal);
  setTimeout(() => controller.abort(), 50);
  await expect(waiting).rejects.toThrow(/abort/i);
  await expect(behind).rejects.toThrow(/abort/i);
});

test('no more requests are under way than were allowed', async () => {
  let now = 0;
  let most = 0;
  const script = async (): Promise<{ text: string }> => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => void setTimeout(resolve, 20));
    now -= 1;
    return { text: 'ok' };
  };
  await using asking = await startAsking({ script }, { services: { rateLimits: createRateLimits({ openai: { concurrency: 3 } }) } });
  await Promise.all(Array.from({ length: 15 }, () => asking.ask('openai:gpt-5')));
  expect(most).toBe(3);
});

test('Retry-After in all its forms', () => {
  const now = Date.UTC(2026, 10, 25, 12, 0, 0);
  const after = (headers: Readonly<Record<string, string>>, body = ''): number | null => retryAfterMs({ headers, body }, now);
  expect(after({ 'retry-after': '0' })).toBe(0);
  expect(after({ 'retry-after': ' 86400 ' })).toBe(86_400_000);
  expect(after({ 'retry-after': '1.5' })).toBe(1500);
  expect(after({ 'retry-after': 'Wed, 25 Nov 2026 12:01:00 GMT' })).toBe(60_000);
  expect(after({ 'retry-after': 'Wed, 25 Nov 2026 11:00:00 GMT' })).toBe(0);
  expect(after({ 'retry-after-ms': '250', 'retry-after': '1' })).toBe(250);
  expect(after({ 'retry-after': 'soon' })).toBeNull();
  expect(after({ 'retry-after': '-5' })).not.toBe(-5000);
  expect(after({}, '{"details":[{"@type":"…RetryInfo","retryDelay":"13.25s"}]}')).toBe(13_250);
  expect(after({}, 'no word of it')).toBeNull();
});
