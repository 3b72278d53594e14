import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import type { Turn } from './script.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from './server.ts';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function loopback(options: LoopbackOptions = {}): Promise<Loopback> {
  const server = await startLoopback(options);
  open.push(server);
  return server;
}

interface Form {
  readonly path: string;
  readonly streamPath?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly wrongKey: { readonly status: number; readonly body: unknown };
  readonly unknownModel: { readonly status: number; readonly body: unknown };
}

const openaiError = (code: string | null): unknown => ({ error: { message: expect.any(String), type: 'invalid_request_error', param: code === 'model_not_found' ? 'model' : null, code } });
const anthropicError = (type: string): unknown => ({ type: 'error', error: { type, message: expect.any(String) }, request_id: expect.any(String) });
const geminiError = (code: number, status: string): unknown => ({ error: expect.objectContaining({ code, status, message: expect.any(String) }) });
const bearer = { authorization: 'Bearer loopback-key' };
const hello = [{ role: 'user', content: 'hello' }];

const forms: Readonly<Record<string, Form>> = {
  'openai-chat': { path: '/v1/chat/completions', headers: bearer, body: { model: 'm', messages: hello }, wrongKey: { status: 401, body: openaiError('invalid_api_key') }, unknownModel: { status: 404, body: openaiError('model_not_found') } },
  'openai-responses': { path: '/v1/responses', headers: bearer, body: { model: 'm', input: 'hello' }, wrongKey: { status: 401, body: openaiError('invalid_api_key') }, unknownModel: { status: 404, body: openaiError('model_not_found') } },
  anthropic: { path: '/v1/messages', headers: { 'x-api-key': 'loopback-key', 'anthropic-version': '2023-06-01' }, body: { model: 'm', max_tokens: 10, messages: hello }, wrongKey: { status: 401, body: anthropicError('authentication_error') }, unknownModel: { status: 404, body: anthropicError('not_found_error') } },
  gemini: { path: '/v1beta/models/m:generateContent', streamPath: '/v1beta/models/m:streamGenerateContent?alt=sse', headers: { 'x-goog-api-key': 'loopback-key' }, body: { contents: [{ role: 'user', parts: [{ text: 'hello' }] }] }, wrongKey: { status: 400, body: geminiError(400, 'INVALID_ARGUMENT') }, unknownModel: { status: 404, body: geminiError(404, 'NOT_FOUND') } },
  bedrock: { path: '/model/m/converse', streamPath: '/model/m/converse-stream', headers: bearer, body: { messages: [{ role: 'user', content: [{ text: 'hello' }] }] }, wrongKey: { status: 403, body: { message: expect.any(String) } }, unknownModel: { status: 400, body: { message: expect.any(String) } } },
};

