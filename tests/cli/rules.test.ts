import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/contract/findings.ts';
import { ase, emptyFolder } from './ase.ts';
import { sarifFaults } from '../report/sarif-schema.ts';

const RULES = `rules:
  - id: weak-hash
    languages: [javascript]
    severity: WARNING
    message: $ALGORITHM is a weak hash
    metadata: { cwe: ["CWE-328: Use of Weak Hash"], references: ["https://example.org/hashes"] }
    patterns:
      - pattern: crypto.createHash($ALGORITHM)
      - metavariable-regex: { metavariable: $ALGORITHM, regex: md5|sha1 }
`;
const FLOW = `rules:
  - id: from-request-to-shell
    languages: [javascript]
    severity: ERROR
    message: flow
    mode: taint
    pattern-sources: [{ pattern: request.query }]
    pattern-sinks: [{ pattern: exec(...) }]
`;

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const cwd = emptyFolder();
  for (const [name, content] of Object.entries({ 'rules/weak.yaml': RULES, ...files })) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  return cwd;
}

const scan = (cwd: string, ...more: string[]): ReturnType<typeof ase> => ase(['rules', 'scan', 'src', '--rules', 'rules', ...more], { cwd });

test('a folder is scanned: findings with their places, what was left out, exit codes by --fail-on', async () => {
  const cwd = folderWith({
    'src/a.js': "import { createHash as h } from 'node:crypto';\nh('md5');\nh('sha512');\n",
    'src/b.ts': "import crypto from 'crypto';\nconst algorithm: string = 'sha1';\ncrypto.createHash(algorithm);\n",
    'src/binary.js': Buffer.from([0, 1, 2]),
    'src/node_modules/x/index.js': "require('crypto').createHash('md5');\n",
    'src/odd.js': 'function (',
  });
  symlinkSync(join(cwd, 'rules'), join(cwd, 'src', 'link.js'));
  const found = await scan(cwd, '--json');
  expect(found.code, found.stderr).toBe(1);
  const { findings, skipped, partial } = JSON.parse(found.stdout) as { findings: Finding[]; skipped: { reason: string; count: number }[]; partial: string[] };
  expect(partial).toEqual(['odd.js']);
  expect(findings.map(({ rule, place: { file, line, column }, cwe, severity }) => ({ rule, file, line, column, cwe, severity }))).toEqual([
    { rule: 'weak-hash', file: 'a.js', line: 2, column: 1, cwe: ['CWE-328'], severity: 'warning' },
    { rule: 'weak-hash', file: 'b.ts', line: 3, column: 1, cwe: ['CWE-328'], severity: 'warning' },
  ]);
  expect(skipped.map(({ reason }) => reason)).toEqual(['binary', 'folders node_modules', 'links']);
  expect((await scan(cwd, '--vendored', '--json')).stdout).toContain('node_modules/x/index.js');
  expect([(await scan(cwd, '--fail-on', 'error')).code, (await scan(cwd, '--fail-on', 'warning')).code, (await scan(cwd, '--fail-on', 'never')).code]).toEqual([0, 1, 0]);
  expect((await scan(cwd, '--json')).stdout).toBe(found.stdout);
});

test('what hostile code holds reaches the terminal harmless', async () => {
  const cwd = folderWith({ 'src/a.js': "require('crypto').createHash('md5\u001b[2J\u202e');\n" });
  const { stdout, code } = await scan(cwd);
  expect(code).toBe(1);
  expect(stdout).toContain('a.js:1:1: warning: weak-hash (CWE-328)');
  // oxlint-disable-next-line no-control-regex
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
});

test('SARIF is valid by its schema, and its fingerprints stay when lines move', async () => {
  const code = "const c = require('crypto');\nc.createHash('md5');\nc.createHash('md5');\n";
  const cwd = folderWith({ 'src/a b.js': code });
  expect((await scan(cwd, '--sarif', 'one.sarif')).code).toBe(1);
  writeFileSync(join(cwd, 'src', 'a b.js'), `// moved\n\n${code}`);
  expect((await scan(cwd, '--sarif', 'two.sarif')).code).toBe(1);
  const [one, two] = ['one.sarif', 'two.sarif'].map((name) => JSON.parse(readFileSync(join(cwd, name), 'utf8')));
  expect(sarifFaults(one)).toBe('');
  const [run] = one.runs;
  expect(run.results.map((result: { ruleId: string; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }) => [result.ruleId, result.locations[0]?.physicalLocation.artifactLocation.uri, result.locations[0]?.physicalLocation.region.startLine])).toEqual([
    ['weak-hash', 'a%20b.js', 2],
    ['weak-hash', 'a%20b.js', 3],
  ]);
  expect(JSON.stringify(run.tool.driver.rules)).toContain('external/cwe/cwe-328');
  const prints = (log: { runs: { results: { partialFingerprints: unknown }[] }[] }): unknown[] => log.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints) ?? [];
  expect(prints(two)).toEqual(prints(one));
  expect(new Set(prints(one).map((print) => JSON.stringify(print))).size).toBe(2);
});

