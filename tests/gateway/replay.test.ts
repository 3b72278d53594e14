import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange, GatewayStop } from '../../src/contract/gateway.ts';
import { normaliseRequest } from '../../src/gateway/normalise.ts';
import { encodePieces } from '../../src/gateway/recorder.ts';
import { ask, gatewayTo, loopback, QUESTIONS, streamed } from './clients.ts';

const question = (text: string): unknown => ({ ...QUESTIONS.chat.body, messages: [{ role: 'user', content: text }] });

async function record(bodies: readonly unknown[]): Promise<{ cassette: string; texts: string[]; usage: unknown }> {
  const server = await loopback({ script: (request) => ({ text: `answer ${request.number}: ‘${'ö'.repeat(50)}’` }) });
  const gateway = await gatewayTo(server);
  const texts = [];
  for (const body of bodies) texts.push((await ask(gateway, QUESTIONS.chat.path, body)).text);
  const { exchanges, usage } = await gateway.close();
  return { cassette: exchanges, texts, usage };
}

const nowhere = { url: 'http://127.0.0.1:1' };

describe('a cassette', () => {
  test('gives the recorded answers again, with their usage, and asks nobody', async () => {
    const bodies = [question('one'), { ...(question('two') as object), stream: true }, question('one')];
    const { cassette, texts, usage } = await record(bodies);
    const gateway = await gatewayTo(nowhere, { source: { kind: 'replay', cassette } });
    const again = [];
    for (const body of bodies) again.push((await ask(gateway, QUESTIONS.chat.path, body)).text);
    expect(again).toEqual(texts);
    const report = await gateway.close();
    expect(report.usage).toEqual(usage);
    expect(report.servedModels).toEqual(['pinned']);
    expect(report.stop).toBeNull();
  });

  test('requests that were sent at once may come in another order', async () => {
    const { cassette, texts } = await record([question('one'), question('two')]);
    const gateway = await gatewayTo(nowhere, { source: { kind: 'replay', cassette } });
    const two = await ask(gateway, QUESTIONS.chat.path, question('two'));
    const one = await ask(gateway, QUESTIONS.chat.path, question('one'));
    expect([one.text, two.text]).toEqual(texts);
  });

  test('the first request that differs ends it, and says where', async () => {
    const { cassette } = await record([question('the quick brown fox'), question('two')]);
    const stops: GatewayStop[] = [];
    const gateway = await gatewayTo(nowhere, { source: { kind: 'replay', cassette }, onStop: (stop) => stops.push(stop) });
    const { status, text } = await ask(gateway, QUESTIONS.chat.path, question('the quick red fox'));
    expect(status).toBe(403);
    const reason = 'request 1 differs from the recorded one: body.messages.0.content is "the quick red fox", recorded was "the quick brown fox"';
    expect(stops).toEqual([{ kind: 'mismatch', reason }]);
    expect(JSON.parse(text)).toMatchObject({ error: { message: `ase gateway: ${reason}` } });
  });

  test('a request more than were recorded is one', async () => {
    const { cassette } = await record([question('one')]);
    const gateway = await gatewayTo(nowhere, { source: { kind: 'replay', cassette } });
    await ask(gateway, QUESTIONS.chat.path, question('one'));
    expect((await ask(gateway, QUESTIONS.chat.path, question('one'))).status).toBe(403);
    expect(gateway.report().stop).toEqual({ kind: 'mismatch', reason: 'a request more than were recorded: /v1/chat/completions' });
  });

  test('failures are played, too', async () => {
    const server = await loopback({ faults: [{ kind: 'status', status: 529 }, null] });
    const first = await gatewayTo(server, { provider: 'anthropic' });
    const { path, body } = streamed('messages');
    const statuses = [(await ask(first, path, body)).status, (await ask(first, path, body)).status];
    const gateway = await gatewayTo(nowhere, { provider: 'anthropic', source: { kind: 'replay', cassette: (await first.close()).exchanges } });
    expect([(await ask(gateway, path, body)).status, (await ask(gateway, path, body)).status]).toEqual(statuses);
  });

  test('one that is damaged, or was too long to be kept, is told at once', async () => {
    const { cassette } = await record([question('one'), question('two')]);
    const broken = [cassette.slice(0, -30), `${cassette}{"schema":"ase/note@1","note":"1 left out"}\n`];
    for (const text of broken) await expect(gatewayTo(nowhere, { source: { kind: 'replay', cassette: text } })).rejects.toThrow(/is no recorded exchange/);
  });

  test('what is too long is left out with a note', async () => {
    const server = await loopback({});
    const gateway = await gatewayTo(server, { limits: { cassetteBytes: 2_500 } });
    for (let n = 0; n < 5; n += 1) await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body);
    const { exchanges, replayable } = await gateway.close();
    expect(replayable).toBe(false);
    const lines = exchanges.trim().split('\n').map((line) => JSON.parse(line) as Exchange & { note?: string });
    const bytes = lines.slice(0, -1).map(({ request, response }) => request.body.length + response.chunks.join('').length);
    const all = bytes.reduce((sum, each) => sum + each, 0);
    expect(all).toBeLessThanOrEqual(2_500);
    expect(all + (bytes[0] ?? 0)).toBeGreaterThan(2_500);
    expect(lines.at(-1)?.note).toBe(`${5 - bytes.length} exchanges are left out: together they are longer than 2500 bytes`);
  });
});

test('what differs from run to run does not count, all else does', () => {
  const body = (text: string, session = 'a'): string => JSON.stringify({ messages: [{ content: text }], metadata: { user_id: session } });
  const same: [string, string][] = [
    ["Today's date: 2026-11-25", "Today's date: 2027-01-02"],
    ['Today is Wednesday, November 25, 2026', 'Today is Thursday, December 3, 2026'],
    ['today is 11/25/2026 (formatted)', 'today is 1/2/2027 (formatted)'],
    ['at 2026-11-25T02:16:35.123Z.', 'at 2026-11-26T02:16:36Z.'],
    ['msg_3f2b8c1e-0a4d-4f5e-9b6a-7c8d9e0f1a2b', 'msg_aaaaaaaa-0a4d-4f5e-9b6a-7c8d9e0f1a2b'],
    ['call read_file_1795574879741_0', 'call read_file_1795574866845_0'],
    ['see /tmp/gemini-x1y2/a', 'see /tmp/gemini-z/a'],
    ['Wall time: 0.123 seconds', 'Wall time: 10 seconds'],
    ['Process Group PGID: 77', 'Process Group PGID: 81'],
    ['-rw-r--r-- 1 1000 1000 12 Nov 25 02:16 a.js', '-rw-r--r-- 1 1000 1000 12 Dec  1 12:00 a.js'],
  ];
  for (const [a, b] of same) expect(normaliseRequest('/', body(a)), a).toBe(normaliseRequest('/', body(b, 'other')));
  const different: [string, string][] = [['exit code 0', 'exit code 1'], ['line 10', 'line 11'], ['see /work/repo/a', 'see /work/repo/b'], ['version 1.2.3', 'version 1.2.4']];
  for (const [a, b] of different) expect(normaliseRequest('/', body(a)), a).not.toBe(normaliseRequest('/', body(b)));
  expect(normaliseRequest('/a', body(''))).not.toBe(normaliseRequest('/b', body('')));
});

test('pieces are kept byte for byte, however they are cut', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)), fc.uint8Array().map((bytes) => Buffer.from(bytes))), fc.array(fc.nat({ max: 60 })), (bytes, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      const { encoding, chunks } = encodePieces(pieces);
      expect(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, encoding)))).toEqual(Buffer.concat(pieces));
    }),
  );
});
