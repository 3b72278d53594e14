import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportedDataSet } from '../../src/ase/imported-task.ts';
import { readRecordedContexts } from '../../src/ase/recorded-context.ts';
import { readRows } from '../../src/ase/rows.ts';
import { importV1, readCut } from '../../src/ase/v1-tasks.ts';
import { importV2 } from '../../src/ase/v2-tasks.ts';
import { loadSuite } from '../../src/suite/load-suite.ts';
import { ase, emptyFolder } from '../cli/ase.ts';
import { hasOfficialData, officialPath, readOfficial } from './official-data.ts';
import { v1Row, v2Row } from './rows.ts';

const repositories = 'https://git.example';
const v2 = (rows: readonly unknown[], contexts?: readonly unknown[]): ImportedDataSet =>
  importV2({ rows: readRows(JSON.stringify(rows), 'data.json'), contexts: contexts === undefined ? undefined : readRecordedContexts(readRows(JSON.stringify(contexts), 'context.jsonl')), repositories });
const v1 = (rows: readonly unknown[], contexts: readonly unknown[] = []): ImportedDataSet =>
  importV1({ rows: readRows(JSON.stringify(rows), 'data.json'), contexts: readRecordedContexts(readRows(JSON.stringify(contexts), 'context.json')), repositories, cut: new Map() });
const said = ({ notes }: ImportedDataSet): string[] => notes.map(({ row, kind, field, text }) => `${row} ${kind} ${field}: ${text}`);

test('a row of v2 becomes a task that is judged by its image', () => {
  const { tasks, notes } = v2([v2Row({ other_vuln_files: [{ vuln_file: 'src/read.c', vuln_lines: [1, 2] }], privileged: true, poc_timeout: 30, branch_origin: 'pull/7/head:pr-7', comment: 'odd' })]);
  const source = { type: 'git', url: 'https://git.example/lab/parser', commit: `${'a1'.repeat(20)}^`, ref: 'pull/7/head' };
  expect(tasks.map(({ task }) => task)).toEqual([
    {
      schema: 'ase/v2-task@1', id: 'lab-cve-2031-10001', title: 'lab/parser, src/parse.c', cve: 'CVE-2031-10001', cwe: ['CWE-125'], class: 'out-of-bounds-read', language: 'c', severity: 'high', source,
      fixed: { source: { ...source, commit: 'a1'.repeat(20) }, files: ['src/parse.c', 'src/read.c'] }, regions: [{ file: 'src/parse.c', lines: [10, 14] }], otherFlaws: [{ file: 'src/read.c', lines: [1, 2] }], candidates: [], notes: 'odd',
      origin: { id: 'lab_CVE-2031-10001', row: 1 }, environment: { image: 'lab/parser_cve-2031-10001:latest', repository: '/src/parser', run: 'tail -f /dev/null', privileged: true },
      checks: { 'ase-v2': { status: { command: "bash -c './setup.sh && ./status.sh'", timeoutMs: 600_000 }, test: { command: './test.sh', timeoutMs: 120_000 }, exploit: { command: './poc.sh', timeoutMs: 30_000 } } },
    },
  ]);
  expect(notes.map(({ field }) => field).sort()).toEqual(['branch_origin', 'comment', 'privileged']);
});

test('a mutant of v1 takes description and context of its seed', () => {
  const { tasks } = v1([v1Row(), v1Row({ instance_id: 'sqli_mutation_01', repo: 'lab/shop_mutation', base_commit: 'HEAD', seed: false })], [{ instance_id: 'sqli_01', function_summary: 'Adds to the cart.', hits: [{ docid: 'lib/db.php', score: 2.5 }] }]);
  expect(tasks.map(({ task, description, hits }) => ({ id: task.id, seed: 'seed' in task ? task.seed : undefined, description, hits, checks: task.checks }))).toEqual([
    { id: 'sqli-01', seed: undefined, description: 'Adds to the cart.\n', hits: [{ file: 'lib/db.php', score: 2.5 }], checks: { 'ase-v1': { image: 'lab/counter:latest', types: ['SQLI'], baseline: 3 } } },
    { id: 'sqli-mutation-01', seed: 'sqli-01', description: 'Adds to the cart.\n', hits: [{ file: 'lib/db.php', score: 2.5 }], checks: { 'ase-v1': { image: 'lab/counter:latest', types: ['SQLI'], baseline: 3 } } },
  ]);
});

