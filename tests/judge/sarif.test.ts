import { describe, expect, test } from 'vitest';
import { readSarif } from '../../src/judge/external/sarif-findings.ts';

type Run = Record<string, unknown>;
const location = (uri: unknown, region: Record<string, unknown> = { startLine: 3 }, more: Record<string, unknown> = {}): Run => ({ physicalLocation: { artifactLocation: { uri, ...more }, region } });
const run = (results: readonly unknown[], more: Run = {}): Run => ({ tool: { driver: { name: 'probe', rules: [{ id: 'r1', defaultConfiguration: { level: 'error' }, properties: { tags: ['security', 'external/cwe/cwe-022', 'CWE-78: shell'] } }] } }, results, ...more });
const sarif = (...runs: readonly Run[]): string => JSON.stringify({ version: '2.1.0', runs });

function findings(text: string) {
  const read = readSarif(text, '/work/repo');
  if (!read.ok) throw new Error(read.reason);
  return read.findings;
}

const files = (text: string): string[] => findings(text).map(({ finding }) => `${finding.place.file}:${finding.place.line}`);

test('a result becomes a finding with rule, weakness, severity and flow', () => {
  const step = (line: number, text: string): Run => ({ location: { ...location('src/a%20b.c', { startLine: line, snippet: { text: `  line ${line};\n` } }), message: { text } } });
  const text = sarif(run([{ ruleId: 'r1', ruleIndex: 0, message: { text: 'x reaches {0}', arguments: ['exec'] }, locations: [location('src/a%20b.c', { startLine: 9, startColumn: 2, endColumn: 5 })], codeFlows: [{ threadFlows: [{ locations: [step(1, 'in'), step(5, ''), step(9, 'out')] }] }] }]));
  const [first] = findings(text);
  expect(first?.finding).toMatchObject({
    rule: 'r1', message: 'x reaches exec', severity: 'error', cwe: ['CWE-22', 'CWE-78'],
    place: { file: 'src/a b.c', line: 9, column: 2, endLine: 9, endColumn: 5 },
    trace: [{ kind: 'source', text: 'line 1;', note: 'in' }, { kind: 'step', text: 'line 5;' }, { kind: 'sink', text: 'line 9;', note: 'out' }],
  });
  expect(first?.places.map(({ line }) => line)).toEqual([9, 9, 1, 5, 9]);
});

test.each<[string, Run, string[]]>([
  ['an address with the folder', location('file:///work/repo/src/a.c'), ['src/a.c:3']],
  ['a path of the file system', location('/work/repo/src/a b.c'), ['src/a b.c:3']],
  ['a relative one', location('./src/../src/a.c'), ['src/a.c:3']],
  ['%SRCROOT%, which nobody defines', location('src/a.c', { startLine: 3 }, { uriBaseId: '%SRCROOT%' }), ['src/a.c:3']],
  ['a base on a base', location('a.c', { startLine: 3 }, { uriBaseId: 'SRC' }), ['src/a.c:3']],
  ['a place in the list of artifacts', { physicalLocation: { artifactLocation: { index: 0 }, region: { startLine: 3 } } }, ['listed.c:3']],
  ['a header of the system', location('file:///usr/include/stdio.h'), []],
  ['a way out', location('../../etc/passwd'), []],
  ['an encoded way out', location('src/..%2f..%2f..%2fetc%2fpasswd'), []],
  ['a neighbour with the same beginning', location('file:///work/repository/a.c'), []],
  ['another machine', location('file://host/work/repo/a.c'), []],
  ['another protocol', location('https://host/work/repo/a.c'), []],
  ['an encoding that is none', location('src/%zz.c'), []],
  ['a base that is its own base', location('a.c', { startLine: 3 }, { uriBaseId: 'ROUND' }), []],
  ['an address as long as a book', location('a/'.repeat(100_000)), []],
  ['half a character', location('/work/repo/\ud800.c'), ['\ufffd.c:3']],
  ['no line', location('src/a.c', {}), []],
  ['line 0', location('src/a.c', { startLine: 0 }), []],
])('%s', (_, place, expected) => {
  const bases = { SRC: { uri: 'src/', uriBaseId: 'ROOT' }, ROOT: { uri: 'file:///work/repo/' }, ROUND: { uri: 'x/', uriBaseId: 'ROUND' } };
  expect(files(sarif(run([{ ruleId: 'r1', message: { text: 'm' }, locations: [place] }], { originalUriBaseIds: bases, artifacts: [{ location: { uri: 'listed.c' } }] })))).toEqual(expected);
});

