import type { AnswerEnding, TokenUsage } from '../../contract/gateway.ts';
import { asCount, asObject, asText, atUsualPrice, endingOf } from './model-api.ts';
import type { Json, ModelApi } from './model-api.ts';
import { openAiError } from './openai-error.ts';
import { fetchedContent, foreignTool, setField } from './provider-work.ts';

/** What the client runs itself. */
const OWN_TOOLS = new Set<unknown>(['function', 'custom', 'local_shell', 'shell', 'apply_patch']);

/** OpenAI's Responses. */
export const responses: ModelApi = {
  provider: 'openai',
  generates: true,
  upstreamPath: () => '/responses',
  modelOf: (body) => asText(body['model']),
  // What is stored could be read by whoever shares the key.
  sentBody: (body, model) => ({ ...atUsualPrice(body), model, store: false }),
  providerWork: (body) => setField(body, ['previous_response_id', 'conversation', 'prompt']) ?? background(body) ?? foreignTool(body['tools'], isOwn) ?? fetchedContent(body['input']),
  tell(event, told) {
    // The answer itself, or inside of an event of its stream.
    const answer = asObject(event['response']) ?? event;
    return { model: told.model ?? asText(answer['model']), usage: usageOf(answer['usage']) ?? told.usage, ending: responseEnding(answer) ?? told.ending };
  },
  error: openAiError,
};

/** Until it is whole or given up it is `in_progress`. */
function responseEnding({ status, incomplete_details: incomplete }: Json): AnswerEnding | null {
  if (status === 'completed') return 'whole';
  return status === 'incomplete' ? endingOf(asObject(incomplete)?.['reason'] ?? '', { max_output_tokens: 'cut-off', content_filter: 'filtered' }) : null;
}

function background(body: Json): string | null {
  return body['background'] === true ? 'an answer in the background' : null;
}

function isOwn(tool: Json): boolean {
  if (tool['type'] === 'namespace') return foreignTool(tool['tools'], isOwn) === null;
  // So may a search for tools run there.
  // Where tools are many, models search for them: in a list of the client's, or at the provider.
  if (tool['type'] === 'tool_search') return tool['execution'] === 'client';
  // A shell may also live in a container of the provider's.
  return OWN_TOOLS.has(tool['type']) && tool['environment'] === undefined;
}

function usageOf(value: unknown): TokenUsage | null {
  const usage = asObject(value);
  if (usage === null) return null;
  const input = asObject(usage['input_tokens_details']);
  const output = asObject(usage['output_tokens_details']);
  return {
    inputTokens: asCount(usage['input_tokens']),
    cachedInputTokens: asCount(input?.['cached_tokens']),
    cacheWriteTokens: null,
    outputTokens: asCount(usage['output_tokens']),
    reasoningTokens: asCount(output?.['reasoning_tokens']),
  };
}
