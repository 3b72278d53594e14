import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTerms } from '../../src/context/bm25/english-analyzer.ts';
import { type Bm25Index, IndexBuilder } from '../../src/context/bm25/index-builder.ts';
import { indexTree } from '../../src/context/bm25/index-tree.ts';
import { inverseFrequency, search } from '../../src/context/bm25/search.ts';
import { WordTable } from '../../src/context/bm25/word-table.ts';
import { decodeText } from '../../src/context/decode-text.ts';
import { makeTree } from './trees.ts';

function indexOf(files: Readonly<Record<string, string>>): Bm25Index {
  const builder = new IndexBuilder();
  for (const [path, text] of Object.entries(files)) builder.add(path, text);
  return builder.finish();
}

/** Lengths 4, 2 and 5 (the path is a word too), mean 11/3. */
const fruit = indexOf({ p1: 'apple banana apple', p2: 'the banana', p3: 'cherry pie tart plum' });

test('scores are what the formula gives by hand', () => {
  expect([1, 2, 3].map((count) => inverseFrequency(3, count).toFixed(6))).toEqual(['0.980829', '0.470004', '0.133531']);
  const { hits, usedShare } = search(fruit, 'Apples, bananas and a banana', 10);
  expect(hits.map(({ path, score }) => [path, score.toFixed(6)])).toEqual([['p1', '1.155249'], ['p2', '0.541365']]);
  expect(usedShare).toBe(1);
});

test('equal scores stand in the order of the paths, and no more than asked for', () => {
  const index = indexOf(Object.fromEntries(['a1', 'b2', 'c3', 'd4', 'e5'].map((path) => [path, path === 'd4' ? 'plum plum' : 'plum'])));
  expect(search(index, 'plum', 3).hits.map(({ path }) => path)).toEqual(['d4', 'a1', 'b2']);
  expect(search(index, 'plum', 9).hits.map(({ path }) => path)).toEqual(['d4', 'a1', 'b2', 'c3', 'e5']);
  expect(search(index, 'cherry', 3).hits).toEqual([]);
});

test('a query of more than 1,024 terms is cut to 80 % of its characters until it fits', () => {
  const query = (count: number): string => Array.from({ length: count }, (_, number) => `w${String(number).padStart(4, '0')}x`).join(' ');
  expect(search(fruit, query(1024), 1).usedShare).toBe(1);
  // 7 characters a word: 80 % of 1,025 words are 820; of 2,000 three cuts are needed (1,600, 1,280, 1,024).
  expect(search(fruit, query(1025), 1).usedShare).toBeCloseTo(0.8, 3);
  expect(search(fruit, query(2000), 1).usedShare).toBeCloseTo(0.512, 3);
  const last = `${query(1025)} banana`;
  expect(search(fruit, last, 1).hits).toEqual([]);
});

/** The formula once more, as plainly as it can be written. */
function plainScores(files: Readonly<Record<string, string>>, query: string): [string, number][] {
  const documents = Object.entries(files).map(([path, text]) => ({ path, counts: countTerms(`${path}\n${text}`) }));
  const lengthOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const mean = documents.reduce((sum, { counts }) => sum + lengthOf(counts), 0) / documents.length;
  return documents.map(({ path, counts }) => {
    let score = 0;
    for (const [term, times] of countTerms(query)) {
      const frequency = counts.get(term) ?? 0;
      const withTerm = documents.filter((each) => each.counts.has(term)).length;
      score += (times * Math.log(1 + (documents.length - withTerm + 0.5) / (withTerm + 0.5)) * frequency) / (frequency + 0.9 * (1 - 0.4 + (0.4 * lengthOf(counts)) / mean));
    }
    return [path, score];
  });
}

test('the index gives what the plain formula gives, for any documents that are shorter than 40 terms', () => {
  const word = fc.constantFrom('read', 'reads', 'file', 'the', 'Path', 'path.join', '_root', 'x', 'ünïcode', 'send', 'sending');
  const text = fc.array(word, { maxLength: 30 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (texts, query) => {
      const files = Object.fromEntries(texts.map((each, number) => [`doc${number}`, each]));
      const found = new Map(search(indexOf(files), query, 100).hits.map(({ path, score }) => [path, score]));
      for (const [path, score] of plainScores(files, query)) expect(found.get(path) ?? 0).toBeCloseTo(score, 5);
    }),
  );
});

test('words are numbered in the order in which they are met, however many', () => {
  const table = new WordTable();
  const text = Array.from({ length: 20_000 }, (_, number) => `word${(number * 7919) % 5000}`).join(' ');
  const known = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (!known.has(word)) known.set(word, known.size);
    expect(table.numberOf(text, index, index + word.length)).toBe(known.get(word));
  }
  expect(table.size).toBe(5000);
});

const files = {
  'lib/send.js': 'a', 'lib/send.c': 'b', 'src/test/one.js': 'c', 'src/test_two.py': 'd', 'src/latest.py': 'e', '.github/x.yml': 'f', 'src/.hidden.js': 'g', 'node_modules/m/index.js': 'h',
  'package-lock.json': 'i', 'lib/jquery.min.js': 'j', 'views/page.html': 'k', 'notes.md': 'l', 'Upper.JS': 'm', 'lib/spec/two.rb': 'n', 'bin/tool.sh': 'o', 'lib/Module.pm': 'p', 'README': 'q', 'lib/x.testing.php': 'r',
};

test("the official selection is A.S.E.'s, letter by letter; sources are what people read", async () => {
  const tree = makeTree(files);
  expect((await indexTree(tree, 'official')).paths).toEqual(['lib/jquery.min.js', 'lib/send.js', 'node_modules/m/index.js', 'package-lock.json', 'src/latest.py', 'views/page.html']);
  expect((await indexTree(tree, 'sources')).paths).toEqual(['Upper.JS', 'bin/tool.sh', 'lib/Module.pm', 'lib/send.c', 'lib/send.js', 'lib/x.testing.php', 'src/latest.py', 'views/page.html']);
  expect((await indexTree(tree, 'sources', new Set(['lib/send.c']))).paths).not.toContain('lib/send.c');
});

test('links, binaries, minified and huge files are no documents', async () => {
  const outside = makeTree({ 'secret.js': 'secret' });
  const tree = makeTree({ 'a.js': 'a', 'binary.js': Buffer.from([65, 0, 66]), 'packed.js': 'x'.repeat(5000), 'huge.js': 'word and word\n'.repeat(80_000) });
  symlinkSync(join(outside, 'secret.js'), join(tree, 'link.js'));
  symlinkSync(outside, join(tree, 'folder'));
  mkdirSync(join(tree, 'folder.js'));
  writeFileSync(join(tree, 'folder.js', 'b.js'), 'b');
  expect((await indexTree(tree, 'sources')).paths).toEqual(['a.js', 'folder.js/b.js']);
});

test('a folder that is not there is told', async () => {
  await expect(indexTree('/nowhere/at/all', 'sources')).rejects.toMatchObject({ code: 'not-found' });
});

test('bytes that are no UTF-8 are left out, and nothing else', () => {
  expect(decodeText(Buffer.from([0x66, 0xfc, 0x72, 0x20, 0x78]))).toBe('fr x');
  expect(decodeText(Buffer.from('kept: \uFFFD é'))).toBe('kept: \uFFFD é');
});
