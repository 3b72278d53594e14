// How rules that others have written mean what they say: each pair below is one such way, with the lines that Semgrep finds too.
import { expect, test } from 'vitest';
import { analyseFiles } from '../../../src/cli/rules/analyse-files.ts';
import { compareAnnotations } from '../../../src/taint/rules/annotations.ts';
import { readRules } from '../../../src/taint/rules/read-rules.ts';
import { grammarOf } from '../../../src/taint/rules/rule-files.ts';

const LANGUAGES = { js: 'js', ts: 'ts', py: 'python', php: 'php' } as const;
type Ending = keyof typeof LANGUAGES;

/** What is not as the comments of the code say: `hit` on the lines that are found, nothing on the others. */
async function wrong(ending: Ending, keys: string, code: string): Promise<string[]> {
  const indented = keys.trim().replaceAll(/^/gmu, '    ');
  const { rules, faults } = await readRules(`rules:\n  - id: r\n    languages: [${LANGUAGES[ending]}]\n    severity: ERROR\n    message: m\n${indented}\n`, 'r.yaml');
  const grammar = grammarOf(`x.${ending}`);
  if (grammar === null) throw new Error(ending);
  const { findings } = await analyseFiles([{ path: `x.${ending}`, text: code, grammar }], rules, () => undefined);
  const sign = ending === 'py' ? '#' : '//';
  const annotated = code.replaceAll(/^(.*) (?:\/\/|#) hit$/gmu, `${sign} ruleid: r\n$1`);
  const lineOf = (line: number): number => line + code.split('\n').slice(0, line).filter((text) => text.endsWith(' hit')).length;
  const compared = compareAnnotations(annotated, findings.map(({ place }) => ({ rule: 'r', line: lineOf(place.line) })));
  return [...faults.map(({ field, found }) => `${field}: ${found}`), ...compared.filter(({ kind }) => kind !== 'expected').map(({ kind, line }) => `${kind} ${line}`)];
}

const FLOW = 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ pattern: sink(...) }]';

