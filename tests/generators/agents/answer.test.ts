import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { integrate } from '../../../src/judge/integrate.ts';
import { answerOf } from '../../../src/generators/agents/change-answer.ts';
import type { Answer } from '../../../src/generators/agents/change-answer.ts';
import { readChanges } from '../../../src/generators/agents/repository-changes.ts';
import { applyUnifiedDiff } from '../../../src/judge/apply-patch.ts';

async function folderOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'ase-answer-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

async function answer(upper: string, before: Readonly<Record<string, string | Buffer>>, allowed = Object.keys(before)): Promise<Answer> {
  return answerOf({ changes: readChanges(upper), allowed: new Set(allowed), before: async (path) => (before[path] === undefined ? null : Buffer.from(before[path])) });
}

async function applied(patch: string, before: Readonly<Record<string, string | Buffer>>): Promise<Record<string, string> | string> {
  const result = await applyUnifiedDiff({ patch, read: async (path) => (before[path] === undefined ? null : Buffer.from(before[path])), isAllowed: () => true, mayBeMasked: true });
  return result.applied ? Object.fromEntries([...result.files].map(([path, content]) => [path, content.toString('latin1')])) : result.reason;
}

test('the difference of the allowed files only, in one patch; the rest is listed', async () => {
  const before = { 'lib/a.js': 'one\ntwo\n', 'b.js': 'x\n' };
  const upper = await folderOf({ 'lib/a.js': 'one\n2\n', 'b.js': 'x\n', 'new.js': 'new', 'deep/er/c.txt': '' });
  await symlink('/etc/passwd', join(upper, 'link'));
  const { change, dropped, isEmpty } = await answer(upper, before, ['lib/a.js', 'b.js', 'new.js']);
  expect({ dropped, isEmpty }).toEqual({ dropped: ['deep/er/c.txt', 'link'], isEmpty: false });
  expect(await applied(change.patch ?? '', before)).toEqual({ 'lib/a.js': 'one\n2\n', 'new.js': 'new' });
});

test('whatever bytes an agent writes: the patch gives them back exactly, or says that they are no text', async () => {
  const piece = fc.oneof(fc.constantFrom('\n', '\r\n', '\r', '\t', ' ', '--- a/x', '+++ b/x', '@@ -1 +1 @@', '\\ No newline at end of file', 'ö', '\uFEFF', '\0'), fc.string());
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(text, text, async (old, written) => {
      fc.pre(old !== written);
      const before = { f: old };
      const { change } = await answerOf({ changes: { files: new Map([['f', { kind: 'written', read: () => Buffer.from(written) }]]), isCut: false }, allowed: new Set(['f']), before: async () => Buffer.from(old) });
      expect(await applied(change.patch ?? String(change.unusable), before)).toEqual({ f: Buffer.from(written).toString('latin1') });
    }),
    { numRuns: 300 },
  );
});

test('two texts of which nothing is alike give a patch in time, and the right one', async () => {
  const lines = (word: string): string => Array.from({ length: 60_000 }, (_, n) => `${word} ${n * 7919}`).join('\n');
  const before = { f: lines('old') };
  const { change } = await answer(await folderOf({ f: lines('new') }), before);
  expect(await applied(change.patch ?? '', before)).toEqual({ f: lines('new') });
});

test('a file that is too large is none, and many files are listed in part', async () => {
  const large = await answer(await folderOf({ f: Buffer.alloc(5 * 1024 * 1024, 'a') }), { f: '' });
  expect(large.change.unusable).toBe('the agent left no text in the file: f has 5242880 bytes');
  const many = await answer(await folderOf(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`d/${n}`, '']))), { f: '' });
  expect(many.dropped).toHaveLength(201);
  expect(many.dropped.at(-1)).toBe('… and more');
  expect(many.isEmpty).toBe(true);
});

test('a patch of an answer integrates against the masked file', async () => {
  const original = 'a\nregion\nb\n';
  const tree = await folderOf({ 'f.js': original });
  const { createHash } = await import('node:crypto');
  const task = { id: 't', language: 'javascript', regions: [{ file: 'f.js', lines: [2, 2], symbol: 's', sha256: createHash('sha256').update('region\n').digest('hex') }], fixed: { files: ['f.js'] } };
  const masked = { 'f.js': 'a\n/* ASE: this region is to be written */\nb\n' };
  const { change } = await answer(await folderOf({ 'f.js': 'a\nanswer\nb\n' }), masked);
  expect(await integrate({ task: task as never, tree, prediction: change })).toMatchObject({ applied: true, base: 'masked' });
});
