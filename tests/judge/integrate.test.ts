import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProgramTask } from '../../src/contract/task.ts';
import { integrate } from '../../src/judge/integrate.ts';
import { lineOffsets } from '../../src/util/line-offsets.ts';
import { scratch } from '../sources/fixtures.ts';

function makeTree(files: Record<string, string | Buffer>): string {
  const tree = scratch();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  return tree;
}

interface RegionOf {
  readonly file: string;
  readonly lines: [number, number];
}

function taskOf(files: Record<string, string | Buffer>, regions: readonly RegionOf[], more: Partial<ProgramTask> = {}): ProgramTask {
  const source = { type: 'path' as const, path: 'original' };
  return {
    schema: 'ase/task@1', id: 'small', title: 'small', cve: 'CVE-2000-0001', cwe: ['CWE-1'], class: 'any', severity: 'low', language: 'javascript', source,
    fixed: { source, files: ['fixed.js'] },
    regions: regions.map(({ file, lines }) => {
      const content = Buffer.from(files[file] ?? '');
      return { file, lines, symbol: 'f', sha256: createHash('sha256').update(content.subarray(...lineOffsets(content, lines))).digest('hex') };
    }),
    environment: { runtime: { node: '24.21.0' } },
    checks: { tests: { id: 'tests', title: 't', program: 'checks/tests.mjs' }, exploits: [{ id: 'e', title: 'e', program: 'checks/e.mjs' }] },
    candidates: [],
    ...more,
  };
}

async function integrated(files: Record<string, string | Buffer>, regions: readonly RegionOf[], prediction: { patch?: string; replacement?: string | string[]; unusable?: string }): Promise<Record<string, string> | string> {
  const result = await integrate({ task: taskOf(files, regions), tree: makeTree(files), prediction });
  return result.applied ? Object.fromEntries([...result.files].map(([name, content]) => [name, content.toString('latin1')])) : result.reason;
}

const small = { 'a.js': 'head\n  body 1\n  body 2\ntail\n' };
const body: RegionOf[] = [{ file: 'a.js', lines: [2, 3] }];

test('a replacement takes the place of the region, byte for byte', async () => {
  expect(await integrated(small, body, { replacement: '\tnew\n' })).toEqual({ 'a.js': 'head\n\tnew\ntail\n' });
});

test('a replacement without its last line break gets that of the region, and nothing else', async () => {
  expect(await integrated(small, body, { replacement: 'new' })).toEqual({ 'a.js': 'head\nnew\ntail\n' });
  expect(await integrated({ 'a.js': 'head\r\nbody\r\ntail\r\n' }, [{ file: 'a.js', lines: [2, 2] }], { replacement: 'x\ny' })).toEqual({ 'a.js': 'head\r\nx\ny\r\ntail\r\n' });
  expect(await integrated({ 'a.js': 'head\nbody' }, [{ file: 'a.js', lines: [2, 2] }], { replacement: 'new' })).toEqual({ 'a.js': 'head\nnew' });
});

test('an answer that holds no change does not integrate, for the reason that was recorded', async () => {
  expect(await integrated(small, body, { unusable: 'two fences, neither named' })).toBe('two fences, neither named');
});

test('an empty replacement leaves nothing in the region’s place', async () => {
  expect(await integrated(small, body, { replacement: '' })).toEqual({ 'a.js': 'head\ntail\n' });
});

test('several regions, in one file and in others, each get their own text', async () => {
  const files = { 'a.js': '1\n2\n3\n4\n', 'b.js': 'x\ny\n' };
  const regions: RegionOf[] = [{ file: 'a.js', lines: [3, 3] }, { file: 'b.js', lines: [2, 2] }, { file: 'a.js', lines: [1, 1] }];
  expect(await integrated(files, regions, { replacement: ['three', 'why', 'one'] })).toEqual({ 'a.js': 'one\n2\nthree\n4\n', 'b.js': 'x\nwhy\n' });
  expect(await integrated(files, regions, { replacement: 'three' })).toBe('1 replacements for 3 regions');
});

