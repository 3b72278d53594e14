import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openRegion, type RegionRuleInput } from '../../src/cli/rules/open-region.ts';
import { openRegionThread } from '../../src/cli/rules/region-thread.ts';
import { MODELS_FOLDER } from '../../src/cli/package-facts.ts';
import type { RuleJudge } from '../../src/contract/rule-verdict.ts';
import type { RegionVerdict } from '../../src/taint/region-judge.ts';

const RULE = (more: string): string => `rules:
  - id: shell
    languages: [js]
    mode: taint
    severity: ERROR
    message: a command
    metadata: { ase: { context: shell${more} } }
    pattern-sources: [{ patterns: [{ pattern: 'function list($NAME, ...) { ... }' }, { focus-metavariable: $NAME }] }]
    pattern-sinks: [{ patterns: [{ pattern: 'exec($COMMAND, ...)' }, { focus-metavariable: $COMMAND }] }]
`;
const HEAD = "const { exec } = require('child_process');\nconst { quote, check } = require('./helpers');\n";
const HELPERS = "exports.quote = (text) => text.replace(/[^a-z]/g, '');\nexports.check = function (text) {\n  if (!/^[a-z]+$/.test(text)) throw new Error('no');\n};\nexports.log = (text) => text;\n";
const listWith = (body: string): string => `${HEAD}exports.list = list;\nfunction list(name) {\n  ${body}\n}\n`;
const ORIGINAL = listWith('exec(`ls ${name}`);');
const REFERENCE = listWith('exec(`ls ${quote(name)}`);');

type Judge = (changed: Readonly<Record<string, string>>) => RegionVerdict;

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly rule?: string;
  readonly reference?: Readonly<Record<string, string>>;
}

function inputOf({ files = {}, rule = RULE(''), reference = { 'list.js': REFERENCE } }: Given = {}): RegionRuleInput {
  const folder = mkdtempSync(join(tmpdir(), 'ase-region-'));
  for (const [path, text] of Object.entries({ 'repository/list.js': ORIGINAL, 'repository/helpers.js': HELPERS, 'rule.yaml': rule, ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`repository/${name}`, text])) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { repository: join(folder, 'repository'), ruleFile: join(folder, 'rule.yaml'), models: MODELS_FOLDER, reference: new Map(Object.entries(reference)) };
}

async function judgeOf(given: Given = {}): Promise<Judge> {
  const judge = await openRegion(inputOf(given));
  return (changed) => judge(new Map(Object.entries(changed)));
}

test('original and reference get what they are', async () => {
  const judge = await judgeOf();
  expect(judge({ 'list.js': ORIGINAL })).toMatchObject({ decision: 'flaw', findings: [{ rule: 'shell', place: { file: 'list.js', line: 5 } }] });
  expect(judge({ 'list.js': REFERENCE })).toMatchObject({ decision: 'no-flaw', findings: [] });
});

