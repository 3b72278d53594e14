import { z } from 'zod';
import { type Api, bearer, type ErrorReply, event, type Failure, runsOf } from './api.ts';
import type { Answer } from './script.ts';

const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }).loose(),
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }).loose(),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }).loose(),
  z.object({ type: z.literal('tool_use'), id: z.string().regex(/^[\w-]+$/), name: z.string().min(1), input: z.record(z.string(), z.unknown()) }).loose(),
  z.object({ type: z.literal('tool_result'), tool_use_id: z.string().regex(/^[\w-]+$/), content: z.union([z.string(), z.array(z.object({ type: z.string() }).loose())]).optional(), is_error: z.boolean().optional() }).loose(),
  z.object({ type: z.enum(['image', 'document', 'search_result', 'server_tool_use', 'web_search_tool_result', 'container_upload', 'mid_conv_system', 'tool_reference']) }).loose(),
]);
const message = z.object({ role: z.enum(['user', 'assistant', 'system']), content: z.union([z.string().min(1), z.array(block).min(1)]) }).loose();
const customTool = z.object({ type: z.literal('custom').optional(), name: z.string().regex(/^[\w-]{1,128}$/), description: z.string().optional(), input_schema: z.object({ type: z.literal('object') }).loose() }).loose();
const serverTool = z.object({ type: z.string().regex(/_20\d{6}$/), name: z.string().min(1) }).loose();
const thinking = z.discriminatedUnion('type', [
  z.object({ type: z.literal('enabled'), budget_tokens: z.int().min(1024) }).loose(),
  z.object({ type: z.literal('adaptive') }).loose(),
  z.object({ type: z.literal('disabled') }),
]);

const question = {
  model: z.string().min(1),
  messages: z.array(message).min(1).refine(([first]) => first?.role !== 'assistant', 'first message must use the user role'),
  system: z.union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string().min(1) }).loose())]).optional(),
  tools: z.array(z.union([customTool, serverTool])).optional(),
  tool_choice: z.object({ type: z.enum(['auto', 'any', 'tool', 'none']) }).loose().optional(),
  thinking: thinking.optional(),
  context_management: z.unknown().optional(),
  output_config: z.object({ effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional() }).loose().optional(),
  mcp_servers: z.array(z.unknown()).optional(),
  cache_control: z.unknown().optional(),
};
const countSchema = z.strictObject(question);
const schema = z
  .strictObject({
    ...question,
    max_tokens: z.int().min(1),
    stream: z.boolean().optional(),
    temperature: z.number().min(0).max(1).optional(),
    top_p: z.number().min(0).max(1).optional(),
    top_k: z.int().min(0).optional(),
    stop_sequences: z.array(z.string()).optional(),
    metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
    service_tier: z.enum(['auto', 'standard_only']).optional(),
    container: z.unknown().optional(),
    output_format: z.unknown().optional(),
    inference_geo: z.string().nullish(),
    speed: z.string().optional(),
    diagnostics: z.unknown().optional(),
  })
  .refine(({ thinking: asked, max_tokens }) => asked?.type !== 'enabled' || asked.budget_tokens < max_tokens, '`max_tokens` must be greater than `thinking.budget_tokens`')
  .refine(({ thinking: asked, temperature }) => asked?.type !== 'enabled' || temperature === undefined || temperature === 1, '`temperature` may only be set to 1 when thinking is enabled');
type Body = z.infer<typeof schema>;

const KINDS: Readonly<Record<Failure, { readonly status: number; readonly type: string }>> = {
  'wrong-key': { status: 401, type: 'authentication_error' },
  'unknown-model': { status: 404, type: 'not_found_error' },
  'bad-request': { status: 400, type: 'invalid_request_error' },
  forbidden: { status: 403, type: 'permission_error' },
  'not-found': { status: 404, type: 'not_found_error' },
  'rate-limit': { status: 429, type: 'rate_limit_error' },
  server: { status: 500, type: 'api_error' },
  unavailable: { status: 503, type: 'api_error' },
  overloaded: { status: 529, type: 'overloaded_error' },
};

function failure(kind: Failure, message: string): ErrorReply {
  const { status, type } = KINDS[kind];
  return { status, body: { type: 'error', error: { type, message }, request_id: 'req_loopback' }, headers: { 'request-id': 'req_loopback' } };
}

/** The API has no stop reason for a filter: it says an error. */
const FILTERED = 'Output blocked by content filtering policy';