test('rules that cannot be used are told with their place', async () => {
  const cwd = folderWith({ 'src/a.js': '', 'bad/x.yaml': RULES.replace('metavariable-regex', 'metavariable-regexp').replace('WARNING', 'LOUD'), 'flow/x.yaml': FLOW });
  const bad = await ase(['rules', 'validate', 'bad'], { cwd });
  expect(bad.code).toBe(2);
  expect(bad.stderr).toMatch(/bad\/x\.yaml:4:\d+: .*severity.*LOUD/);
  expect(bad.stderr).toMatch(/bad\/x\.yaml:9:\d+: .*metavariable-regexp.*metavariable-regex/);
  expect((await ase(['rules', 'validate', 'rules', 'flow'], { cwd })).code).toBe(0);
});

test('flows are followed across files: the steps in the terminal and as codeFlows, a guard ends them', async () => {
  const files = {
    'src/app.js': "const { run } = require('./run');\nrun(request.query);\n",
    'src/run.js': "const { exec } = require('child_process');\nexports.run = function (command) {\n  exec(command);\n};\n",
    'flow/x.yaml': FLOW,
  };
  const cwd = folderWith(files);
  const found = await ase(['rules', 'scan', 'src', '--rules', 'flow', '--sarif', 'x.sarif'], { cwd });
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(/^run\.js:3:3: error: from-request-to-shell/);
  expect(found.stdout).toMatch(/source +app\.js:2[\s\S]*step +app\.js:2[\s\S]*sink +run\.js:3/);
  const log = JSON.parse(readFileSync(join(cwd, 'x.sarif'), 'utf8')) as { runs: { results: { codeFlows: { threadFlows: { locations: unknown[] }[] }[] }[] }[] };
  expect(log.runs[0]?.results[0]?.codeFlows[0]?.threadFlows[0]?.locations.length).toBeGreaterThan(2);
  writeFileSync(join(cwd, 'src', 'app.js'), "const { run } = require('./run');\nif (/^[a-z]+$/.test(request.query)) run('list');\n");
  expect((await ase(['rules', 'scan', 'src', '--rules', 'flow'], { cwd })).code).toBe(0);
});

test('without rules the general pack is asked, of the languages that are there', async () => {
  const cwd = folderWith({
    'src/a.js': "require('express')().get('/', (req, res) => { require('child_process').exec('ls ' + req.query.folder); });\n",
    'src/b.php': '<?php\nmysqli_query($db, "SELECT * FROM users WHERE name = \'" . $_GET["name"] . "\'");\n',
    'src/c.py': 'import os\nfrom flask import request\nos.system("ls " + request.args.get("folder"))\n',
  });
  const { code, stdout } = await ase(['rules', 'scan', 'src', '--json'], { cwd });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  expect([code, findings.map(({ rule, place }) => [rule, place.file])]).toEqual([1, [['js-command-injection', 'a.js'], ['php-sql-injection', 'b.php'], ['python-command-injection', 'c.py']]]);
});

test('annotations: missed and unexpected lines fail, known gaps do not', async () => {
  const cwd = folderWith({ 'rules/weak.js': "const c = require('crypto');\n// ruleid: weak-hash\nc.createHash('md5');\n// ok: weak-hash\nc.createHash('sha512');\n// todoruleid: weak-hash\nc.createHash(weakest());\n" });
  const right = await ase(['rules', 'test', 'rules'], { cwd });
  expect([right.code, right.stderr]).toEqual([0, expect.stringContaining('1 as expected, 0 missed, 0 unexpected, 1 known to be wrong')]);
  writeFileSync(join(cwd, 'rules', 'weak.js'), "// ok: weak-hash\nrequire('crypto').createHash('md5');\n// ruleid: weak-hash\nnothing();\n");
  const wrong = await ase(['rules', 'test', 'rules'], { cwd });
  expect(wrong.code).toBe(1);
  expect(wrong.stdout.split('\n')).toEqual(['rules/weak.js:2: unexpected: weak-hash', 'rules/weak.js:4: missed: weak-hash', '']);
});
