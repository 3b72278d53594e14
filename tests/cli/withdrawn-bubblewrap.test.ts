import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ase, emptyFolder, fixtureSuites } from './ase.ts';

const DEBIAN = `{ type: debian, package: withdrawn, version: '1.0', sha256: ${'ab'.repeat(32)}, patch: { name: fix.patch, sha256: ${'cd'.repeat(32)} }, state: before }`;

test('a task that Debian has withdrawn is skipped and told; the others are judged', { timeout: 300_000 }, async () => {
  const cwd = emptyFolder();
  cpSync(fixtureSuites, join(cwd, 'suites'), { recursive: true });
  const tasks = join(cwd, 'suites', 'tasks');
  cpSync(join(tasks, 'shell-greeting'), join(tasks, 'withdrawn-greeting'), { recursive: true });
  const file = join(tasks, 'withdrawn-greeting', 'task.yaml');
  const text = readFileSync(file, 'utf8').replace(/^id: .*$/m, 'id: withdrawn-greeting').replace(/^source: .*$/m, `source: ${DEBIAN}`);
  writeFileSync(file, text);
  writeFileSync(join(cwd, 'suites', 'two.yaml'), readFileSync(join(cwd, 'suites', 'tiny.yaml'), 'utf8').replace(/^name: .*$/m, 'name: two').replace(/^tasks:[\s\S]*$/m, 'tasks: [withdrawn-greeting, shell-greeting]\n'));
  // An archive without packages, that apt is set up for.
  for (const folder of ['archive', 'parts']) mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, 'archive', 'Sources'), '');
  writeFileSync(join(cwd, 'parts', 'local.list'), `deb [trusted=yes] file:${join(cwd, 'archive')} ./\n`);
  writeFileSync(join(cwd, 'apt.conf'), `Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "${join(cwd, 'parts')}";\nAcquire::AllowInsecureRepositories "true";\n`);
  const options = { cwd, env: { APT_CONFIG: join(cwd, 'apt.conf'), ASE_CACHE: join(cwd, 'cache') } };
  const run = ['run', '--suites', 'suites', '--suite', 'two', '--sandbox', 'bubblewrap', '--generator', 'baseline:original', '--cycles', '1', '--run', 'out'];

  const { code, stderr } = await ase(run, options);
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/^skipped: the task withdrawn-greeting cannot be had any more: Debian has no withdrawn with the archive of 1\.0 that the task was made from$/m);
  expect(JSON.parse(readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8'))).toMatchObject({ task: 'shell-greeting', verdict: 'insecure' });

  const alone = await ase([...run.slice(0, -1), 'alone', '--task', 'withdrawn-greeting'], options);
  expect(alone).toMatchObject({ code: 2, stderr: expect.stringMatching(/^ase: Debian has no withdrawn with the archive/m) as string });
});
