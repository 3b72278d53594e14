import { z } from 'zod';
import { type Api, bearer, event, runsOf, type Route } from './api.ts';
import { openaiFailure } from './openai-errors.ts';
import type { Answer } from './script.ts';

const textParts = z.array(z.object({ type: z.enum(['text', 'refusal', 'image_url', 'input_audio', 'file']), text: z.string().optional() }).loose()).min(1);
const content = z.union([z.string(), textParts]);
const toolCall = z.object({ id: z.string().min(1), type: z.literal('function'), function: z.object({ name: z.string().min(1), arguments: z.string() }) }).loose();
const message = z.discriminatedUnion('role', [
  z.object({ role: z.literal('developer'), content }).loose(),
  z.object({ role: z.literal('system'), content }).loose(),
  z.object({ role: z.literal('user'), content }).loose(),
  z.object({ role: z.literal('assistant'), content: content.nullish(), refusal: z.string().nullish(), tool_calls: z.array(toolCall).min(1).optional() }).loose(),
  z.object({ role: z.literal('tool'), content, tool_call_id: z.string().min(1) }).loose(),
]);
const tool = z.object({
  type: z.literal('function'),
  function: z.object({ name: z.string().regex(/^[\w-]{1,64}$/), description: z.string().optional(), parameters: z.record(z.string(), z.unknown()).optional(), strict: z.boolean().nullish() }),
}).loose();

const fields = {
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  seed: z.int().nullish(),
  n: z.int().min(1).max(128).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  tools: z.array(tool).max(128).optional(),
  tool_choice: z.union([z.enum(['none', 'auto', 'required']), z.object({ type: z.string() }).loose()]).optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: z.object({ type: z.enum(['text', 'json_object', 'json_schema']) }).loose().optional(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  modalities: z.array(z.enum(['text', 'audio'])).nullish(),
  prediction: z.unknown().optional(),
  prompt_cache_key: z.string().optional(),
  prompt_cache_retention: z.string().nullish(),
  safety_identifier: z.string().optional(),
  service_tier: z.string().nullish(),
  store: z.boolean().nullish(),
  user: z.string().optional(),
  web_search_options: z.unknown().optional(),
};
const strict = z.strictObject(fields);
/** OpenRouter's `reasoning` is one object with either an effort or a number of tokens. */
const openrouter = z.looseObject({
  ...fields,
  reasoning: z.strictObject({ effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).optional(), max_tokens: z.int().optional(), exclude: z.boolean().optional(), enabled: z.boolean().optional() })
    .refine(({ effort, max_tokens }) => effort === undefined || max_tokens === undefined, 'only one of "effort" and "max_tokens" can be specified').optional(),
});
type Body = z.infer<typeof strict>;

const PREFIXES: Readonly<Record<string, Route['dialect']>> = { '/v1': 'strict', '/compatible/v1': 'compatible', '/api/v1': 'openrouter' };

function finishReason({ end }: Answer): string {
  return { stop: 'stop', tool: 'tool_calls', length: 'length', filtered: 'content_filter', refused: 'stop' }[end];
}

function usageOf({ usage }: Answer, { dialect }: Route): unknown {
  if (usage === null) return undefined;
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoning, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
    ...(dialect === 'openrouter' ? { cost: (usage.input + usage.output) / 1e6, is_byok: false } : {}),
  };
}

/** OpenAI never tells thoughts here; the others do, in fields of their own. */
function thought(text: string, { dialect }: Route): Record<string, unknown> {
  if (text === '' || dialect === 'strict') return {};
  return dialect === 'compatible' ? { reasoning_content: text } : { reasoning: text, reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }] };
}

function callsOf({ toolCalls }: Answer): { id: string; type: string; function: { name: string; arguments: string } }[] {
  return toolCalls.map((call) => {
    if (!('input' in call)) throw new Error('Chat Completions has no tools that take free text');
    return { id: call.id, type: 'function', function: { name: call.name, arguments: JSON.stringify(call.input) } };
  });
}

export const openaiChat: Api = {
  name: 'openai-chat',
  route(method, { pathname }) {
    const prefix = /^(.*)\/chat\/completions$/.exec(pathname)?.[1];
    const dialect = prefix === undefined ? undefined : PREFIXES[prefix];
    return method === 'POST' && dialect !== undefined ? { model: null, action: 'answer', streamed: null, dialect, framing: 'sse' } : null;
  },
  keyOf: bearer,
  missingHeader: () => null,
  schema: ({ dialect }) => (dialect === 'strict' ? strict : dialect === 'openrouter' ? openrouter : z.looseObject(fields)),
  read: (body: Body) => ({
    model: body.model,
    streamed: body.stream === true,
    turn: runsOf(body.messages, ({ role }) => role === 'assistant'),
    tellsUsage: body.stream !== true || body.stream_options?.include_usage === true,
  }),
  failure: openaiFailure,
  count: () => ({}),
  whole(answer, route) {
    const calls = callsOf(answer);
    const refused = answer.end === 'refused' && route.dialect === 'strict';
    const said = { role: 'assistant', content: refused || (answer.text === '' && calls.length > 0) ? null : answer.text, refusal: refused ? answer.text : null, annotations: [], ...thought(answer.reasoning, route), ...(calls.length > 0 ? { tool_calls: calls } : {}) };
    return {
      id: `chatcmpl-${answer.id}`, object: 'chat.completion', created: answer.createdSeconds, model: answer.model,
      choices: [{ index: 0, message: said, logprobs: null, finish_reason: finishReason(answer) }],
      usage: usageOf(answer, route), service_tier: 'default', system_fingerprint: 'fp_loopback',
    };
  },
  *stream(answer, route, { tellsUsage }) {
    const chunk = (delta: unknown, finish: string | null = null): string =>
      event({ id: `chatcmpl-${answer.id}`, object: 'chat.completion.chunk', created: answer.createdSeconds, model: answer.model, service_tier: 'default', system_fingerprint: 'fp_loopback', choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], ...(tellsUsage ? { usage: null } : {}) });
    const refused = answer.end === 'refused' && route.dialect === 'strict';
    yield chunk({ role: 'assistant', content: refused ? null : '', ...(refused ? { refusal: '' } : {}) });
    if (route.dialect !== 'strict') for (const piece of answer.pieces(answer.reasoning)) yield chunk(thought(piece, route));
    for (const piece of answer.pieces(answer.text)) yield chunk(refused ? { refusal: piece } : { content: piece });
    for (const [index, call] of callsOf(answer).entries()) {
      yield chunk({ tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.function.name, arguments: '' } }] });
      for (const piece of answer.pieces(call.function.arguments)) yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
    yield chunk({}, finishReason(answer));
    const usage = usageOf(answer, route);
    if (tellsUsage && usage !== undefined) yield event({ id: `chatcmpl-${answer.id}`, object: 'chat.completion.chunk', created: answer.createdSeconds, model: answer.model, choices: [], usage });
    yield 'data: [DONE]\n\n';
  },
  streamFailure: (kind, message) => event(openaiFailure(kind, message).body),
};