async function post(url: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<{ readonly status: number; readonly type: string; readonly text: string }> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

const without = (headers: Readonly<Record<string, string>>, name: string): Record<string, string> => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

for (const [name, form] of Object.entries(forms)) {
  test(`${name}: answers what is right and refuses the rest in the provider's own form`, async () => {
    const { url, requests } = await loopback({ script: [{ text: 'the whole answer' }], models: ['m'] });
    const target = `${url}${form.path}`;
    const right = await post(target, form.headers, form.body);
    expect([right.status, right.text]).toEqual([200, expect.stringContaining('the whole answer')]);
    const keyHeader = Object.keys(form.headers)[0] ?? '';
    const wrong = await post(target, { ...form.headers, [keyHeader]: 'Bearer other' }, form.body);
    expect({ status: wrong.status, body: JSON.parse(wrong.text) as unknown }).toEqual(form.wrongKey);
    expect((await post(target, without(form.headers, keyHeader), form.body)).status).toBe(form.wrongKey.status);
    const unknown = await post(target.replace('/m:', '/other:').replace('/m/', '/other/'), form.headers, 'model' in form.body ? { ...form.body, model: 'other' } : form.body);
    expect({ status: unknown.status, body: JSON.parse(unknown.text) as unknown }).toEqual(form.unknownModel);
    for (const broken of [{ ...form.body, max_tokns: 5 }, { ...form.body, messages: [], input: [], contents: [] }, []]) expect((await post(target, form.headers, broken)).status).toBe(400);
    expect(requests.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(requests[0]).toMatchObject({ api: name, model: 'm', streamed: false, turn: 0, body: form.body });
  });

  test(`${name}: a stream gives the pieces of the answer in order`, async () => {
    const { url } = await loopback({ script: [{ text: 'one two three four', pieceCharacters: 5 }] });
    const { status, text } = await post(`${url}${form.streamPath ?? form.path}`, form.headers, form.streamPath === undefined ? { ...form.body, stream: true } : form.body);
    expect(status).toBe(200);
    const places = ['"one t', '"wo th', '"ree f', '"our"'].map((piece) => text.indexOf(piece));
    expect(places.every((place, index) => place > (places[index - 1] ?? -1))).toBe(true);
  });
}

test('Anthropic demands its version and max_tokens above the budget for thinking', async () => {
  const { url } = await loopback();
  const { path, headers, body } = forms['anthropic'] ?? expect.fail();
  expect((await post(`${url}${path}`, without(headers, 'anthropic-version'), body)).text).toContain('anthropic-version: header is required');
  expect((await post(`${url}${path}`, headers, without({ ...body } as Record<string, string>, 'max_tokens'))).text).toContain('max_tokens');
  expect((await post(`${url}${path}`, headers, { ...body, thinking: { type: 'enabled', budget_tokens: 1024 } })).text).toContain('must be greater than');
  expect((await post(`${url}${path}/count_tokens`, headers, { model: 'm', messages: hello })).text).toMatch(/^\{"input_tokens":\d+\}$/);
});

test('faults: status with Retry-After, cut off, malformed, reset', async () => {
  const { url } = await loopback({ script: [{ text: 'x'.repeat(400) }], faults: [{ kind: 'status', status: 429, retryAfter: '7' }, { kind: 'status', status: 529 }, { kind: 'cut-off', afterPieces: 3 }, { kind: 'malformed' }, { kind: 'reset' }, { kind: 'ends-early', afterPieces: 2 }, { kind: 'error-in-stream', afterPieces: 2 }] });
  const { path, headers, body } = forms['anthropic'] ?? expect.fail();
  const target = `${url}${path}`;
  const stream = { ...body, stream: true };
  const limited = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  expect([limited.status, limited.headers.get('retry-after'), await limited.json()]).toEqual([429, '7', anthropicError('rate_limit_error')]);
  expect(await post(target, headers, body)).toMatchObject({ status: 529, text: expect.stringContaining('overloaded_error') });
  await expect(post(target, headers, stream)).rejects.toThrow(/terminated/);
  const malformed = await post(target, headers, stream);
  expect(() => malformed.text.split('\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)) as unknown)).toThrow(SyntaxError);
  await expect(post(target, headers, stream)).rejects.toThrow(/fetch failed/);
  expect((await post(target, headers, stream)).text).not.toContain('message_stop');
  expect((await post(target, headers, stream)).text).toContain('event: error');
});

test('tool calls are counted as turns, and a list of turns answers one after the other', async () => {
  const turns: Turn[] = [{ toolCalls: [{ name: 'read', input: { path: 'a' } }] }, { text: 'done' }];
  const { url, requests } = await loopback({ script: turns });
  const { path, headers, body } = forms['openai-chat'] ?? expect.fail();
  const first = JSON.parse((await post(`${url}${path}`, headers, body)).text) as { choices: { message: { tool_calls: { id: string }[] }; finish_reason: string }[] };
  expect(first.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null, tool_calls: [{ function: { name: 'read', arguments: '{"path":"a"}' } }] } });
  const again = { ...body, messages: [...hello, { ...first.choices[0]?.message, role: 'assistant' }, { role: 'tool', tool_call_id: first.choices[0]?.message.tool_calls[0]?.id, content: 'text' }] };
  expect((await post(`${url}${path}`, headers, again)).text).toContain('"done"');
  expect(requests.map(({ turn }) => turn)).toEqual([0, 1]);
});

test('as a program it prints its address', async () => {
  const child = spawn(execPath, [join(import.meta.dirname, 'main.ts'), '--key', 'k'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { path, body } = forms['openai-chat'] ?? expect.fail();
    expect(await post(`${url}${path}`, { authorization: 'Bearer k' }, body)).toMatchObject({ status: 200 });
  } finally {
    child.kill();
  }
});