test('bytes that are not UTF-8 around the region survive', async () => {
  const content = Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from('body\n'), Buffer.from([0x80, 0x81, 0x0a])]);
  expect(await integrated({ 'a.js': content }, [{ file: 'a.js', lines: [2, 2] }], { replacement: 'ü' })).toEqual({ 'a.js': '\xff\n\xc3\xbc\n\x80\x81\n' });
});

test('a patch fits the masked file', async () => {
  const patch = '--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n head\n-  /* ASE: this region is to be written */\n+  new\n tail\n';
  expect(await integrated(small, body, { patch })).toEqual({ 'a.js': 'head\n  new\ntail\n' });
});

test('or else the original one', async () => {
  expect(await integrated(small, body, { patch: '--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n head\n-  body 1\n+  new\n   body 2\n' })).toEqual({ 'a.js': 'head\n  new\n  body 2\ntail\n' });
});

test('a patch fits the file that has A.S.E.’s marker, too, if that is what it takes out', async () => {
  expect(await integrated(small, body, { patch: '--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n head\n-  <MASKED>\n+  new\n tail\n' })).toEqual({ 'a.js': 'head\n  new\ntail\n' });
  expect(await integrated(small, body, { patch: '--- a/a.js\n+++ b/a.js\n@@ -2,2 +2,2 @@\n   <MASKED>\n-tail\n+TAIL\n' })).toBe('the patch leaves the region of a.js masked');
});

test('a patch that leaves the region masked is no answer', async () => {
  expect(await integrated(small, body, { patch: '--- a/a.js\n+++ b/a.js\n@@ -3,1 +3,1 @@\n-tail\n+TAIL\n' })).toBe('the patch leaves the region of a.js masked');
});

test('files of the fix may be changed, others not', async () => {
  const files = { ...small, 'fixed.js': 'a\n', 'other.js': 'a\n' };
  const patchOf = (file: string): string => `--- a/a.js\n+++ b/a.js\n@@ -2,1 +2,1 @@\n-  /* ASE: this region is to be written */\n+x\n--- a/${file}\n+++ b/${file}\n@@ -1,1 +1,1 @@\n-a\n+b\n`;
  expect(await integrated(files, body, { patch: patchOf('fixed.js') })).toEqual({ 'a.js': 'head\nx\ntail\n', 'fixed.js': 'b\n' });
  expect(await integrated(files, body, { patch: patchOf('other.js') })).toBe('the patch touches other.js, which the task does not allow');
});

test('a link in the repository is not followed', async () => {
  const tree = makeTree(small);
  symlinkSync('/etc/passwd', join(tree, 'fixed.js'));
  const result = await integrate({ task: taskOf(small, body), tree, prediction: { patch: '--- a/fixed.js\n+++ b/fixed.js\n@@ -1,1 +1,1 @@\n-root\n+toor\n' } });
  expect(result).toEqual({ applied: false, reason: 'there is no fixed.js' });
});

test('a repository that is not the task’s is an error of the task, not of the candidate', async () => {
  await expect(integrate({ task: taskOf(small, body), tree: makeTree({ 'a.js': 'head\n  body 1\n  other\ntail\n' }), prediction: { replacement: 'x' } })).rejects.toMatchObject({ code: 'integrity' });
});

test('the region’s own text gives the original file, whatever its lines are', async () => {
  const line = fc.constantFrom('', 'a', '  b', '\tc', 'ü', 'x\r', '\r');
  const content = fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.boolean()).map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
  await fc.assert(
    fc.asyncProperty(content, fc.nat(), fc.nat(), async (text, from, length) => {
      const count = Math.max(1, text.split('\n').length - (text.endsWith('\n') ? 1 : 0));
      const first = 1 + (from % count);
      const last = Math.min(count, first + (length % 3));
      const region = Buffer.from(text).subarray(...lineOffsets(Buffer.from(text), [first, last])).toString();
      fc.pre(region !== '');
      expect(await integrated({ 'a.js': text }, [{ file: 'a.js', lines: [first, last] }], { replacement: region })).toEqual({ 'a.js': Buffer.from(text).toString('latin1') });
    }),
  );
});