test('what a comment suppresses counts, what is no finding does not', () => {
  const result = (more: Run): Run => ({ ruleId: 'r1', message: { text: 'm' }, locations: [location('a.c')], ...more });
  expect(files(sarif(run([result({ suppressions: [{ kind: 'inSource' }] })])))).toEqual(['a.c:3']);
  expect(files(sarif(run([result({ kind: 'pass' }), result({ kind: 'informational' }), result({ baselineState: 'absent' }), result({ locations: [] })])))).toEqual([]);
});

test('a rule is found by its id, its index or in an extension', () => {
  const tool = { driver: { name: 'd', rules: [{ id: 'a' }] }, extensions: [{ name: 'e', rules: [{ id: 'b', relationships: [{ target: { id: '89', toolComponent: { name: 'cwe' } } }], messageStrings: { default: { text: 'from the rule: {0}' } } }] }] };
  const at = { locations: [location('a.c')] };
  const found = findings(sarif(run([{ ...at, ruleIndex: 0 }, { ...at, rule: { index: 0, toolComponent: { index: 0 } }, message: { id: 'default', arguments: ['x'] } }, { ...at, ruleIndex: 99 }, at], { tool })));
  expect(found.map(({ finding: { rule, cwe, message } }) => [rule, cwe, message])).toEqual([['a', [], ''], ['b', ['CWE-89'], 'from the rule: x'], ['unnamed', [], ''], ['unnamed', [], '']]);
});

describe('what is no SARIF is refused with a reason', () => {
  test.each<[string, string, RegExp]>([
    ['nothing', ' \n', /^it wrote nothing$/],
    ['a message', 'Segmentation fault', /^it wrote no JSON: /],
    ['half of it', sarif(run([])).slice(0, 40), /^it wrote no JSON: /],
    ['an older version', JSON.stringify({ version: '2.0.0', runs: [] }), /^it wrote no SARIF 2\.1\.0: version: /],
    ['a list for a text', sarif(run([{ ruleId: ['x'] }])), /^it wrote no SARIF 2\.1\.0: runs\.0\.results\.0\.ruleId: /],
    ['no run', JSON.stringify({ version: '2.1.0', runs: [] }), /^its SARIF holds no run$/],
    ['too much', sarif(run(Array.from({ length: 20_001 }, () => ({})))), /more than 20000$/],
    ['depth', `{"version":"2.1.0","runs":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, /^it wrote no /],
  ])('%s', (_, text, reason) => {
    expect(readSarif(text, '/work/repo')).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});

test('names that objects have by themselves are names like others', () => {
  const text = `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"__proto__"},{"id":"constructor"}]}},"__proto__":{"results":[]},"originalUriBaseIds":{"constructor":{"uri":"src/"}},"results":[{"ruleId":"__proto__","message":{"id":"constructor"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"__proto__","uriBaseId":"constructor"},"region":{"startLine":1}}}]}]}]}`;
  expect(findings(text).map(({ finding: { rule, message, place } }) => [rule, message, place.file])).toEqual([['__proto__', '', 'src/__proto__']]);
  expect(Object.prototype).not.toHaveProperty('results');
});

test('a run that did not succeed says so', () => {
  const failed = (invocation: Run): string | null => {
    const read = readSarif(sarif(run([], { invocations: [invocation] })), '/work/repo');
    return read.ok ? read.failure : 'refused';
  };
  expect(failed({ executionSuccessful: true })).toBe(null);
  expect(failed({ executionSuccessful: false })).toBe('it says that it did not succeed');
  expect(failed({ executionSuccessful: true, toolExecutionNotifications: [{ level: 'error', message: { text: 'cannot parse\na.c' } }] })).toBe('cannot parse a.c');
});

test('texts are cut and become one line', () => {
  const [found] = findings(sarif(run([{ ruleId: 'r'.repeat(9_999), message: { text: `a\n\n${'b'.repeat(1_000_000)}` }, locations: [location('a.c')] }])));
  expect([found?.finding.rule.length, found?.finding.message.length]).toEqual([500, 500]);
});
