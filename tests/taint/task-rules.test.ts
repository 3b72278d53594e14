import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MODELS_FOLDER } from '../../src/cli/package-facts.ts';
import { openRegion } from '../../src/cli/rules/open-region.ts';
import type { RegionVerdict } from '../../src/taint/region-judge.ts';

type Decision = RegionVerdict['decision'];

/** Judges bodies of `function make(text, key)`, whose parameters are the sources. */
async function judgeOf({ ase, sink, original, reference }: { ase: string; sink: string; original: string; reference: string }): Promise<(body: string) => Decision> {
  const folder = mkdtempSync(join(tmpdir(), 'ase-task-rules-'));
  mkdirSync(join(folder, 'repository'));
  const whole = (body: string): string => `let held;\nmodule.exports = make;\nfunction make(text) {\n  ${body}\n}\n`;
  const rule = `rules:
  - id: it
    languages: [js]
    mode: taint
    severity: ERROR
    message: it
    metadata: { ase: ${ase} }
    pattern-sources: [{ patterns: [{ pattern: 'function make($TEXT) { ... }' }, { focus-metavariable: $TEXT }] }, { pattern: held }]
    pattern-sinks: [{ patterns: [{ pattern: '${sink}' }, { focus-metavariable: $X }] }]
`;
  writeFileSync(join(folder, 'repository', 'make.js'), whole(original));
  writeFileSync(join(folder, 'rule.yaml'), rule);
  const judge = await openRegion({ repository: join(folder, 'repository'), ruleFile: join(folder, 'rule.yaml'), models: MODELS_FOLDER, reference: new Map([['make.js', whole(reference)]]) });
  return (body) => judge(new Map([['make.js', whole(body)]])).decision;
}

const code = await judgeOf({ ase: '{ context: code }', sink: 'new Function($X)', original: 'return new Function(`return "${text}"`);', reference: 'return new Function("return " + JSON.stringify(text));' });
const CODE: readonly [body: string, decision: Decision][] = [
  ['return new Function("return " + JSON.stringify(text).replace(/:([-a-z]{2,})(\\[[^\\]]+\\])?/g, (_, name) => \'" + f[\' + JSON.stringify(name) + \'] + "\'));', 'no-flaw'],
  ['return new Function("return " + JSON.stringify(text).replace(/</g, "\\\\u003c"));', 'no-flaw'],
  // The other half of an escape, the last of one, the quotes: what is left is no literal.
  ['return new Function("return " + JSON.stringify(text).replace(/\\\\/g, ""));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).replace(/"x/g, "x"));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).replace(/n/g, \'"\'));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).replace(/:./g, ""));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).replace(/:/g, "\\\\"));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).replace(/:/g, "$&$`"));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).replace(/:([a-z]+)\\[([^\\]]+)\\]/g, (_, name, more) => \'" + f(\' + more + \') + "\'));', 'unknown'],
  ['return new Function("return " + JSON.stringify(text).slice(1));', 'unknown'],
  ['return new Function(\'return "\' + JSON.stringify(text).slice(1, -1) + \'"\');', 'unknown'],
  // Every character that means something is a number behind a sign; or not every one is.
  ['return new Function(\'return "\' + text.replace(/[^a-z0-9]/gi, (c) => "\\\\u" + ("000" + c.charCodeAt(0).toString(16)).slice(-4)) + \'"\');', 'no-flaw'],
  ['return new Function(\'return "\' + text.replace(/["\']/g, (c) => "\\\\u" + ("000" + c.charCodeAt(0).toString(16)).slice(-4)) + \'"\');', 'flaw'],
  ['return new Function(\'return "\' + text.replace(/[^a-z0-9]/i, (c) => "\\\\u" + ("000" + c.charCodeAt(0).toString(16)).slice(-4)) + \'"\');', 'flaw'],
  ['return new Function(\'return "\' + text.replace(/[^a-z0-9]/gi, (c) => "\\\\u" + c) + \'"\');', 'flaw'],
  ['return new Function("return String.fromCharCode(" + Array.from(text, (c) => c.charCodeAt(0)) + ")");', 'no-flaw'],
  ['return new Function("return [" + Array.from(text, (c) => c.trim()) + "]");', 'flaw'],
  ['return new Function(\'return decodeURIComponent("\' + encodeURIComponent(text) + \'")\');', 'no-flaw'],
  ["return new Function(\"return decodeURIComponent('\" + encodeURIComponent(text) + \"')\");", 'flaw'],
];
test.each(CODE)('code: %s', (body, decision) => {
  expect(code(body)).toBe(decision);
});

