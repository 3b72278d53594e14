/**
 * What the gateway adds to the first byte of a streamed answer, and to a whole one: the same request to the same local server (in another process), straight and through a gateway's socket.
 * Run: node bench/gateway.ts [rounds] [--json]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { GATEWAY_SOCKET } from '../src/contract/gateway.ts';
import { openGateway } from '../src/gateway/open-gateway.ts';

const LIMIT_MS = 5;
const EVENTS = 50;
/** The five agents' first requests have 31 to 60 KB; later ones grow. */
const SIZES = { first: 10, later: 40 } as const;

function bodyOf(messages: number): string {
  return JSON.stringify({ model: 'pinned', stream: true, messages: Array.from({ length: messages }, (_, n) => ({ role: n % 2 === 0 ? 'user' : 'assistant', content: `message ${n} `.repeat(400) })) });
}

/** Answers at once with a stream, as the model API would. */
function serve(): void {
  const event = `data: ${JSON.stringify({ model: 'pinned', choices: [{ delta: { content: 'some words of an answer' } }] })}\n\n`;
  const last = `data: ${JSON.stringify({ model: 'pinned', choices: [], usage: { prompt_tokens: 9, completion_tokens: 9 } })}\n\n`;
  const server = createServer((incoming, response) => {
    incoming.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let n = 0; n < EVENTS; n += 1) response.write(event);
      response.end(last);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
}

interface Times {
  readonly firstByteMs: number;
  readonly wholeMs: number;
}

async function ask(options: RequestOptions, body: string): Promise<Times> {
  const started = performance.now();
  const asked = request({ ...options, method: 'POST', path: '/v1/chat/completions', headers: { 'content-type': 'application/json' } });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let firstByteMs = Number.NaN;
  for await (const _ of response) if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - started;
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
  return { firstByteMs, wholeMs: performance.now() - started };
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(2));
}

type Way = 'direct' | 'gateway';

/** Milliseconds of each request, by way. Taking turns, both ways see the same machine. */
async function timesOf(ways: Readonly<Record<Way, RequestOptions>>, body: string, rounds: number): Promise<Record<Way, Times[]>> {
  const times: Record<Way, Times[]> = { direct: [], gateway: [] };
  for (let round = -20; round < rounds; round += 1) {
    for (const way of ['direct', 'gateway'] as const) {
      const found = await ask(ways[way], body);
      if (round >= 0) times[way].push(found);
    }
  }
  return times;
}

async function measure(rounds: number): Promise<void> {
  const server = fork(join(import.meta.dirname, 'gateway.ts'), ['serve']);
  const [port] = (await once(server, 'message')) as [number];
  const gateway = await openGateway({ provider: 'openai', model: 'pinned', source: { kind: 'live', upstream: { baseUrl: `http://127.0.0.1:${port}/v1`, key: 'key' } }, budget: {}, priceOf: () => null });
  const ways = { direct: { host: '127.0.0.1', port, agent: new Agent({ keepAlive: true }) }, gateway: { socketPath: join(gateway.folder, GATEWAY_SOCKET), agent: new Agent({ keepAlive: true }) } };
  for (const [name, messages] of Object.entries(SIZES)) {
    const body = bodyOf(messages);
    const times = await timesOf(ways, body, rounds);
    const of = (way: Way, field: keyof Times, share: number): number => at(times[way].map((each) => each[field]), share);
    const added = (field: keyof Times, share: number): number => Number((of('gateway', field, share) - of('direct', field, share)).toFixed(2));
    const report = { benchmark: 'gateway', request: name, rounds, bodyBytes: body.length, directFirstByteMs: of('direct', 'firstByteMs', 0.5), gatewayFirstByteMs: of('gateway', 'firstByteMs', 0.5), addedFirstByteMs: added('firstByteMs', 0.5), addedFirstByteP10Ms: added('firstByteMs', 0.1), addedFirstByteP90Ms: added('firstByteMs', 0.9), addedWholeMs: added('wholeMs', 0.5), limitMs: LIMIT_MS, held: added('firstByteMs', 0.5) <= LIMIT_MS };
    if (!process.argv.includes('--json')) process.stdout.write(`${name} request, ${body.length} bytes: first byte direct ${report.directFirstByteMs} ms, through the gateway ${report.gatewayFirstByteMs} ms; it adds ${report.addedFirstByteMs} ms (median of ${rounds}; limit ${LIMIT_MS} ms), ${report.addedFirstByteP10Ms} ms at the 10th percentile, ${report.addedFirstByteP90Ms} ms at the 90th\n`);
    process.stdout.write(`${JSON.stringify(report)}\n`);
    if (!report.held) process.exitCode = 1;
  }
  await gateway.close();
  server.kill();
  for (const { agent } of Object.values(ways)) agent.destroy();
}

if (process.argv[2] === 'serve') serve();
else await measure(Number(process.argv[2] ?? 300));