test.each<[what: string, row: Record<string, unknown>, note: RegExp]>([
  ['a region of one line', { vuln_lines: [7, 7] }, /noted vuln_lines: a region of one line/],
  ['no patch, but a parent', { patch_commit: undefined }, /noted patch_commit: missing: (?:a1){20}, which/],
  ['no patch and no parent', { patch_commit: null, base_commit: 'v1.2' }, /noted patch_commit: missing: the task has no reference/],
  ['a tag', { base_commit: 'releases/v1.2' }, /noted base_commit: releases\/v1.2: a tag/],
  ['a hash with a tilde', { base_commit: `${'c3'.repeat(20)}~` }, /^$/],
  ['an address', { repo: 'https://lab.example/a/b' }, /noted repo: a whole address/],
  ['an unknown field', { reviewer: 'x' }, /noted reviewer: a field that is not known here: "x"/],
  ['a wrong severity', { severity: 'grave' }, /changed severity: found "grave", .*ignored/],
  ['an empty other place', { other_vuln_files: [{ vuln_file: '', vuln_lines: [] }] }, /^$/],
  ['a wrong other place', { other_vuln_files: [{ vuln_file: '../x', vuln_lines: [1, 2] }] }, /changed other_vuln_files: .*ignored/],
])('%s is survived', (_, more, note) => {
  const imported = v2([v2Row(more)]);
  expect(imported.tasks).toHaveLength(1);
  expect(said(imported).join('\n')).toMatch(note);
});

test.each<[what: string, row: unknown, fields: string[]]>([
  ['lines the wrong way round', v2Row({ vuln_lines: [9, 3] }), ['vuln_lines']],
  ['lines as text', v2Row({ vuln_lines: '9' }), ['vuln_lines']],
  ['a file outside', v2Row({ vuln_file: '../../etc/passwd' }), ['vuln_file']],
  ['a language that is none', v2Row({ language: 'klingon', cwe_id: 'many' }), ['language', 'cwe_id']],
  ['a program as a commit', v2Row({ base_commit: '--upload-pack=x' }), ['base_commit']],
  ['a program as an address', v2Row({ repo: 'ext::sh -c x' }), ['repo']],
  ['no commands', v2Row({ poc_cmd: '', test_case_cmd: undefined }), ['test_case_cmd', 'poc_cmd', 'checks.ase-v2.test.command', 'checks.ase-v2.exploit.command']],
  ['an image that is none', v2Row({ image: '--privileged' }), ['environment.image']],
  ['a number', 7, ['']],
])('%s: the row is left out and named, the others are imported', (_, row, fields) => {
  const { tasks, notes } = v2([v2Row(), row, v2Row({ instance_id: 'other' })]);
  expect(tasks.map(({ task }) => task.id)).toEqual(['lab-cve-2031-10001', 'other']);
  expect(notes.filter(({ kind }) => kind === 'left-out').map(({ row: number, field }) => [number, field])).toEqual(fields.map((field) => [2, field]));
});

test('an id that is there twice, and one that only looks alike, stay apart', () => {
  const { tasks } = v2([v2Row({ instance_id: 'A_1' }), v2Row({ instance_id: 'A_1' }), v2Row({ instance_id: 'a-1' }), v2Row({ instance_id: 'a-1-2' })]);
  expect(tasks.map(({ task }) => task.id)).toEqual(['a-1', 'a-1-2', 'a-1-3', 'a-1-2-2']);
});

