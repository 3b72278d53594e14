import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Connection } from './connection.ts';
import type { ModelSpec } from './model-spec.ts';
import type { Fetch } from './transport.ts';

/** Models that were opened, by all that they depend on. */
export type LanguageModels = (spec: ModelSpec, connection: Connection) => Promise<LanguageModelV4>;

/** Opens each model once: making its schemas takes milliseconds. */
export function createLanguageModels(fetch: Fetch): LanguageModels {
  const opened = new Map<string, Promise<LanguageModelV4>>();
  return ({ provider, model }, connection) => {
    const place = JSON.stringify([provider, model, connection]);
    const found = opened.get(place) ?? openLanguageModel({ provider, model }, connection, fetch);
    opened.set(place, found);
    return found;
  };
}

/**
 * The AI SDK's model. Providers are loaded when they are first used: each costs a tenth of a second. Addresses and keys are always handed over, and the
 * model is always an object of its provider: a name alone would send the prompt to the SDK vendor's gateway.
 */
async function openLanguageModel({ provider, model }: Pick<ModelSpec, 'provider' | 'model'>, { baseUrl, key, aws }: Connection, fetch: Fetch): Promise<LanguageModelV4> {
  const place = { fetch, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) };
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ ...place, ...keyOf(key) }).responses(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ ...place, ...keyOf(key) })(model);
    }
    case 'google': {
      const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
      return createGoogleGenerativeAI({ ...place, ...keyOf(key) })(model);
    }
    case 'bedrock': {
      const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
      return createAmazonBedrock({ ...place, ...aws, ...keyOf(key) })(model);
    }
    case 'openrouter': {
      const { createOpenRouter } = await import('@openrouter/ai-sdk-provider');
      return createOpenRouter({ ...place, ...keyOf(key), compatibility: 'strict' }).chat(model, { usage: { include: true } });
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const { extractReasoningMiddleware, wrapLanguageModel } = await import('ai');
      const plain = createOpenAICompatible({ name: 'compatible', baseURL: baseUrl ?? '', fetch, includeUsage: true, ...keyOf(key) })(model);
      return wrapLanguageModel({ model: plain, middleware: extractReasoningMiddleware({ tagName: 'think', separator: '' }) });
    }
  }
}

function keyOf(key: string | undefined): { apiKey?: string } {
  return key === undefined ? {} : { apiKey: key };
}
