import { APICallError } from '@ai-sdk/provider';
import { retryAfterMs } from './retry-after.ts';

/** What a failed request means for what comes next. `message` is the provider's own, not yet free of secrets. */
export type Failure =
  /** Worth asking again. */
  | { readonly kind: 'passing'; readonly message: string; readonly isRateLimit: boolean; readonly retryAfterMs: number | null }
  /** Every request would fail like this one. */
  | { readonly kind: 'wrong-key' | 'no-credit' | 'unknown-model'; readonly message: string }
  /** The provider does not take this request. */
  | { readonly kind: 'rejected'; readonly message: string; readonly isTooLong: boolean }
  /** The provider does not let this be asked or answered. */
  | { readonly kind: 'filtered'; readonly message: string };

interface Facts {
  readonly status: number | null;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Everything that the provider said, to look for its codes. */
  readonly body: string;
  /** Of an error inside a stream, where there is no status. */
  readonly isRetryable: boolean | null;
}

const FILTERED = /content[ _-]filter|content[ _]management[ _]policy|content[ _]policy[ _]violation|"invalid_prompt"|violating our usage policy|output blocked/i;
const NO_CREDIT = /insufficient_quota|credit balance is too low|insufficient credits|billing_hard_limit|billing_not_active/i;
const WRONG_KEY = /API_KEY_INVALID|invalid_api_key|"?UnrecognizedClientException/;
const UNKNOWN_MODEL = /model_not_found|not a valid model|model identifier is invalid|does not exist or you do not have access|no such model|unknown model/i;
const TOO_LONG = /context[ _]length|context window|too long|too large|too many (input )?tokens|maximum (number of )?(input )?tokens|token limit|exceeds? the (maximum|limit)/i;
/** Characters of a page that is not the provider's own error. */
const EXCERPT = 200;
/** Of those below 500, what may pass: timeout, conflict, too early, rate limit, and Bedrock's model error. */
const PASSING = new Set([408, 409, 424, 425, 429]);

/** @param error whatever the AI SDK threw or put into a stream */
export function failureOf(error: unknown, nowMs: number): Failure {
  const facts = factsOf(error);
  const { status, message, body } = facts;
  if (FILTERED.test(body) && (status === null || status < 500)) return { kind: 'filtered', message };
  if (NO_CREDIT.test(body) || status === 402) return { kind: 'no-credit', message };
  if (status === 401 || status === 403 || (status === 400 && WRONG_KEY.test(body))) return { kind: 'wrong-key', message };
  if (status === 404 || (status !== null && status < 429 && UNKNOWN_MODEL.test(body))) return { kind: 'unknown-model', message };
  const isPassing = status === null ? facts.isRetryable !== false : PASSING.has(status) || status >= 500 || status < 300;
  if (!isPassing) return { kind: 'rejected', message, isTooLong: TOO_LONG.test(body) };
  return { kind: 'passing', message, isRateLimit: status === 429, retryAfterMs: retryAfterMs(facts, nowMs) };
}

function factsOf(error: unknown): Facts {
  if (APICallError.isInstance(error)) {
    const { statusCode, message, responseHeaders = {}, responseBody = '' } = error;
    return { status: statusCode ?? null, message: messageOf(error, message, responseBody), headers: responseHeaders, body: `${message}\n${responseBody}`, isRetryable: null };
  }
  // What a provider reports inside a stream: an object with its words, or text.
  const said = isRecord(error) ? error : { message: String(error) };
  const message = error instanceof Error ? deepest(error) : typeof said['message'] === 'string' ? said['message'] : JSON.stringify(error);
  return {
    status: typeof said['statusCode'] === 'number' ? said['statusCode'] : null,
    message,
    headers: {},
    body: `${message}\n${error instanceof Error ? '' : JSON.stringify(error)}`,
    isRetryable: typeof said['isRetryable'] === 'boolean' ? said['isRetryable'] : null,
  };
}

/** What the SDK says of a connection or a form that it does not know is less than what it wraps. */
function messageOf({ statusCode, cause }: APICallError, message: string, body: string): string {
  if (statusCode === undefined || statusCode < 300) return cause instanceof Error ? deepest(cause) : message;
  const isTheirs = body === '' || body.includes(JSON.stringify(message).slice(1, -1));
  return `HTTP ${statusCode}: ${isTheirs ? message || 'no reason given' : `${message} ${body.slice(0, EXCERPT)}`}`;
}

function deepest(error: Error): string {
  if (error.name === 'AI_JSONParseError') return 'the answer is no valid JSON';
  if (error.name === 'AI_TypeValidationError') return 'the answer has a form that is not known';
  return error.cause instanceof Error && error.cause.message !== '' ? deepest(error.cause) : error.message;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
