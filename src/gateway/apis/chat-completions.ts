import type { AnswerEnding, TokenUsage } from '../../contract/gateway.ts';
import { asCount, asObject, asText, atUsualPrice, endingOf } from './model-api.ts';
import type { ModelApi } from './model-api.ts';
import { openAiError } from './openai-error.ts';
import { fetchedContent, foreignTool, setField } from './provider-work.ts';

/** OpenAI's Chat Completions, which most other servers speak too. */
export const chatCompletions: ModelApi = {
  provider: 'openai',
  generates: true,
  upstreamPath: () => '/chat/completions',
  modelOf: (body) => asText(body['model']),
  sentBody(body, model) {
    const sent = { ...atUsualPrice(body), model };
    if (body['stream'] !== true) return sent;
    // Without it a stream says nothing of tokens.
    return { ...sent, stream_options: { ...asObject(body['stream_options']), include_usage: true } };
  },
  providerWork: (body) =>
    setField(body, ['web_search_options', 'plugins', 'transforms', 'models', 'store']) ?? foreignTool(body['tools'], ({ type }) => type === 'function' || type === 'custom') ?? fetchedContent(body['messages']),
  tell: (event, told) => ({ model: told.model ?? asText(event['model']), usage: usageOf(event['usage']) ?? told.usage, ending: choiceEnding(event['choices']) ?? told.ending }),
  error: openAiError,
};

/** The first choice is the only one that is asked for. */
function choiceEnding(choices: unknown): AnswerEnding | null {
  return Array.isArray(choices) ? endingOf(asObject(choices[0])?.['finish_reason'], { length: 'cut-off', content_filter: 'filtered' }) : null;
}

function usageOf(value: unknown): TokenUsage | null {
  const usage = asObject(value);
  if (usage === null) return null;
  const input = asObject(usage['prompt_tokens_details']);
  const output = asObject(usage['completion_tokens_details']);
  return {
    inputTokens: asCount(usage['prompt_tokens']),
    cachedInputTokens: asCount(input?.['cached_tokens']),
    cacheWriteTokens: null,
    outputTokens: asCount(usage['completion_tokens']),
    reasoningTokens: asCount(output?.['reasoning_tokens']),
  };
}
