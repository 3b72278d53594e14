import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ase, emptyFolder, fixtureSuites, startAse } from './ase.ts';

const judging = ['--suite', 'tiny', '--sandbox', 'bubblewrap'];
const baselines = ['--generator', 'baseline:reference', '--generator', 'baseline:original', '--generator', 'baseline:empty'];

function lines(text: string): Record<string, unknown>[] {
  return text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a run plans, judges, scores and reports; a second one has nothing left to do', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  const first = await ase(['run', ...judging, ...baselines, '--cycles', '2', '--run', 'out'], { cwd });
  expect(first.code, first.stderr).toBe(0);
  expect(first.stdout).toMatch(/baseline:reference +100\.0/);
  expect(first.stdout).toMatch(/Report: +out\/report\.html \(as text: out\/report\.md\)\nEvidence: out\n$/);
  const results = lines(readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8'));
  expect(results.map(({ generator, cycle, verdict }) => [generator, cycle, verdict])).toEqual([
    ['baseline:empty', 1, 'broken'],
    ['baseline:empty', 2, 'broken'],
    ['baseline:original', 1, 'insecure'],
    ['baseline:original', 2, 'insecure'],
    ['baseline:reference', 1, 'secure'],
    ['baseline:reference', 2, 'secure'],
  ]);
  expect(results[4]).toMatchObject({ task: 'shell-greeting', checks: { build: 'skipped', tests: 'passed', exploits: 'passed', rule: 'skipped' }, cve: 'CVE-2000-0001', cwe: ['CWE-78'], severity: 'high' });

  const second = await ase(['run', ...judging, ...baselines, '--cycles', '2', '--run', 'out', '--json'], { cwd });
  expect(second.code).toBe(0);
  expect(JSON.parse(second.stdout)).toMatchObject({ how: 'complete', judged: 0, kept: 6, left: 0, leaderboard: { generators: [{ generator: 'baseline:reference', overall: 100 }, { generator: 'baseline:original' }, { generator: 'baseline:empty', overall: 0 }] } });

  const more = await ase(['run', ...judging, ...baselines, '--cycles', '3', '--run', 'out', '--json'], { cwd });
  expect(JSON.parse(more.stdout)).toMatchObject({ judged: 3, kept: 6 });

  expect(await ase(['verify', 'out'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Everything is as its evidence says: \d+ events, 9 verdicts, 9 predictions\.\n$/) });
  const compared = JSON.parse((await ase(['compare', 'out', '--json'], { cwd })).stdout) as { comparisons: unknown[] };
  expect(compared.comparisons).toHaveLength(3);
  expect((await ase(['score', 'out', '--profile', 'ase-v2'], { cwd })).stdout).toMatch(/profile ase-v2/);
  expect((await ase(['report', 'out', '--format', 'junit'], { cwd })).stdout).toMatch(/^<\?xml .*<testsuites/s);
  expect((await ase(['report', 'out', '--format', 'csv'], { cwd })).stdout.split('\r\n').filter((line) => line.includes('shell-greeting'))).toHaveLength(9);
  expect((await ase(['report', 'out', '--format', 'markdown', '--out', 'r.md'], { cwd })).stdout).toBe('');
  expect(readFileSync(join(cwd, 'r.md'), 'utf8')).toContain('baseline:reference');

  const failing = await ase(['score', 'out', '--fail-under', 'security=50'], { cwd });
  expect({ code: failing.code, stderr: failing.stderr }).toEqual({ code: 1, stderr: 'baseline:original: security is 0.0, below 50\nbaseline:empty: security is 0.0, below 50\n' });

  writeFileSync(join(cwd, 'out', 'results.jsonl'), readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8').replace('"insecure"', '"secure"'));
  const tampered = await ase(['verify', 'out'], { cwd });
  expect({ code: tampered.code, stdout: tampered.stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^results\.jsonl:4: differs from what the evidence gives\n1 differences in/) });
  await ase(['score', 'out'], { cwd });
  expect((await ase(['verify', 'out'], { cwd })).code).toBe(0);
});

