import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ase, emptyFolder, fixtureSuites } from './ase.ts';

const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
const run = ['run', '--suite', 'tiny', '--generator', 'baseline:reference'];

describe('a mistake is answered in words, without a stack, with exit code 2', () => {
  test.each<[string, string[], RegExp[]]>([
    ['an unknown command', ['rum'], [/unknown command 'rum'/, /Did you mean run\?/]],
    ['an unknown option', ['run', '--sweet', 'x'], [/unknown option '--sweet'/, /Did you mean --seed\?/]],
    ['an unknown suite', ['run', '--suite', 'tony', '--generator', 'baseline:reference'], [/there is no suite "tony"/, /Did you mean tiny\?/]],
    ['an unknown task', [...run, '--task', 'shell-greting'], [/there is no task in the suite tiny "shell-greting"/, /Did you mean shell-greeting\?/]],
    ['an unknown baseline', ['run', '--suite', 'tiny', '--generator', 'baseline:referense'], [/there is no baseline "referense"/, /Did you mean baseline:reference\?/]],
    ['an unknown generator', ['run', '--suite', 'tiny', '--generator', 'magic'], [/there is no generator "magic"/, /baseline:reference/]],
    ['no generator', ['run', '--suite', 'tiny'], [/no generator is named|required option '--generator/]],
    ['an unknown profile', [...run, '--profile', 'hybird'], [/'hybird' is invalid/, /hybrid, ase-v1, ase-v2/]],
    ['a number that is none', [...run, '--cycles', 'three'], [/expected a whole number from 1 on/]],
    ['a threshold that is none', [...run, '--fail-under', 'security>50'], [/--fail-under is "security>50"/, /security=50/]],
    ['a generator twice', [...run, '--generator', 'baseline:reference'], [/is there twice/]],
    ['a predictions file that is not there', ['judge', 'nothing.jsonl', '--suite', 'tiny'], [/nothing\.jsonl/]],
    ['a summary of a job that is none', ['report', 'runs/nothing', '--step-summary'], [/GITHUB_STEP_SUMMARY names no file/, /--format summary/]],
    ['a run that is not there', ['report', 'runs/nothing'], [/holds no run/, /ase run/]],
    ['a sandbox that is not there', [...run, '--sandbox', 'docker'], [/no Docker engine answers/]],
  ])('%s', async (_, args, said) => {
    const { code, stdout, stderr } = await ase(args, { cwd: emptyFolder(), env: nowhere });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const words of said) expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at .*\.ts:\d+/);
  });
});

test('all faults of a task file are told at once, with line, field, what was found and what was expected', async () => {
  const suites = emptyFolder();
  cpSync(fixtureSuites, suites, { recursive: true });
  const file = join(suites, 'tasks', 'shell-greeting', 'task.yaml');
  const text = readFileSync(file, 'utf8').replace('severity: high', 'severity: hihg').replace('cve: CVE-2000-0001', 'cve: 2000-1').replace('title: Names are greeted', 'titel: Names are greeted');
  writeFileSync(file, text);
  const { code, stderr } = await ase(['suite', 'show', 'shell-greeting', '--suites', suites], { cwd: suites });
  expect(code).toBe(2);
  const line = (part: string): number => text.split('\n').findIndex((each) => each.includes(part)) + 1;
  expect(stderr).toContain(`task.yaml:${line('hihg')}:11: severity: found "hihg", expected one of "low"|"medium"|"high"|"critical"`);
  expect(stderr).toContain(`task.yaml:${line('2000-1')}:6: cve: found "2000-1", expected CVE-YEAR-NUMBER`);
  expect(stderr).toMatch(new RegExp(`task.yaml:${line('titel')}:\\d+: checks.tests.titel: found a field that there is not, expected no such field \\(did you mean title\\?\\)`));
  expect(stderr).toMatch(new RegExp(`task.yaml:${line('titel')}:\\d+: checks.tests.title: found nothing, expected string`));
});

test.each([
  ['text that is no YAML', 'schema: [ase\n', /tiny\.yaml:\d+:\d+: found text that is no YAML/],
  ['a suite without tasks', 'schema: ase/suite@1\nname: tiny\nversion: 1.0.0\ntitle: x\ntasks: []\n', /tasks: found \[\], expected/],
  ['a task that is not there', 'schema: ase/suite@1\nname: tiny\nversion: 1.0.0\ntitle: x\ntasks: [gone]\n', /tasks: found "gone", expected a task in/],
])('a suite file with %s is told of', async (_, text, said) => {
  const suites = emptyFolder();
  mkdirSync(join(suites, 'tasks'));
  writeFileSync(join(suites, 'tiny.yaml'), text);
  const { code, stderr } = await ase([...run, '--suites', suites], { cwd: suites, env: nowhere });
  expect({ code, isTold: said.test(stderr) }, stderr).toEqual({ code: 2, isTold: true });
});

test('every command has a help text with an example', async () => {
  const commands = [['run'], ['judge'], ['score'], ['report'], ['compare'], ['verify'], ['doctor'], ['suite', 'list'], ['suite', 'show'], ['suite', 'lint'], ['suite', 'check'], ['cache', 'list'], ['cache', 'prune'], ['cache', 'verify'], ['cache', 'export'], ['cache', 'import']];
  for (const command of commands) {
    const { code, stdout } = await ase([...command, '--help'], { cwd: '/' });
    expect({ command, code, hasExample: /Examples?:\n {2}ase /.test(stdout) }).toEqual({ command, code: 0, hasExample: true });
  }
}, 240_000);

test('suites and tasks can be listed and looked at', async () => {
  const cwd = emptyFolder();
  expect((await ase(['suite', 'list'], { cwd })).stdout).toBe("tiny 1.0.0                  1 tasks  One small task for the project's own tests\n");
  expect((await ase(['suite', 'show', 'tiny'], { cwd })).stdout).toContain('shell-greeting               CVE-2000-0001    CWE-78     high      command-injection');
  expect((await ase(['suite', 'show', 'shell-greeting'], { cwd })).stdout).toMatch(/region +index\.js:4-7 \(4 lines, greet\)/);
  expect(JSON.parse((await ase(['suite', 'show', 'shell-greeting', '--json'], { cwd })).stdout)).toMatchObject({ id: 'shell-greeting', cve: 'CVE-2000-0001' });
});
