import { expect, test } from 'vitest';
import { CONTEXTS } from '../../../src/taint/rules/rule.ts';
import { ALL_CHARACTERS, ALL_LABELS, characterBits, contextBits, labelBits, labelNames } from '../../../src/taint/solve/labels.ts';

test('every label has a bit of its own, and all of them stay what they are under the operators for bits', () => {
  const names = labelNames(ALL_LABELS);
  expect(names.length).toBeGreaterThan(25);
  const bits = names.map((name) => labelBits(name) ?? 0);
  for (const bit of bits) expect(bit & ALL_LABELS).toBe(bit);
  expect(new Set(bits).size).toBe(names.length);
  expect(Math.min(...bits)).toBe(1);
  expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(ALL_LABELS);
  expect(bits.reduce((all, bit) => all | bit, 0)).toBe(ALL_LABELS);
  expect(ALL_LABELS).toBeLessThanOrEqual(0x7f_ff_ff_ff);
});

test('characters do too', () => {
  expect(ALL_CHARACTERS | 0).toBe(ALL_CHARACTERS);
  expect(characterBits(`a0'@\0`) & ALL_CHARACTERS).toBe(characterBits(`a0'@\0`));
});

test('each context asks for labels that there are', () => {
  for (const context of CONTEXTS) {
    expect(labelBits(context)).not.toBeNull();
    expect(contextBits(context) & ~ALL_LABELS).toBe(0);
    expect(labelNames(contextBits(context)).some((name) => name.startsWith('up') || name.startsWith('encoded'))).toBe(false);
  }
});
