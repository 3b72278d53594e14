import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleVerdict } from '../../src/contract/rule-verdict.ts';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import type { ProgramRule, Task } from '../../src/contract/task.ts';
import { openProgramRule } from '../../src/judge/external/program-rule.ts';
import { makeTree, specification } from '../sandboxes/specification.ts';

const HEAD = ['#include <stdlib.h>', '#include <string.h>', '', 'int first(const char *name);', ''];
/** Another flaw of the same kind, elsewhere in the file. */
const TAIL = ['', 'int elsewhere(void) {', '  char *p = malloc(3);', '  if (!p) return 0;', '  free(p);', '  return p[0];', '}', ''];
export const body = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const file = (region: string): string => `${HEAD.join('\n')}\n${region}${TAIL.join('\n')}`;

/** Reads what it freed. */
export const original = body('int first(const char *name) {', '  char *copy = strdup(name);', '  if (!copy) return -1;', '  free(copy);', '  return copy[0];', '}');
export const reference = body('int first(const char *name) {', '  char *copy = strdup(name);', '  if (!copy) return -1;', '  int value = copy[0];', '  free(copy);', '  return value;', '}');
const region = [HEAD.length + 1, HEAD.length + 6] as const;

const CLANG: ProgramRule['program'] = ['/bin/sh', '-c', 'clang --analyze -Xclang -analyzer-output=sarif -o - src/first.c'];

interface Asked {
  readonly program?: ProgramRule['program'];
  readonly results?: string[];
  readonly checks?: Readonly<Record<string, string>>;
}

export async function judgeOf(driver: SandboxDriver, { program = CLANG, results, checks = {} }: Asked = {}): Promise<(region: string) => Promise<RuleVerdict>> {
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
    sandbox: driver,
    workspace: { withFolders: (action) => action({ layer: async (files) => makeTree(Object.fromEntries([...files].map(([name, content]) => [name, content.toString()]))) }) },
    limits: { ...limits, memoryBytes: 512 * 1024 * 1024, outputBytes: 4 * 1024 * 1024 },
    signal: new AbortController().signal,
  });
  return (text) => judge({ changed: new Map([['src/first.c', Buffer.from(file(text))]]), signal: new AbortController().signal });
}

/** What a program among the checks, which needs nothing of the machine, says of the original: whom it could reach, and what it read beside itself. */
export async function ownProgram(driver: SandboxDriver): Promise<RuleVerdict> {
  const script = `
    import { readFileSync } from 'node:fs';
    import { networkInterfaces } from 'node:os';
    const lines = readFileSync('src/first.c', 'utf8').split('\\n');
    const line = lines.findIndex((text) => text.includes('strdup')) + 1;
    const text = Object.keys(networkInterfaces()).join() + ' ' + readFileSync('/rule/checks/word', 'utf8');
    const results = lines.some((each) => each.includes('value')) ? [] : [{ ruleId: 'own', message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri: 'src/first.c' }, region: { startLine: line } } }] }];
    console.log(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'own' } }, results }] }));`;
  const judged = await judgeOf(driver, { program: ['node', '/rule/checks/own.mjs'], checks: { 'own.mjs': script, word: 'from the checks' } });
  return judged(original);
}
