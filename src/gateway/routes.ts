import type { Provider } from '../contract/gateway.ts';
import { chatCompletions } from './apis/chat-completions.ts';
import { generateContent } from './apis/generate-content.ts';
import { countTokens, messages } from './apis/messages.ts';
import type { ModelApi } from './apis/model-api.ts';
import { responses } from './apis/responses.ts';

export interface Route {
  readonly api: ModelApi;
  /** The model that the path names; null where the body does. */
  readonly pathModel: string | null;
}

/** Exact targets: nothing is decoded or joined, so that no trick with dots, slashes or percent signs means anything. */
const FIXED: Readonly<Record<string, ModelApi>> = {
  '/v1/chat/completions': chatCompletions,
  '/v1/responses': responses,
  '/v1/messages': messages,
  '/v1/messages?beta=true': messages,
  '/v1/messages/count_tokens': countTokens,
  '/v1/messages/count_tokens?beta=true': countTokens,
};

const GEMINI = /^\/v1beta\/models\/([A-Za-z0-9][A-Za-z0-9._-]{0,199}):(generateContent|streamGenerateContent|countTokens)(\?alt=sse)?$/;

/** The wire format of a request line; null for what is not the model API of this provider. */
export function routeOf(provider: Provider, method: string, target: string): Route | null {
  if (method !== 'POST') return null;
  const fixed = Object.hasOwn(FIXED, target) ? FIXED[target] : undefined;
  if (fixed !== undefined) return fixed.provider === provider ? { api: fixed, pathModel: null } : null;
  const [, model, action, query = ''] = GEMINI.exec(target) ?? [];
  if (model === undefined || provider !== 'google') return null;
  return { api: generateContent(action as 'generateContent', query), pathModel: model };
}
