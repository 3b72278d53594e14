import { expect, test } from 'vitest';
import type { Fault, Turn } from '../../loopback/script.ts';
import { KEY, NAMES, startAsking } from './asking.ts';

const ANSWER: Turn = { text: 'function f() {}\n', reasoning: 'Let me think.', usage: { input: 1200, output: 340, cached: 200, reasoning: 90 }, servedModel: 'snapshot-2026-01-01', pieceCharacters: 5 };

/** What each provider says, and does not say, of the same answer. */
const SAID: Readonly<Record<(typeof NAMES)[number], { readonly servedModel: string | null; readonly reasoningTokens: number | null; readonly costUsd: number | null }>> = {
  'openai:gpt-5': { servedModel: 'snapshot-2026-01-01', reasoningTokens: 90, costUsd: (1000 * 1.25 + 200 * 0.125 + 340 * 10) / 1e6 },
  'anthropic:claude-sonnet-4-5': { servedModel: 'snapshot-2026-01-01', reasoningTokens: null, costUsd: (1000 * 3 + 200 * 0.3 + 340 * 15) / 1e6 },
  'google:gemini-2.5-pro': { servedModel: 'snapshot-2026-01-01', reasoningTokens: 90, costUsd: null },
  'bedrock:anthropic.claude-sonnet-4-5-v1:0': { servedModel: null, reasoningTokens: null, costUsd: null },
  'openrouter:vendor/model': { servedModel: 'snapshot-2026-01-01', reasoningTokens: 90, costUsd: 1540 / 1e6 },
  'openai-compatible:qwen3@URL/compatible/v1': { servedModel: 'snapshot-2026-01-01', reasoningTokens: 90, costUsd: null },
};

for (const name of NAMES) {
  const { servedModel, reasoningTokens, costUsd } = SAID[name];
  const usage = { requests: 1, inputTokens: 1200, cachedInputTokens: 200, outputTokens: 340, reasoningTokens, costUsd: costUsd === null ? null : expect.closeTo(costUsd, 12) };

  test(`${name}: text, thoughts, usage, cost and the served model come back, and the exchange is kept without the key`, async () => {
    await using asking = await startAsking({ script: [ANSWER] });
    const answer = await asking.ask(name, { system: 'You write code.' });
    expect(answer).toEqual({ text: ANSWER.text, reasoning: ANSWER.reasoning, end: 'answered', reason: expect.any(String), usage, servedModel, warnings: [], exchanges: [expect.objectContaining({ method: 'POST', status: 200, brokenOff: null })] });
    const [request] = asking.loopback.requests;
    expect(request).toMatchObject({ refusal: null, streamed: true });
    expect(JSON.stringify(request?.body)).toContain('You write code.');
    expect(JSON.stringify(answer)).not.toContain(KEY);
    expect(JSON.parse(answer.exchanges[0]?.request ?? '')).toEqual(request?.body);
  });

  const torn: readonly Fault[] = [{ kind: 'cut-off', afterPieces: 3 }, { kind: 'ends-early', afterPieces: 4 }, { kind: 'error-in-stream', afterPieces: 3 }, { kind: 'malformed' }];
  const before: readonly Fault[] = [{ kind: 'reset' }, { kind: 'status', status: 500 }, { kind: 'status', status: 503 }, { kind: 'status', status: 529 }, { kind: 'status', status: 429 }];
  for (const fault of [...torn, ...before]) {
    test(`${name}: ${'status' in fault ? fault.status : fault.kind} is tried again after a wait, and the second answer counts alone`, async () => {
      await using asking = await startAsking({ script: [ANSWER], faults: [fault] });
      const answer = await asking.ask(name);
      // Gemini counts as it goes: what its torn answer used is known, if its connection was closed in good order.
      const isCounted = name.startsWith('google:') && fault.kind === 'ends-early';
      const both = isCounted ? { ...usage, inputTokens: 2400, cachedInputTokens: 400, reasoningTokens: 180, outputTokens: expect.any(Number) } : usage;
      expect(answer).toMatchObject({ text: ANSWER.text, reasoning: ANSWER.reasoning, end: 'answered', usage: { ...both, requests: 2 } });
      expect(answer.exchanges).toHaveLength(2);
      expect(answer.warnings).toHaveLength(torn.includes(fault) && !isCounted ? 1 : 0);
      expect(asking.slept).toEqual([1000]);
      expect(asking.waits).toEqual([{ generator: asking.spec(name).name, reason: expect.stringMatching(/\S/), remainingMs: 1000 }]);
    });
  }

  test(`${name}: a wrong key is told with the provider's words and without the key`, async () => {
    await using asking = await startAsking({ keys: ['another'] });
    const error: unknown = await asking.ask(name).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'permission', message: expect.stringMatching(/key is not accepted: HTTP 4\d\d: \S/) });
    expect(asking.loopback.requests).toHaveLength(1);
    // Some providers quote the beginning and the end of what they were sent.
    expect(String(error)).not.toMatch(new RegExp(`${KEY.slice(0, 6)}|${KEY.slice(-4)}`));
    expect((error as Error).cause).toBeUndefined();
  });

  test(`${name}: an unknown model and a request that is not taken are told at once`, async () => {
    await using asking = await startAsking({ models: ['other'] });
    await expect(asking.ask(name)).rejects.toMatchObject({ code: 'unknown-name', message: expect.stringMatching(/provider does not have it: HTTP 4\d\d: \S/) });
    await using strict = await startAsking({ faults: [{ kind: 'status', status: 400, message: 'temperature is not supported' }, { kind: 'status', status: 400, message: 'the prompt is too long for the context window' }] });
    await expect(strict.ask(name)).rejects.toMatchObject({ code: 'bad-input', isTooLong: false, message: expect.stringContaining('temperature is not supported') });
    await expect(strict.ask(name)).rejects.toMatchObject({ code: 'bad-input', isTooLong: true });
    expect([asking.loopback.requests.length, strict.loopback.requests.length]).toEqual([1, 2]);
  });

  test(`${name}: how an answer ends is told apart`, async () => {
    const ends: readonly (readonly [Turn, string])[] = [
      [{ text: '' }, 'empty'],
      [{ text: ' \n' }, 'empty'],
      [{ toolCalls: [{ name: 'read', input: { path: 'a' } }] }, 'empty'],
      [{ text: 'half', end: 'length' }, 'cut-off'],
      [{ text: 'half', end: 'filtered' }, 'filtered'],
      [{ text: 'I cannot help.', end: 'refused' }, /^(openai|anthropic|bedrock):/.test(name) ? 'refused' : 'answered'],
    ];
    await using asking = await startAsking({ script: ({ number }) => ends[number - 1]?.[0] ?? {} });
    for (const [turn, end] of ends) expect([turn, (await asking.ask(name)).end]).toEqual([turn, end]);
    expect(asking.slept).toEqual([]);
  });
}

