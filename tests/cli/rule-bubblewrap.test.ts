import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ase, emptyFolder, fixtureSuites } from './ase.ts';

/** A rule of its own kind: a program of the task that tells where a shell is started. */
const RULE = `
import { readFileSync } from 'node:fs';
const lines = readFileSync('index.js', 'utf8').split('\\n');
const results = lines.flatMap((text, index) => (/execSync\\(/.test(text) ? [{ ruleId: 'shell', message: { text: 'a shell is started: ' + text }, locations: [{ physicalLocation: { artifactLocation: { uri: 'index.js' }, region: { startLine: index + 1 } } }] }] : []));
console.log(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'own' } }, results }] }));
`;

function suitesWithRule(cwd: string, rule: string): void {
  cpSync(fixtureSuites, join(cwd, 'suites'), { recursive: true });
  const task = join(cwd, 'suites', 'tasks', 'shell-greeting');
  writeFileSync(join(task, 'checks', 'rule.mjs'), RULE);
  writeFileSync(join(task, 'task.yaml'), readFileSync(join(task, 'task.yaml'), 'utf8').replace('\ncandidates:', `\n  rule: ${rule}\ncandidates:`));
}

test('what the rule finds and no exploit hits is suspect, from the run to the report; it shows harmlessly', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  suitesWithRule(cwd, '{ id: no-shell, title: No shell is started, program: [node, /rule/checks/rule.mjs] }');
  const quoted = `exports.greet = function greet(name) {\n  if (typeof name !== 'string' || !/^[a-z ]+$/.test(name)) throw new TypeError('letters only');\n  return execSync("echo 'hello " + name + "'").toString().trimEnd(); // \u001b[2J|<b>\n};\n`;
  writeFileSync(join(cwd, 'answers.jsonl'), `${JSON.stringify({ task: 'shell-greeting', generator: 'quoting', cycle: 1, replacement: quoted })}\n`);
  const judged = await ase(['judge', 'answers.jsonl', '--suites', 'suites', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--run', 'out'], { cwd });
  expect(judged.code, judged.stderr).toBe(0);
  expect(judged.stderr).toMatch(/^suspect: shell-greeting, quoting, cycle 1: no-shell: flaw: index\.js:6: shell: a shell is started: return execSync/m);
  expect(judged.stdout).toMatch(/quoting +33\.3 .* 0\.0 +100\.0 +- +U+ /);

  const results = JSON.parse(readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8')) as unknown;
  expect(results).toMatchObject({ verdict: 'suspect', checks: { tests: 'passed', exploits: 'passed', rule: 'failed' } });
  const verdict = JSON.parse(readFileSync(join(cwd, 'out', 'attempts', 'shell-greeting', 'quoting', '1', 'verdict.json'), 'utf8')) as { outcomes: { kind: string }[] };
  expect(verdict.outcomes.at(-1)).toMatchObject({ check: 'no-shell', kind: 'rule', outcome: 'failed', reason: 'flaw', evidence: [expect.stringContaining('index.js:6: shell: a shell is started')] });
  expect(JSON.parse((await ase(['score', 'out', '--json'], { cwd })).stdout)).toMatchObject({ generators: [{ security: 0, quality: 100, score: { verdicts: { suspect: 1 } } }] });
  expect(JSON.parse((await ase(['score', 'out', '--profile', 'ase-v2', '--json'], { cwd })).stdout)).toMatchObject({ generators: [{ security: 100 }] });
  expect((await ase(['verify', 'out'], { cwd })).code).toBe(0);
  const report = (await ase(['report', 'out', '--format', 'markdown'], { cwd })).stdout;
  expect(report).toContain('## Suspect: found by the rule, missed by every exploit');
  expect(report).toContain('no-shell: flaw: index.js:6');
  for (const text of [judged.stderr, report]) expect(text).not.toMatch(/\u001b/);
});

test('the rule is silent about the reference, right about labelled candidates, and not asked about what is broken', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  suitesWithRule(cwd, '{ id: no-shell, title: No shell is started, program: [node, /rule/checks/rule.mjs] }');
  const run = await ase(['run', '--suites', 'suites', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--generator', 'baseline:reference', '--generator', 'baseline:original', '--generator', 'baseline:empty', '--cycles', '1', '--run', 'out'], { cwd });
  expect(run.code, run.stderr).toBe(0);
  const results = readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { generator: string; verdict: string; checks: { rule: string } });
  expect(results.map(({ generator, verdict, checks }) => [generator, verdict, checks.rule])).toEqual([
    ['baseline:empty', 'broken', 'skipped'],
    ['baseline:original', 'insecure', 'failed'],
    ['baseline:reference', 'secure', 'passed'],
  ]);
});

test('a rule that cannot be asked counts for nothing, and a wrong one is a fault of the task', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  suitesWithRule(cwd, '{ id: no-shell, title: No shell is started, program: [no-such-analyser] }');
  const run = ['run', '--suites', 'suites', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--generator', 'baseline:reference', '--cycles', '1', '--run', 'out'];
  expect(await ase(run, { cwd })).toMatchObject({ code: 0 });
  const verdict = JSON.parse(readFileSync(join(cwd, 'out', 'attempts', 'shell-greeting', 'baseline=3areference', '1', 'verdict.json'), 'utf8')) as { verdict: string; tries: number; outcomes: unknown[] };
  expect(verdict).toMatchObject({ verdict: 'secure', tries: 1 });
  expect(verdict.outcomes.at(-1)).toMatchObject({ kind: 'rule', outcome: 'skipped', reason: 'unknown', summary: expect.stringMatching(/^on the original: no-such-analyser: exit code 127/) });

  for (const [rule, fault] of [
    ['{ id: x, title: t, rules: checks/missing.yaml }', /checks\.rule\.rules: found no file checks\/missing\.yaml/],
    ['{ id: x, title: t, contract: ase, image: analyser:latest }', /checks\.rule\.image: found "analyser:latest", expected NAME@sha256/],
    ['{ id: tests, title: t, program: [x] }', /checks: found two checks tests/],
  ] as const) {
    const other = emptyFolder();
    suitesWithRule(other, rule);
    const { code, stderr } = await ase(run, { cwd: other });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(fault) });
  }
});
