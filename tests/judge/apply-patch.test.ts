import fc from 'fast-check';
import { createTwoFilesPatch } from 'diff';
import { expect, test } from 'vitest';
import { applyUnifiedDiff } from '../../src/judge/apply-patch.ts';

const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';

function apply(patch: string, files: Record<string, Buffer | string> = { 'a.js': text }, mayBeMasked = false): ReturnType<typeof applyUnifiedDiff> {
  const read = async (file: string): Promise<Buffer | null> => (file in files ? Buffer.from(files[file] ?? '') : null);
  return applyUnifiedDiff({ patch, read, isAllowed: (file) => file !== 'secret.js', mayBeMasked });
}

async function result(patch: string, files?: Record<string, Buffer | string>): Promise<Record<string, string> | string> {
  const applied = await apply(patch, files);
  return applied.applied ? Object.fromEntries([...applied.files].map(([name, content]) => [name, content.toString('latin1')])) : applied.reason;
}

const hunk = '@@ -2,3 +2,3 @@\n two\n-three\n+THREE\n four\n';

test.each([
  ['with git’s prefixes', `diff --git a/a.js b/a.js\nindex 111..222 100644\n--- a/a.js\n+++ b/a.js\n${hunk}`],
  ['without prefixes', `--- a.js\n+++ a.js\n${hunk}`],
  ['with prose before it', `Here is the patch:\n\n--- a/a.js\n+++ b/a.js\n${hunk}`],
  ['with moved line numbers', `--- a/a.js\n+++ b/a.js\n@@ -40,3 +41,3 @@\n two\n-three\n+THREE\n four\n`],
])('a patch %s is applied', async (_, patch) => {
  expect(await result(patch)).toEqual({ 'a.js': 'one\ntwo\nTHREE\nfour\nfive\nsix\n' });
});

test.each([
  ['a context line that differs', '--- a/a.js\n+++ b/a.js\n@@ -2,3 +2,3 @@\n two \n-three\n+THREE\n four\n', 'the patch does not fit a.js'],
  ['another line break', `--- a/a.js\n+++ b/a.js\n@@ -2,3 +2,3 @@\n two\r\n-three\r\n+THREE\r\n four\r\n`, 'the patch does not fit a.js'],
  ['a file that is not allowed', `--- a/secret.js\n+++ b/secret.js\n${hunk}`, 'the patch touches secret.js, which the task does not allow'],
  ['a path that leads outside', `--- a/../etc/passwd\n+++ b/../etc/passwd\n${hunk}`, 'the patch names "../etc/passwd", which is no plain path in the repository'],
  ['an absolute path', `--- /etc/passwd\n+++ /etc/passwd\n${hunk}`, 'the patch names "/etc/passwd", which is no plain path in the repository'],
  ['a path in another file’s place', `--- a/a.js\n+++ b/b.js\n${hunk}`, 'the patch turns "a.js" into "b.js"'],
  ['a file that is not there', `--- a/b.js\n+++ b/b.js\n${hunk}`, 'there is no b.js'],
  ['a file made anew that is there', '--- /dev/null\n+++ b/a.js\n@@ -0,0 +1,1 @@\n+x\n', 'the patch makes a.js anew, which is there'],
  ['a rename', 'diff --git a/a.js b/b.js\nsimilarity index 90%\nrename from a.js\nrename to b.js\n--- a/a.js\n+++ b/b.js\n' + hunk, 'the patch renames, copies, deletes, links or changes the mode of a file, or is binary'],
  ['a deletion', 'diff --git a/a.js b/a.js\ndeleted file mode 100644\n--- a/a.js\n+++ /dev/null\n@@ -1,6 +0,0 @@\n-one\n-two\n-three\n-four\n-five\n-six\n', 'the patch renames, copies, deletes, links or changes the mode of a file, or is binary'],
  ['a link', 'diff --git a/l.js b/l.js\nnew file mode 120000\n--- /dev/null\n+++ b/l.js\n@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n', 'the patch renames, copies, deletes, links or changes the mode of a file, or is binary'],
  ['a change of mode', 'diff --git a/a.js b/a.js\nold mode 100644\nnew mode 100755\n--- a/a.js\n+++ b/a.js\n' + hunk, 'the patch renames, copies, deletes, links or changes the mode of a file, or is binary'],
  ['a binary part', 'diff --git a/a.js b/a.js\nindex 1..2 100644\nBinary files a/a.js and b/a.js differ\n', 'the patch renames, copies, deletes, links or changes the mode of a file, or is binary'],
  ['no hunks', 'I cannot help with that.', 'it is no unified diff: it has no hunks'],
  ['nothing at all', '', 'it is no unified diff: it has no hunks'],
])('a patch with %s is refused', async (_, patch, reason) => {
  expect(await result(patch)).toBe(reason);
});

test('a hunk whose counts are wrong is not repaired', async () => {
  expect(await result('--- a/a.js\n+++ b/a.js\n@@ -2,30 +2,3 @@\n two\n-three\n+THREE\n four\n')).toMatch(/^it is no unified diff: /);
});

test('a new file is made, and a later part of the patch may change it again', async () => {
  const patch = '--- /dev/null\n+++ b/new.js\n@@ -0,0 +1,2 @@\n+a\n+b\n--- a/new.js\n+++ b/new.js\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n';
  expect(await result(patch)).toEqual({ 'new.js': 'a\nc\n' });
});

test('bytes that are not UTF-8 and CRLF lines elsewhere in the file survive', async () => {
  const content = Buffer.concat([Buffer.from([0xff, 0xfe, 0x0d, 0x0a]), Buffer.from(text), Buffer.from([0xc3, 0x28])]);
  const applied = await apply('--- a/a.js\n+++ b/a.js\n@@ -3,3 +3,3 @@\n two\n-three\n+drei – ü\n four\n', { 'a.js': content });
  const expected = Buffer.concat([Buffer.from([0xff, 0xfe, 0x0d, 0x0a]), Buffer.from('one\ntwo\ndrei – ü\nfour\nfive\nsix\n'), Buffer.from([0xc3, 0x28])]);
  expect(applied.applied && applied.files.get('a.js')?.equals(expected)).toBe(true);
});

test('a patch against the original is not tried on the masked file', async () => {
  expect(await apply(`ase-base: original\n--- a/a.js\n+++ b/a.js\n${hunk}`, undefined, true)).toEqual({ applied: false, reason: 'it is made against the original', final: false });
});

test('the diff between any two texts turns one into the other', async () => {
  const line = fc.stringMatching(/^[a-c \t\r]{0,3}$/);
  const content = fc.tuple(fc.array(line, { maxLength: 12 }), fc.boolean()).map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
  await fc.assert(
    fc.asyncProperty(content, content, async (before, after) => {
      fc.pre(before !== after);
      const patch = createTwoFilesPatch('a/a.js', 'b/a.js', before, after);
      expect(await result(patch, { 'a.js': before })).toEqual({ 'a.js': after });
    }),
  );
});

test('whatever a patch says, nothing is thrown', async () => {
  const piece = fc.constantFrom('--- a/a.js\n', '+++ b/a.js\n', '@@ -1,1 +1,1 @@\n', '@@ -1 +1 @@\n', ' one\n', '-one\n', '+x\n', 'diff --git a/a.js b/a.js\n', 'new file mode 100644\n', '\\ No newline at end of file\n', '\0', '@@', '"a\\', '\r\n');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 12 }), async (pieces) => {
      expect(typeof (await apply(pieces.join(''))).applied).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});
