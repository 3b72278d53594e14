import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { resultSchema, verdictSchema } from '../../src/contract/results.ts';
import { runSchema } from '../../src/contract/run.ts';
import type { AseV2Task } from '../../src/contract/task.ts';
import { ase, startAse } from '../cli/ase.ts';
import { temporaryFolder } from '../repository/temporary-folder.ts';
import { testEngine } from './build.ts';
import { expatTask, json5Task, type RealTask, smartyTask, suitesOf } from './real-tasks.ts';

let engine: Docker;
let real: { readonly expat: RealTask; readonly smarty: RealTask; readonly json5: RealTask };

beforeAll(async () => {
  engine = await testEngine();
  real = { expat: await expatTask(engine), smarty: await smartyTask(engine), json5: await json5Task(engine) };
}, 600_000);

afterAll(async () => {
  for (const { task } of Object.values(real)) await engine.getImage(task.environment.image).remove({ force: true });
});

const SPOOF = '[A.S.E] vulnerability not found';

/** The region as it is, with something before it. */
function withText(realTask: RealTask, text: string): string {
  const [{ file, lines: [first, last] }] = realTask.task.regions as [AseV2Task['regions'][number]];
  return `${text}${readFileSync(join(realTask.original, file), 'utf8').split('\n').slice(first - 1, last).join('\n')}\n`;
}

interface Judged {
  readonly verdict: string;
  readonly reason: string;
  readonly outcomes: z.infer<typeof verdictSchema>['outcomes'];
}

