import { expect, test } from 'vitest';
import { KEY, startAsking } from './asking.ts';

/** What stands in the request for each way to write it. */
const sent: Readonly<Record<string, object>> = {
  'openai:gpt-5': { store: false, stream: true, model: 'gpt-5' },
  'openai:gpt-5?thinking=low': { reasoning: { effort: 'low', summary: 'auto' } },
  'openai:gpt-5.1?thinking=off': { reasoning: { effort: 'none' } },
  'openai:gpt-4.1?temperature=0.2&top_p=0.9&max_tokens=500': { temperature: 0.2, top_p: 0.9, max_output_tokens: 500 },
  'anthropic:claude-sonnet-4-5': { max_tokens: 32_000, stream: true },
  'anthropic:claude-of-tomorrow?max_tokens=64000': { max_tokens: 64_000 },
  'anthropic:claude-sonnet-4-5?thinking=8000&max_tokens=10000': { thinking: { type: 'enabled', budget_tokens: 8000 }, max_tokens: 18_000 },
  'anthropic:claude-sonnet-4-5?thinking=off&temperature=0': { thinking: { type: 'disabled' }, temperature: 0 },
  'anthropic:claude-opus-4-6?thinking=high': { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
  'google:gemini-2.5-pro?thinking=8000&seed=3': { generationConfig: { thinkingConfig: { thinkingBudget: 8000, includeThoughts: true }, seed: 3 } },
  'google:gemini-2.5-flash?thinking=off': { generationConfig: { thinkingConfig: { thinkingBudget: 0 } } },
  'google:gemini-3-pro-preview?thinking=low&temperature=1&max_tokens=99': { generationConfig: { thinkingConfig: { thinkingLevel: 'low', includeThoughts: true }, temperature: 1, maxOutputTokens: 99 } },
  'bedrock:anthropic.claude-sonnet-4-5-v1:0?thinking=2048&max_tokens=1000': { inferenceConfig: { maxTokens: 3048 }, additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 2048 } } },
  'bedrock:amazon.nova-pro-v1:0?temperature=0.5': { inferenceConfig: { temperature: 0.5 } },
  'openrouter:anthropic/claude-sonnet-4.5?thinking=8000': { reasoning: { max_tokens: 8000 }, usage: { include: true }, max_tokens: 32_000 },
  'openrouter:openai/gpt-5?thinking=high': { reasoning: { effort: 'high' } },
  'openrouter:qwen/qwen3?thinking=off&seed=9': { reasoning: { effort: 'none' }, seed: 9 },
  'openai-compatible:m@URL/compatible/v1?thinking=medium&seed=5&max_tokens=77': { reasoning_effort: 'medium', seed: 5, max_tokens: 77, stream: true, stream_options: { include_usage: true } },
  'openai-compatible:m@URL/compatible/v1?body.enable_thinking=false&body.thinking=%7B%22type%22%3A%22disabled%22%7D': { enable_thinking: false, thinking: { type: 'disabled' } },
};

for (const [name, body] of Object.entries(sent)) {
  test(`${name} is sent as its provider wants it`, async () => {
    await using asking = await startAsking();
    const answer = await asking.ask(name);
    expect(answer).toMatchObject({ end: 'answered', warnings: [] });
    expect(asking.loopback.requests[0]).toMatchObject({ refusal: null, body });
  });
}

test('a setting that the provider does not have is left out by the SDK, and the warning is kept', async () => {
  await using asking = await startAsking();
  expect((await asking.ask('anthropic:claude-sonnet-4-5?seed=3')).warnings).toEqual(['unsupported: seed']);
  expect((await asking.ask('openai:gpt-5?temperature=0')).warnings).toEqual([expect.stringContaining('unsupported: temperature')]);
});

test('every cycle has a seed of its own', async () => {
  await using asking = await startAsking();
  for (const cycle of [1, 2, 3]) await asking.ask('google:gemini-2.5-pro?seed=10', { cycle });
  expect(asking.loopback.requests.map(({ body }) => (body as { generationConfig: { seed: number } }).generationConfig.seed)).toEqual([10, 11, 12]);
});

test('AWS requests are signed where there is no bearer token', async () => {
  const env = (url: string) => ({ AWS_ACCESS_KEY_ID: 'AKIALOOPBACK12345678', AWS_SECRET_ACCESS_KEY: KEY, AWS_SESSION_TOKEN: `session-${KEY}`, AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url });
  await using asking = await startAsking({ keys: ['AKIALOOPBACK12345678'] }, { env });
  const answer = await asking.ask('bedrock:amazon.nova-pro-v1:0');
  expect(answer.end).toBe('answered');
  expect(asking.loopback.requests[0]?.headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIALOOPBACK12345678\/\d+\/eu-central-1\/bedrock\/aws4_request/);
  expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${KEY}|AKIALOOPBACK`));
});

test('a server of one\'s own needs no key, and gets none of the others', async () => {
  const env = (url: string) => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1` });
  await using asking = await startAsking({}, { env });
  await expect(asking.ask('openai-compatible:m@URL/compatible/v1')).rejects.toMatchObject({ code: 'permission' });
  expect(asking.loopback.requests[0]?.headers['authorization']).toBeUndefined();
  await using named = await startAsking({}, { env: () => ({ MY_KEY: KEY }) });
  expect(await named.ask('openai-compatible:m@URL/compatible/v1?key=MY_KEY')).toMatchObject({ end: 'answered' });
});
