import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const checkout = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { readonly name: string; readonly version: string };

/** As a person starts it: without what `npm run` puts into PATH and the environment. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const path = (env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_OPTIONS');
  return { ...Object.fromEntries(kept), PATH: [...path, dirname(execPath)].join(delimiter) };
}

interface PackedFile {
  readonly path: string;
  readonly mode: number;
}

describe('the package, installed in an empty folder', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ase-package-'));
  let files: readonly PackedFile[] = [];
  const ase = (...args: string[]): Promise<{ stdout: string; stderr: string }> => run('npx', ['--no-install', 'ase', ...args], { cwd: folder, env: plainEnvironment() });

  beforeAll(async () => {
    const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: checkout, env: plainEnvironment(), maxBuffer: 1 << 26 });
    const [archive] = JSON.parse(packed.stdout) as [{ readonly filename: string; readonly files: readonly PackedFile[] }];
    files = archive.files;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    const install = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', join(folder, archive.filename)];
    await run('npm', install, { cwd: folder, env: plainEnvironment() });
  }, 600_000);

  // Node alone takes 190 MB.
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('it carries what a user needs, and no tests or sources', () => {
    const paths = files.map(({ path }) => path);
    const folders = new Set(paths.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path)));
    const allowed = new Set(['bin', 'dist', 'models', 'prices', 'prompts', 'rules', 'schemas', 'suite', 'LICENSE', 'README.md', 'CHANGELOG.md', 'package.json']);
    expect([...folders].filter((name) => !allowed.has(name))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'bin/ase.mjs', 'dist/cli/main.js', 'dist/contract/task.d.ts', 'prompts/replacement.md', 'schemas/task.schema.json']));
    expect(paths.filter((path) => !path.startsWith('suite/') && path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
  });

  test('npx ase says its version and its help', async () => {
    expect((await ase('--version')).stdout.trim()).toBe(manifest.version);
    expect((await ase('--help')).stdout).toMatch(/^Usage: ase /);
  });

  test('the suites come with it', async () => {
    expect((await ase('suite', 'list')).stdout).toMatch(/^quickstart /m);
  });

  test('what is wrong with a command goes to stderr, with its exit code', async () => {
    await expect(ase('--no-such-option')).rejects.toMatchObject({ code: expect.any(Number), stdout: '', stderr: expect.stringContaining('--no-such-option') });
  });

  test('the contract can be imported, with its types', async () => {
    const program = [
      `import { AseError } from '${manifest.name}/contract/errors';`,
      `import { taskSchema, type Task } from '${manifest.name}/contract/task';`,
      'export const idOf = (task: Task): string => task.id;',
      "const code: string = new AseError('offline', 'x').code;",
      'console.log(code, taskSchema.safeParse({}).success);',
      '// @ts-expect-error An unknown code is refused only where the types were really found.',
      "new AseError('no-such-code', 'x');",
    ];
    writeFileSync(join(folder, 'program.ts'), program.join('\n'));
    const tsc = join(checkout, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024', '--types', ''];
    await run(execPath, [tsc, ...options, 'program.ts'], { cwd: folder });
    expect((await run(execPath, ['program.ts'], { cwd: folder })).stdout).toBe('offline false\n');
  });
});
