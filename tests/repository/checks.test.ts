import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(checkout, path), 'utf8'));

/** Import rules have tests of their own; `npm run check` has more that take longer. */
test.each(['types', 'lint'])('npm run check -- %s passes', { timeout: 240_000 }, async (name) => {
  const end = await run(execPath, ['--run', `check:${name}`], { cwd: checkout }).then(
    () => 'passed',
    (error: { readonly stdout: string; readonly stderr: string }) => error.stdout + error.stderr,
  );
  expect(end).toBe('passed');
});

test('every package with an install script is listed, and none may run it', () => {
  const { packages } = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> };
  const withScript = Object.keys(packages)
    .filter((place) => packages[place]?.hasInstallScript === true)
    .map((place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const { allowScripts } = readJson('package.json') as { readonly allowScripts: Readonly<Record<string, boolean>> };
  expect(allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])));
});

test('no tracked file names the host of a package registry', { timeout: 120_000 }, async () => {
  const host = /(?:^|[^a-z.-])(?:registry|deb|security|snapshot|archive|proxy|repo)\.[a-z0-9-]+\.(?:org|com|net|io)\b/;
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: checkout, maxBuffer: 1 << 26 });
  const paths = stdout.split('\0').filter((path) => path !== '');
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => host.test(textOf(path)))).toEqual([]);
});

function textOf(path: string): string {
  try {
    return readFileSync(join(checkout, path), 'utf8');
  } catch {
    return '';
  }
}
