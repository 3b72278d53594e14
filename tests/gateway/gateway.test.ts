import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GATEWAY_SOCKET, exchangeSchema } from '../../src/contract/gateway.ts';
import { AseError } from '../../src/contract/errors.ts';
import type { Gateway, GatewayStop } from '../../src/contract/gateway.ts';
import { makeGatewayFolder, sweepGateways } from '../../src/gateway/gateway-folder.ts';
import { ask, gatewayTo, KEY, loopback, QUESTIONS, streamed } from './clients.ts';

const USAGE = { input: 1_000, output: 200, cached: 300, reasoning: 50 };
const TURN = { text: 'Hello, and välkommen. '.repeat(20), usage: USAGE, servedModel: 'pinned-2026-11-01' };

describe.each(Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[])('%s', (name) => {
  test.each(['whole', 'streamed'])('%s: the answer comes through, with the real key, and is metered', async (way) => {
    const server = await loopback({ script: [TURN] });
    const { provider, path, body } = way === 'streamed' ? streamed(name) : QUESTIONS[name];
    const gateway = await gatewayTo(server, { provider, priceOf: (model, usage) => (model === 'pinned-2026-11-01' ? (usage.inputTokens ?? 0) / 1e6 : null) });
    const answer = await ask(gateway, path, body);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text.replaceAll(/[^]*?"(?:text|content|delta)":"((?:[^"\\]|\\.)*)"|[^]+$/g, '$1')).toContain('Hello, and v');
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.refusal).toBeNull();
    const report = await gateway.close();
    const reasoningTokens = name === 'messages' ? null : 50;
    expect(report.usage).toEqual({ requests: 1, inputTokens: 1_000, cachedInputTokens: 300, outputTokens: 200, reasoningTokens, costUsd: 0.001 });
    expect(report).toMatchObject({ servedModels: ['pinned-2026-11-01'], otherModels: [], refusals: [], stop: null, lastFailure: null, lastEnding: 'whole', replayable: true });
    expect(JSON.stringify(report)).not.toContain(KEY);
    const exchange = exchangeSchema.parse(JSON.parse(report.exchanges));
    expect(JSON.parse(exchange.request.body)).toEqual(body);
    expect(exchange.response.chunks.join('')).toBe(answer.text);
  });

  const withheld = name === 'messages' ? 'refused' : 'filtered';
  test.each([
    { end: 'stop', lastEnding: 'whole' },
    { end: 'length', lastEnding: 'cut-off' },
    { end: withheld, lastEnding: withheld },
  ] as const)('an answer that ends by $end, whole and streamed, is known as $lastEnding', async ({ end, lastEnding }) => {
    const server = await loopback({ script: [{ ...TURN, end }, { ...TURN, end }] });
    for (const { provider, path, body } of [QUESTIONS[name], streamed(name)]) {
      const gateway = await gatewayTo(server, { provider });
      expect((await ask(gateway, path, body)).status).toBe(200);
      expect((await gateway.close()).lastEnding).toBe(lastEnding);
    }
  });

  test('a request for another model is answered by the pinned one', async () => {
    const server = await loopback({ models: ['pinned'] });
    const { provider, path, body } = QUESTIONS[name];
    const gateway = await gatewayTo(server, { provider });
    const answer = await ask(gateway, path.replace('pinned', 'much-stronger'), { ...body, ...('model' in body ? { model: 'much-stronger' } : {}) });
    expect(answer.status, answer.text).toBe(200);
    expect(server.requests.map(({ model }) => model)).toEqual(['pinned']);
    expect(gateway.report().otherModels).toEqual(['much-stronger']);
  });
});

test('tokens are counted where there is an API for it, and cost nothing', async () => {
  const server = await loopback({});
  const anthropic = await gatewayTo(server, { provider: 'anthropic' });
  const { max_tokens: _, ...counted } = QUESTIONS.messages.body;
  expect(JSON.parse((await ask(anthropic, '/v1/messages/count_tokens?beta=true', counted)).text)).toHaveProperty('input_tokens');
  const google = await gatewayTo(server, { provider: 'google' });
  expect(JSON.parse((await ask(google, '/v1beta/models/other:countTokens', { contents: QUESTIONS.gemini.body.contents })).text)).toHaveProperty('totalTokens');
  expect(server.requests.map(({ model }) => model)).toEqual(['pinned', 'pinned']);
  expect([anthropic, google].map((gateway) => gateway.report().usage)).toMatchObject([{ requests: 0, inputTokens: 0, costUsd: 0 }, { requests: 0, inputTokens: 0, costUsd: 0 }]);
});

