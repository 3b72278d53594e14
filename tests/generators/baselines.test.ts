import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { expect, test } from 'vitest';
import { type Task, taskSchema } from '../../src/contract/task.ts';
import { baselinePrediction, parseBaseline } from '../../src/generators/baselines.ts';

type Files = Readonly<Record<string, string>>;

/** Files are written byte for byte from latin-1 text. */
async function writeTree(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ase-tree-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text, 'latin1');
  }
  return folder;
}

function taskOf(regions: readonly { readonly file: string; readonly lines: [number, number]; readonly text: string }[], fixedFiles: readonly string[] = ['a.js']): Task {
  return taskSchema.parse({
    schema: 'ase/task@1',
    id: 'one',
    title: 'One',
    cve: 'CVE-2024-10000',
    cwe: ['CWE-22'],
    class: 'path-traversal',
    severity: 'high',
    language: 'javascript',
    source: { type: 'path', path: 'original' },
    fixed: { source: { type: 'path', path: 'fixed' }, files: fixedFiles },
    regions: regions.map(({ file, lines, text }) => ({ file, lines, symbol: 'a', sha256: createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex') })),
    environment: { runtime: { node: '24.0.0' } },
    checks: { tests: { id: 'tests', title: 'works', program: 'checks/tests.mjs' }, exploits: [{ id: 'attack', title: 'holds', program: 'checks/attack.mjs' }] },
  });
}

const region = { file: 'a.js', lines: [1, 1] as [number, number], text: 'x\n' };

async function reference(before: Files, after: Files): Promise<{ readonly patch: string; readonly original: string; readonly fixed: string }> {
  const [original, fixed] = [await writeTree(before), await writeTree(after)];
  const task = taskOf([region], [...new Set([...Object.keys(before), ...Object.keys(after)])]);
  const { patch } = await baselinePrediction({ baseline: 'reference', task, cycle: 1, trees: { original: async () => original, fixed: async () => fixed } });
  return { patch: patch ?? '', original, fixed };
}

const latin1 = Buffer.from('é', 'utf8').toString('latin1');

test.each<[string, Files, Files]>([
  ['a changed line', { 'a.js': 'one\ntwo\nthree\n' }, { 'a.js': 'one\n2\nthree\n' }],
  ['no line feed at the end, before', { 'a.js': 'one\ntwo' }, { 'a.js': 'one\ntwo\n' }],
  ['no line feed at the end, after', { 'a.js': 'one\ntwo\n' }, { 'a.js': 'one\n2' }],
  ['CRLF lines, and one that loses it', { 'a.js': 'one\r\ntwo\r\nthree\r\n' }, { 'a.js': 'one\r\n2\nthree\r\n' }],
  ['text beyond ASCII', { 'a.js': `one\n${latin1}\n` }, { 'a.js': `one\n${latin1}${latin1}\n` }],
  ['bytes that are not UTF-8 far from the change', { 'a.js': `\xff\xfe\n${'\n'.repeat(9)}old\n` }, { 'a.js': `\xff\xfe\n${'\n'.repeat(9)}new\n` }],
  ['a file that comes and one that goes', { 'a.js': 'a\n', 'old/b.js': 'b\n' }, { 'a.js': 'aa\n', 'new/c.js': 'c' }],
  ['lines that look like a diff', { 'a.js': '--- a/x\n+++ b/x\n@@ -1 +1 @@\n' }, { 'a.js': '-- a/x\n++ b/x\n@@ -1 +1 @@\n\\ x\n' }],
])('the reference patch gives the fixed bytes: %s', async (_, before, after) => {
  const { patch, original, fixed } = await reference(before, after);
  expect(patch.split('\n')[0]).toBe('ase-base: original');

  const applied: Record<string, string | false> = {};
  for (const file of parsePatch(Buffer.from(patch, 'utf8').toString('latin1'))) {
    const name = (file.newFileName === '/dev/null' ? file.oldFileName : file.newFileName)?.slice(2) ?? '';
    applied[name] = applyPatch(before[name] ?? '', file, { autoConvertLineEndings: false });
  }
  expect(applied).toEqual(Object.fromEntries(Object.keys({ ...before, ...after }).map((name) => [name, after[name] ?? ''])));

  const copy = await mkdtemp(join(tmpdir(), 'ase-copy-'));
  await cp(original, copy, { recursive: true });
  await writeFile(join(copy, '.patch'), patch);
  execFileSync('git', ['apply', '.patch'], { cwd: copy, env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(copy) } });
  for (const name of Object.keys(after)) expect(await readFile(join(copy, name))).toEqual(await readFile(join(fixed, name)));
});

test('a changed line that is not UTF-8, a fix that changes nothing and a file that is nowhere are errors of the task', async () => {
  await expect(reference({ 'a.js': '\xff\n' }, { 'a.js': '\xfe\n' })).rejects.toMatchObject({ code: 'bad-input', message: 'a.js is not UTF-8, and a prediction is text' });
  await expect(reference({ 'a.js': 'a\n' }, { 'a.js': 'a\n' })).rejects.toMatchObject({ code: 'bad-input', message: 'the fix changes nothing in its files' });
  const tree = await writeTree({});
  const trees = { original: async () => tree, fixed: async () => tree };
  await expect(baselinePrediction({ baseline: 'reference', task: taskOf([region]), cycle: 1, trees })).rejects.toMatchObject({ code: 'not-found' });
});

test('original gives the bytes of the regions, empty gives nothing for each', async () => {
  const text = `\ufeffone\r\ntwo é\r\nthree`;
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const tree = await writeTree({ 'a.js': bytes, 'b.js': 'x\ny\n' });
  const trees = { original: async () => tree, fixed: async () => tree };
  const lines = bytes.split(/(?<=\n)/);
  const one = taskOf([{ file: 'a.js', lines: [2, 3], text: lines.slice(1).join('') }]);
  const two = taskOf([
    { file: 'a.js', lines: [1, 1], text: lines[0] ?? '' },
    { file: 'b.js', lines: [2, 2], text: 'y\n' },
  ]);
  expect(await baselinePrediction({ baseline: 'original', task: one, cycle: 2, trees })).toEqual({ task: 'one', generator: 'baseline:original', cycle: 2, replacement: 'two é\r\nthree' });
  expect(await baselinePrediction({ baseline: 'original', task: two, cycle: 1, trees })).toMatchObject({ replacement: ['\ufeffone\r\n', 'y\n'] });
  expect(await baselinePrediction({ baseline: 'empty', task: one, cycle: 1, trees })).toMatchObject({ replacement: '' });
  expect(await baselinePrediction({ baseline: 'empty', task: two, cycle: 1, trees })).toMatchObject({ replacement: ['', ''] });
});

test('a region whose hash does not match, or that is not UTF-8, is refused', async () => {
  const tree = await writeTree({ 'a.js': 'other\n\xff\n' });
  const trees = { original: async () => tree, fixed: async () => tree };
  await expect(baselinePrediction({ baseline: 'original', task: taskOf([region]), cycle: 1, trees })).rejects.toMatchObject({ code: 'integrity' });
  await expect(baselinePrediction({ baseline: 'original', task: taskOf([{ file: 'a.js', lines: [2, 2], text: '\xff\n' }]), cycle: 1, trees })).rejects.toMatchObject({ code: 'bad-input', message: 'a.js:2-2 is not UTF-8, and a prediction is text' });
});

test('names of baselines', () => {
  expect(['baseline:empty', 'replay:x', 'openai:gpt-5'].map(parseBaseline)).toEqual(['empty', null, null]);
  expect(() => parseBaseline('baseline:refrence')).toThrow(expect.objectContaining({ code: 'unknown-name', remedy: 'Did you mean baseline:reference?' }));
});
