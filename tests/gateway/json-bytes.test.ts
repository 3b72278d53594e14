import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonBytes } from '../../src/gateway/json-bytes.ts';

test('the same text as JSON.stringify gives', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const parsed = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
      expect(jsonBytes(parsed).toString('utf8')).toBe(Buffer.from(JSON.stringify(parsed)).toString('utf8'));
    }),
  );
});