test('pieces of a stream arrive as they come, not at its end', async () => {
  const server = await loopback({ script: [TURN], faults: [{ kind: 'slow-stream', delayMs: 20 }] });
  const gateway = await gatewayTo(server);
  const { path, body } = streamed('chat');
  const { pieces } = await ask(gateway, path, body);
  expect(pieces.length).toBeGreaterThan(5);
  const exchange = exchangeSchema.parse(JSON.parse((await gateway.close()).exchanges));
  expect(exchange.response.chunks.length).toBeGreaterThan(5);
  expect(exchange.firstByteMs).toBeLessThan(exchange.durationMs / 2);
});

test('budgets: requests, tokens, cost; what is under way ends and counts, the next request is refused', async () => {
  const server = await loopback({ script: [TURN] });
  for (const budget of [{ requests: 2 }, { tokens: 2_000 }, { costUsd: 0.0015 }]) {
    const stops: GatewayStop[] = [];
    const gateway = await gatewayTo(server, { budget, priceOf: (_, usage) => (usage.inputTokens ?? 0) / 1e6, onStop: (stop) => stops.push(stop) });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body)).status);
    expect(statuses, JSON.stringify(budget)).toEqual([200, 200, 403, 403]);
    expect(stops.map(({ kind }) => kind)).toEqual(['budget']);
    expect(gateway.report()).toMatchObject({ usage: { requests: 2, inputTokens: 2_000 }, stop: stops[0] });
  }
});

test('a bound of cost without a known price is refused at the start', async () => {
  await expect(gatewayTo({ url: 'http://127.0.0.1:1' }, { budget: { costUsd: 1 } })).rejects.toThrow(AseError);
  await expect(gatewayTo({ url: 'ftp://127.0.0.1:1' })).rejects.toThrow(/no base address/);
});

test('what a provider does not say is unknown, never 0', async () => {
  const server = await loopback({ script: [{ text: 'x', usage: null }, TURN] });
  const gateway = await gatewayTo(server);
  await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body);
  expect(gateway.report().usage).toEqual({ requests: 1, inputTokens: null, cachedInputTokens: null, outputTokens: null, reasoningTokens: null, costUsd: null });
});

test('an agent that goes away before usage is told is metered all the same', async () => {
  const server = await loopback({ script: [TURN], faults: [{ kind: 'slow-stream', delayMs: 10 }] });
  const gateway = await gatewayTo(server);
  const { path, body } = streamed('chat');
  const { request } = await import('node:http');
  await new Promise<void>((resolve) => {
    const sent = request({ socketPath: join(gateway.folder, GATEWAY_SOCKET), path, method: 'POST' }, (response) => response.once('data', () => resolve(void sent.destroy())));
    sent.on('error', () => undefined);
    sent.end(JSON.stringify(body));
  });
  await expect.poll(() => gateway.report().usage, { timeout: 30_000 }).toMatchObject({ requests: 1, inputTokens: 1_000, outputTokens: 200 });
});

test.each([
  ['wrong key', { keys: ['another'] }, { kind: 'fault', code: 'permission' }],
  ['unknown model', { models: ['another'] }, { kind: 'fault', code: 'unknown-name' }],
])('%s: the provider says it once, and the run is to end', async (_what, options, stop) => {
  for (const name of ['chat', 'messages', 'gemini'] as const) {
    const server = await loopback(options);
    const stops: GatewayStop[] = [];
    const gateway = await gatewayTo(server, { provider: QUESTIONS[name].provider, onStop: (reason) => stops.push(reason) });
    await ask(gateway, QUESTIONS[name].path, QUESTIONS[name].body);
    expect(stops, name).toMatchObject([stop]);
    expect(JSON.stringify(gateway.report())).not.toContain(KEY);
  }
});

test('faults of a provider pass through as they are, and free of charge', async () => {
  const server = await loopback({ faults: [{ kind: 'status', status: 429, retryAfter: '7' }, { kind: 'status', status: 529 }, { kind: 'reset' }, null] });
  const gateway = await gatewayTo(server, { provider: 'anthropic' });
  const answers = [];
  for (let n = 0; n < 4; n += 1) answers.push(await ask(gateway, QUESTIONS.messages.path, QUESTIONS.messages.body));
  expect(answers.map(({ status, headers }) => [status, headers['retry-after'] ?? null])).toEqual([[429, '7'], [529, null], [502, null], [200, null]]);
  const { usage, lastFailure } = gateway.report();
  expect(lastFailure).toBeNull();
  expect(usage.inputTokens).toBeGreaterThan(0);
});

