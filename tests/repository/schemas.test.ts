import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaFiles } from '../../scripts/json-schemas.ts';
import { execute, newRunFolder } from '../run/execution.ts';

const checkout = join(import.meta.dirname, '..', '..');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** Strict, so that a keyword or type it does not know is an error. */
function validator(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, formats: { 'date-time': true } });
  return ajv.compile(JSON.parse(read(checkout, 'schemas', `${name}.schema.json`)) as object);
}

function faults(name: string, values: readonly unknown[]): unknown[] {
  const validate = validator(name);
  return values.flatMap((value) => (validate(value) ? [] : [{ value, errors: validate.errors }]));
}

test('schemas/ is what src/contract says (npm run schemas)', () => {
  const files = schemaFiles();
  const stored = readdirSync(join(checkout, 'schemas'));
  expect(stored.toSorted()).toEqual([...files.keys()].toSorted());
  expect(stored.filter((name) => read(checkout, 'schemas', name) !== files.get(name))).toEqual([]);
});

test('every task and suite of this repository passes in an editor', () => {
  for (const [kind, pattern] of [['task', 'suite/tasks/*/task.yaml'], ['suite', 'suite/*.yaml']] as const) {
    const values = globSync(pattern, { cwd: checkout }).map((path) => parse(read(checkout, path)) as unknown);
    expect(faults(kind, values)).toEqual([]);
  }
});

test('a task with a mistyped field, a wrong word or no source does not pass', () => {
  const task = {
    schema: 'ase/task@1',
    id: 'some-task',
    title: 'Some task',
    cve: 'CVE-2024-1234',
    cwe: ['CWE-22'],
    class: 'path-traversal',
    severity: 'high',
    language: 'javascript',
    source: { type: 'path', path: 'repository' },
    fixed: { source: { type: 'path', path: 'fixed' }, files: ['a.js'] },
    regions: [{ file: 'a.js', lines: [1, 2], symbol: 'f', sha256: 'a'.repeat(64) }],
    environment: { runtime: { node: '24.21.0' } },
    checks: { tests: { id: 'tests', title: 'It works', program: 'checks/tests.mjs' }, exploits: [{ id: 'out', title: 'Out', program: 'checks/out.mjs' }] },
  };
  const { source: _, ...sourceless } = task;
  const broken = [{ ...task, severty: 'high' }, { ...task, severity: 'terrible' }, sourceless, { ...task, regions: [] }];
  expect(faults('task', [task])).toEqual([]);
  expect(faults('task', broken).length).toBe(broken.length);
});

let run = '';
beforeAll(async () => {
  run = await newRunFolder();
  await execute(run, { tasks: 2, cycles: 2 });
});
afterAll(() => rmSync(run, { recursive: true, force: true }));

const lines = (text: string): unknown[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);

test.each([
  ['run', () => [JSON.parse(read(run, 'run.json'))]],
  ['journal-record', () => lines(read(run, 'journal.jsonl'))],
  ['prediction', () => lines(read(run, 'predictions.jsonl'))],
  ['result', () => lines(read(run, 'results.jsonl'))],
  ['leaderboard', () => [JSON.parse(read(run, 'leaderboard.json'))]],
  ['verdict', () => globSync('attempts/**/verdict.json', { cwd: run }).map((path) => JSON.parse(read(run, path)) as unknown)],
] as const)('what a real run writes passes as %s', (name, values: () => unknown[]) => {
  const found = values();
  expect(found.length).toBeGreaterThan(0);
  expect(faults(name, found)).toEqual([]);
});
