import type { AnswerEnding, TokenUsage } from '../../contract/gateway.ts';
import { asCount, asObject, asText, atUsualPrice, endingOf, sumOf } from './model-api.ts';
import type { Json, ModelApi } from './model-api.ts';
import { fetchedContent, foreignTool, setField } from './provider-work.ts';

/** Tools of Anthropic's that the client runs itself, by the words before their dates. */
const OWN_TOOLS = /^(?:custom|bash_\d+|text_editor_\d+|memory_\d+)$/;

/** Anthropic's Messages. */
export const messages: ModelApi = {
  provider: 'anthropic',
  generates: true,
  upstreamPath: () => '/v1/messages',
  modelOf: (body) => asText(body['model']),
  sentBody: (body, model) => ({ ...atUsualPrice(body), model }),
  providerWork: (body) => setField(body, ['mcp_servers', 'container']) ?? foreignTool(body['tools'], isOwn) ?? fetchedContent([body['system'], body['messages']]),
  tell(event, told) {
    // A stream begins with a message and ends with what its usage came to.
    const answer = asObject(event['message']) ?? event;
    const usage = asObject(answer['usage']);
    return { model: told.model ?? asText(answer['model']), usage: usage === null ? told.usage : usageOf(usage, event['type'] === 'message_start', told.usage), ending: endingOf(asObject(event['delta'])?.['stop_reason'] ?? answer['stop_reason'], ENDINGS) ?? told.ending };
  },
  error(status, message) {
    const types: Readonly<Record<number, string>> = { 400: 'invalid_request_error', 413: 'request_too_large', 429: 'rate_limit_error' };
    return { type: 'error', error: { type: types[status] ?? 'permission_error', message } };
  },
};

/** The token counts of a request that is not made. */
export const countTokens: ModelApi = { ...messages, generates: false, upstreamPath: () => '/v1/messages/count_tokens', tell: (_event, told) => told };

const ENDINGS: Readonly<Record<string, AnswerEnding>> = { max_tokens: 'cut-off', model_context_window_exceeded: 'cut-off', refusal: 'refused' };

function isOwn({ type }: Json): boolean {
  return type === undefined || OWN_TOOLS.test(asText(type) ?? '?');
}

/** `opens`: the output of a stream's first event is not the answer's. Cached input is counted beside the other. */
function usageOf(usage: Json, opens: boolean, before: TokenUsage | null): TokenUsage {
  const read = asCount(usage['cache_read_input_tokens']);
  const written = asCount(usage['cache_creation_input_tokens']);
  const plain = asCount(usage['input_tokens']);
  return {
    inputTokens: sumOf(plain, read, written) ?? before?.inputTokens ?? null,
    cachedInputTokens: read ?? before?.cachedInputTokens ?? null,
    cacheWriteTokens: written ?? before?.cacheWriteTokens ?? null,
    outputTokens: opens ? null : (asCount(usage['output_tokens']) ?? before?.outputTokens ?? null),
    reasoningTokens: null,
  };
}