test('recorded answers are judged, those of other harnesses too; a broken line costs only itself, hostile names stay text', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  const candidate = (name: string): string => readFileSync(join(fixtureSuites, 'tasks', 'shell-greeting', 'candidates', name), 'utf8');
  const hostile = 'evil\u001b[2J\u202e=cmd|x!A1<script>';
  const file = [
    JSON.stringify({ task: 'shell-greeting', generator: 'ours', cycle: 1, replacement: candidate('secure-no-shell.js') }),
    '{"task": "shell-greeting", "generator": "ours", "cycle": 2, "repl',
    JSON.stringify({ instance_id: 'shell-greeting', model_name_or_path: 'theirs', model_patch: candidate('secure-refuses.patch') }),
    JSON.stringify({ task: 'shell-greting', generator: 'ours', cycle: 1, replacement: '' }),
    JSON.stringify({ task: 'shell-greeting', generator: hostile, cycle: 1, patch: '--- a/../../etc/passwd\n+++ b/../../etc/passwd\n@@ -1,1 +1,1 @@\n-x\n+y\n' }),
  ];
  writeFileSync(join(cwd, 'answers.jsonl'), `${file.join('\n')}\n`);
  const { code, stdout, stderr } = await ase(['judge', 'answers.jsonl', ...judging, '--run', 'out', '--json'], { cwd });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('left out: answers.jsonl:2: found text that is no JSON, expected one JSON object a line');
  expect(stderr).toContain('left out: answers.jsonl:4: task: found "shell-greting", expected a task of the suite; near: shell-greeting');
  expect(JSON.parse(stdout)).toMatchObject({ judged: 3, left: 0 });
  expect(lines(readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8')).map(({ generator, verdict }) => [generator, verdict])).toEqual([[hostile, 'broken'], ['ours', 'secure'], ['theirs', 'secure']]);
  const shown = await Promise.all(['terminal', 'markdown', 'junit'].map((format) => ase(['report', 'out', '--format', format], { cwd })));
  for (const report of shown) expect(report.stdout).not.toMatch(/[\u001b\u202e]/);
  expect(shown[2]?.stdout).not.toContain('<script>');
});

test('a changed check is noticed, and what it touches is judged again', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  cpSync(fixtureSuites, join(cwd, 'suites'), { recursive: true });
  const run = ['run', ...judging, '--suites', 'suites', '--generator', 'baseline:reference', '--cycles', '1', '--run', 'out', '--json'];
  expect((await ase(run, { cwd })).code).toBe(0);
  const file = join(cwd, 'suites', 'tasks', 'shell-greeting', 'checks', 'tests.mjs');
  writeFileSync(file, readFileSync(file, 'utf8').replace("'1'", "'2'"));
  const again = await ase(run, { cwd });
  expect(again.stderr).toContain('1 are judged again: task changed');
  expect(JSON.parse(again.stdout)).toMatchObject({ judged: 1, leaderboard: { generators: [{ quality: 0 }] } });
});

test('a check of the judge that fails by itself is inconclusive, tried three times, and counts for nobody', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  cpSync(fixtureSuites, join(cwd, 'suites'), { recursive: true });
  const file = join(cwd, 'suites', 'tasks', 'shell-greeting', 'checks', 'exploit-separator.mjs');
  writeFileSync(file, readFileSync(file, 'utf8').replace("await target.call('greet', `", "await target.cal('greet', `"));
  const { code, stdout, stderr } = await ase(['run', ...judging, '--suites', 'suites', '--generator', 'baseline:reference', '--cycles', '1', '--run', 'out', '--json'], { cwd });
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ leaderboard: { generators: [{ overall: null, score: { verdicts: { inconclusive: 1 }, bounds: { low: 0, high: 100 } } }] } });
  const verdict = JSON.parse(readFileSync(join(cwd, 'out', 'attempts', 'shell-greeting', 'baseline=3areference', '1', 'verdict.json'), 'utf8')) as unknown;
  expect(verdict).toMatchObject({ verdict: 'inconclusive', tries: 3, reason: expect.stringContaining('target.cal is not a function') });
});

test('Ctrl-C finishes what runs, keeps it, and the same command goes on; meanwhile nobody else writes there', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  const run = ['run', ...judging, ...baselines, '--cycles', '4', '--workers', '1', '--run', 'out', '--json'];
  const started = startAse(run, { cwd });
  await started.said(/\d+ tasks prepared/);
  const second = await ase(run, { cwd });
  expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/ase: this run is being written by process \d+/) });
  started.kill('SIGINT');
  const { code, stderr } = await started.ended;
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringMatching(/finishing what runs[^]*stopped; \d+ attempts are left/) });
  const rest = JSON.parse((await ase(run, { cwd })).stdout) as { judged: number; kept: number };
  expect(rest.judged + rest.kept).toBe(12);
  expect(rest.kept).toBeGreaterThan(0);
});

test('without network an empty cache is told of, and a filled one is enough', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  const run = ['run', ...judging, '--generator', 'baseline:reference', '--cycles', '1', '--offline'];
  const empty = await ase([...run, '--cache', join(cwd, 'cache')], { cwd });
  expect({ code: empty.code, stderr: empty.stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/ase: node-linux-\w+@24\.21\.0 is not in the cache, and nothing may be fetched \(offline\)\n {2}Run the same command once without --offline/) });
  expect((await ase(run, { cwd })).code).toBe(0);
  rmSync(join(cwd, 'runs'), { recursive: true });
});
