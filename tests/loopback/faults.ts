import type { Api, ErrorReply, Failure } from './api.ts';
import type { Fault } from './script.ts';

type StatusFault = Extract<Fault, { kind: 'status' }>;

const KINDS: Readonly<Record<StatusFault['status'], Failure>> = { 400: 'bad-request', 403: 'forbidden', 404: 'not-found', 429: 'rate-limit', 500: 'server', 503: 'unavailable', 529: 'overloaded' };
const MESSAGES: Readonly<Record<StatusFault['status'], string>> = {
  400: 'The request is not valid.',
  403: 'This is not allowed from here.',
  404: 'Not found.',
  429: 'Rate limit reached. Please try again later.',
  500: 'The server had an error while processing your request.',
  503: 'The service is unavailable.',
  529: 'Overloaded',
};

/** The provider's own words for a status; `Retry-After` as it was given, and for Google's in the body too. */
export function failureOf(api: Api, { status, retryAfter, message }: StatusFault): ErrorReply {
  const reply = api.failure(KINDS[status], message ?? MESSAGES[status]);
  if (retryAfter === undefined) return reply;
  if (api.name === 'gemini' && /^[\d.]+s$/.test(retryAfter)) {
    const { error } = reply.body as { error: Record<string, unknown> };
    return { ...reply, body: { error: { ...error, details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: retryAfter }] } } };
  }
  return { ...reply, headers: { ...reply.headers, 'retry-after': retryAfter } };
}

/** Faults that leave a whole (not streamed) answer torn. */
export function isWholeAnswerFault({ kind }: Fault): boolean {
  return kind === 'cut-off' || kind === 'malformed' || kind === 'ends-early';
}
