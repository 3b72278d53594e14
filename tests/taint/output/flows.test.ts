import { expect, test } from 'vitest';
import type { Finding } from '../../../src/contract/findings.ts';
import { sarifOf } from '../../../src/taint/output/sarif.ts';
import { traceText } from '../../../src/taint/output/trace-text.ts';
import type { Rule } from '../../../src/taint/rules/rule.ts';

const placeAt = (file: string, line: number): Finding['place'] => ({ file, line, column: 3, endLine: line, endColumn: 9 });
const finding: Finding = {
  rule: 'flow',
  message: 'a [b] {c}',
  severity: 'error',
  cwe: ['CWE-78'],
  place: placeAt('lib/run.js', 12),
  trace: [
    { kind: 'source', place: placeAt('index.js', 4), text: 'request.query.name', note: '' },
    { kind: 'step', place: placeAt('index.js', 5), text: 'clean(name)', note: 'returned by clean' },
    { kind: 'sink', place: placeAt('lib/run.js', 12), text: `exec(${'x'.repeat(100)})`, note: 'argument of exec' },
  ],
  labels: ['shell'],
  fingerprint: 'f'.repeat(32),
};
const rule: Rule = { id: 'flow', mode: 'taint', grammars: ['javascript'], message: 'A flow. More of it.', severity: 'error', cwe: ['CWE-78'], metadata: {}, paths: null, search: null, taint: null };

test('a flow is told from the line of its source to that of its sink, cut at the width', () => {
  const lines = traceText(finding, { safe: (text) => text, codeAt: () => expect.fail('the trace has the code'), width: 60, ascii: false });
  expect(lines).toEqual([
    'lib/run.js:12:3: error: flow (CWE-78)',
    '  a [b] {c}',
    '    source  index.js:4     request.query.name',
    '    step    index.js:5     clean(name)',
    '                           ← returned by clean',
    `    sink    lib/run.js:12  exec(${'x'.repeat(27)}…`,
    '                           ← argument of exec',
  ]);
});

test('a flow is a code flow in SARIF; text of others makes no link and no argument', () => {
  const [run] = sarifOf({ findings: [finding], rules: [rule], toolVersion: '0.1.0' }).runs;
  const [result] = run?.results ?? [];
  expect(result?.message.text).toBe(String.raw`a \[b\] {{c}}`);
  const locations = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
  expect(locations.map(({ location, kinds, importance }) => [location?.physicalLocation?.artifactLocation?.uri, location?.physicalLocation?.region?.startLine, kinds, importance])).toEqual([
    ['index.js', 4, ['taint', 'source'], 'essential'],
    ['index.js', 5, ['taint'], 'important'],
    ['lib/run.js', 12, ['taint', 'sink'], 'essential'],
  ]);
  expect(run?.tool.driver.rules?.[0]).toMatchObject({ id: 'flow', shortDescription: { text: 'A flow.' }, properties: { kind: 'path-problem' } });
});
