import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Leaderboard } from '../../src/contract/results.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from '../loopback/server.ts';
import { ase, emptyFolder, fixtureSuites } from './ase.ts';

const KEY = 'sk-loopback-93b1d07c55e2a648';
const candidate = (name: string): string => `My answer:\n\n\`\`\`js\n${readFileSync(join(fixtureSuites, 'tasks', 'shell-greeting', 'candidates', name), 'utf8')}\`\`\`\n`;
const judging = ['--suite', 'tiny', '--sandbox', 'bubblewrap'];

/** One model writes it well, another as it was, a third talks. */
async function startModels(options: LoopbackOptions = {}): Promise<Loopback> {
  const answers: Readonly<Record<string, string>> = { 'gpt-5': candidate('secure-no-shell.js'), 'claude-sonnet-4-5': candidate('insecure-original.js'), 'gemini-2.5-pro': 'I would rather not.\n\n```\none\n```\n\n```\ntwo\n```\n' };
  return startLoopback({ keys: [KEY], models: [...Object.keys(answers), 'local-model'], script: ({ model }) => ({ text: answers[model ?? ''] ?? candidate('broken-deny-all.js'), usage: { input: 1_000, output: 100 } }), ...options });
}

function environment({ url }: Loopback, key = KEY): Record<string, string> {
  return { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1`, ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url, GEMINI_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url, OPENAI_COMPATIBLE_API_KEY: key };
}

function filesWith(text: string, folder: string): string[] {
  return globSync('**/*', { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(text));
}

test('models are asked, judged, metered and ranked; all that was said is kept, the key nowhere', { timeout: 300_000 }, async () => {
  const models = await startModels();
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'ase.config.yaml'), `generators:\n  careful: openai:gpt-5?thinking=low\n  local: openai-compatible:local-model@${models.url}/compatible/v1\n`);
  const names = ['careful', 'anthropic:claude-sonnet-4-5', 'google:gemini-2.5-pro', 'local'];
  const args = ['run', ...judging, ...names.flatMap((name) => ['--generator', name]), '--cycles', '2', '--run', 'out', '--json'];
  const { code, stdout, stderr } = await ase(args, { cwd, env: environment(models) });
  expect(code, stderr).toBe(0);
  const { leaderboard } = JSON.parse(stdout) as { leaderboard: Leaderboard };
  expect(Object.fromEntries(leaderboard.generators.map(({ generator, score, spent }) => [generator, [Object.entries(score.verdicts).filter(([, count]) => count > 0), spent?.requests, spent?.inputTokens, spent?.costUsd]]))).toEqual({
    careful: [[['secure', 2]], 2, 2_000, (2 * (1_000 * 1.25 + 100 * 10)) / 1e6],
    'anthropic:claude-sonnet-4-5': [[['insecure', 2]], 2, 2_000, (2 * (1_000 * 3 + 100 * 15)) / 1e6],
    'google:gemini-2.5-pro': [[['broken', 2]], 2, 2_000, (2 * (1_000 * 1.25 + 100 * 10)) / 1e6],
    local: [[['broken', 2]], 2, 2_000, null],
  });
  expect(models.requests.filter(({ refusal }) => refusal !== null)).toEqual([]);

  const attempt = globSync('out/attempts/*/*gemini*/1', { cwd })[0] ?? 'none';
  const kept = (name: string): string => readFileSync(join(cwd, attempt, name), 'utf8');
  expect(kept('generation/answer.md')).toContain('I would rather not.');
  expect(kept('generation/prompt.md')).toContain('ASE: this region is to be written');
  expect(JSON.parse(kept('generation/generation.json'))).toMatchObject({ schema: 'ase/generation@1', kind: 'model', requestedModel: 'gemini-2.5-pro', end: 'answered' });
  expect(JSON.parse(kept('verdict.json'))).toMatchObject({ verdict: 'broken', reason: expect.stringMatching(/^does not integrate: /) });
  expect(filesWith(KEY, cwd)).toEqual([]);
  expect(`${stdout}${stderr}`).not.toContain(KEY);

  const before = models.requests.length;
  const second = await ase(args, { cwd, env: environment(models) });
  expect(JSON.parse(second.stdout)).toMatchObject({ how: 'complete', judged: 0, kept: 8 });
  expect(models.requests.length).toBe(before);
  expect((await ase(['verify', 'out'], { cwd })).code).toBe(0);
  await models.close();
});

test('answers are made without a sandbox, and judged later without a key, in the same folder', { timeout: 300_000 }, async () => {
  const models = await startModels();
  const cwd = emptyFolder();
  const rest = ['--suite', 'tiny', '--generator', 'openai:gpt-5', '--cycles', '2', '--run', 'out', '--json'];
  const made = await ase(['generate', ...rest], { cwd, env: { ...environment(models), PATH: '/nonexistent', DOCKER_HOST: 'unix:///nonexistent' } });
  expect(made.code, made.stderr).toBe(0);
  expect(JSON.parse(made.stdout)).toMatchObject({ predicted: 2, left: 0 });
  expect(readFileSync(join(cwd, 'out', 'predictions.jsonl'), 'utf8').trim().split('\n').length).toBe(2);
  const judged = await ase(['run', ...rest, '--sandbox', 'bubblewrap'], { cwd, env: { OPENAI_API_KEY: '' } });
  expect(judged.code, judged.stderr).toBe(0);
  expect(JSON.parse(judged.stdout)).toMatchObject({ how: 'complete', judged: 2, leaderboard: { generators: [{ generator: 'openai:gpt-5', security: 100 }] } });
  expect(models.requests.length).toBe(2);

  const again = await ase(['generate', ...rest], { cwd, env: environment(models) });
  expect(JSON.parse(again.stdout), again.stderr).toMatchObject({ predicted: 0, left: 0 });
  expect(readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8').trim().split('\n').length).toBe(2);
  await models.close();
});

test('nothing is sent in a dry run; a missing key names its variable; a wrong key or model is told once', { timeout: 300_000 }, async () => {
  const models = await startModels();
  const cwd = emptyFolder();
  const run = (generator: string, ...more: string[]): string[] => ['run', ...judging, '--generator', generator, '--cycles', '3', '--run', 'out', ...more];
  const dry = await ase(run('openai:gpt-5', '--dry-run', '--json'), { cwd, env: environment(models) });
  expect(dry.code, dry.stderr).toBe(0);
  expect(JSON.parse(dry.stdout)).toMatchObject({ tasks: 1, cycles: 3, generators: [{ generator: 'openai:gpt-5', attempts: 3, promptCostUsd: expect.any(Number) }] });
  expect(models.requests).toEqual([]);

  const missing = await ase(run('openai:gpt-5'), { cwd, env: { OPENAI_API_KEY: '' } });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('OPENAI_API_KEY');

  for (const [generator, key, word] of [['openai:gpt-5', 'sk-wrong', 'asked no more'], ['openai:gpt-0', KEY, 'gpt-0']] as const) {
    const { code, stderr } = await ase(run(generator, '--fail-under', 'security=50'), { cwd: emptyFolder(), env: environment(models, key) });
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(word);
    expect(stderr.split('\n').filter((line) => line.startsWith('could not be')).length, stderr).toBe(1);
    expect(stderr).not.toContain(`    at `);
  }
  await models.close();
});

test('a budget stops the asking, keeps what was paid, and goes on when it is raised', { timeout: 300_000 }, async () => {
  const models = await startModels();
  const cwd = emptyFolder();
  const run = (maximum: string): string[] => ['run', ...judging, '--generator', 'openai:gpt-5', '--cycles', '6', '--requests', '1', '--run', 'out', '--max-tokens', maximum, '--json'];
  const stopped = await ase(run('3000'), { cwd, env: environment(models) });
  expect(stopped.code, stopped.stderr).toBe(2);
  expect(stopped.stderr).toContain('the budget is reached');
  expect(JSON.parse(stopped.stdout)).toMatchObject({ how: 'stopped' });
  const asked = models.requests.length;
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(asked).toBeLessThan(6);
  const more = await ase(run('100000'), { cwd, env: environment(models) });
  expect(JSON.parse(more.stdout), more.stderr).toMatchObject({ how: 'complete', left: 0 });
  expect(models.requests.length).toBe(6);
  await models.close();
});
