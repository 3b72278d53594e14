import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode, lineReader, MAX_LINE_BYTES } from '../../suite/kit/protocol.mjs';
import { createRandom } from '../../suite/kit/random.mjs';

const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt(), fc.uint8Array().map((bytes) => Buffer.from(bytes)), fc.date({ noInvalidDate: true }), fc.constant(/a\/b[/]/giu), fc.webUrl().map((url) => new URL(url)));
const value = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', '$', 'then', 'constructor')), tie('value'))) })).value;

test('values that JSON has no word for travel between judge and driver, keys like __proto__ as keys', () => {
  fc.assert(
    fc.property(value, (sent) => {
      const line = encode(sent);
      expect(line).not.toContain('\n');
      expect(decode(line)).toEqual(sent);
    }),
  );
});

test('an answer sets no prototype', () => {
  const answer = decode(encode(JSON.parse('{"__proto__": {"outcome": "passed"}}'))) as Record<string, unknown>;
  expect(Object.keys(answer)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(answer)).toBe(Object.prototype);
  expect(answer['outcome']).toBeUndefined();
});

test('lines come whole, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')), { minLength: 1 }), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (lines, cuts) => {
      const bytes = Buffer.from(`${lines.join('\n')}\n`);
      const read: string[] = [];
      const take = lineReader(
        (line) => read.push(line),
        () => read.push('too long'),
      );
      for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
        const size = cuts[cut % cuts.length] ?? 1;
        take(bytes.subarray(at, at + size));
        at += size;
      }
      expect(read).toEqual(lines);
    }),
  );
});

test('a line without end is told of', () => {
  let tooLong = 0;
  const take = lineReader(
    () => undefined,
    () => (tooLong += 1),
  );
  take(Buffer.alloc(MAX_LINE_BYTES, 65));
  expect(tooLong).toBe(0);
  take(Buffer.from('A'));
  expect(tooLong).toBe(1);
});

test('a seed repeats every choice, another one does not', () => {
  const draw = (seed: string): unknown[] => {
    const random = createRandom(seed);
    return [random.token(12), random.int(0, 1_000_000), random.shuffle([1, 2, 3, 4, 5, 6, 7, 8]), random.bytes(8).toString('hex'), random.word()];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  const random = createRandom('spread');
  const counts = new Map<number, number>();
  for (let count = 0; count < 6000; count += 1) counts.set(random.int(1, 6), (counts.get(random.int(1, 6)) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
