import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerInput, parseAnswer } from '../../src/context/answer.ts';
import { maskedFileOf } from '../../src/context/masked-file.ts';
import type { Change } from '../../src/contract/results.ts';
import { regionAt, taskWith } from './sources.ts';

const text = "const a = require('a');\n\nfunction first() {\n  one();\n  two();\n}\n\nfunction second() {\n  three();\n}\n\nmodule.exports = { first, second };\n";
const marker = '/* ASE: this region is to be written */';

function filesOf(path: string, content: string, ...lines: [number, number][]): AnswerInput['files'] {
  const bytes = Buffer.from(content);
  return [maskedFileOf(bytes, { task: taskWith(lines.map((each) => regionAt(bytes, path, each)), 'javascript'), file: path })];
}

const one = filesOf('lib/a.js', text, [4, 5]);
const two = filesOf('lib/a.js', text, [4, 5], [9, 9]);
const replacement = (raw: string, files = one): Change => parseAnswer(raw, { mode: 'replacement', files });
const diff = (raw: string, files = one): Change => parseAnswer(raw, { mode: 'diff', files });
const block = (code: string, info = 'js'): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;

test.each<[string, string, string]>([
  ['the only block', `Sure.\n\n${block('  x();')}\nDone.`, '  x();\n'],
  ['all of an answer without a block', '\n  x();\n', '\n  x();\n'],
  ['a block after thoughts with blocks', `<thinking>\n${block('no();')}${block('nor();')}</thinking>${block('  x();')}`, '  x();\n'],
  ['a block after thoughts of several pieces', `<think>a</think><think>b\n</think>\n\nHm.\n<think>c</think>\n${block('  x();')}`, '  x();\n'],
  ['thoughts in the code, which are code', block("  x('<think>');\n<think>\n</think>"), "  x('<think>');\n<think>\n</think>\n"],
  ['a block in a longer fence', `\`\`\`\`js\n  x(\`\n\`\`\`\n\`);\n\`\`\`\`\n`, '  x(`\n```\n`);\n'],
  ['a block in a fence of the same length, with a word', block('  x(`\n```sh\nls\n```\n`);'), '  x(`\n```sh\nls\n```\n`);\n'],
  ['a block that is not the aside', `${block('$ npm i', 'sh')}${block('  x();')}${block('ok', 'text')}`, '  x();\n'],
  ['an aside where there is nothing else', block('  x();', 'text'), '  x();\n'],
  ['the block that the line before names', `Use it so:\n${block("first('a')")}In \`lib/a.js\`:\n${block('  x();')}`, '  x();\n'],
  ['the block that the info string names', `${block("first('a')")}${block('  x();', 'js title="lib/a.js"')}`, '  x();\n'],
  ['the block of the region by its number', `Before:\n${block('old();')}Region 1:\n${block('  x();')}`, '  x();\n'],
  ['control sequences and tags, as they are', block('  x("\u001b[2J\u0000\u0007</script><!--");'), '  x("\u001b[2J\u0000\u0007</script><!--");\n'],
  ['a line that only repeats the marker, taken out', block(`  ${marker}\n  x();\n  // ASE: this region is to be written`), '  x();\n'],
  ['the region of the whole file', block(text.replace('one();\n  two();', 'x();')), '  x();\n'],
])('code: %s', (_, raw, expected) => {
  expect(replacement(raw)).toEqual({ replacement: expected });
});

test.each<[string, string, string]>([
  ['nothing', ' \n\n', 'the answer is empty'],
  ['thoughts without end', '<think>\nI wonder\n```js\nx();\n```\n', 'the answer ends in the middle of its thoughts'],
  ['an empty block', 'Here:\n```js\n\n```\n', 'the code block of the answer is empty'],
  ['two blocks without names', `${block('x();')}or\n${block('y();')}`, 'the answer has 2 code blocks for one region, and their names do not tell which counts'],
  ['two blocks with the same name', `lib/a.js:\n${block('x();')}lib/a.js:\n${block('y();')}`, 'the answer has 2 code blocks for one region, and their names do not tell which counts'],
  ['another folder’s file of the name', `test/a.js:\n${block('x();')}test:\n${block('y();')}`, 'the answer has 2 code blocks for one region, and their names do not tell which counts'],
  ['a diff', block('--- a/lib/a.js\n+++ b/lib/a.js\n@@ -4 +4 @@\n-a\n+b', 'diff'), 'the answer is a diff where code was asked for'],
  ['the marker', block(`  ${marker}`), 'the answer only repeats the marker'],
])('no code: %s', (_, raw, unusable) => {
  expect(replacement(raw)).toEqual({ unusable });
});

