import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath, getuid } from 'node:process';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const checkout = join(import.meta.dirname, '..', '..');

interface Locked {
  readonly version: string;
  readonly integrity: string;
  readonly optional?: boolean;
}

/** A checkout of the setup alone, whose lock file wants these packages. */
function smallCheckout(packages: Readonly<Record<string, Locked>> = {}): string {
  const folder = temporaryFolder();
  cpSync(join(checkout, 'scripts/setup'), join(folder, 'scripts/setup'), { recursive: true });
  cpSync(join(checkout, 'scripts/setup.mjs'), join(folder, 'scripts/setup.mjs'));
  const dependencies = Object.fromEntries(Object.entries(packages).map(([name, { version }]) => [name, version]));
  const root = { name: 'small', version: '1.0.0', dependencies };
  const places = Object.fromEntries(Object.entries(packages).map(([name, locked]) => [`node_modules/${name}`, locked]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name: 'small', version: '1.0.0', lockfileVersion: 3, packages: { '': root, ...places } }));
  return folder;
}

/** As npm leaves it behind. */
function installed(folder: string, packages: Readonly<Record<string, Locked>>): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const places = Object.fromEntries(Object.entries(packages).map(([name, locked]) => [`node_modules/${name}`, locked]));
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: places }));
}

interface SetupEnd {
  readonly code: number;
  readonly stdout: string;
  readonly lines: readonly string[];
}

function setup(folder: string, variables: Readonly<Record<string, string>> = {}, nodeOptions: readonly string[] = []): Promise<SetupEnd> {
  const environment = { ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('npm_'))), ...variables };
  return new Promise((resolve) => {
    execFile(execPath, [...nodeOptions, join(folder, 'scripts/setup.mjs')], { env: environment }, (error, stdout, stderr) => {
      const lines = stderr.split('\n').filter((line) => line.startsWith('setup: '));
      resolve({ code: error === null ? 0 : Number(error.code), stdout, lines });
    });
  });
}

/** Folders of programs that write down how they were called. */
function recorders(programs: Readonly<Record<string, string>>): { readonly path: string; readonly calls: () => readonly string[] } {
  const path = temporaryFolder();
  const log = join(path, 'calls.log');
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\necho "${name} $*" >> '${log}'\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return { path, calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []) };
}

const one: Locked = { version: '1.0.0', integrity: 'sha512-one' };

test('packages are installed once, and again when the lock file says something else', async () => {
  const folder = smallCheckout();
  const first = await setup(folder);
  expect([first.code, first.stdout, first.lines.length]).toEqual([0, '', 2]);
  expect(first.lines[0]).toContain('node_modules is missing');
  // npm leaves no lock file where nothing had to be installed.
  installed(folder, {});
  expect((await setup(folder)).lines).toEqual([]);
  installed(folder, { gone: one });
  expect((await setup(folder)).lines[0]).toContain('node_modules/gone is no longer wanted');
});

test.each([
  ['a package that is missing', { a: one }, {}, 'node_modules/a is missing'],
  ['another version', { a: one }, { a: { ...one, version: '1.0.1' } }, 'node_modules/a has another version'],
  ['other content', { a: one }, { a: { ...one, integrity: 'sha512-two' } }, 'node_modules/a has another version'],
])('%s is seen', async (_, wanted, found, reason) => {
  const folder = smallCheckout(wanted);
  installed(folder, found);
  const npm = recorders({ npm: 'exit 0' });
  const { lines } = await setup(folder, { PATH: `${npm.path}:/usr/bin:/bin` });
  expect(lines[0]).toContain(reason);
  expect(npm.calls()).toEqual(['npm ci --ignore-scripts --no-audit --no-fund']);
});

test('what is optional and belongs to another platform is not missed', async () => {
  const folder = smallCheckout({ a: one, b: { ...one, optional: true } });
  installed(folder, { a: one });
  expect((await setup(folder)).lines).toEqual([]);
});

test('without a network it says so, and what to do', async () => {
  const folder = smallCheckout({ 'left-pad': { version: '1.3.0', integrity: `sha512-${'A'.repeat(86)}==` } });
  const offline = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: join(folder, 'cache'), npm_config_fetch_retries: '0' };
  const { code, lines } = await setup(folder, offline);
  expect(code).toBe(2);
  expect(lines.at(-2)).toContain('the package registry cannot be reached');
  expect(lines.at(-1)).toContain('npm config list');
});

test('a Node that is too old, to start or to go on, is told with the remedy', async () => {
  const folder = smallCheckout();
  installed(folder, {});
  const preload = join(folder, 'old.cjs');
  for (const [version, said] of [['18.20.0', 'Node 18.20.0 is too old'], ['20.10.0', 'no package brings Node 24']] as const) {
    writeFileSync(preload, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    const { code, lines } = await setup(folder, {}, ['--require', preload]);
    expect([code, lines.length]).toEqual([2, 2]);
    expect(lines[0]).toContain(said);
    expect(lines[1]).toContain('Install Node');
  }
});

/** Neither bwrap in PATH nor an engine that answers. */
async function setupWithout(programs: Readonly<Record<string, string>>): Promise<SetupEnd & { readonly calls: readonly string[] }> {
  const folder = smallCheckout();
  installed(folder, {});
  const { path, calls } = recorders(programs);
  return { ...(await setup(folder, { PATH: path, DOCKER_HOST: `unix://${folder}/none` })), calls: calls() };
}

const prefix = getuid?.() === 0 ? '' : '-n ';
const install = 'install -y -q --no-install-recommends bubblewrap';

test('bubblewrap is installed where there is no sandbox, after the lists of packages where they are old', async () => {
  const sudo = prefix === '' ? {} : { sudo: 'shift; exec "$@"', true: 'exit 0' };
  const fresh = await setupWithout({ ...sudo, 'apt-get': 'exit 0' });
  expect(fresh.calls.filter((call) => call.startsWith('apt-get'))).toEqual([`apt-get ${install}`]);
  expect(fresh.code).toBe(0);
  const old = await setupWithout({ ...sudo, 'apt-get': 'case $1 in update) : > "$0.lists" ;; *) [ -e "$0.lists" ] ;; esac' });
  expect(old.calls.filter((call) => call.startsWith('apt-get'))).toEqual([`apt-get ${install}`, 'apt-get update -q', `apt-get ${install}`]);
  expect(old.lines.length).toBe(1);
});

test('where it cannot be installed the line that would is said, and setup goes on', async () => {
  const { code, lines } = await setupWithout(prefix === '' ? { 'apt-get': 'exit 100' } : { 'apt-get': 'exit 100', sudo: 'exit 1' });
  expect(code).toBe(0);
  expect(lines.at(-1)).toContain(`apt-get ${install}`);
});

test('nothing is installed where bubblewrap is there', async () => {
  const { calls, lines } = await setupWithout({ bwrap: 'exit 0', 'apt-get': 'exit 0' });
  expect([calls, lines]).toEqual([[], []]);
});
