import type { ErrorReply, Failure } from './api.ts';

const KINDS: Readonly<Record<Failure, { readonly status: number; readonly type: string; readonly code: string | null }>> = {
  'wrong-key': { status: 401, type: 'invalid_request_error', code: 'invalid_api_key' },
  'unknown-model': { status: 404, type: 'invalid_request_error', code: 'model_not_found' },
  'bad-request': { status: 400, type: 'invalid_request_error', code: null },
  forbidden: { status: 403, type: 'invalid_request_error', code: 'unsupported_country_region_territory' },
  'not-found': { status: 404, type: 'invalid_request_error', code: null },
  'rate-limit': { status: 429, type: 'tokens', code: 'rate_limit_exceeded' },
  server: { status: 500, type: 'server_error', code: null },
  unavailable: { status: 503, type: 'server_error', code: null },
  overloaded: { status: 529, type: 'server_error', code: null },
};

/** OpenAI's error object, of both its APIs. */
export function openaiFailure(kind: Failure, message: string): ErrorReply {
  const { status, type, code } = KINDS[kind];
  return { status, body: { error: { message, type, param: kind === 'unknown-model' ? 'model' : null, code } }, headers: { 'x-request-id': 'req_loopback' } };
}