test('a stream that is cut off is cut off for the agent, too', async () => {
  const server = await loopback({ script: [TURN], faults: [{ kind: 'cut-off', afterPieces: 3 }] });
  const gateway = await gatewayTo(server);
  const { path, body } = streamed('chat');
  await expect(ask(gateway, path, body)).rejects.toThrow('aborted');
  const report = await gateway.close();
  expect(exchangeSchema.parse(JSON.parse(report.exchanges)).response.whole).toBe(false);
  expect(report.usage.outputTokens).toBeNull();
});

test('a key that a server says back is taken out, also across two pieces of a stream', async () => {
  const upstream = createServer((request, response) => {
    const key = String(request.headers.authorization).slice('Bearer '.length);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'r' });
    response.write(`data: {"a":"${key.slice(0, 9)}`);
    setTimeout(() => response.end(`${key.slice(9)}", "b":"${key}${key}"}\n\n`), 50);
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  onTestFinished(() => void upstream.close());
  const gateway = await gatewayTo({ url: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` });
  const { text } = await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body);
  expect(text).toBe('data: {"a":"[key]", "b":"[key][key]"}\n\n');
  expect((await gateway.close()).exchanges).not.toContain('sk-the');
});

test('the socket lies in a closed folder of its own, which goes with the gateway', async () => {
  const server = await loopback({});
  const gateways: [Gateway, Gateway] = [await gatewayTo(server), await gatewayTo(server)];
  const [first, second] = gateways.map(({ folder }) => folder) as [string, string];
  expect(first).not.toBe(second);
  const modes = await Promise.all([dirname(first), first, join(first, GATEWAY_SOCKET)].map(async (path) => (await stat(path)).mode & 0o777));
  expect(modes).toEqual([0o700, 0o711, 0o666]);
  const answers = await Promise.all(gateways.map((gateway) => ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await gateways[0].close();
  await expect(stat(dirname(first))).rejects.toThrow('ENOENT');
  expect((await ask(gateways[1], QUESTIONS.chat.path, QUESTIONS.chat.body)).status).toBe(200);
});

test('what a killed process left is swept, what a living one has is not', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'ase-sweep-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const code = "import { makeGatewayFolder } from '../../src/gateway/gateway-folder.ts'; await makeGatewayFolder(process.argv[1]); process.kill(process.pid, 'SIGKILL')";
  const child = spawn(execPath, ['--input-type=module', '-e', code, parent], { cwd: import.meta.dirname, stdio: 'inherit' });
  const [, signal] = (await once(child, 'exit')) as [null, string];
  expect(signal).toBe('SIGKILL');
  const living = await makeGatewayFolder(parent);
  expect([await sweepGateways(parent), await sweepGateways(parent)]).toEqual([1, 0]);
  expect(await readdir(parent)).toEqual([basename(dirname(living.open))]);
});

test('a folder whose name is too long for a socket is told', async () => {
  const parent = await mkdtemp(join(tmpdir(), `ase-long-${'a'.repeat(70)}`));
  onTestFinished(() => rm(parent, { recursive: true }));
  await expect(gatewayTo({ url: 'http://127.0.0.1:1' }, { temporaryFolder: parent })).rejects.toThrow(/too long for a socket/);
  expect(await readdir(parent)).toEqual([]);
});

test('closing ends what is under way', async () => {
  const server = await loopback({ faults: [{ kind: 'hang' }] });
  const gateway = await gatewayTo(server);
  const ended = ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body).catch((error: unknown) => error);
  await expect.poll(() => server.requests.length, { timeout: 30_000 }).toBe(1);
  await gateway.close();
  expect(await ended).toMatchObject({ code: 'ECONNRESET' });
});

test('the budget of the run: it is told of every answer, and no request goes out when it is spent', async () => {
  const server = await loopback({ script: [TURN] });
  const spent: unknown[] = [];
  const stops: GatewayStop[] = [];
  const admit = async (): Promise<void> => {
    if (spent.length === 2) throw new AseError('budget', 'all is spent');
  };
  const gateway = await gatewayTo(server, { admit, spend: (used) => spent.push(used), priceOf: (_, usage) => (usage.outputTokens ?? 0) / 100, onStop: (stop) => stops.push(stop) });
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body)).status);
  expect({ statuses, spent, stops }).toEqual({ statuses: [200, 200, 403], spent: [{ costUsd: 2, tokens: 1_200 }, { costUsd: 2, tokens: 1_200 }], stops: [{ kind: 'fault', code: 'budget', reason: 'all is spent' }] });
  expect(server.requests).toHaveLength(2);
});

test('a rate is waited for', async () => {
  const server = await loopback({});
  const admitted: number[] = [];
  const gateway = await gatewayTo(server, { admit: async (tokens) => void admitted.push(tokens) });
  await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body);
  expect(admitted).toEqual([Math.ceil(JSON.stringify(QUESTIONS.chat.body).length / 4)]);
});