function stopReason({ end }: Answer): string {
  return { stop: 'end_turn', tool: 'tool_use', length: 'max_tokens', filtered: 'refusal', refused: 'refusal' }[end];
}

/** Input tokens leave cached ones out here. */
function inputUsage({ usage }: Answer): Record<string, unknown> {
  return usage === null ? {} : { input_tokens: usage.input - usage.cached, cache_creation_input_tokens: 0, cache_read_input_tokens: usage.cached, service_tier: 'standard' };
}

function blocksOf(answer: Answer): Record<string, unknown>[] {
  return [
    ...(answer.reasoning === '' ? [] : [{ type: 'thinking', thinking: answer.reasoning, signature: 'c2lnbmF0dXJl' }]),
    ...(answer.text === '' ? [] : [{ type: 'text', text: answer.text }]),
    ...answer.toolCalls.map((call) => {
      if (!('input' in call)) throw new Error('Anthropic Messages has no tools that take free text');
      return { type: 'tool_use', id: `toolu_${call.id}`, name: call.name, input: call.input };
    }),
  ];
}

interface BlockStream {
  readonly begun: Record<string, unknown>;
  readonly deltas: readonly Record<string, unknown>[];
}

function streamOf(block: Record<string, unknown>, { pieces }: Answer): BlockStream {
  if (block['type'] === 'thinking') {
    const deltas = pieces(String(block['thinking'])).map((thinking) => ({ type: 'thinking_delta', thinking }));
    return { begun: { type: 'thinking', thinking: '', signature: '' }, deltas: [...deltas, { type: 'signature_delta', signature: block['signature'] }] };
  }
  if (block['type'] === 'text') return { begun: { type: 'text', text: '' }, deltas: pieces(String(block['text'])).map((text) => ({ type: 'text_delta', text })) };
  return { begun: { ...block, input: {} }, deltas: ['', ...pieces(JSON.stringify(block['input']))].map((partial_json) => ({ type: 'input_json_delta', partial_json })) };
}

export const anthropic: Api = {
  name: 'anthropic',
  route(method, { pathname }) {
    const action = pathname === '/v1/messages' ? 'answer' : pathname === '/v1/messages/count_tokens' ? 'count' : null;
    return method === 'POST' && action !== null ? { model: null, action, streamed: action === 'count' ? false : null, dialect: 'strict', framing: 'sse' } : null;
  },
  keyOf: (headers) => (typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : bearer(headers)),
  missingHeader: (headers) => (headers['anthropic-version'] === '2023-06-01' ? null : 'anthropic-version: header is required'),
  schema: ({ action }) => (action === 'count' ? countSchema : schema),
  read: (body: Body) => ({ model: body.model, streamed: body.stream === true, turn: runsOf(body.messages, ({ role }) => role === 'assistant'), tellsUsage: true }),
  failure,
  count: (tokens) => ({ input_tokens: tokens }),
  whole(answer) {
    if (answer.end === 'filtered') return failure('bad-request', FILTERED).body;
    return { id: `msg_${answer.id}`, type: 'message', role: 'assistant', model: answer.model, content: blocksOf(answer), stop_reason: stopReason(answer), stop_sequence: null, usage: { ...inputUsage(answer), output_tokens: answer.usage?.output ?? 0 } };
  },
  *stream(answer) {
    yield event({ type: 'message_start', message: { id: `msg_${answer.id}`, type: 'message', role: 'assistant', model: answer.model, content: [], stop_reason: null, stop_sequence: null, usage: { ...inputUsage(answer), output_tokens: 1 } } }, 'message_start');
    yield event({ type: 'ping' }, 'ping');
    for (const [index, block] of blocksOf(answer).entries()) {
      const { begun, deltas } = streamOf(block, answer);
      yield event({ type: 'content_block_start', index, content_block: begun }, 'content_block_start');
      for (const delta of deltas) yield event({ type: 'content_block_delta', index, delta }, 'content_block_delta');
      yield event({ type: 'content_block_stop', index }, 'content_block_stop');
    }
    if (answer.end === 'filtered') {
      yield event(failure('bad-request', FILTERED).body, 'error');
      return;
    }
    yield event({ type: 'message_delta', delta: { stop_reason: stopReason(answer), stop_sequence: null }, usage: { ...inputUsage(answer), output_tokens: answer.usage?.output ?? 0 } }, 'message_delta');
    yield event({ type: 'message_stop' }, 'message_stop');
  },
  streamFailure: (kind, message) => event(failure(kind, message).body, 'error'),
};
