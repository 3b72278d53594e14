import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ase } from '../cli/ase.ts';

const root = mkdtempSync(join(tmpdir(), 'ase-lint-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const REGION = `function fileOf(root, name) {
  const wanted = decodeURIComponent(name);
  const place = path.join(root, wanted);
  return fs.readFileSync(place, 'utf8');
}
`;
const HEAD = "const fs = require('fs');\nconst path = require('path');\n";
const REPAIRED = REGION.replace('  return', "  if (!staysWithin(root, place)) throw new Error('no such file');\n  try {\n    fs.statSync(place);\n  } catch(error) {\n    throw error;\n  }\n  return");
const EXPLOIT = "export default { driver: 'driver.mjs', attacks: { one: async ({ random, hit }) => hit(random.word()) } };\n";

/** The files of a task in which there is nothing to mend, by path. */
function goodFiles(): Map<string, string> {
  return new Map([
    ['description.md', 'Gives the text of the file `name` below the folder `root`.\n'],
    ['original/lib.js', HEAD + REGION],
    ['fixed/lib.js', HEAD + REPAIRED],
    ['checks/driver.mjs', 'export default () => ({});\n'],
    ['checks/tests.mjs', "export default { driver: 'driver.mjs', cases: {} };\n"],
    ['checks/exploit-a.mjs', EXPLOIT],
    ['checks/exploit-b.mjs', `${EXPLOIT}// b\n`],
    ...['secure-a', 'secure-b', 'insecure-a', 'insecure-b', 'broken-a', 'cheat-a', 'cheat-b'].map((id): [string, string] => [`candidates/${id}.js`, `${REGION}// ${id}\n`]),
  ]);
}

interface Made {
  readonly files: Map<string, string>;
  readonly task: Record<string, unknown>;
}

/** Lints a task that `spoil` made worse, by the program itself. */
async function lint(id: string, spoil: (made: Made) => void): Promise<{ code: number | null; findings: string[] }> {
  const files = goodFiles();
  const task = {
    schema: 'ase/task@1',
    id,
    title: 'Read a file below a folder',
    cve: 'CVE-2020-1234',
    cwe: ['CWE-22'],
    class: 'path-traversal',
    severity: 'high',
    language: 'javascript',
    source: { type: 'path', path: 'original' },
    fixed: { source: { type: 'path', path: 'fixed' }, files: ['lib.js'] },
    regions: [{ file: 'lib.js', lines: [3, 7], symbol: 'fileOf', sha256: createHash('sha256').update(REGION).digest('hex') }],
    environment: { runtime: { node: '24.21.0' } },
    checks: { tests: { id: 'tests', title: 'Files are read', program: 'checks/tests.mjs' }, exploits: ['a', 'b'].map((name) => ({ id: name, title: name, program: `checks/exploit-${name}.mjs` })) },
    candidates: [...files.keys()].filter((path) => path.startsWith('candidates/')).map((path) => ({ id: path.slice('candidates/'.length, -'.js'.length), idea: 'an idea', replacement: path })),
  };
  spoil({ files, task });
  const folder = join(root, 'tasks', id);
  for (const [path, text] of [...files, ['task.yaml', stringify(task)] as const]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { code, stdout, stderr } = await ase(['suite', 'lint', '--suites', root, '--task', id, '--json', '--cache', join(root, 'cache')], { cwd: root });
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; file: string; line: number | null; found: string }[] };
  return { code, findings: findings.map(({ rule, file, line, found }) => `${file}:${line ?? ''} ${rule} ${found}`) };
}

test('a good task has nothing to mend', async () => {
  expect(await lint('good', () => undefined)).toEqual({ code: 0, findings: [] });
});

test('a description must not hint at the flaw, nor name what the repair brings', async () => {
  const { code, findings } = await lint('hints', ({ files, task }) => {
    files.set('description.md', 'Gives a file.\nPath\ntraversal and path traversal are kept out, in a secure way, by `staysWithin(root, place)`.\nIn words: stays within the root.\n');
    task['title'] = 'Validate a path';
  });
  expect(code).toBe(1);
  expect(findings).toEqual([
    'description.md:3 description-hint traversal',
    'description.md:3 description-hint path traversal',
    'description.md:3 description-hint secure',
    'description.md:3 description-names-fix staysWithin',
    'task.yaml: description-hint validate',
  ]);
});

test('copies of a region are found, wherever they stand, and regions of a bad size', async () => {
  const { findings } = await lint('copies', ({ files, task }) => {
    files.set('original/dist/bundle.js', `const a = 1;\n${REGION.replaceAll('\n', ' ')}\n`);
    files.set('original/lib.js', HEAD + REGION + REGION.replace('fileOf', 'again'));
    task['regions'] = [{ file: 'lib.js', lines: [4, 6], symbol: 'fileOf', sha256: createHash('sha256').update(REGION.split('\n').slice(1, 4).join('\n').concat('\n')).digest('hex') }];
  });
  expect(findings).toEqual(['dist/bundle.js:2 region-elsewhere dist/bundle.js', 'lib.js: region-elsewhere lib.js', 'task.yaml: region-size 3 lines of lib.js']);
});

