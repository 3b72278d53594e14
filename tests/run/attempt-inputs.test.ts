import { expect, test } from 'vitest';
import { attemptInputs } from '../../src/run/inputs.ts';
import { canonicalJson } from '../../src/util/digest.ts';

test('the inputs of an attempt have the digest that they always had: verdicts of earlier versions go on counting', () => {
  const common = { task: 'sha256:1', environment: 'sha256:2', limits: canonicalJson({ memoryMb: 512 }), judge: 'sha256:3', sandbox: 'bubblewrap "0.8"\n', seed: '5eed\u2028' };
  const key = { task: 'a', generator: 'b"c', cycle: 2 };
  expect(attemptInputs(common, key, 'sha256:4')).toBe('sha256:b59a69d6180c0a5b6c559cded005ed2bfa25658016f38a3e4d21d1dfc7318bd2');
});

test('keys are sorted at every depth, and what is undefined is left out', () => {
  expect(canonicalJson({ b: 1, a: undefined, '10': 'x', '9': null })).toBe('{"9":null,"10":"x","b":1}');
  expect(canonicalJson({ b: { d: [{ f: 1, e: 2 }], c: 1 }, a: 'x' })).toBe('{"a":"x","b":{"c":1,"d":[{"e":2,"f":1}]}}');
});
