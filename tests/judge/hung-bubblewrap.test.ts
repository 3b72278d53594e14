import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ase } from '../cli/ase.ts';

test('where a call of an answer hangs, further tests are not asked', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'ase-hung-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, 'answers.jsonl'), `${JSON.stringify({ task: 'shell-greeting', generator: 'hung', cycle: 1, replacement: 'exports.greet = function greet() {\n  for (;;);\n};\n' })}\n`);
  const { code, stderr } = await ase(['judge', 'answers.jsonl', '--suite', 'tiny', '--task', 'shell-greeting', '--sandbox', 'bubblewrap', '--run', 'out'], { cwd });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const verdict = JSON.parse(readFileSync(join(cwd, 'out', 'attempts', 'shell-greeting', 'hung', '1', 'verdict.json'), 'utf8')) as { verdict: string; outcomes: { kind: string; evidence: string[] }[] };
  const [tests] = verdict.outcomes.filter(({ kind }) => kind === 'tests');
  // Another case catches the error itself and is only a failed assertion; what hangs openly ends the tests.
  const hung = (tests?.evidence ?? []).map((line) => line.endsWith(': no answer within 10000 ms'));
  expect({ verdict: verdict.verdict, hung: hung.filter(Boolean).length, last: hung.at(-1) }).toEqual({ verdict: 'broken', hung: 1, last: true });
});
