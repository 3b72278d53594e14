import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf, type LineRange, touches } from '../../src/judge/external/changed-lines.ts';

const linesIn = (area: readonly LineRange[], count: number): number[] => Array.from({ length: count }, (_, index) => index + 1).filter((line) => touches(area, line, line));
const text = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
const area = (before: readonly string[] | null, after: readonly string[], regions: readonly LineRange[]): number[] =>
  linesIn(areaOf({ before: before === null ? null : text(before), after: text(after), regions }), after.length);

test('the region stays where it is, grows, shrinks, moves and goes', () => {
  const before = ['a', 'b', 'c', 'd', 'e'];
  expect(area(before, before, [[2, 3]])).toEqual([2, 3]);
  expect(area(before, ['a', 'x', 'y', 'z', 'd', 'e'], [[2, 3]])).toEqual([2, 3, 4]);
  expect(area(before, ['a', 'c', 'd', 'e'], [[2, 3]])).toEqual([2]);
  expect(area(before, ['new', 'a', 'b', 'c', 'd', 'e'], [[2, 3]])).toEqual([1, 3, 4]);
  expect(area(before, ['a', 'd', 'e'], [[2, 3]])).toEqual([]);
  expect(area(before, ['a', 'b', 'c', 'd', 'changed'], [[2, 3], [1, 1]])).toEqual([1, 2, 3, 5]);
});

test('a new file is changed as a whole, an untouched one without regions nowhere', () => {
  expect(area(null, ['a', 'b'], [])).toEqual([1, 2]);
  expect(area(['a', 'b'], ['a', 'b'], [])).toEqual([]);
});

test('a file that has nothing in common with what it was is one change, and costs no more than that', () => {
  const before = Array.from({ length: 60_000 }, (_, index) => `old ${index}`);
  const after = Array.from({ length: 60_000 }, (_, index) => `new ${index}`);
  expect(areaOf({ before: text(before), after: text(after), regions: [[10, 20]] })).toEqual([[1, 60_000]]);
});

test('every line that is new, and every line of the region that stayed, is in the area; other lines are not', () => {
  const line = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (head, region, replacement, tail) => {
      // Unique heads and tails: what a difference calls changed is then unambiguous.
      const [top, end] = [head.map((each, index) => `top ${index} ${each}`), tail.map((each, index) => `end ${index} ${each}`)];
      fc.pre(region.length > 0);
      const after = [...top, ...replacement, ...end];
      const found = area([...top, ...region, ...end], after, [[top.length + 1, top.length + region.length]]);
      expect(found).toEqual(replacement.map((_, index) => top.length + 1 + index));
    }),
  );
});