const OPTION_GUARD = "{ context: option, guards: [{ pattern: $V < 0, checks: $V, when: 'false', clears: [option] }] }";
const option = await judgeOf({ ase: OPTION_GUARD, sink: 'write($X)', original: 'write(text);', reference: 'write(text < 0 ? `(${text})` : text);' });
const OPTIONS: readonly [body: string, decision: Decision][] = [
  ['write(` ${text}`);', 'no-flaw'],
  ['write((text < 0) ? `(${text})` : text.toString());', 'no-flaw'],
  ['if (text < 0) { write("(" + text + ")"); } else { write(text); }', 'no-flaw'],
  ['write(text.startsWith("-") ? "+" : text);', 'no-flaw'],
  ['write(text < 0 ? text : `(${text})`);', 'flaw'],
  ['write(Number.isFinite(text) ? text : "0");', 'flaw'],
  ['write(`-(${text})`);', 'flaw'],
];
test.each(OPTIONS)('what must not begin with a sign: %s', (body, decision) => {
  expect(option(body)).toBe(decision);
});

const NAME_GUARDS = "{ guards: [{ pattern: \"$V === '__proto__'\", checks: $V, when: 'false' }, { pattern: \"$V !== '__proto__'\", checks: $V, when: 'true' }] }";
const name = await judgeOf({ ase: NAME_GUARDS, sink: '$O[$X] = $V', original: 'const o = {}; o[held] = 1; return o;', reference: "const o = {}; if (held !== '__proto__') o[held] = 1; return o;" });
const NAMES: readonly [body: string, decision: Decision][] = [
  ["const o = {}; if ((held === '__proto__')) return o; o[held] = 1; return o;", 'no-flaw'],
  ["const o = {}; if (text !== '__proto__') o[text] = 1; return o;", 'no-flaw'],
  // The constant that a guard is about is no harmless one.
  ["const o = {}; if (held === '__proto__') o[held] = 1; return o;", 'flaw'],
  ["const o = {}; if (held === '__proto__' && make.seen) return o; o[held] = 1; return o;", 'flaw'],
  ["const o = {}; if (text !== '__proto__') o[held] = 1; return o;", 'flaw'],
];
test.each(NAMES)('a guard that is a comparison: %s', (body, decision) => {
  expect(name(body)).toBe(decision);
});

const type = await judgeOf({ ase: "{ context: sql, characters: '()\"' }", sink: 'cast($X)', original: 'cast(text);', reference: "if (!['date', 'text'].includes(text)) return; cast(text);" });
const TYPES: readonly [body: string, decision: Decision][] = [
  ["cast(text.replace(/[^a-z ]/g, ''));", 'no-flaw'],
  ["cast(text.replace(/[();]/g, ''));", 'flaw'],
  // Characters alone tell all that this says; of a form, they do not.
  ['if (!/^[\\w(), ]+$/.test(text)) return; cast(text);', 'flaw'],
  ['if (!/^[a-z]+(?:\\(\\d+\\))?$/.test(text)) return; cast(text);', 'unknown'],
  ['if (!/^[a-z]+(?:\\(\\d+\\))?/.test(text)) return; cast(text);', 'flaw'],
  ['if (!/^[a-z]+(?:\\(\\d+\\))?$/m.test(text)) return; cast(text);', 'flaw'],
  ['if (!/^[a-z]+.*[a-z]$/.test(text)) return; cast(text);', 'flaw'],
];
test.each(TYPES)('characters that a sink is harmed by: %s', (body, decision) => {
  expect(type(body)).toBe(decision);
});
