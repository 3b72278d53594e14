import type { Json } from './model-api.ts';

/** An error as OpenAI writes it. */
export function openAiError(status: number, message: string): Json {
  return { error: { message, type: status === 429 ? 'insufficient_quota' : 'invalid_request_error', param: null, code: 'gateway' } };
}
