import { describe, expect, test } from 'vitest';
import type { Gateway } from '../../src/contract/gateway.ts';
import { ask, gatewayTo, loopback, QUESTIONS, sendRaw } from './clients.ts';

const BODY = JSON.stringify(QUESTIONS.chat.body);
const head = (line: string, ...headers: string[]): string => [line, 'host: gateway', 'content-type: application/json', ...headers, '', ''].join('\r\n');
const post = (target: string, ...headers: string[]): string => `${head(`POST ${target} HTTP/1.1`, `content-length: ${BODY.length}`, 'connection: close', ...headers)}${BODY}`;

/** The first line of each answer, and what the gateway noted. */
async function refused(gateway: Gateway, bytes: string): Promise<{ said: string; kinds: string[] }> {
  const before = gateway.report().refusals.length;
  const said = await sendRaw(gateway, bytes);
  return { said: said.split('\r\n', 1)[0] ?? '', kinds: gateway.report().refusals.slice(before).map(({ kind }) => kind) };
}

describe('what is not the API of the model', () => {
  test.each([
    ['another path', post('/v1/files'), '403', 'foreign'],
    ['the models', head('GET /v1/models HTTP/1.1', 'connection: close'), '403', 'foreign'],
    ['another method', head('DELETE /v1/chat/completions HTTP/1.1', 'connection: close'), '403', 'foreign'],
    ["another provider's API", post('/v1/messages'), '403', 'foreign'],
    ['a query', post('/v1/chat/completions?x=1'), '403', 'foreign'],
    ['a parent folder', post('/v1/../v1/chat/completions'), '403', 'hostile'],
    ['an encoded parent folder', post('/v1/%2e%2e/files'), '403', 'hostile'],
    ['an empty part', post('//v1/chat/completions'), '403', 'hostile'],
    ['an encoded letter', post('/v1/chat/completion%73'), '403', 'hostile'],
    ['an absolute target', post('http://example.com/v1/chat/completions'), '403', 'hostile'],
    ['an asterisk', head('OPTIONS * HTTP/1.1', 'connection: close'), '403', 'hostile'],
    ['a tunnel', head('CONNECT example.com:443 HTTP/1.1'), '403', 'hostile'],
    ['a websocket', head('GET /v1/responses HTTP/1.1', 'connection: upgrade', 'upgrade: websocket'), '403', 'hostile'],
    ['an encoded body', post('/v1/chat/completions', 'content-encoding: gzip'), '415', 'foreign'],
  ])('%s', async (_what, bytes, status, kind) => {
    const server = await loopback({});
    const gateway = await gatewayTo(server);
    const { said, kinds } = await refused(gateway, bytes);
    expect({ said: said.split(' ')[1], kinds }).toEqual({ said: status, kinds: [kind] });
    expect(server.requests).toEqual([]);
  });
});

describe('broken HTTP', () => {
  const smuggled = `0\r\n\r\n${head('POST /v1/chat/completions HTTP/1.1', 'content-length: 2')}{}`;
  test.each([
    ['two lengths', head('POST /v1/chat/completions HTTP/1.1', 'content-length: 2', 'content-length: 300') + BODY],
    ['a length and chunks', head('POST /v1/chat/completions HTTP/1.1', 'content-length: 4', 'transfer-encoding: chunked') + smuggled],
    ['chunks that are disguised', head('POST /v1/chat/completions HTTP/1.1', 'transfer-encoding: xchunked') + smuggled],
    ['a space before the colon', head('POST /v1/chat/completions HTTP/1.1', 'content-length : 4') + smuggled],
    ['a folded header', head('POST /v1/chat/completions HTTP/1.1', 'x: a', ' transfer-encoding: chunked', 'content-length : 4') + smuggled],
    ['a bare line feed', `POST /v1/chat/completions HTTP/1.1\nhost: a\ntransfer-encoding: chunked\n\n${smuggled}`],
    ['no host', 'POST /v1/chat/completions HTTP/1.1\r\n\r\n'],
    ['huge headers', head('POST /v1/chat/completions HTTP/1.1', `x: ${'a'.repeat(70_000)}`)],
    ['many headers', head('POST /v1/chat/completions HTTP/1.1', ...Array.from({ length: 5_000 }, (_, n) => `x${n}: a`))],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ])('%s', async (_what, bytes) => {
    const server = await loopback({});
    const gateway = await gatewayTo(server);
    const said = await sendRaw(gateway, bytes);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(server.requests).toEqual([]);
    expect((await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body)).status).toBe(200);
  });

  test('a slow request is cut off, others are served meanwhile', async () => {
    const server = await loopback({});
    const gateway = await gatewayTo(server, { limits: { requestMs: 500 } });
    const slow = [sendRaw(gateway, 'POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\n'), sendRaw(gateway, `${head('POST /v1/chat/completions HTTP/1.1', 'content-length: 1000')}{"mo`)];
    expect((await ask(gateway, QUESTIONS.chat.path, QUESTIONS.chat.body)).status).toBe(200);
    for (const said of await Promise.all(slow)) expect(said).toMatch(/^HTTP\/1\.1 4\d\d|^$/);
    expect(server.requests).toHaveLength(1);
  });
});

