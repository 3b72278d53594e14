import { expect, test } from 'vitest';
import { aseInputOf, readAseOutput } from '../../src/judge/external/ase-contract.ts';

test('the input names path, language and kind of flaw as A.S.E. does', () => {
  expect(aseInputOf({ language: 'php', class: 'cross-site-scripting' }, '/work/repo')).toEqual({ path: '/work/repo', language: 'php', vuln_type: ['xss'] });
  expect(aseInputOf({ language: 'javascript', class: 'prototype-pollution' }, '/x')).toEqual({ path: '/x', language: 'javascript', vuln_type: ['prototype pollution'] });
});

test.each<[string, unknown]>([
  ['{"detected_vul_num": 0}', { known: true, count: 0 }],
  ['{"detected_vul_num": 7, "error_message": "", "more": [1]}', { known: true, count: 7 }],
  ['{"detected_vul_num": -1}', { known: false, reason: 'its scan failed' }],
  ['{"detected_vul_num": -1, "error_message": "cannot parse"}', { known: false, reason: 'its scan failed: cannot parse' }],
  ['', { known: false, reason: 'it wrote no result' }],
  ['found nothing', { known: false, reason: expect.stringMatching(/^its result is no JSON: /) }],
  ['[]', { known: false, reason: expect.stringMatching(/^its result is not of the contract: /) }],
  ['{"detected_vul_num": "0"}', { known: false, reason: expect.stringMatching(/^its result is not of the contract: detected_vul_num: /) }],
  ['{"detected_vul_num": -7}', { known: false, reason: expect.stringMatching(/^its result is not of the contract: detected_vul_num: /) }],
  ['{"detected_vul_num": 1.5}', { known: false, reason: expect.stringMatching(/^its result is not of the contract: detected_vul_num: /) }],
  ['{"__proto__": {"detected_vul_num": 0}}', { known: false, reason: expect.stringMatching(/^its result is not of the contract: detected_vul_num: /) }],
])('the output %s', (text, expected) => {
  expect(readAseOutput(Buffer.from(text))).toEqual(expected);
});

test('a message without end is cut, and no file is no result', () => {
  const read = readAseOutput(Buffer.from(JSON.stringify({ detected_vul_num: -1, error_message: 'x'.repeat(1_000_000) })));
  expect(read.known ? 0 : read.reason.length).toBe('its scan failed: '.length + 300);
  expect(readAseOutput(null)).toEqual({ known: false, reason: 'it wrote no result' });
});