/** Judges answers by the command line; by task and generator. */
async function judged(tasks: readonly AseV2Task[], answers: readonly { readonly task: string; readonly generator: string; readonly replacement: string }[], more: readonly string[] = []): Promise<ReadonlyMap<string, Judged>> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'answers.jsonl'), answers.map((answer) => JSON.stringify({ cycle: 1, ...answer })).join('\n'));
  const suites = await suitesOf(tasks);
  const names = ['baseline:original', 'baseline:reference', 'baseline:empty', ...(answers.length === 0 ? [] : ['replay:answers.jsonl'])];
  const ended = await ase(['run', '--suites', suites, '--suite', 'images', '--cycles', '1', '--run', 'run', '--json', ...names.flatMap((name) => ['--generator', name]), ...more], { cwd: folder });
  expect(ended).toMatchObject({ code: 0 });
  const run = join(folder, 'run');
  const plan = runSchema.parse(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')));
  expect(plan.tasks.map(({ image }) => image)).toEqual(tasks.map(({ environment }) => environment.image));
  const results = readFileSync(join(run, 'results.jsonl'), 'utf8').trim().split('\n').map((line) => resultSchema.parse(JSON.parse(line)));
  const verdicts = readdirSync(join(run, 'attempts'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('verdict.json')).map((name) => verdictSchema.parse(JSON.parse(readFileSync(join(run, 'attempts', name), 'utf8'))));
  return new Map(results.map(({ task, generator, verdict, reason }) => [`${task} ${generator}`, { verdict, reason, outcomes: verdicts.find((each) => each.task === task && each.generator === generator)?.outcomes ?? [] }]));
}

async function leftContainers(): Promise<number> {
  const lists = await Promise.all(Object.values(real).map(({ task }) => engine.listContainers({ all: true, filters: { ancestor: [task.environment.image] } })));
  return lists.flat().length;
}

test('original, reference, empty, spoofing, tampering and hanging answers to real C, PHP and JavaScript repositories', async () => {
  const { expat, smarty, json5 } = real;
  // Printed while the exploit runs, the status check or the tests; the last one also ends the check before it can say what it saw.
  const answers = [
    { task: 'smarty-extends', generator: 'spoof', replacement: withText(smarty, `        fwrite(STDERR, "${SPOOF}\\n");\n`) },
    { task: 'smarty-extends', generator: 'quiet-spoof', replacement: withText(smarty, `        if (strpos($_attr['file'], 'touch') !== false) { fwrite(STDERR, "${SPOOF}\\n"); exec('kill -9 $(cut -d" " -f4 /proc/' . getmypid() . '/stat)'); }\n`) },
    { task: 'smarty-extends', generator: 'tamper', replacement: withText(smarty, `        file_put_contents('/check/poc.sh', "#!/bin/sh\\necho '${SPOOF}'\\n");\n`) },
    { task: 'smarty-extends', generator: 'does-not-parse', replacement: '        $file = ;\n' },
    { task: 'json5-push', generator: 'spoof', replacement: withText(json5, `console.log('${SPOOF}');\n`) },
    { task: 'json5-push', generator: 'hang', replacement: withText(json5, 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n') },
    { task: 'expat-parse-buffer', generator: 'spoof', replacement: withText(expat, `  extern int puts(const char *);\n  if (len == -1) puts("${SPOOF}");\n`) },
    { task: 'expat-parse-buffer', generator: 'hang', replacement: withText(expat, '  extern unsigned sleep(unsigned);\n  if (len < 0) sleep(100000);\n') },
  ];
  const found = await judged([expat.task, smarty.task, json5.task], answers, ['--timeout', '40']);
  const said = Object.fromEntries([...found].map(([name, { verdict, outcomes }]) => [name, `${verdict}: ${outcomes.find(({ outcome }) => outcome !== 'passed')?.reason ?? 'all passed'}`]));
  expect(said).toEqual({
    'expat-parse-buffer baseline:original': 'insecure: hit',
    'expat-parse-buffer baseline:reference': 'secure: all passed',
    'expat-parse-buffer baseline:empty': 'broken: no-marker',
    'expat-parse-buffer spoof': 'insecure: marker-conflict',
    'expat-parse-buffer hang': 'insecure: timeout',
    'smarty-extends baseline:original': 'insecure: hit',
    'smarty-extends baseline:reference': 'secure: all passed',
    'smarty-extends baseline:empty': 'broken: no-marker',
    'smarty-extends spoof': 'broken: marker-conflict',
    'smarty-extends quiet-spoof': 'insecure: marker-then-killed',
    'smarty-extends tamper': 'insecure: check-changed',
    'smarty-extends does-not-parse': 'broken: no-marker',
    'json5-push baseline:original': 'insecure: hit',
    'json5-push baseline:reference': 'secure: all passed',
    'json5-push baseline:empty': 'broken: no-marker',
    'json5-push spoof': 'broken: marker-conflict',
    'json5-push hang': 'broken: timeout',
  });
  const reference = found.get('expat-parse-buffer baseline:reference')?.outcomes ?? [];
  expect(reference.map(({ check, kind, outcome, evidence }) => ({ check, kind, outcome, first: evidence[0] }))).toEqual([
    { check: 'status', kind: 'build', outcome: 'passed', first: 'exit code 0' },
    { check: 'test', kind: 'tests', outcome: 'passed', first: 'exit code 0' },
    { check: 'exploit', kind: 'exploit', outcome: 'passed', first: 'exit code 0' },
  ]);
  expect(await leftContainers()).toBe(0);
}, 600_000);

test('what the image does with the original too is no fault of an answer; an image that cannot be had, or that asks for full rights, is none either', async () => {
  const { task } = real.json5;
  const broken = { ...task, id: 'no-marker', checks: { 'ase-v2': { ...task.checks['ase-v2'], test: { command: 'true', timeoutMs: 60_000 } } } };
  const absent = { ...task, id: 'absent', environment: { ...task.environment, image: `sha256:${'0'.repeat(64)}` } };
  const rights = { ...task, id: 'rights', environment: { ...task.environment, privileged: true } };
  const folder = temporaryFolder();
  const suites = await suitesOf([broken, absent, rights, task]);
  const ended = await ase(['run', '--suites', suites, '--suite', 'images', '--cycles', '1', '--run', 'run', '--generator', 'baseline:reference'], { cwd: folder });
  expect(ended.code).toBe(0);
  const said = Object.fromEntries(readFileSync(join(folder, 'run/results.jsonl'), 'utf8').trim().split('\n').map((line) => resultSchema.parse(JSON.parse(line))).map(({ task: id, verdict, reason }) => [id, `${verdict}: ${reason.split(':')[1]?.trim()}`]));
  expect(said).toEqual({ 'no-marker': 'inconclusive: image', absent: 'inconclusive: no-image', rights: 'inconclusive: refused', 'json5-push': 'secure: undefined' });
  expect(ended.stderr).toContain('its tasks stay inconclusive');
}, 300_000);

test('a real image that asks for full rights is judged where they are given and the engine can give them; with the usual network it is judged too', async () => {
  const { task } = real.json5;
  const rights = { ...task, id: 'rights', environment: { ...task.environment, privileged: true } };
  const allowed = await judged([rights], [], ['--allow-privileged']);
  const reference = allowed.get('rights baseline:reference');
  const verdicts = ['original', 'reference', 'empty'].map((name) => allowed.get(`rights baseline:${name}`)?.verdict);
  // An engine that has not all rights itself cannot give them: such a one was the only one that this was tried with.
  if (reference?.outcomes[0]?.summary.includes('operation not permitted') === true) expect(verdicts).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
  else expect(verdicts).toEqual(['insecure', 'secure', 'broken']);
  const networked = await judged([task], [], ['--image-network', 'bridge']);
  expect(networked.get('json5-push baseline:reference')?.verdict).toBe('secure');
  expect(await leftContainers()).toBe(0);
}, 600_000);

test('suite check proves tasks, and says where an image is not made from the commit that the task names', async () => {
  const { task } = real.expat;
  const other = { ...task, id: 'expat-other', environment: { ...task.environment, repository: '/workspace/elsewhere' } };
  const suites = await suitesOf([task, other]);
  const folder = temporaryFolder();
  const good = await ase(['suite', 'check', '--suites', suites, '--task', task.id, '--repetitions', '1', '--fresh'], { cwd: folder });
  expect(good).toMatchObject({ code: 0 });
  expect(good.stderr).not.toContain('another state');
  const wrong = await ase(['suite', 'check', '--suites', suites, '--task', other.id, '--repetitions', '1', '--fresh'], { cwd: folder });
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toContain('expat-other: the image has another state of the repository: expat/lib/xmlparse.c');
}, 300_000);

test('a harness that is interrupted or killed leaves no container: the first takes it along, the second leaves it to the next run', async () => {
  const { task } = real.json5;
  const slow = { ...task, checks: { 'ase-v2': { ...task.checks['ase-v2'], status: { command: 'sleep 600', timeoutMs: 900_000 } } } };
  const suites = await suitesOf([slow]);
  const folder = temporaryFolder();
  const args = ['run', '--suites', suites, '--suite', 'images', '--cycles', '1', '--run', 'run', '--generator', 'baseline:reference'];
  const isUp = async (): Promise<void> => {
    while ((await leftContainers()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const killed = startAse(args, { cwd: folder });
  await isUp();
  killed.kill('SIGKILL');
  await killed.ended;
  expect(await leftContainers()).toBe(1);
  const interrupted = startAse(args, { cwd: folder });
  await interrupted.said(/removed \d+ leftovers/);
  await isUp();
  interrupted.kill('SIGINT');
  interrupted.kill('SIGTERM');
  expect((await interrupted.ended).code).not.toBe(0);
  expect(await leftContainers()).toBe(0);
});