test.each<[string, Ending, string, string]>([
  ['pattern-inside among alternatives says where', 'py', 'patterns: [{ pattern: sink(...) }, { pattern-either: [{ pattern-inside: "def f(...):\\n  ..." }, { pattern-inside: "def g(...):\\n  ..." }] }]', 'def f():\n    sink(1) # hit\ndef h():\n    sink(1)\ndef g():\n    sink(2) # hit\n'],
  ['pattern-inside beside a pattern among alternatives', 'js', "patterns: [{ pattern: sink(...) }, { pattern-either: [{ pattern-inside: 'function f() { ... }' }, { pattern: sink(9) }] }]", 'function f() {\n  sink(1); // hit\n}\nsink(1);\nsink(9); // hit\n'],
  ['what a metavariable must not be', 'js', "patterns: [{ pattern: sink($X) }, { metavariable-pattern: { metavariable: $X, patterns: [{ pattern-not: '\"...\"' }, { pattern-not: clean(...) }] } }]", 'sink("a");\nsink(a); // hit\nsink(clean(a));\n'],
  ['an option: names stand for what they were given', 'py', 'options: { symbolic_propagation: true }\npattern: sink(src(...))', 'def f():\n    x = src(1)\n    sink(x) # hit\n    sink(y)\n'],
  ['without the option they do not', 'py', 'pattern: sink(src(...))', 'def f():\n    x = src(1)\n    sink(x)\n    sink(src(2)) # hit\n'],
  ['a fix says nothing of what is found', 'js', 'pattern: sink(...)\nfix: clean()\nfix-regex: { regex: a, replacement: b, count: 1 }', 'sink(1); // hit\n'],
  ['comparisons as in Python', 'py', 'patterns: [{ pattern: "chmod($B)" }, { metavariable-comparison: { metavariable: $B, comparison: "($B & 0o7) >= 4 and not $B in [0o644, 0o666] or str($B) == \'x\'" } }]', 'chmod(0o757) # hit\nchmod(0o644)\nchmod(0o750)\nchmod("x") # hit\nchmod(other)\n'],
  ['re.match in a comparison', 'php', "patterns: [{ pattern: 'enc($M)' }, { metavariable-comparison: { metavariable: $M, comparison: 're.match(\".*-CBC\", $M)' } }]", '<?php\nenc("AES-CBC"); // hit\nenc("AES-GCM");\n'],
  ['a regular expression that asks for quotes sees them', 'py', "patterns: [{ pattern: set(same=$S) }, { metavariable-regex: { metavariable: $S, regex: (?!'Lax') } }]", "set(same='Lax')\nset(same='None') # hit\n"],
  ['words of the language are as they are written', 'py', 'patterns: [{ pattern: "a.b = $F" }, { metavariable-regex: { metavariable: $F, regex: ^(False)$ } }]', 'a.b = False # hit\na.b = True\n'],
  ['text within a text', 'js', 'patterns: [{ pattern: \'"$H" + $X\' }, { metavariable-pattern: { metavariable: $H, language: generic, pattern: <$TAG ... } }]', 'a = "< b" + x; // hit\nb = "b >" + x;\n'],
  ['a regular expression within a text', 'py', "patterns: [{ pattern: '\"$U\"' }, { metavariable-pattern: { metavariable: $U, language: regex, patterns: [{ pattern-regex: '\\Ahttp://' }, { pattern-not-regex: .*localhost }] } }]", 'a = "http://x" # hit\nb = "http://localhost"\nc = "say http://x"\n'],
  ['an ellipsis around a text', 'js', "pattern: 'sink(..., <... \"=~/.*<script.*/\" ...>, ...)'", 'sink(1, "a" + f("<script>")); // hit\nsink("a");\n'],
  ['a member of a module by a metavariable', 'py', 'patterns: [{ pattern: "requests.$M(...)" }, { pattern-not: "requests.$M(..., timeout=$T, ...)" }]', 'from requests import get\nget(u) # hit\nget(u, timeout=3)\nother(u)\n'],
  ['names as they are written, too', 'py', 'patterns: [{ pattern: csv.writer(...) }, { pattern-not: defused.writer(...) }]', 'import csv\ncsv.writer(f) # hit\n'],
  ['a focus lies in what matches', 'py', 'patterns: [{ pattern: "enc($X, $S)" }, { focus-metavariable: $S }, { pattern: \'"..."\' }]', 'enc({"a": "b"}, s)\nenc({"a": "b"}, "s") # hit\n'],
  ['variables of one name in two functions are two', 'js', "patterns: [{ pattern: decode($T) }, { pattern-not-inside: '...\nverify($T)\n...' }]".replaceAll('\n', '\\n').replaceAll("'", '"'), 'function a(t) {\n  decode(t); // hit\n}\nfunction b(t) {\n  verify(t);\n  decode(t);\n}\n'],
  ['a pair is no label', 'ts', "pattern: \"secret: '$Y'\"", "const c = {\n  secret: 'a', // hit\n};\n"],
  ['what says nothing else is public', 'php', 'pattern: "public function $F(...) { ... }"', '<?php\nclass C {\n  function a() {} // hit\n  private function b() {}\n  public function c() {} // hit\n}\n'],
])('a search means: %s', async (_, ending, keys, code) => {
  expect(await wrong(ending, keys, code)).toEqual([]);
});

