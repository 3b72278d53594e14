import { expect, test } from 'vitest';
import type { ProgramRule } from '../../src/contract/task.ts';
import { makeDriver } from '../sandboxes/bubblewrap-driver.ts';
import { body, judgeOf, original, ownProgram, reference } from './program-rule.ts';

test('clang’s analyser tells the flaw in the region from a repair, and from the same flaw elsewhere', async () => {
  const judged = await judgeOf(makeDriver());
  const { decision, reason, findings } = await judged(original);
  expect({ decision, reason }).toEqual({ decision: 'flaw', reason: expect.stringMatching(/^unix\.Malloc: Use of memory after it is (?:freed|released)$/) });
  expect(findings.map(({ rule, place: { file, line } }) => `${rule} ${file}:${line}`)).toEqual(['unix.Malloc src/first.c:10']);
  const steps = findings.flatMap(({ trace }) => trace.map(({ kind, place: { line }, text }) => `${kind} ${line}: ${text}`));
  expect([steps[0], steps.includes('step 9: free(copy);'), steps.at(-1)]).toEqual(['source 7: char *copy = strdup(name);', true, 'sink 10: return copy[0];']);
  const moved = body('static void drop(char *text) {', '  free(text);', '}', '', 'int first(const char *name) {', '  char *copy = strdup(name);', '  if (!copy) return -1;', '  drop(copy);', '  return *copy;', '}');
  expect(await judged(moved)).toMatchObject({ decision: 'flaw', findings: [{ place: { line: 14 } }] });
  expect(await judged(reference)).toEqual({ rule: 'freed', decision: 'no-flaw', reason: 'sh finds nothing in the region that the reference has not', findings: [] });
  expect(await judged(body('int first(const char *name) {', '  return name[0];', '}'))).toMatchObject({ decision: 'no-flaw' });
  expect(await judged(body('int first(const char *name) {', '  return name[0]', '}'))).toMatchObject({ decision: 'unknown', reason: expect.stringMatching(/^sh: exit code 1: src\/first\.c:7:\d+: error: expected ';'/) });
});

test('only the rules that are named count; one that is silent about the original knows nothing', async () => {
  const other = await judgeOf(makeDriver(), { results: ['core.NullDereference'] });
  expect(await other(original)).toMatchObject({ decision: 'unknown', reason: 'sh does not find the flaw of the original' });
});

test.each<[string, ProgramRule['program'], RegExp]>([
  ['is not there', ['/usr/bin/no-such-analyser'], /^on the original: no-such-analyser: exit code 127: /],
  ['writes no SARIF', ['/bin/echo', 'nothing found'], /^on the original: echo: it wrote no JSON: /],
  ['dies', ['/bin/sh', '-c', 'kill -9 $$'], /^on the original: sh: it was ended by SIGKILL$/],
  ['floods', ['/bin/sh', '-c', 'yes'], /^on the original: sh: it used up its output$/],
])('a program that %s makes everything unknown, and says why', async (_, program, reason) => {
  const judged = await judgeOf(makeDriver(), { program });
  expect(await judged(original)).toMatchObject({ decision: 'unknown', reason: expect.stringMatching(reason), findings: [] });
});

test('a program of the task sees its checks and the candidate, and no network', async () => {
  expect(await ownProgram(makeDriver())).toMatchObject({ decision: 'flaw', reason: 'own: lo from the checks' });
});
