import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EFFORTS } from '../../../src/generators/models/model-settings.ts';
import { type ModelSpec, modelSpecOf, parseModelName } from '../../../src/generators/models/model-spec.ts';
import { queryOf, readQuery } from '../../../src/generators/models/settings-query.ts';

function spec(name: string): ModelSpec {
  return parseModelName(name) ?? expect.fail(`${name} names no model`);
}

test('names of models, and their one spelling', () => {
  expect(spec('openai:gpt-5')).toMatchObject({ provider: 'openai', model: 'gpt-5', baseUrl: null, settings: {}, keyVariable: null, name: 'openai:gpt-5' });
  expect(spec('anthropic:claude-opus-4-1?thinking=8000&max_tokens=20000')).toMatchObject({ settings: { thinking: 8000, max_tokens: 20_000 }, name: 'anthropic:claude-opus-4-1?max_tokens=20000&thinking=8000' });
  expect(spec('openai:o3?effort=low').name).toBe('openai:o3?thinking=low');
  expect(spec('bedrock:us.anthropic.claude-sonnet-4-20250514-v1:0?temperature=0.0')).toMatchObject({ model: 'us.anthropic.claude-sonnet-4-20250514-v1:0', name: 'bedrock:us.anthropic.claude-sonnet-4-20250514-v1:0?temperature=0' });
  expect(spec('openrouter:qwen/qwen3-coder:free').model).toBe('qwen/qwen3-coder:free');
  expect(spec('openai-compatible:org/qwen3@latest@http://127.0.0.1:8000/v1/?seed=7&top_p=0.90')).toMatchObject({ model: 'org/qwen3@latest', baseUrl: 'http://127.0.0.1:8000/v1', name: 'openai-compatible:org/qwen3@latest@http://127.0.0.1:8000/v1?seed=7&top_p=0.9' });
  expect(spec('openai-compatible:q@http://h/v1?body.chat_template_kwargs=%7B%22enable_thinking%22%3Afalse%7D&body.mode=fast&key=MY_KEY')).toMatchObject({ settings: { body: { chat_template_kwargs: { enable_thinking: false }, mode: 'fast' } }, keyVariable: 'MY_KEY' });
  for (const other of ['baseline:reference', 'replay:file.jsonl', 'agent:codex', 'gpt-5', '']) expect(parseModelName(other)).toBeNull();
});

test('two settings of a model are two generators; the same ones are one, however they are written', () => {
  const names = ['openai:gpt-5', 'openai:gpt-5?thinking=off', 'openai:gpt-5?thinking=low', 'openai:gpt-5?temperature=0', 'openai:gpt-5-mini', 'openrouter:gpt-5', 'openai-compatible:gpt-5@http://h/v1', 'openai-compatible:gpt-5@http://h/v2'];
  expect(new Set(names.map((name) => spec(name).digest)).size).toBe(names.length);
  expect(spec('openai:gpt-5?seed=1&temperature=1').digest).toBe(modelSpecOf({ provider: 'openai', model: 'gpt-5', settings: { temperature: 1, seed: 1 } }).digest);
  expect(spec('openai-compatible:m@http://h/v1?key=A').digest).toBe(spec('openai-compatible:m@http://h/v1?key=B').digest);
  // What is sent without being asked for counts too.
  expect(spec('anthropic:claude-sonnet-4-5').digest).toBe(spec('anthropic:claude-sonnet-4-5?max_tokens=32000').digest);
});

test('every setting survives its own spelling', () => {
  const settings = fc.record(
    { temperature: fc.double({ min: 0, max: 2, noNaN: true }).map((value) => Math.round(value * 1000) / 1000), top_p: fc.constantFrom(0.1, 0.95, 1), seed: fc.nat(), max_tokens: fc.integer({ min: 1, max: 200_000 }), thinking: fc.constantFrom('off' as const, 'adaptive' as const, ...EFFORTS, 1024, 64_000), body: fc.dictionary(fc.constantFrom('a', 'enable_thinking', 'x-y'), fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as never), { minKeys: 1, noNullPrototype: true }) },
    { requiredKeys: [], noNullPrototype: true },
  );
  fc.assert(fc.property(settings, (given) => {
    expect(readQuery('x', queryOf(given)).settings).toEqual(given);
  }), { seed: 3, numRuns: 300 });
});

test('what cannot be meant is refused with what is wrong, before anything is asked', () => {
  const faults: Readonly<Record<string, RegExp>> = {
    'openai:': /model/,
    'openai:a b': /without blanks/,
    'openai:gpt-5?tempratur=0': /no setting "tempratur"; did you mean temperature\?/,
    'openai:gpt-5?temperature=hot': /temperature takes a number/,
    'openai:gpt-5?temperature=0x1': /temperature takes a number/,
    'openai:gpt-5?temperature=3': /settings\.temperature/,
    'openai:gpt-5?temperature': /no NAME=VALUE/,
    'openai:gpt-5?seed=1.5': /settings\.seed/,
    'openai:gpt-5?max_tokens=0': /settings\.max_tokens/,
    'openai:gpt-5?thinking=low&effort=high': /sets thinking twice/,
    'openai:gpt-5?thinking=hard': /thinking takes off, adaptive/,
    'openai:gpt-5?effort=8000': /effort takes minimal/,
    'openai:gpt-5?thinking=8000': /thinking takes off or an effort/,
    'openai:gpt-5?body.x=1': /openai-compatible only/,
    'openai:gpt-5?a=1?b=2': /two question marks/,
    'openai:gpt-5?x=%': /no NAME=VALUE/,
    'openai:gpt-5?key=sk-1234': /name of a variable/,
    'anthropic:claude-sonnet-4-5?thinking=100': /at least 1024/,
    'anthropic:claude-sonnet-4-5?thinking=minimal': /efforts low, medium/,
    'anthropic:claude-sonnet-4-5?thinking=8000&temperature=0': /temperature is always 1/,
    'google:gemini-2.5-pro?thinking=max': /thinking takes off, adaptive/,
    'openai-compatible:m': /names no URL/,
    'openai-compatible:m@http://': /url/,
    'openai-compatible:m@http://user:secret@h/v1': /holds a password/,
    'openai-compatible:m@http://h/v1?thinking=off': /body\.enable_thinking=false/,
  };
  for (const [name, message] of Object.entries(faults)) {
    let thrown: unknown = null;
    try {
      parseModelName(name);
    } catch (error) {
      thrown = error;
    }
    expect([name, thrown]).toEqual([name, expect.objectContaining({ name: 'AseError', code: 'bad-input', message: expect.stringMatching(message) })]);
    expect(String(thrown)).not.toContain('secret');
  }
});
