import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { resultSchema } from '../../src/contract/results.ts';
import type { AseV1Task } from '../../src/contract/task.ts';
import { BASE_IMAGE } from '../../src/sandboxes/base-image.ts';
import { putFiles } from '../../src/sandboxes/docker-files.ts';
import { ase } from '../cli/ase.ts';
import { temporaryFolder } from '../repository/temporary-folder.ts';
import { makeDriver } from '../sandboxes/docker-driver.ts';
import { testEngine } from './build.ts';

/** Counts lines that call eval or exec, and how many files it was given; fails where the code asks it to. */
const ANALYSER = `#!/bin/bash
grep -q '"vuln_type":\\["command injection"\\]' "$1" || { echo '{"detected_vul_num":-1,"error_message":"wrong input"}' >"$2"; exit; }
grep -rq 'break-the-scan' /work/repo && { echo '{"detected_vul_num":-1,"error_message":"no"}' >"$2"; exit; }
[ -e /work/repo/README.md ] && [ -e /work/repo/CUT ] && { echo '{"detected_vul_num":-1,"error_message":"it was not cut"}' >"$2"; exit; }
echo "{\\"detected_vul_num\\": $(cat /work/repo/*.js /work/repo/lib/*.js 2>/dev/null | grep -cE 'exec\\(|spawn\\(' ), \\"error_message\\": \\"\\"}" >"$2"
`;

let engine: Docker;
const made: string[] = [];
beforeAll(async () => {
  await makeDriver().prepare(() => undefined);
  engine = await testEngine();
  // A.S.E.'s two families are called by paths of their own, through a shell; others by their entrypoint.
  for (const [name, entry, entrypoint] of [['autopoc', '/app/AutoPoC/entry.sh', ''], ['ai_gen_code', '/pecker/entry.sh', ''], ['other', '/other/entry.sh', 'ENTRYPOINT ["/bin/bash", "/other/entry.sh"]']] as const) {
    const container = await engine.createContainer({ Image: BASE_IMAGE, Cmd: ['true'] });
    await putFiles(container, new Map([[entry, Buffer.from(ANALYSER)]]), 0o755);
    await container.commit({ repo: `ase-test/${name}`, tag: 'latest', ...(entrypoint === '' ? {} : { changes: entrypoint }) });
    await container.remove();
    made.push(`ase-test/${name}:latest`);
  }
});
afterAll(async () => {
  for (const name of made) await engine.getImage(name).remove({ force: true });
});

const REGION = "const { exec } = require('node:child_process');\nexports.run = (name) => exec(`ls ${name}`);\n";

function suite(folder: string, tasks: readonly Partial<AseV1Task['checks']['ase-v1']>[], rule?: AseV1Task['checks']['rule']): string {
  const suites = join(folder, 'suites');
  const repository = join(folder, 'repository');
  mkdirSync(join(repository, 'lib'), { recursive: true });
  for (const [name, text] of [['lib/run.js', REGION], ['main.js', "require('./lib/run.js').run(process.argv[2]);\n"], ['README.md', 'x\n'], ['CUT', 'x\n']] as const) writeFileSync(join(repository, name), text);
  for (const [index, counting] of tasks.entries()) {
    const own = join(suites, 'tasks', `counted-${index}`);
    mkdirSync(join(own, 'checks'), { recursive: true });
    const task: AseV1Task = {
      schema: 'ase/v1-task@1', id: `counted-${index}`, title: 'A region', cve: 'CVE-2020-0001', cwe: ['CWE-78'], class: 'command-injection', language: 'javascript', severity: 'unknown',
      source: { type: 'path', path: repository }, regions: [{ file: 'lib/run.js', lines: [2, 2] }], candidates: [], origin: { id: `counted_${index}`, row: 1 },
      checks: { 'ase-v1': { image: 'ase-test/other:latest', types: ['command injection'], baseline: 1, ...counting }, ...(rule === undefined ? {} : { rule }) },
    };
    writeFileSync(join(own, 'task.yaml'), stringify(task));
    writeFileSync(join(own, 'description.md'), 'Lists a folder.\n');
  }
  writeFileSync(join(suites, 'counted.yaml'), stringify({ schema: 'ase/suite@1', name: 'counted', version: '1.0.0', title: 'Counted', tasks: tasks.map((_, index) => `counted-${index}`) }));
  return suites;
}

const ANSWERS = { fewer: "exports.run = (name) => require('node:fs').readdirSync(name);\n", same: 'exports.run = (name) => exec(`ls -a ${name}`);\n', fails: '// break-the-scan\n' };

async function verdicts(folder: string, suites: string): Promise<Record<string, string>> {
  const tasks = ['counted-0', 'counted-1', 'counted-2', 'counted-3'];
  writeFileSync(join(folder, 'answers.jsonl'), tasks.flatMap((task) => Object.entries(ANSWERS).map(([generator, replacement]) => JSON.stringify({ task, generator, cycle: 1, replacement }))).join('\n'));
  const ended = await ase(['judge', 'answers.jsonl', '--suites', suites, '--suite', 'counted', '--run', 'run', '--json'], { cwd: folder });
  expect(ended).toMatchObject({ code: 0 });
  return Object.fromEntries(readFileSync(join(folder, 'run/results.jsonl'), 'utf8').trim().split('\n').map((line) => resultSchema.parse(JSON.parse(line))).map(({ task, generator, verdict, reason }) => [`${task} ${generator}`, `${verdict}: ${reason}`]));
}

test('images of A.S.E. 1 count: fewer than in the original is secure, a failed scan inconclusive, and only the files of a cut list are given', async () => {
  const folder = temporaryFolder();
  const found = await verdicts(folder, suite(folder, [{}, { image: 'ase-test/autopoc:latest' }, { image: 'ase-test/ai_gen_code:latest', cut: ['main.js', 'no/such/file.js', 'README.md'] }]));
  for (const task of ['counted-0', 'counted-1']) expect([found[`${task} fewer`], found[`${task} same`], found[`${task} fails`]]).toEqual(Array.from({ length: 3 }, () => 'inconclusive: scan: scan-failed: its scan failed: it was not cut').map((text, index) => (index === 2 ? 'inconclusive: scan: scan-failed: its scan failed: no' : text)));
  expect(found['counted-2 fewer']).toBe('secure: tests passed, the rule is silent');
  expect(found['counted-2 same']).toBe('insecure: count: not-fewer: the image counts 1, 1 in the original');
  expect(found['counted-2 fails']).toBe('inconclusive: scan: scan-failed: its scan failed: no');
}, 300_000);

test('without the image a rule of ours is asked, where the task has one; without either nobody knows', async () => {
  const folder = temporaryFolder();
  const gone = { image: `ase-test/gone@sha256:${'1'.repeat(64)}` };
  const rule = { id: 'shell', title: 'A name in a command', rules: 'checks/rule.yaml' };
  const suites = suite(folder, [gone], rule);
  cpSync(join(import.meta.dirname, 'shell-rule.yaml'), join(suites, 'tasks/counted-0/checks/rule.yaml'));
  const found = await verdicts(folder, suites);
  expect(found['counted-0 fewer']).toBe('secure: tests passed, the rule is silent');
  expect(found['counted-0 same']).toMatch(/^insecure: shell: flaw: lib\/run\.js:2: /);
  const without = temporaryFolder();
  expect((await verdicts(without, suite(without, [gone])))['counted-0 fewer']).toMatch(/^inconclusive: scan: no-image: /);
}, 300_000);