test('the whole file with another line changed is no answer to a region; with few lines of its own it is the region', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `  call${String.fromCharCode(97 + (index % 26)).repeat(3)}(${index});`);
  const long = `${lines.join('\n')}\n`;
  const files = filesOf('lib/a.js', long, [10, 12]);
  expect(replacement(block(long.replace('callaaa(0)', 'changed()').trimEnd()), files)).toEqual({ unusable: 'the answer is the whole file, and lines outside of what was asked for are changed' });
  expect(replacement(block(lines.slice(0, 9).join('\n')), files)).toEqual({ replacement: `${lines.slice(0, 9).join('\n')}\n` });
});

test.each<[string, string, Change]>([
  ['in order', `${block('x')}${block('y')}`, { replacement: ['x\n', 'y\n'] }],
  ['by number', `Region 2:\n${block('y')}\n**Region 1**\n${block('x')}`, { replacement: ['x\n', 'y\n'] }],
  ['alike', `${block('x')}${block('x')}`, { replacement: ['x\n', 'x\n'] }],
  ['numbered, with another block', `${block('import')}Region 1\n${block('x')}Region 2\n${block('y')}`, { replacement: ['x\n', 'y\n'] }],
  ['the whole file', block(text.replace('  one();\n  two();', '  x();').replace('  three();', '  y();')), { replacement: ['  x();\n', '  y();\n'] }],
  ['one only', block('x'), { unusable: 'the answer has 1 code blocks for 2 regions, and their names do not tell which counts' }],
  ['the same number twice', `Region 1:\n${block('x')}Region 1:\n${block('y')}`, { unusable: 'the answer has 2 code blocks for 2 regions, and their names do not tell which counts' }],
  ['no block', 'x\ny\n', { unusable: 'the answer has no code block' }],
])('several regions: %s', (_, raw, expected) => {
  expect(replacement(raw, two)).toEqual(expected);
});

test('a block that is dedented as a whole gets the region’s indent where indents matter, and only there', () => {
  const python = 'def show(name):\n    # one\n    if name:\n        print(name)\n    return 1\n\nx = 1\n';
  const files = filesOf('a.py', python, [3, 5]);
  expect(replacement(block('if name:\n    print(name)\n\nreturn 1', 'python'), files)).toEqual({ replacement: '    if name:\n        print(name)\n\n    return 1\n' });
  expect(replacement(block('# why\n    if name:\n        pass', 'python'), files)).toEqual({ replacement: '# why\n    if name:\n        pass\n' });
  expect(replacement(block('  if name:\n    pass', 'python'), files)).toEqual({ replacement: '  if name:\n    pass\n' });
  expect(replacement(block('x();'))).toEqual({ replacement: 'x();\n' });
});

const start = '--- a/lib/a.js\n+++ b/lib/a.js\n';
const hunk = `@@ -3,3 +3,3 @@\n function first() {\n-  ${marker}\n+  x();\n }\n`;

test.each<[string, string, string]>([
  ['in a block', block(`${start}${hunk}`, 'diff'), `${start}${hunk}`],
  ['in a block for each hunk', `${block(`${start}${hunk}`, 'diff')}and\n${block(`${start}@@ -11,1 +11,1 @@\n-module.exports = { first, second };\n+module.exports = { first };\n`, 'diff')}`, `${start}${hunk}${start}@@ -11,1 +11,1 @@\n-module.exports = { first, second };\n+module.exports = { first };\n`],
  ['twice the same', `${block(`${start}${hunk}`, 'diff')}again\n${block(`${start}${hunk}`, 'diff')}`, `${start}${hunk}`],
  ['with counts that are wrong', `${start}${hunk.replace('3,3 +3,3', '3,9 +3,1')}`, `${start}${hunk}`],
  ['at the wrong line', block(`${start}${hunk.replace('-3,3 +3,3', '-80,3 +80,3')}`, 'diff'), `${start}${hunk}`],
  ['without numbers', block(`${start}${hunk.replace('@@ -3,3 +3,3 @@', '@@ ... @@')}`, 'diff'), `${start}${hunk}`],
  ['with a context line that has a fence', '```diff\n--- a/other.js\n+++ b/other.js\n@@ -1,2 +1,3 @@\n ```\n+x\n y\n```\n', '--- a/other.js\n+++ b/other.js\n@@ -1,2 +1,3 @@\n ```\n+x\n y\n'],
  ['that takes lines out which look like a file’s name', block('--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- a comment\n+++ b\n x', 'diff'), '--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- a comment\n+++ b\n x\n'],
  ['of the unmasked file, as it is', block(`${start}@@ -4,2 +4,7 @@\n-  one();\n-  two();\n+  x();\n`, 'diff'), `${start}@@ -4,2 +4,1 @@\n-  one();\n-  two();\n+  x();\n`],
  ['that keeps the marker and repeats it', block(`${start}@@ -3,3 +3,4 @@\n function first() {\n   ${marker}\n+  ${marker}\n+  x();\n }\n`, 'diff'), `${start}${hunk}`],
  ['with words after it', `${start}${hunk}\n- It is short.\n+ It works.\n`, `${start}${hunk}`],
])('a diff %s', (_, raw, patch) => {
  expect(diff(raw)).toEqual({ patch });
});