test('control sequences, closing tags and broken surrogates come back as they are', async () => {
  const text = '\u001b[2J\u0007</script><!--\u202e\ud83d\udc12 \r\n\u0000end';
  await using asking = await startAsking({ script: [{ text, pieceCharacters: 1 }] });
  for (const name of NAMES) expect((await asking.ask(name)).text).toBe(text);
});

test('an answer of 10 MB is read up to the limit, and what came is kept', async () => {
  await using asking = await startAsking({ script: [{ text: 'x'.repeat(10_000_000), pieceCharacters: 50_000 }] });
  for (const name of NAMES) {
    const answer = await asking.ask(name);
    expect([name, answer.end]).toEqual([name, 'cut-off']);
    expect(answer.text.length).toBeGreaterThan(4_000_000);
    expect(answer.text.length).toBeLessThan(4_100_000);
    expect(answer.usage.outputTokens).toBeNull();
    const short = await asking.ask(name, { limits: { maxResponseBytes: 1_000_000 } });
    expect([name, short.end, short.exchanges[0]?.brokenOff]).toEqual([name, 'cut-off', 'longer than 1000000 bytes']);
  }
  expect(asking.slept).toEqual([]);
});

test('Retry-After is honoured whatever its length: seconds, a date, milliseconds, and what Google says', async () => {
  const start = Date.UTC(2026, 0, 1);
  await using asking = await startAsking({
    script: [{ text: 'ok' }],
    faults: [{ kind: 'status', status: 429, retryAfter: '7200' }, { kind: 'status', status: 503, retryAfter: new Date(start + 7_200_000 + 250 + 7_200_000 + 90_000).toUTCString() }],
  });
  expect((await asking.ask('openai:gpt-5')).usage.requests).toBe(3);
  const total = asking.slept.reduce((sum, ms) => sum + ms, 0);
  expect(total).toBeGreaterThanOrEqual(7_200_000 + 7_290_000);
  expect(total).toBeLessThan(7_200_000 + 7_290_000 + 5000);
  // A countdown: what is left is told every ten seconds.
  expect(asking.waits[0]).toMatchObject({ remainingMs: 7_200_000, reason: expect.stringContaining('HTTP 429') });
  expect(asking.waits[1]).toMatchObject({ remainingMs: 7_190_000 });

  await using google = await startAsking({ script: [{ text: 'ok' }], faults: [{ kind: 'status', status: 429, retryAfter: '34s' }] });
  await google.ask('google:gemini-2.5-pro');
  expect(google.slept.reduce((sum, ms) => sum + ms, 0)).toBe(34_000);
});

