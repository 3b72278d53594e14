import type { IncomingHttpHeaders } from 'node:http';
import type { Api, Asked, ErrorReply, Route } from './api.ts';

interface Received {
  readonly api: Api;
  readonly route: Route;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** Undefined: no JSON. */
  readonly body: unknown;
  readonly keys: readonly string[];
  readonly models: readonly string[] | undefined;
}

/** What the provider would say to a request that its reference does not allow, or what the request asks. */
export function refusalOf({ api, route, url, headers, body, keys, models }: Received): { readonly reply: ErrorReply; readonly message: string } | { readonly asked: Asked } {
  const refuse = (kind: Parameters<Api['failure']>[0], message: string) => ({ reply: api.failure(kind, message), message });
  const key = api.keyOf(headers, url);
  if (key === null || !keys.includes(key)) return refuse('wrong-key', wrongKey(api, key));
  const missing = api.missingHeader(headers);
  if (missing !== null) return refuse('bad-request', missing);
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return refuse('bad-request', 'Unsupported content type: the body must be application/json');
  if (body === undefined) return refuse('bad-request', 'We could not parse the JSON body of your request.');
  const parsed = api.schema(route).safeParse(body);
  if (!parsed.success) return refuse('bad-request', parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const asked = api.read(parsed.data as never, route);
  if (models !== undefined && !models.includes(asked.model)) return refuse('unknown-model', unknownModel(api, asked.model));
  return { asked };
}

function wrongKey({ name }: Api, key: string | null): string {
  if (name === 'anthropic') return key === null ? 'x-api-key header is required' : 'invalid x-api-key';
  if (name === 'gemini') return 'API key not valid. Please pass a valid API key.';
  if (name === 'bedrock') return 'The security token included in the request is invalid.';
  // OpenAI quotes a part of what it was sent.
  return key === null ? "You didn't provide an API key." : `Incorrect API key provided: ${key.slice(0, 8)}***${key.slice(-4)}.`;
}

function unknownModel({ name }: Api, model: string): string {
  if (name === 'anthropic') return `model: ${model}`;
  if (name === 'gemini') return `models/${model} is not found for API version v1beta, or is not supported for generateContent.`;
  if (name === 'bedrock') return 'The provided model identifier is invalid.';
  return `The model \`${model}\` does not exist or you do not have access to it.`;
}