test.each<[string, string, string]>([
  ['code', block('x();'), 'the answer has no unified diff'],
  ['a line without sign', block(`${start}@@ -3,3 +3,3 @@\n function first() {\n...\n+  x();`, 'diff'), 'line 5 of the diff begins with none of space, + and -'],
  ['no numbers and no place', block(`${start}@@ @@\n nowhere\n+x`, 'diff'), 'hunk 1 of lib/a.js has no line numbers and fits nowhere'],
  ['no numbers and several places', block(`${start}@@ @@\n }\n+x`, 'diff'), 'hunk 1 of lib/a.js has no line numbers and fits in 2 places'],
  ['no numbers and a file that was not shown', block('--- a/b.js\n+++ b/b.js\n@@ @@\n }\n+x', 'diff'), 'a hunk has no line numbers, and its file was not shown'],
  ['no change', block(`${start}@@ -3,1 +3,1 @@\n function first() {`, 'diff'), 'the diff changes nothing'],
  ['too many files', `${'--- a\n+++ b\n'.repeat(200_000)}@@ -1,1 +1,1 @@\n-a\n+b\n`, 'the diff names 200000 files, more than 1000'],
  ['too many hunks', block(`${start}${'@@ -1,1 +1,1 @@\n-a\n+b\n'.repeat(1001)}`, 'diff'), 'the diff has 1001 hunks, more than 1000'],
])('no diff: %s', (_, raw, unusable) => {
  expect(diff(raw)).toEqual({ unusable });
});

test('a diff without file names counts where one file was shown', () => {
  expect(diff(block(hunk, 'diff'))).toEqual({ patch: `${start}${hunk}` });
  const [file] = one;
  expect(diff(block(hunk, 'diff'), file === undefined ? [] : [file, { ...file, path: 'lib/b.js' }])).toEqual({ unusable: 'the diff does not name its file' });
});

test('whatever an answer says, nothing is thrown and one thing is told', () => {
  const piece = fc.constantFrom('```', '```js\n', '~~~~', '\n', '<think>', '</think>\n', '@@ -1,1 +1,1 @@\n', '@@\n', '--- a/lib/a.js\n+++ b/lib/a.js\n', '--- ', '+++ ', ' ', '-', '+', '\\ No newline at end of file\n', `  ${marker}\n`, 'Region 1\n', 'Region 2:\n', 'lib/a.js\n', '  one();\n', '\r\n', '\r', text, '\0', '\uFEFF', '\uD800');
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 30 }), fc.constantFrom(one, two), fc.constantFrom('replacement' as const, 'diff' as const), (pieces, files, mode) => {
      expect(Object.keys(parseAnswer(pieces.join(''), { mode, files }))).toHaveLength(1);
    }),
    { numRuns: 2000 },
  );
});

test('ten megabytes are parsed to the end', () => {
  const big = '  x("0123456789012345678901234567890123456789");\n'.repeat(200_000);
  // Compared as a whole: a report of what differs would take longer than all tests.
  const read = replacement(block(big.trimEnd()));
  expect(read.replacement === big).toBe(true);
  expect(replacement(`${block('  x();')}${big}`.repeat(2))).toEqual({ replacement: '  x();\n' });
  expect(replacement('```'.repeat(3_400_000))).toEqual({ unusable: 'the code block of the answer is empty' });
  expect(replacement(`<think>${'</think><think>'.repeat(700_000)}`)).toEqual({ unusable: 'the answer ends in the middle of its thoughts' });
  const context = ` ${'}'.repeat(50)}\n`.repeat(200_000);
  expect(diff(block(`${start}@@ -1,1 +1,1 @@\n${context}+x`, 'diff')).patch === `${start}@@ -1,200000 +1,200001 @@\n${context}+x\n`).toBe(true);
});
