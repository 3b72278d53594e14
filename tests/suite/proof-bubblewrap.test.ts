import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ase, fixtureSuites } from '../cli/ase.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ase-proof-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test('what a check found is recorded beside its task, and shown; an earlier version of the task is told apart', { timeout: 300_000 }, async () => {
  cpSync(fixtureSuites, join(cwd, 'suites'), { recursive: true });
  const folder = join(cwd, 'suites', 'tasks', 'shell-greeting');
  const page = async () => (await ase(['suite', 'show', 'shell-greeting', '--suites', 'suites'], { cwd })).stdout;
  expect(await page()).not.toContain('proven  ');
  const { code, stdout, stderr } = await ase(['suite', 'check', '--suites', 'suites', '--suite', 'tiny', '--task', 'shell-greeting', '--own-answers', '--repetitions', '2', '--sandbox', 'bubblewrap', '--record', '--json'], { cwd });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const { matrix } = JSON.parse(stdout) as { matrix: Record<string, Record<string, number>> };
  const verdicts = Object.values(matrix).flatMap((row) => Object.values(row)).reduce((sum, count) => sum + count, 0);
  const proof = JSON.parse(readFileSync(join(folder, 'proof.json'), 'utf8')) as { repository: object; sandboxes: { bubblewrap: { answers: number; verdicts: number } } };
  // An emptied region is one answer that is judged once; all others were judged twice.
  expect(proof.sandboxes.bubblewrap).toMatchObject({ answers: (verdicts + 1) / 2, verdicts, repetitions: 2, wrong: 0, flaky: 0 });
  const [folderOfRun] = readdirSync(join(cwd, 'runs'));
  expect(await ase(['suite', 'check', '--suites', 'suites', '--suite', 'tiny', '--task', 'shell-greeting', '--fresh', '--run', `runs/${folderOfRun ?? ''}`], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('holds a run already') });
  // What the task removes is not a part of it.
  const kept = readdirSync(join(folder, 'original')).filter((name) => name !== 'leak.js');
  expect(proof.repository).toEqual({ files: kept.length, bytes: kept.reduce((sum, name) => sum + readFileSync(join(folder, 'original', name)).length, 0) });
  // Own answers alone are no proof as a suite demands it: the record says that no general cheat was judged.
  const suite = join(cwd, 'suites', 'tiny.yaml');
  writeFileSync(suite, `${readFileSync(suite, 'utf8').replace(/^tasks:[^]*/m, '')}proven: { repetitions: 2, sandboxes: [bubblewrap, docker] }\ntasks: [shell-greeting]\n`);
  const linted = await ase(['suite', 'lint', '--suites', 'suites', '--suite', 'tiny', '--json'], { cwd });
  const proofs = (JSON.parse(linted.stdout) as { findings: { rule: string; found: string }[] }).findings.filter(({ rule }) => rule === 'not-proven');
  expect(proofs.map((finding) => finding.found)).toEqual(['bubblewrap: by another kit, or with other general cheats', 'docker: no record']);
  expect(await page()).toMatch(/^proven +bubblewrap, \d{4}-\d{2}-\d{2}: \d+ answers, up to 2 times, \d+ verdicts: none wrong, none flaky; \d+\.\d s for the reference$/m);

  const check = join(folder, 'checks', 'tests.mjs');
  writeFileSync(check, `${readFileSync(check, 'utf8')}\n`);
  expect(await page()).toMatch(/for the reference – of an earlier version of the task$/m);
  writeFileSync(join(folder, 'proof.json'), '{}');
  expect(await ase(['suite', 'show', 'shell-greeting', '--suites', 'suites'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('is no proof of a task') });
});