const ANSWERS: readonly [idea: string, body: string, decision: RegionVerdict['decision'], reason?: RegExp][] = [
  ['another name for the same', 'const it = name; const command = "ls " + it; exec(command);', 'flaw'],
  ['a helper of its own', 'const run = (text) => exec(`ls ${text}`); run(name);', 'flaw'],
  ['one pass', "exec('ls ' + name.replace(';', ''));", 'flaw'],
  ['a test without an end', 'if (!/^[a-z]+/.test(name)) return; exec(`ls ${name}`);', 'flaw'],
  ['the test behind the use', 'exec(`ls ${name}`); check(name);', 'flaw'],
  ['a test of another value', 'check(String(Date.now())); exec(`ls ${name}`);', 'flaw'],
  ['cleaned by a helper of the repository', 'const clean = quote(name); exec(`ls ${clean}`);', 'no-flaw'],
  ['checked by a helper that throws', 'check(name); exec(`ls ${name}`);', 'no-flaw', /matches/],
  ['a test and an early return', 'if (!/^[a-z]+$/.test(name)) return; exec(`ls ${name}`);', 'no-flaw', /matches \/\^\[a-z\]\+\$\//],
  ['one of a list', "if (!['a', 'b'].includes(name)) return; exec(`ls ${name}`);", 'no-flaw', /fixed list/],
  ['a number', 'exec(`ls ${Number(name)}`);', 'no-flaw'],
  ['through a function that nobody knows', "exec(`ls ${require('some-package')(name)}`);", 'unknown', /some-package/],
  ['nothing is done', 'return name;', 'unknown', /no sink/],
  ['what is no code', 'if (((; exec(`ls ${quote(name)}`);', 'unknown', /understood in parts/],
];
test.each(ANSWERS)('%s', async (_idea, body, decision, reason = /./) => {
  const judge = await judgeOf();
  const verdict = judge({ 'list.js': listWith(body) });
  expect([verdict.decision, verdict.reason]).toEqual([decision, expect.stringMatching(reason)]);
});

test('another flaw elsewhere neither counts nor hides', async () => {
  const other = `${ORIGINAL}exports.other = function other() { list(process.argv[2]); };\nfunction again(name) { exec(name); }\n`;
  const elsewhere = { 'other.js': "const { exec } = require('child_process');\nfunction list(name) { exec(name); }\n" };
  const judge = await judgeOf({ files: { 'list.js': other, ...elsewhere }, reference: { 'list.js': other.replace('`ls ${name}`', '`ls ${quote(name)}`') } });
  expect(judge({ 'list.js': other }).decision).toBe('flaw');
  expect(judge({ 'list.js': other.replace('`ls ${name}`', '`ls ${quote(name)}`') }).decision).toBe('no-flaw');
  expect(judge({ 'list.js': other.replace('exec(`ls ${name}`)', 'check(name); exec(`ls ${name}`)') }).decision).toBe('no-flaw');
});

test('a rule that does not tell the controls apart says nothing', async () => {
  const judge = await judgeOf({ reference: { 'list.js': ORIGINAL } });
  expect(judge({ 'list.js': REFERENCE })).toMatchObject({ decision: 'unknown', reason: expect.stringContaining('does not tell') as string });
});

test('verdicts do not depend on what was judged before', async () => {
  const judge = await judgeOf();
  const bodies = ANSWERS.map(([, body]) => body);
  const once = bodies.map((body) => judge({ 'list.js': listWith(body) }));
  const again = [...bodies].reverse().map((body) => judge({ 'list.js': listWith(body) })).reverse();
  expect(again).toEqual(once);
});

test('callers count where the rule says so', async () => {
  const rule = RULE(', scope: callers').replace('function list($NAME, ...) { ... }', 'function main($NAME, ...) { ... }');
  const files = { 'main.js': "const { list } = require('./list');\nfunction main(name) { list(name); }\nexports.main = main;\n" };
  const judge = await judgeOf({ files, rule });
  expect(judge({ 'list.js': ORIGINAL }).decision).toBe('flaw');
  expect(judge({ 'list.js': REFERENCE }).decision).toBe('no-flaw');
});

test('files that import one another in a circle are followed anew as far as they lead to what was changed', async () => {
  const helpers = "const list = require('./list');\nexports.quote = (text) => exports.check(text);\nexports.check = (text) => (text.length > 9 ? exports.quote(text.slice(1)) : list.clean(text));\n";
  const clean = 'exports.clean = clean;\nfunction clean(text) { return text.replace(/[^a-z]/g, ""); }\n';
  const judge = await judgeOf({ files: { 'helpers.js': helpers, 'list.js': `${ORIGINAL}${clean}` }, reference: { 'list.js': `${REFERENCE}${clean}` } });
  expect(judge({ 'list.js': `${ORIGINAL}${clean}` }).decision).toBe('flaw');
  expect(judge({ 'list.js': `${REFERENCE}${clean}` }).decision).toBe('no-flaw');
  // What the helper gives back, the candidate's own file says.
  expect(judge({ 'list.js': `${REFERENCE}${clean.replace('.replace(/[^a-z]/g, "")', '')}` }).decision).toBe('flaw');
  expect(judge({ 'list.js': `${REFERENCE}${clean}` }).decision).toBe('no-flaw');
});

const PHP_RULE = `rules:
  - id: page
    languages: [php]
    mode: taint
    severity: ERROR
    message: a page
    metadata: { ase: { context: html } }
    pattern-sources: [{ pattern: '$_GET' }]
    pattern-sinks: [{ pattern: 'echo $X;' }]
`;
const page = (body: string): string => `<?php\nnamespace App;\nclass Page {\n  function show() { ${body} }\n  function plain($text) { return $text; }\n}\n`;

test('what is reached by its name alone is found in the files that declare it', async () => {
  const files = {
    'page.php': page("echo Html::clean($_GET['a']);"),
    'html.php': "<?php\n/* of the namespace of pages */ namespace App;\nfinal class Html { static function clean($text) { return htmlspecialchars($text, ENT_QUOTES); } static function raw($text) { return (new Page())->plain($text); } }\n",
    'other/html.php': '<?php\nnamespace Other;\nclass Html { static function clean($text) { return $text; } }\n',
    'global.php': '<?php\nfunction /* of all */ quoted($text) { return htmlspecialchars($text, ENT_QUOTES); }\nfunction twice($text) { return $text; }\n',
    'global2.php': '<?php\nfunction twice($text) { return htmlspecialchars($text, ENT_QUOTES); }\n',
  };
  const judge = await judgeOf({ files, rule: PHP_RULE, reference: { 'page.php': page("echo Html::clean($_GET['a']);") } });
  const apart = await judgeOf({ files: { ...files, 'page.php': page("echo $_GET['a'];") }, rule: PHP_RULE, reference: { 'page.php': page("echo Html::clean($_GET['a']);") } });
  expect(judge({ 'page.php': page("echo $_GET['a'];") }).decision).toBe('flaw');
  expect(apart({ 'page.php': page("echo Html::clean($_GET['a']);") }).decision).toBe('no-flaw');
  expect(apart({ 'page.php': page("echo \\Other\\Html::clean($_GET['a']);") }).decision).toBe('flaw');
  expect(apart({ 'page.php': page("echo quoted($_GET['a']);") }).decision).toBe('no-flaw');
  // Two of one name: which it is depends on what was loaded.
  expect(apart({ 'page.php': page("echo twice($_GET['a']);") }).decision).toBe('unknown');
  expect(apart({ 'page.php': page("echo Html::raw($_GET['a']);") }).decision).toBe('flaw');
  expect(apart({ 'page.php': page("echo Html::raw($_GET['a']);").replace('return $text', 'return (int) $text') }).decision).toBe('no-flaw');
});

test('of many tasks only the last ones keep their threads, and all can still be asked', async () => {
  let threads = 0;
  const count = (worker: Worker): void => {
    threads += 1;
    worker.on('exit', () => (threads -= 1));
  };
  process.on('worker', count);
  const [most, judges]: [number, RuleJudge[]] = [Math.max(4, availableParallelism()), []];
  for (let at = 0; at < most + 3; at += 1) judges.push(await openRegionThread(`shell-${at}`, inputOf()));
  await expect.poll(() => threads, { timeout: 20_000 }).toBe(most);
  const verdicts = await Promise.all(judges.map((judge) => judge({ changed: new Map([['list.js', Buffer.from(ORIGINAL)]]), signal: AbortSignal.timeout(60_000) })));
  expect(verdicts.map(({ rule, decision }) => [rule, decision])).toEqual(judges.map((_, at) => [`shell-${at}`, 'flaw']));
  await expect.poll(() => threads, { timeout: 20_000 }).toBe(most);
  process.off('worker', count);
});