test.each([
  ['longer than allowed, as said', '{"model":"pinned","messages":[]}'.padEnd(3_000, ' '), {}, 413],
  ['longer than allowed, in chunks', '{"model":"pinned","messages":[]}'.padEnd(3_000, ' '), { 'transfer-encoding': 'chunked' }, 413],
  ['no JSON', 'hello', {}, 400],
  ['a list', '[]', {}, 400],
  ['nested too deep', `{"messages":${'['.repeat(900)}${']'.repeat(900)}}`, {}, 400],
])('a body that is %s', async (_what, body, headers, status) => {
  const server = await loopback({});
  const gateway = await gatewayTo(server, { limits: { bodyBytes: 2_000 } });
  const answer = await ask(gateway, QUESTIONS.chat.path, body, headers);
  expect(answer.status).toBe(status);
  expect(gateway.report().refusals.map(({ kind }) => kind)).toEqual(['hostile']);
  expect(server.requests).toEqual([]);
});

const image = { type: 'image_url', image_url: { url: 'https://example.com/fix.png' } };
const chat = QUESTIONS.chat.body;
const user = (content: unknown): unknown => [{ role: 'user', content }];
const parts = (part: unknown): unknown => [{ role: 'user', parts: [part] }];

test.each([
  ['chat', { ...chat, web_search_options: {} }],
  ['chat', { ...chat, plugins: [{ id: 'web' }] }],
  ['chat', { ...chat, messages: user([image]) }],
  ['chat', { ...chat, messages: user([{ type: 'file', file: { file_id: 'file-1' } }]) }],
  ['responses', { ...QUESTIONS.responses.body, tools: [{ type: 'web_search' }] }],
  ['responses', { ...QUESTIONS.responses.body, tools: [{ type: 'mcp', server_label: 'x', server_url: 'https://example.com' }] }],
  ['responses', { ...QUESTIONS.responses.body, tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] }],
  ['responses', { ...QUESTIONS.responses.body, tools: [{ type: 'namespace', name: 'a', tools: [{ type: 'web_search_preview' }] }] }],
  ['responses', { ...QUESTIONS.responses.body, tools: [{ type: 'tool_search' }] }],
  ['responses', { ...QUESTIONS.responses.body, tools: [{ type: 'shell', environment: { type: 'container_auto' } }] }],
  ['responses', { ...QUESTIONS.responses.body, previous_response_id: 'resp_1' }],
  ['responses', { ...QUESTIONS.responses.body, input: [{ type: 'item_reference', id: 'msg_1' }] }],
  ['responses', { ...QUESTIONS.responses.body, background: true }],
  ['responses', { ...QUESTIONS.responses.body, input: user([{ type: 'input_file', file_url: 'https://example.com/fix.pdf' }]) }],
  ['responses', { ...QUESTIONS.responses.body, input: user([{ type: 'input_image', image_url: 'https://example.com/fix.png' }]) }],
  ['messages', { ...QUESTIONS.messages.body, tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
  ['messages', { ...QUESTIONS.messages.body, tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] }],
  ['messages', { ...QUESTIONS.messages.body, mcp_servers: [{ type: 'url', url: 'https://example.com', name: 'x' }] }],
  ['messages', { ...QUESTIONS.messages.body, messages: user([{ type: 'document', source: { type: 'url', url: 'https://example.com/fix.pdf' } }]) }],
  ['messages', { ...QUESTIONS.messages.body, messages: user([{ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'image', source: { type: 'url', url: 'https://example.com/a' } }] }]) }],
  ['gemini', { ...QUESTIONS.gemini.body, tools: [{ googleSearch: {} }] }],
  ['gemini', { ...QUESTIONS.gemini.body, tools: [{ functionDeclarations: [], urlContext: {} }] }],
  ['gemini', { ...QUESTIONS.gemini.body, contents: parts({ fileData: { fileUri: 'https://example.com/video' } }) }],
  ['gemini', { ...QUESTIONS.gemini.body, cachedContent: 'cachedContents/1' }],
] as const)('%s: what the provider would search, fetch, run or remember is refused: %j', async (name, body) => {
  const server = await loopback({});
  const { provider, path } = QUESTIONS[name];
  const gateway = await gatewayTo(server, { provider });
  expect((await ask(gateway, path, body)).status).toBe(403);
  expect(gateway.report().refusals.map(({ kind }) => kind)).toEqual(['tool']);
  expect(server.requests).toEqual([]);
});

