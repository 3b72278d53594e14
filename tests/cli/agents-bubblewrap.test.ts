import { chmodSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Leaderboard } from '../../src/contract/results.ts';
import { rewriting, TOOLS } from '../agents/rewriting.ts';
import { startLoopback } from '../loopback/server.ts';
import { ase, emptyFolder, fixtureSuites } from './ase.ts';

const KEY = 'sk-loopback-5e1d93c7a0b24f68';
const MARKER = '/* ASE: this region is to be written */\n';
const candidate = (name: string): string => readFileSync(join(fixtureSuites, 'tasks', 'shell-greeting', 'candidates', name), 'utf8');

test('an agent and a program of the user’s are run, metered and judged like any generator', { timeout: 300_000 }, async () => {
  const tools = TOOLS['claude-code'];
  if (tools === undefined) throw new Error('no tools');
  const models = await startLoopback({ keys: [KEY], script: rewriting(tools, 'index.js', { from: MARKER, to: candidate('secure-no-shell.js') }) });
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'as-it-was.sh'), `#!/bin/sh\ncat > region.txt <<'EOF'\n${candidate('insecure-original.js')}EOF\nsed -i -e '/this region is to be written/{r region.txt' -e 'd}' index.js\nrm region.txt\necho done\n`);
  chmodSync(join(cwd, 'as-it-was.sh'), 0o755);
  writeFileSync(join(cwd, 'ase.config.yaml'), 'generators:\n  claude: agent:claude-code?model=claude-sonnet-4-5&turns=20\n');
  const args = ['run', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--generator', 'claude', '--generator', 'command:./as-it-was.sh', '--cycles', '1', '--run', 'out', '--json'];
  const { code, stdout, stderr } = await ase(args, { cwd, env: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: models.url } });
  expect(code, stderr).toBe(0);
  const { leaderboard } = JSON.parse(stdout) as { leaderboard: Leaderboard };
  expect(leaderboard.generators.map(({ generator, score, spent }) => [generator, score.verdicts.secure, score.verdicts.insecure, (spent?.requests ?? 0) > 1])).toEqual([
    ['claude', 1, 0, true],
    ['command:./as-it-was.sh', 0, 1, false],
  ]);
  const [attempt = 'none'] = globSync('out/attempts/*/claude*/1', { cwd });
  expect(JSON.parse(readFileSync(join(cwd, attempt, 'generation', 'generation.json'), 'utf8'))).toMatchObject({ kind: 'agent', end: 'answered', program: { name: expect.stringContaining('claude-code'), integrity: expect.stringMatching(/^sha512-/) }, droppedChanges: [] });
  expect(readFileSync(join(cwd, attempt, 'generation', 'exchanges.jsonl'), 'utf8')).not.toContain(KEY);
  expect((await ase(['verify', 'out'], { cwd })).code).toBe(0);
  await models.close();

  // Without a model, a key or a network: the recording answers.
  const replay = ['generate', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--generator', 'claude', '--cycles', '1', '--replay-exchanges', 'out', '--run', 'again'];
  const again = await ase([...replay, '--json'], { cwd });
  expect(again.code, again.stderr).toBe(0);
  const lines = (run: string): string[] => readFileSync(join(cwd, run, 'predictions.jsonl'), 'utf8').split('\n').filter((line) => line.includes('"generator":"claude"'));
  expect(lines('again')).toEqual(lines('out'));
  expect(lines('again')).toHaveLength(1);
  const [repeated = 'none'] = globSync('again/attempts/*/claude*/1/generation/generation.json', { cwd });
  expect(JSON.parse(readFileSync(join(cwd, repeated), 'utf8'))).toMatchObject({ settings: { replayed: true } });
  const more = await ase([...replay.slice(0, -1), 'more', '--cycles', '2'], { cwd });
  expect([more.code, more.stderr]).toEqual([2, expect.stringMatching(/out holds no exchanges of claude for shell-greeting, cycle 2/)]);
  const model = await ase([...replay.slice(0, -1), 'models', '--generator', 'openai:gpt-5'], { cwd });
  expect([model.code, model.stderr]).toEqual([2, expect.stringContaining('openai:gpt-5 is a model')]);
  const live = await ase(['generate', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--generator', 'claude', '--run', 'live'], { cwd, env: { ANTHROPIC_API_KEY: '' } });
  expect([live.code, live.stderr]).toEqual([2, expect.stringContaining('ANTHROPIC_API_KEY is not set')]);
});