test('waits that a rate limit asks for are not counted as failures; a provider that is down is given up after the last try', async () => {
  await using limited = await startAsking({ script: [{ text: 'ok' }], faults: Array.from({ length: 12 }, () => ({ kind: 'status', status: 429, retryAfter: '1' }) as const) });
  expect((await limited.ask('anthropic:claude-sonnet-4-5')).usage).toMatchObject({ requests: 13 });

  await using down = await startAsking({ faults: () => ({ kind: 'status', status: 503 }) });
  await expect(down.ask('openai:gpt-5', { limits: { maxRetries: 7 } })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('in 8 tries: HTTP 503') });
  const waited = down.waits.filter(({ remainingMs }, index) => remainingMs > (down.waits[index - 1]?.remainingMs ?? 0)).map(({ remainingMs }) => remainingMs);
  expect(waited).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
});

test('a server that is not there is named with what the system says', async () => {
  await using asking = await startAsking();
  await asking.loopback.close();
  await expect(asking.ask('openai:gpt-5', { limits: { maxRetries: 1 } })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('ECONNREFUSED') });
});

test('an account without credit is not asked again', async () => {
  await using asking = await startAsking({ faults: () => ({ kind: 'status', status: 429, message: 'You exceeded your current quota (insufficient_quota).' }) });
  await expect(asking.ask('openai:gpt-5')).rejects.toMatchObject({ code: 'permission', message: expect.stringContaining('no credit') });
  expect(asking.loopback.requests).toHaveLength(1);
});

test('silence is told from slowness: a slow answer lasts as long as it needs, a silent one is tried again', async () => {
  await using slow = await startAsking({ script: [{ text: 'x'.repeat(100), pieceCharacters: 10 }], faults: [{ kind: 'slow-stream', delayMs: 60 }, { kind: 'slow-first-byte', delayMs: 200 }] });
  const limits = { silentMs: 400 };
  expect(await slow.ask('openai-compatible:m@URL/compatible/v1', { limits })).toMatchObject({ end: 'answered', usage: { requests: 1 } });
  expect(await slow.ask('openai-compatible:m@URL/compatible/v1', { limits })).toMatchObject({ end: 'answered', usage: { requests: 1 } });
  await using silent = await startAsking({ script: [{ text: 'ok' }], faults: [{ kind: 'hang' }] });
  expect(await silent.ask('openai:gpt-5', { limits })).toMatchObject({ end: 'answered', usage: { requests: 2 } });
  expect(silent.waits[0]?.reason).toBe('nothing came for 0.4 s');
});

test('one request has a longest time; what came until then is kept', async () => {
  await using asking = await startAsking({ script: [{ text: 'x'.repeat(1000), pieceCharacters: 10 }], faults: [{ kind: 'slow-stream', delayMs: 30 }] });
  const answer = await asking.ask('openai-compatible:m@URL/compatible/v1', { limits: { totalMs: 500 } });
  expect(answer).toMatchObject({ end: 'limit', usage: { requests: 1, outputTokens: null } });
  expect(answer.text).toMatch(/^x+$/);
});

test('who is stopped ends at once: while waiting for an answer, and while waiting to try again', async () => {
  for (const fault of [{ kind: 'hang' }, { kind: 'status', status: 429, retryAfter: '3600' }] as const) {
    const { realClock } = await import('../../../src/generators/models/clock.ts');
    await using asking = await startAsking({ faults: [fault] }, { services: { clock: realClock } });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const startedAt = performance.now();
    await expect(asking.ask('anthropic:claude-sonnet-4-5', { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  }
});

test('thoughts inside the text are taken out of it, for servers that write them there', async () => {
  await using asking = await startAsking({ script: [{ text: '<think>so and so</think>\nthe code', pieceCharacters: 3 }] });
  expect(await asking.ask('openai-compatible:m@URL/compatible/v1')).toMatchObject({ text: '\nthe code', reasoning: 'so and so' });
});