test.each<[string, Ending, string, string]>([
  ['an assignment as a source', 'js', 'mode: taint\npattern-sources: [{ pattern: "$X = src()" }]\npattern-sinks: [{ pattern: sink(...) }]', 'const a = src();\nsink(a); // hit\nb = src();\nsink(b); // hit\n'],
  ['the target of an assignment as a source', 'py', 'mode: taint\npattern-sources: [{ patterns: [{ pattern: "$X = src()" }, { focus-metavariable: $X }] }]\npattern-sinks: [{ pattern: sink(...) }]', 'def f():\n    a = src()\n    sink(a) # hit\n'],
  ['an assignment as a sanitizer', 'js', `${FLOW}\npattern-sanitizers: [{ pattern: "$X = clean(...)" }]`, 'const a = clean(src());\nsink(a);\nsink(src()); // hit\n'],
  ['what a sink is that is returned', 'py', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ pattern: \'return "..." % ...\' }]', 'def f():\n    return "%s" % src() # hit\ndef g():\n    return "%s" % 1\n'],
  ['an element of what is spread', 'py', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ patterns: [{ pattern: "run($P, $C, ...)" }, { focus-metavariable: $C }] }]', 'run(p, *src()) # hit\nrun(src(), 1)\n'],
  ['a member as a sink: its key counts', 'js', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ pattern: "box[...]" }]', 'box[src()]; // hit\nbox[src()] = 1; // hit\nbox[1] = src();\n'],
  ['the beginning of a longer concatenation', 'js', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ patterns: [{ pattern: \'"$S" + $X\' }, { metavariable-regex: { metavariable: $S, regex: SELECT } }] }]', 'q = "SELECT " + src() + ";"; // hit\nr = "say " + src() + ";";\n'],
  ['a conversion as a sink', 'py', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ pattern: float(...) }]', 'float(src()) # hit\nfloat(1)\n'],
  ['what is a sanitizer is no sink', 'php', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ pattern: raw(...) }]\npattern-sanitizers: [{ pattern: \'raw("...", [...])\' }]', '<?php\nraw("a" . src()); // hit\nraw("a ?", [src()]);\n'],
  ['a sanitizer that gives way', 'py', `${FLOW}\npattern-sanitizers: [{ pattern: $F(...), not_conflicting: true }]`, 'sink(src()) # hit\nsink(other(src()))\n'],
  ['in a literal that is clean all is', 'js', `${FLOW}\npattern-sanitizers: [{ pattern: "{...}" }]`, 'const a = { b: src() };\nsink(a);\nsink(a.b);\nsink(src()); // hit\n'],
  ['without a context nothing that is known of injections counts', 'py', 'mode: taint\npattern-sources: [{ pattern: hashlib.md5(...) }]\npattern-sinks: [{ pattern: password(...) }]', 'import hashlib\ndef f(x):\n    password(hashlib.md5(x).hexdigest()) # hit\n    password(x)\n'],
  ['a function of the world gives something else each time', 'py', `${FLOW}\nmetadata: { ase: { context: sql } }`, 'int(src())\nsink(src()) # hit\n'],
  ['with a context it does', 'py', 'mode: taint\npattern-sources: [{ pattern: src() }]\npattern-sinks: [{ pattern: sink(...) }]\nmetadata: { ase: { context: sql } }', 'sink(int(src()))\nsink(src()) # hit\n'],
])('a flow means: %s', async (_, ending, keys, code) => {
  expect(await wrong(ending, keys, code)).toEqual([]);
});

test.each<[string, string, string]>([
  ['an option that asks for something else', 'pattern: a()\noptions: { constant_propagation: false }', 'options.constant_propagation'],
  ['a comparison that depends on the day', 'patterns: [{ pattern: a($X) }, { metavariable-comparison: { metavariable: $X, comparison: strptime($X) < today() } }]', 'metavariable-comparison.comparison'],
  ['a comparison without an end', `patterns: [{ pattern: a($X) }, { metavariable-comparison: { metavariable: $X, comparison: '${'('.repeat(500)}' } }]`, 'metavariable-comparison.comparison'],
  ['only negatives where nothing is given', 'patterns: [{ pattern-not: a() }]', 'patterns'],
])('what cannot be done is an error: %s', async (_, keys, field) => {
  const found = await wrong('js', keys, '');
  expect(found.map((fault) => fault.split(': ')[0])).toEqual([expect.stringContaining(field)]);
});

test('a rule for text has no patterns of code', async () => {
  const read = (formula: string): ReturnType<typeof readRules> => readRules(`rules:\n  - { id: r, languages: [regex], severity: ERROR, message: m, ${formula} }\n`, 'r.yaml');
  expect((await read('pattern-regex: "token=[a-z]+"')).faults).toEqual([]);
  expect((await read('pattern: f()')).faults.map(({ found }) => found)).toEqual(['a pattern of code in a rule for text']);
});
