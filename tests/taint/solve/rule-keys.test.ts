import { expect, test } from 'vitest';
import { MODELS_FOLDER } from '../../../src/cli/package-facts.ts';
import { loadModels } from '../../../src/cli/rules/load-models.ts';
import { analyse } from '../../../src/taint/analyse.ts';
import { indexFile } from '../../../src/taint/index-file.ts';
import { languageOf } from '../../../src/taint/languages/languages.ts';
import { readRules } from '../../../src/taint/rules/read-rules.ts';
import { loadSourceParser } from '../../../src/taint/tree/parse.ts';

const models = await loadModels(MODELS_FOLDER, ['javascript']);
const parse = await loadSourceParser('javascript');

/** The lines of the sinks that a rule with these keys finds. */
async function linesOf(keys: string, text: string): Promise<number[]> {
  const { rules, faults } = await readRules(`rules:\n  - id: x\n    languages: [js]\n    mode: taint\n    severity: ERROR\n    message: x\n${keys.replace(/^/gmu, '    ')}\n`, 'x.yaml');
  expect(faults).toEqual([]);
  return analyse([indexFile({ path: 'x.js', tree: parse(text), support: languageOf('javascript') }, rules)], rules, models).findings.map(({ place }) => place.line);
}
const SOURCE = 'pattern-sources: [{ pattern: source() }]';
const SINK = 'pattern-sinks: [{ pattern: sink(...) }]';

test('a propagator carries data from one part of the code into another', async () => {
  const text = 'const box = make();\nfill(source(), box);\nsink(box);\n';
  expect(await linesOf(`${SOURCE}\n${SINK}`, text)).toEqual([]);
  expect(await linesOf(`${SOURCE}\n${SINK}\npattern-propagators: [{ pattern: 'fill($FROM, $TO)', from: $FROM, to: $TO }]`, text)).toEqual([3]);
});

test('a source by side effect makes the variable data from there on', async () => {
  const keys = (more: string): string => `pattern-sources: [{ patterns: [{ pattern: 'read($X)' }, { focus-metavariable: $X }]${more} }]\n${SINK}`;
  const text = 'let x = 1;\nsink(x);\nread(x);\nsink(x);\n';
  expect(await linesOf(keys(''), text)).toEqual([]);
  expect(await linesOf(keys(', by-side-effect: true'), text)).toEqual([4]);
});

test('a sink that is a call takes what goes into it; an exact one what it gives', async () => {
  const text = 'sink(source());\n';
  expect(await linesOf(`${SOURCE}\n${SINK}`, text)).toEqual([1]);
  expect(await linesOf(`${SOURCE}\npattern-sinks: [{ pattern: clean(...), exact: true }]`, 'clean(source(), 1) + quiet();\nfunction clean() { return 1; }\n')).toEqual([]);
});

test('labels: a sink asks for some, a source needs some', async () => {
  const keys = "pattern-sources: [{ pattern: source(), label: RAW }, { patterns: [{ pattern: 'worse($X)' }], label: WORSE, requires: RAW }]\npattern-sinks: [{ pattern: sink(...), requires: WORSE }]";
  expect(await linesOf(keys, 'sink(source());\nsink(worse(source()));\nsink(worse(1));\n')).toEqual([2]);
});

test('the same as something that is not known is no proof', async () => {
  const text = 'function run(a, b) {\n  if (a === b) sink(a);\n}\nrun(source(), source());\nfunction handle(request) {\n  if (request.token === request.other) sink(request.token);\n}\nhandle(source());\n';
  const { rules } = await readRules(`rules:\n  - { id: x, languages: [js], mode: taint, severity: ERROR, message: x, ${SOURCE}, ${SINK} }\n`, 'x.yaml');
  const { findings } = analyse([indexFile({ path: 'x.js', tree: parse(text), support: languageOf('javascript') }, rules)], rules, models);
  expect(findings.map(({ place }) => place.line)).toEqual([2, 6]);
});

test.each<[string, string, number[]]>([
  ['members, prototypes and classes', 'function run(name) {\n  sink(name);\n}\nfunction Tool() {}\nTool.prototype.go = function (a) {\n  sink(a);\n};\nclass Kind {\n  m(a) { sink(a); }\n  _own(a) { sink(a); }\n}\nfunction inner(a) {\n  sink(a);\n}\nmodule.exports = { run, Tool, more: { Kind } };\n', [2, 6, 9]],
  ['declarations of ES modules', 'export default function (a) { sink(a); }\nexport const go = (a) => sink(a);\nexport class Kind { static m(a) { sink(a); } }\nconst inner = (a) => sink(a);\n', [1, 2, 3]],
  ['fields of what is given', 'exports.go = function ({ host, port = 1 }, options) {\n  sink(host);\n  sink(options.name);\n};\n', [2, 3]],
])('exported functions give what they are given: %s', async (_, text, lines) => {
  expect(await linesOf(`${SINK}\nmetadata: { ase: { models: true, sources: [exported] } }`, text)).toEqual(lines);
  expect(await linesOf(`${SINK}\nmetadata: { ase: { models: true } }`, text)).toEqual([]);
});