test('an object a line, a torn line and names of JavaScript are read', () => {
  const { rows, notes } = readRows(`${JSON.stringify(v2Row())}\n{"instance_id": "torn\n${JSON.stringify({ ['__proto__']: 1, constructor: 2 })}\n`, 'data.jsonl');
  expect([rows.length, notes.map(({ row, kind }) => `${row} ${kind}`)]).toEqual([2, ['2 left-out']]);
  expect(() => readRows('no json', 'data.json')).toThrow(/data.json: found text that is no JSON/);
  expect(readCut({ a: ['x.php'], b: ['../x'], ['__proto__x']: 3 }).notes).toHaveLength(2);
});

test('the command writes a suite that the others read, and says what is wrong', async () => {
  const cwd = emptyFolder();
  const hostile = 'x`|<b>\u001b[31m';
  writeFileSync(join(cwd, 'data.json'), JSON.stringify([v2Row(), v2Row({ instance_id: hostile, vuln_lines: [0, 1] })]));
  writeFileSync(join(cwd, 'context.jsonl'), JSON.stringify([{ instance_id: 'lab_CVE-2031-10001', function_summary: 'Reads a box.', hits: [{ docid: 'src/box.h', startline: 1, endline: 4 }] }]));
  const made = await ase(['import', 'ase-v2', 'data.json', '--retrieval', 'context.jsonl', '--out', 'suites'], { cwd });
  expect(made).toMatchObject({ code: 1, stdout: expect.stringContaining('1 of 2 rows') as string, stderr: expect.stringContaining('vuln_lines: found [0,1], expected') as string });
  const report = readFileSync(join(cwd, 'suites', 'import-report.md'), 'utf8');
  expect(report).toContain('## Left out');
  expect(report + made.stderr).not.toContain('\u001b');
  const { tasks } = await loadSuite(join(cwd, 'suites'), 'ase-v2');
  expect(tasks.map(({ task, description }) => [task.id, description])).toEqual([['lab-cve-2031-10001', 'Reads a box.\n']]);
  writeFileSync(join(cwd, 'data.json'), '[{}]');
  const none = await ase(['import', 'ase-v2', 'data.json', '--out', 'suites'], { cwd });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no row of data.json can be imported')]);
});

test.skipIf(!hasOfficialData)("all of A.S.E.'s own rows become tasks (its data lie beside the checkout)", async () => {
  const cwd = emptyFolder();
  const runs = [
    await ase(['import', 'ase-v1', officialPath('data_v1.json'), '--retrieval', officialPath('data_v1_retrieval_data.json'), '--cut', officialPath('cut_repos.json'), '--out', 'suites', '--json'], { cwd }),
    await ase(['import', 'ase-v2', officialPath('data_v2.json'), '--retrieval', officialPath('data_v2_context_bm25.jsonl'), '--out', 'suites', '--json'], { cwd }),
  ];
  expect(runs.map(({ code, stdout }) => [code, (JSON.parse(stdout) as { tasks: string[] }).tasks.length])).toEqual([[0, 120], [0, 145]]);
  const suites = [await loadSuite(join(cwd, 'suites'), 'ase-v1'), await loadSuite(join(cwd, 'suites'), 'ase-v2')];
  const all = suites.flatMap(({ tasks }) => tasks.map(({ task }) => task));
  expect(all.filter((task) => 'seed' in task && task.seed !== undefined)).toHaveLength(80);
  expect(all.filter((task) => 'environment' in task && 'privileged' in task.environment && task.environment.privileged === true)).toHaveLength(4);
  expect(all.filter((task) => task.id.startsWith('choser-cve-2021-32269')).map(({ id }) => id)).toEqual(['choser-cve-2021-32269', 'choser-cve-2021-32269-2']);
  const chosen = importV2({ rows: readRows(readOfficial('data_v2.json'), 'data_v2.json'), contexts: readRecordedContexts(readRows(readOfficial('data_v2_context_claudecode.jsonl'), 'data_v2_context_claudecode.jsonl')), repositories });
  expect(chosen.tasks.filter(({ hits }) => hits.some(({ lines }) => lines !== undefined)).length).toBeGreaterThan(100);
});