test("content of its own, and what an agent's own tools take, is let through", async () => {
  const server = await loopback({});
  const png = 'data:image/png;base64,iVBORw0KGgo=';
  const openai = await gatewayTo(server);
  const messages = user([{ type: 'image_url', image_url: { url: png } }, { type: 'text', text: 'see https://example.com' }]);
  expect((await ask(openai, QUESTIONS.chat.path, { ...chat, messages })).status).toBe(200);
  const anthropic = await gatewayTo(server, { provider: 'anthropic' });
  const called = [...(user('x') as unknown[]), { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'read', input: { url: 'https://example.com' } }] }, ...(user([{ type: 'tool_result', tool_use_id: 'a', content: 'no network' }]) as unknown[])];
  expect((await ask(anthropic, QUESTIONS.messages.path, { ...QUESTIONS.messages.body, messages: called })).status).toBe(200);
});

test('nothing is asked at another price, or stored', async () => {
  const server = await loopback({});
  const sent = async (name: keyof typeof QUESTIONS, more: object): Promise<unknown> => {
    const { provider, path, body } = QUESTIONS[name];
    const gateway = await gatewayTo(server, { provider });
    await ask(gateway, path, { ...body, ...more });
    return server.requests.at(-1)?.body;
  };
  expect(await sent('chat', { service_tier: 'priority' })).toEqual(QUESTIONS.chat.body);
  expect(await sent('responses', { service_tier: 'priority', store: true })).toEqual({ ...QUESTIONS.responses.body, store: false });
  expect(await sent('messages', { service_tier: 'auto', speed: 'fast' })).toEqual(QUESTIONS.messages.body);
  expect(await sent('gemini', { model: 'models/much-stronger' })).toEqual(QUESTIONS.gemini.body);
});

test('keys and cookies of the agent go nowhere', async () => {
  const server = await loopback({});
  const gateway = await gatewayTo(server, { provider: 'google' });
  const secrets = { authorization: 'Bearer of-the-agent', 'x-api-key': 'of-the-agent', 'x-goog-api-key': 'of-the-agent', cookie: 'of-the-agent', 'x-forwarded-for': 'of-the-agent', 'proxy-authorization': 'of-the-agent' };
  expect((await ask(gateway, QUESTIONS.gemini.path, QUESTIONS.gemini.body, secrets)).status).toBe(200);
  expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('of-the-agent');
  expect((await gateway.close()).exchanges).not.toContain('of-the-agent');
});
