import { APICallError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { failureOf } from '../../../src/generators/models/failures.ts';

const call = (statusCode: number, responseBody: string, message = 'said'): APICallError => new APICallError({ message, url: 'http://h', requestBodyValues: {}, statusCode, responseBody, responseHeaders: {} });

/** What providers are known to answer, and what it means. */
const meanings: readonly (readonly [number, string, string])[] = [
  ...[408, 409, 424, 425, 429, 500, 502, 503, 504, 520, 529].map((status) => [status, '{"error":{"message":"said"}}', 'passing'] as const),
  [401, '{"error":{"message":"said"}}', 'wrong-key'],
  [403, '<html>forbidden</html>', 'wrong-key'],
  [400, '{"error":{"message":"said","details":[{"reason":"API_KEY_INVALID"}]}}', 'wrong-key'],
  [402, '{"error":{"message":"said"}}', 'no-credit'],
  [429, '{"error":{"message":"said","code":"insufficient_quota"}}', 'no-credit'],
  [400, '{"error":{"message":"Your credit balance is too low to access the API"}}', 'no-credit'],
  [404, '{"error":{"message":"said"}}', 'unknown-model'],
  [400, '{"error":{"message":"x/y is not a valid model ID"}}', 'unknown-model'],
  [400, '{"message":"The provided model identifier is invalid."}', 'unknown-model'],
  [400, '{"error":{"message":"said","code":"content_filter"}}', 'filtered'],
  [400, '{"error":{"message":"said","code":"invalid_prompt"}}', 'filtered'],
  [400, '{"error":{"message":"Unsupported parameter: temperature"}}', 'rejected'],
  [413, '{"error":{"message":"said"}}', 'rejected'],
  [422, '{"detail":"said"}', 'rejected'],
];

for (const [status, body, kind] of meanings) {
  test(`${status} ${body} is ${kind}`, () => {
    expect(failureOf(call(status, body), 0)).toMatchObject({ kind, message: expect.stringContaining(`HTTP ${status}: said`) });
  });
}

test('a prompt that is too long is told from another fault of a request', () => {
  const long = ["This model's maximum context length is 8192 tokens.", 'prompt is too long: 210000 tokens > 200000 maximum', 'The input token count (1200000) exceeds the maximum number of tokens allowed', 'Input is too long for requested model.', 'Request too large'];
  for (const message of long) expect(failureOf(call(400, JSON.stringify({ error: { message } })), 0)).toMatchObject({ kind: 'rejected', isTooLong: true });
  expect(failureOf(call(400, '{"error":{"message":"top_p must be below 1"}}'), 0)).toMatchObject({ kind: 'rejected', isTooLong: false });
});

test("a page that is no provider's error is quoted, in part", () => {
  expect(failureOf(call(502, `<html>${'gateway '.repeat(100)}</html>`, 'Bad Gateway'), 0)).toMatchObject({ kind: 'passing', message: expect.stringMatching(/^HTTP 502: Bad Gateway <html>gateway .{150,200}$/) });
});

test('what is no HTTP answer at all may pass, with the deepest reason', () => {
  const refused = new APICallError({ message: 'Cannot connect to API', url: 'http://h', requestBodyValues: {}, cause: new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') }) });
  expect(failureOf(refused, 0)).toEqual({ kind: 'passing', message: 'connect ECONNREFUSED 127.0.0.1:9', isRateLimit: false, retryAfterMs: null });
  expect(failureOf(new TypeError('terminated', { cause: new Error('other side closed') }), 0)).toMatchObject({ kind: 'passing', message: 'other side closed' });
  expect(failureOf({ message: 'Overloaded', statusCode: 529, isRetryable: true }, 0)).toMatchObject({ kind: 'passing', message: 'Overloaded' });
  expect(failureOf({ message: 'no', statusCode: 400, isRetryable: false }, 0)).toMatchObject({ kind: 'rejected' });
  for (const odd of [null, undefined, 'text', 7, {}, []]) expect(failureOf(odd, 0)).toMatchObject({ kind: 'passing' });
});
