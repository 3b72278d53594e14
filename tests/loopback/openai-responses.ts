import { z } from 'zod';
import { type Api, bearer, event, runsOf } from './api.ts';
import { openaiFailure } from './openai-errors.ts';
import { itemsOf, type OutputItem } from './openai-response-items.ts';
import type { Answer } from './script.ts';

const part = z.object({ type: z.enum(['input_text', 'input_image', 'input_file', 'output_text', 'refusal', 'summary_text', 'reasoning_text']) }).loose();
const output = z.union([z.string(), z.array(part)]);
const inputItem = z.union([
  z.object({ type: z.literal('message').optional(), role: z.enum(['user', 'system', 'developer', 'assistant']), content: z.union([z.string(), z.array(part)]) }).loose(),
  z.object({ type: z.literal('function_call'), call_id: z.string().min(1), name: z.string().min(1), arguments: z.string() }).loose(),
  z.object({ type: z.literal('function_call_output'), call_id: z.string().min(1), output }).loose(),
  z.object({ type: z.literal('custom_tool_call'), call_id: z.string().min(1), name: z.string().min(1), input: z.string() }).loose(),
  z.object({ type: z.literal('custom_tool_call_output'), call_id: z.string().min(1), output }).loose(),
  z.object({ type: z.literal('reasoning'), summary: z.array(part) }).loose(),
  z.object({ type: z.enum(['item_reference', 'local_shell_call', 'local_shell_call_output', 'shell_call', 'shell_call_output', 'web_search_call', 'compaction', 'additional_tools']) }).loose(),
]);
const tool = z.union([
  z.object({ type: z.literal('function'), name: z.string().regex(/^[\w.-]{1,64}$/), parameters: z.record(z.string(), z.unknown()).nullish(), strict: z.boolean().nullish(), description: z.string().nullish() }).loose(),
  z.object({ type: z.literal('custom'), name: z.string().min(1), format: z.object({ type: z.enum(['text', 'grammar']) }).loose().optional() }).loose(),
  z.object({ type: z.enum(['web_search', 'web_search_preview', 'file_search', 'code_interpreter', 'image_generation', 'local_shell', 'shell', 'apply_patch', 'mcp', 'computer_use_preview', 'namespace', 'tool_search']) }).loose(),
]);
const schema = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(inputItem).min(1)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_obfuscation: z.boolean().optional() }).loose().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  max_tool_calls: z.int().nullish(),
  reasoning: z.strictObject({ effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(), summary: z.enum(['auto', 'concise', 'detailed']).nullish(), generate_summary: z.string().nullish(), context: z.string().nullish() }).nullish(),
  text: z.object({ verbosity: z.enum(['low', 'medium', 'high']).nullish(), format: z.object({ type: z.string() }).loose().nullish() }).loose().nullish(),
  tools: z.array(tool).optional(),
  tool_choice: z.union([z.enum(['none', 'auto', 'required']), z.object({ type: z.string() }).loose()]).optional(),
  parallel_tool_calls: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  store: z.boolean().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  client_metadata: z.record(z.string(), z.unknown()).nullish(),
  previous_response_id: z.string().nullish(),
  conversation: z.unknown().optional(),
  prompt: z.unknown().optional(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_retention: z.string().nullish(),
  safety_identifier: z.string().nullish(),
  service_tier: z.string().nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  background: z.boolean().nullish(),
  user: z.string().nullish(),
});
type Body = z.infer<typeof schema>;

const MADE_BY_MODEL = new Set(['function_call', 'custom_tool_call', 'local_shell_call', 'shell_call', 'web_search_call', 'reasoning']);

function responseOf(answer: Answer, output: readonly OutputItem[], isDone: boolean): Record<string, unknown> {
  const { usage, end } = answer;
  const reason = end === 'length' ? 'max_output_tokens' : end === 'filtered' ? 'content_filter' : null;
  return {
    id: `resp_${answer.id}`, object: 'response', created_at: answer.createdSeconds, status: isDone ? (reason === null ? 'completed' : 'incomplete') : 'in_progress',
    error: null, incomplete_details: isDone && reason !== null ? { reason } : null, instructions: null, metadata: {}, model: answer.model, output,
    parallel_tool_calls: true, previous_response_id: null, reasoning: { effort: null, summary: null }, service_tier: 'default', store: false, temperature: 1, text: { format: { type: 'text' } },
    tool_choice: 'auto', tools: [], top_p: 1, truncation: 'disabled', user: null,
    usage: isDone && usage !== null
      ? { input_tokens: usage.input, input_tokens_details: { cached_tokens: usage.cached }, output_tokens: usage.output, output_tokens_details: { reasoning_tokens: usage.reasoning }, total_tokens: usage.input + usage.output }
      : null,
  };
}

export const openaiResponses: Api = {
  name: 'openai-responses',
  route: (method, { pathname }) => (method === 'POST' && pathname === '/v1/responses' ? { model: null, action: 'answer', streamed: null, dialect: 'strict', framing: 'sse' } : null),
  keyOf: bearer,
  missingHeader: () => null,
  schema: () => schema,
  read: (body: Body) => ({
    model: body.model,
    streamed: body.stream === true,
    turn: typeof body.input === 'string' ? 0 : runsOf(body.input, (item) => ('role' in item ? item.role === 'assistant' : MADE_BY_MODEL.has(item.type ?? ''))),
    tellsUsage: true,
  }),
  failure: openaiFailure,
  count: () => ({}),
  whole: (answer) => responseOf(answer, itemsOf(answer).map(({ whole }) => whole), true),
  *stream(answer) {
    let sequence = -1;
    const tell = (type: string, fields: object): string => {
      sequence += 1;
      return event({ type, sequence_number: sequence, ...fields }, type);
    };
    yield tell('response.created', { response: responseOf(answer, [], false) });
    yield tell('response.in_progress', { response: responseOf(answer, [], false) });
    const items = itemsOf(answer);
    for (const [output_index, item] of items.entries()) {
      yield tell('response.output_item.added', { output_index, item: item.begun });
      for (const { type, ...fields } of item.steps) yield tell(type, { item_id: item.whole.id, output_index, ...fields });
      yield tell('response.output_item.done', { output_index, item: item.whole });
    }
    const isWhole = answer.end !== 'length' && answer.end !== 'filtered';
    yield tell(isWhole ? 'response.completed' : 'response.incomplete', { response: responseOf(answer, items.map(({ whole }) => whole), true) });
  },
  streamFailure: (kind, message) => event({ type: 'error', sequence_number: 99, code: kind === 'rate-limit' ? 'rate_limit_exceeded' : 'server_error', message, param: null }, 'error'),
};
