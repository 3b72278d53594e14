import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { connectionOf } from '../../../src/generators/models/connection.ts';
import { parseModelName } from '../../../src/generators/models/model-spec.ts';
import { createRedactor } from '../../../src/generators/models/redact.ts';
import { type Environment, openSecrets, secretsFile } from '../../../src/generators/models/secrets.ts';

async function home(content: string, mode: number): Promise<Environment> {
  const env = { HOME: await mkdtemp(join(tmpdir(), 'ase-home-')) };
  await mkdir(dirname(secretsFile(env)), { recursive: true });
  await writeFile(secretsFile(env), content);
  await chmod(secretsFile(env), mode);
  return env;
}

test('keys come from the environment, else from the secrets file', async () => {
  const env = await home('# mine\nOPENAI_API_KEY="sk-from-file"\nANTHROPIC_API_KEY=sk-ant # comment\nEMPTY=\n', 0o600);
  const secrets = await openSecrets({ env: { ...env, OPENAI_API_KEY: ' sk-from-environment\n' } });
  expect([secrets.get('OPENAI_API_KEY'), secrets.get('ANTHROPIC_API_KEY'), secrets.get('EMPTY'), secrets.get('NONE')]).toEqual(['sk-from-environment', 'sk-ant', null, null]);
  expect((await openSecrets({ env })).get('OPENAI_API_KEY')).toBe('sk-from-file');
  expect((await openSecrets({ env: { HOME: '/nonexistent' } })).get('OPENAI_API_KEY')).toBeNull();
  expect(secretsFile({ XDG_CONFIG_HOME: '/etc/xdg', HOME: '/root' })).toBe('/etc/xdg/ase/secrets.env');
});

test('a secrets file that others can read or write is refused', async () => {
  for (const mode of [0o640, 0o604, 0o620, 0o644, 0o777]) {
    await expect(openSecrets({ env: await home('OPENAI_API_KEY=sk-from-file', mode) })).rejects.toMatchObject({ code: 'permission', remedy: expect.stringContaining('chmod 600') });
  }
  for (const mode of [0o600, 0o400]) expect((await openSecrets({ env: await home('A=b', mode) })).get('A')).toBe('b');
});

test('a missing key is told with its variable, for every provider', async () => {
  const variables: Readonly<Record<string, string>> = { 'openai:m': 'OPENAI_API_KEY', 'anthropic:m': 'ANTHROPIC_API_KEY', 'google:m': 'GEMINI_API_KEY', 'bedrock:m': 'AWS_BEARER_TOKEN_BEDROCK', 'openrouter:m': 'OPENROUTER_API_KEY', 'openai-compatible:m@http://h/v1?key=MINE': 'MINE' };
  const secrets = await openSecrets({ env: {}, file: '/nonexistent/secrets.env' });
  for (const [name, variable] of Object.entries(variables)) {
    const spec = parseModelName(name) ?? expect.fail();
    expect(() => connectionOf(spec, secrets)).toThrow(expect.objectContaining({ code: 'permission', message: expect.stringContaining(variable), remedy: expect.stringContaining('/nonexistent/secrets.env') }));
  }
  const withoutRegion = await openSecrets({ env: { AWS_BEARER_TOKEN_BEDROCK: 'k' }, file: '/nonexistent/secrets.env' });
  expect(() => connectionOf(parseModelName('bedrock:m') ?? expect.fail(), withoutRegion)).toThrow(expect.objectContaining({ remedy: expect.stringContaining('AWS_REGION') }));
});

test('base URLs are those that official clients take', async () => {
  const urlOf = async (name: string, env: Environment): Promise<string | undefined> => connectionOf(parseModelName(name) ?? expect.fail(), await openSecrets({ env: { ANTHROPIC_API_KEY: 'k', GEMINI_API_KEY: 'k', OPENAI_API_KEY: 'k', ...env }, file: '/nonexistent' })).baseUrl;
  expect(await urlOf('anthropic:m', { ANTHROPIC_BASE_URL: 'http://proxy/' })).toBe('http://proxy/v1');
  expect(await urlOf('anthropic:m', { ANTHROPIC_BASE_URL: 'http://proxy/anthropic/v1' })).toBe('http://proxy/anthropic/v1');
  expect(await urlOf('google:m', { GOOGLE_GEMINI_BASE_URL: 'http://proxy' })).toBe('http://proxy/v1beta');
  expect(await urlOf('openai:m', { OPENAI_BASE_URL: 'http://proxy/v1/' })).toBe('http://proxy/v1');
  expect(await urlOf('openai:m', {})).toBeUndefined();
});

test('secrets are taken out of texts in every spelling, quoted pieces of them out of messages, and nothing else changes', () => {
  const key = 'sk-proj-Ab+/"c=12345';
  const { whole, message } = createRedactor([key, 'EMPTY']);
  expect(whole(`a ${key} b ${encodeURIComponent(key)} c ${JSON.stringify({ key })} EMPTY sk-proj-other`)).toBe('a [key] b [key] c {"key":"[key]"} EMPTY sk-proj-other');
  expect(message(`Incorrect API key: ${key.slice(0, 8)}***2345.\n\u001b[31mred\u202e  end`)).toBe('Incorrect API key: [key] [31mred end');
  expect(message('x'.repeat(2000))).toHaveLength(501);
  expect(createRedactor([]).whole('anything')).toBe('anything');
});
