import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { commitAll, git, readTree, repositoryOf } from '../sources/fixtures.ts';
import { startGitServer } from '../sources/git-server.ts';
import { ase, emptyFolder, fixtureSuites } from './ase.ts';

const fixture = join(fixtureSuites, 'tasks', 'shell-greeting');

/** A suite of one task for each source. */
function suiteOf(folder: string, sources: Readonly<Record<string, { url: string; commit: string }>>): string {
  const suites = join(folder, 'suites');
  for (const [id, source] of Object.entries(sources)) {
    const own = join(suites, 'tasks', id);
    cpSync(fixture, own, { recursive: true });
    rmSync(join(own, 'original'), { recursive: true });
    writeFileSync(join(own, 'task.yaml'), stringify({ ...(parse(readFileSync(join(fixture, 'task.yaml'), 'utf8')) as object), id, source: { type: 'git', ...source } }));
  }
  writeFileSync(join(suites, 'lost.yaml'), stringify({ schema: 'ase/suite@1', name: 'lost', version: '1.0.0', title: 'Lost', tasks: Object.keys(sources) }));
  return suites;
}

function verdicts(run: string): Record<string, string> {
  const lines = readFileSync(join(run, 'results.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { task: string; verdict: string; reason: string });
  return Object.fromEntries(lines.map(({ task, verdict, reason }) => [task, `${verdict}: ${reason.replaceAll(/http:\/\/[\d.:]+/g, 'HOST')}`]));
}

test('a repository that cannot be had, or lacks the commit, costs its own tasks only; the same command tries it again', { timeout: 400_000 }, async () => {
  const folder = emptyFolder();
  // Commits of an address are kept, and the cache is one that other tests share.
  const lab = `lab-${randomBytes(6).toString('hex')}`;
  const first = repositoryOf(join(folder, 'served', lab, 'here'), readTree(join(fixture, 'original')));
  const later = join(folder, 'served', lab, 'later');
  const server = await startGitServer(join(folder, 'served'));
  const suites = suiteOf(folder, {
    here: { url: `${server.url}/${lab}/here`, commit: first },
    'lacks-hash': { url: `${server.url}/${lab}/here`, commit: 'c0ffee'.repeat(6) + 'c0de' },
    'lacks-tag': { url: `${server.url}/${lab}/here`, commit: 'v9.9' },
    later: { url: `${server.url}/${lab}/later`, commit: 'HEAD' },
  });
  const command = ['run', '--suites', suites, '--suite', 'lost', '--sandbox', 'bubblewrap', '--generator', 'baseline:original', '--cycles', '1', '--run', 'run'];
  const ran = await ase(command, { cwd: folder });
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stderr).toMatch(/has no commit v9\.9: its task stays inconclusive/);
  const before = verdicts(join(folder, 'run'));
  expect(before).toEqual({
    here: expect.stringMatching(/^insecure: /) as string,
    'lacks-hash': expect.stringMatching(/^inconclusive: repository: no-repository: .*c0ffee/) as string,
    'lacks-tag': `inconclusive: repository: no-repository: HOST/${lab}/here has no commit v9.9`,
    later: expect.stringMatching(/^inconclusive: repository: no-repository: .*HOST\/lab-\w+\/later/) as string,
  });
  expect(readFileSync(join(folder, 'run', 'predictions.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  expect(await ase(['verify', 'run'], { cwd: folder })).toMatchObject({ code: 0 });
  expect(await ase(['report', 'run', '--format', 'html', '--suites', suites, '--out', 'report.html'], { cwd: folder })).toMatchObject({ code: 0 });

  git(folder, 'clone', '-q', join(folder, 'served', lab, 'here'), later);
  commitAll(later, { 'new.txt': 'x\n' });
  git(join(folder, 'served', lab, 'here'), 'tag', 'v9.9');
  const again = await ase(command, { cwd: folder });
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain('2 are judged again');
  expect(verdicts(join(folder, 'run'))).toEqual({ ...before, 'lacks-tag': expect.stringMatching(/^insecure: /) as string, later: expect.stringMatching(/^insecure: /) as string });
  expect(await ase(['verify', 'run'], { cwd: folder })).toMatchObject({ code: 0 });
});

test('a run of which no repository can be had says so at once', { timeout: 120_000 }, async () => {
  const folder = emptyFolder();
  const suites = suiteOf(folder, { gone: { url: 'http://127.0.0.1:9/lab/gone', commit: 'HEAD' } });
  const ran = await ase(['run', '--suites', suites, '--suite', 'lost', '--sandbox', 'bubblewrap', '--generator', 'baseline:original', '--run', 'run'], { cwd: folder });
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/ase: .*127\.0\.0\.1:9\/lab\/gone/) as string });
});
