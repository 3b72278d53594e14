import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RuleVerdict } from '../../src/contract/rule-verdict.ts';
import type { ProgramRule, Task } from '../../src/contract/task.ts';
import { openProgramRule } from '../../src/judge/external/program-rule.ts';
import { makeDriver } from '../sandboxes/bubblewrap-driver.ts';
import { makeTree, specification } from '../sandboxes/specification.ts';

const HEAD = ['#include <stdlib.h>', '#include <string.h>', '', 'int first(const char *name);', ''];
/** Another flaw of the same kind, elsewhere in the file. */
const TAIL = ['', 'int elsewhere(void) {', '  char *p = malloc(3);', '  if (!p) return 0;', '  free(p);', '  return p[0];', '}', ''];
const body = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const file = (region: string): string => `${HEAD.join('\n')}\n${region}${TAIL.join('\n')}`;

const original = body('int first(const char *name) {', '  char *copy = strdup(name);', '  if (!copy) return -1;', '  free(copy);', '  return copy[0];', '}');
const reference = body('int first(const char *name) {', '  char *copy = strdup(name);', '  if (!copy) return -1;', '  int value = copy[0];', '  free(copy);', '  return value;', '}');
const region = [HEAD.length + 1, HEAD.length + 6] as const;

const CLANG: ProgramRule['program'] = ['/bin/sh', '-c', 'clang --analyze -Xclang -analyzer-output=sarif -o - src/first.c'];

interface Asked {
  readonly program?: ProgramRule['program'];
  readonly results?: string[];
  readonly checks?: Readonly<Record<string, string>>;
}

async function judgeOf({ program = CLANG, results, checks = {} }: Asked = {}): Promise<(region: string) => Promise<RuleVerdict>> {
  const repository = await makeTree({ 'src/first.c': file(original) });
  const fixed = await makeTree({ 'src/first.c': file(reference) });
  const folder = mkdtempSync(join(tmpdir(), 'ase-rule-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'checks'));
  for (const [name, text] of Object.entries(checks)) writeFileSync(join(folder, 'checks', name), text);
  const { limits, mounts } = specification(['true'], { layers: [repository] });
  const judge = await openProgramRule({
    rule: { id: 'freed', title: 't', program, ...(results === undefined ? {} : { results }) },
    task: { folder, task: { regions: [{ file: 'src/first.c', lines: [...region], symbol: 'first', sha256: '' }], fixed: { source: { type: 'path', path: '' }, files: ['src/first.c'] } } as unknown as Task },
    prepared: { repository, mounts, privateMounts: [] },
    fixed,
    sandbox: makeDriver(),
    workspace: { withFolders: (action) => action({ layer: async (files) => makeTree(Object.fromEntries([...files].map(([name, content]) => [name, content.toString()]))) }) },
    limits: { ...limits, memoryBytes: 512 * 1024 * 1024, outputBytes: 4 * 1024 * 1024 },
    signal: new AbortController().signal,
  });
  return (text) => judge({ changed: new Map([['src/first.c', Buffer.from(file(text))]]), signal: new AbortController().signal });
}

test('clang’s analyser tells the flaw in the region from a repair, and from the same flaw elsewhere', async () => {
  const judged = await judgeOf();
  expect(await judged(original)).toMatchObject({
    decision: 'flaw',
    reason: 'unix.Malloc: Use of memory after it is freed',
    findings: [{ rule: 'unix.Malloc', place: { file: 'src/first.c', line: 10 }, trace: [{ kind: 'source', place: { line: 7 }, text: 'char *copy = strdup(name);' }, {}, {}, { kind: 'step', text: 'free(copy);' }, { kind: 'sink', place: { line: 10 }, text: 'return copy[0];' }] }],
  });
  const moved = body('static void drop(char *text) {', '  free(text);', '}', '', 'int first(const char *name) {', '  char *copy = strdup(name);', '  if (!copy) return -1;', '  drop(copy);', '  return *copy;', '}');
  expect(await judged(moved)).toMatchObject({ decision: 'flaw', findings: [{ place: { line: 14 } }] });
  expect(await judged(reference)).toEqual({ rule: 'freed', decision: 'no-flaw', reason: 'sh finds nothing in the region that the reference has not', findings: [] });
  expect(await judged(body('int first(const char *name) {', '  return name[0];', '}'))).toMatchObject({ decision: 'no-flaw' });
  expect(await judged(body('int first(const char *name) {', '  return name[0]', '}'))).toMatchObject({ decision: 'unknown', reason: expect.stringMatching(/^sh: exit code 1: src\/first\.c:7:\d+: error: expected ';'/) });
});

test('only the rules that are named count; one that is silent about the original knows nothing', async () => {
  const other = await judgeOf({ results: ['core.NullDereference'] });
  expect(await other(original)).toMatchObject({ decision: 'unknown', reason: 'sh does not find the flaw of the original' });
});

test.each<[string, ProgramRule['program'], RegExp]>([
  ['is not there', ['/usr/bin/no-such-analyser'], /^on the original: no-such-analyser: exit code 127: /],
  ['writes no SARIF', ['/bin/echo', 'nothing found'], /^on the original: echo: it wrote no JSON: /],
  ['dies', ['/bin/sh', '-c', 'kill -9 $$'], /^on the original: sh: it was ended by SIGKILL$/],
  ['floods', ['/bin/sh', '-c', 'yes'], /^on the original: sh: it used up its output$/],
])('a program that %s makes everything unknown, and says why', async (_, program, reason) => {
  const judged = await judgeOf({ program });
  expect(await judged(original)).toMatchObject({ decision: 'unknown', reason: expect.stringMatching(reason), findings: [] });
});

test('a program of the task sees its checks and the candidate, and no network', async () => {
  const script = `
    import { readFileSync } from 'node:fs';
    import { networkInterfaces } from 'node:os';
    const lines = readFileSync('src/first.c', 'utf8').split('\\n');
    const line = lines.findIndex((text) => text.includes('strdup')) + 1;
    const text = Object.keys(networkInterfaces()).join() + ' ' + readFileSync('/judge/checks/word', 'utf8');
    const results = lines.some((each) => each.includes('value')) ? [] : [{ ruleId: 'own', message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri: 'src/first.c' }, region: { startLine: line } } }] }];
    console.log(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'own' } }, results }] }));`;
  const judged = await judgeOf({ program: ['node', '/judge/checks/own.mjs'], checks: { 'own.mjs': script, word: 'from the checks' } });
  const verdict = await judged(original);
  expect(verdict).toMatchObject({ decision: 'flaw', reason: 'own: lo from the checks' });
});