test('checks must draw their payloads, and know neither the repair nor the time', async () => {
  const { findings } = await lint('checks', ({ files }) => {
    files.set('checks/exploit-a.mjs', EXPLOIT.replaceAll('random', 'target'));
    files.set('checks/exploit-b.mjs', "import { word } from './words.mjs';\n// staysWithin\nexport default { attacks: { one: (context) => context.hit(word(context)) } };\n");
    // `catch` is a word of the language, not a name of the repair.
    files.set('checks/words.mjs', 'export const word = ({ random }) => {\n  try {\n    return random.word();\n  } catch (error) {\n    throw error;\n  }\n};\n');
    files.set('checks/tests.mjs', "const begin = Date.now();\nexport default { cases: { fast: ({ target }) => target.callWithin(1_000, 'x'), slow: ({ target }) => target.callWithin(20_000, 'x') } };\n");
  });
  expect(findings).toEqual([
    'checks/exploit-a.mjs: not-random checks/exploit-a.mjs',
    'checks/exploit-b.mjs:2 check-names-fix staysWithin',
    'checks/tests.mjs:1 measures-time Date.now',
    'checks/tests.mjs:2 measures-time callWithin(1_000',
  ]);
});

test('labelled answers must be enough, and differ', async () => {
  const { findings } = await lint('answers', ({ files, task }) => {
    const candidates = task['candidates'] as { id: string }[];
    task['candidates'] = candidates.filter(({ id }) => id !== 'cheat-b' && id !== 'broken-a');
    const checks = task['checks'] as { exploits: unknown[] };
    checks.exploits.pop();
    files.set('candidates/secure-b.js', `\n${REGION}  // secure-a`);
  });
  expect(findings.sort()).toEqual(['task.yaml: candidates-alike secure-a, secure-b', 'task.yaml: candidates-missing 0 broken', 'task.yaml: candidates-missing 1 cheat', 'task.yaml: candidates-missing 1 exploit']);
});

test('a task may accept a finding with a reason; what it accepts must be there', async () => {
  const { code, findings } = await lint('accepted', ({ files, task }) => {
    files.set('description.md', 'Escapes a text. It is safe.\n');
    task['accept'] = [{ finding: 'description-hint', of: 'escapes', because: 'it is what the function is for' }, { finding: 'measures-time', because: 'none does' }];
  });
  expect(code).toBe(1);
  expect(findings).toEqual(['description.md:1 description-hint safe', 'task.yaml: accepts-nothing measures-time']);
});

test('a task that cannot be looked at is told of, and does not keep the others', async () => {
  const spoilt = await lint('moved', ({ task }) => {
    task['regions'] = [{ file: 'lib.js', lines: [2, 7], symbol: 'fileOf', sha256: createHash('sha256').update(REGION).digest('hex') }];
  });
  expect(spoilt).toEqual({ code: 1, findings: [] });
  const { code, stdout } = await ase(['suite', 'lint', '--suites', root, '--task', 'moved', '--task', 'hints', '--json', '--cache', join(root, 'cache')], { cwd: root });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ tasks: 1, missed: [{ task: 'moved', code: 'integrity', message: expect.stringContaining('lib.js:2-7 is not the region') }], findings: expect.arrayContaining([expect.objectContaining({ task: 'hints' })]) });
});

test('nothing is to be mended in any task of the suites that come with ase', { timeout: 1_800_000 }, async () => {
  const cwd = mkdtempSync(join(root, 'all-'));
  const suites = join(import.meta.dirname, '..', '..', 'suite');
  cpSync(suites, join(cwd, 'suite'), { recursive: true });
  const { stdout, stderr } = await ase(['suite', 'lint', '--suites', 'suite', '--suite', 'core', '--json'], { cwd });
  const { tasks, missed, findings } = JSON.parse(stdout) as { tasks: number; missed: { task: string; code: string }[]; findings: unknown[] };
  expect(findings).toEqual([]);
  const texts = globSync('tasks/*/task.yaml', { cwd: suites }).map((path) => readFileSync(join(suites, path), 'utf8'));
  const ids = (type: string): string[] => texts.filter((text) => text.includes(`type: ${type}`)).map((text) => /^id: (.*)$/m.exec(text)?.[1] ?? '');
  // Archives of Debian lose files, and get them again: what they lack now is not our fault.
  expect(missed.filter(({ task, code }) => !ids('debian').includes(task) || !['gone', 'unavailable'].includes(code)), stderr).toEqual([]);
  expect(tasks + missed.length).toBe(texts.length);
  expect(tasks).toBeGreaterThan(ids('npm').length);
  // Every labelled answer five times in both sandboxes, general cheats once, none wrong, on record for these very tasks and this very kit.
  const proven = await ase(['suite', 'lint', '--suites', 'suite', '--suite', 'quickstart'], { cwd });
  expect(proven.stdout).toBe('nothing to mend in 12 tasks\n');
});
