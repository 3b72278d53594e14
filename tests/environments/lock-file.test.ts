import { expect, test } from 'vitest';
import { planDependencies } from '../../src/environments/lock-file.ts';
import type { DependencyPlan } from '../../src/environments/lock-file.ts';

const A = `sha512-${'A'.repeat(86)}==`;
const B = `sha512-${'B'.repeat(86)}==`;

function plan(packages: Record<string, object>, own: string | null = null): DependencyPlan {
  return planDependencies(JSON.stringify({ lockfileVersion: 3, packages }), { file: 'deps.json', own, architecture: 'x64' });
}

function places(packages: Record<string, object>, own: string | null = null): Record<string, string> {
  return Object.fromEntries(plan(packages, own).packages.map(({ path, name, version }) => [path, `${name}@${version}`]));
}

test('packages, aliases, scopes and nested ones are laid out; what is of development, bundled or for others is not', () => {
  const one = { version: '1.0.0', integrity: A };
  expect(
    places({
      '': { name: 'whatever' },
      'node_modules/a': one,
      'node_modules/a/node_modules/@s/b': one,
      'node_modules/alias': { ...one, name: '@real/name' },
      'node_modules/dev': { ...one, dev: true },
      'node_modules/a/node_modules/bundled': { version: '1.0.0', inBundle: true },
      'node_modules/mac': { ...one, optional: true, os: ['darwin'] },
      'node_modules/arm': { ...one, optional: true, cpu: ['arm64'] },
      'node_modules/musl': { ...one, optional: true, libc: ['musl'] },
      'node_modules/not-windows': { ...one, optional: true, os: ['!win32'], cpu: ['x64', 'arm64'] },
      'node_modules/peer': { ...one, peer: true },
    }),
  ).toEqual({ a: 'a@1.0.0', 'a/node_modules/@s/b': '@s/b@1.0.0', alias: '@real/name@1.0.0', 'not-windows': 'not-windows@1.0.0', peer: 'peer@1.0.0' });
});

test("the repository's own package is a link to it, and what was nested below it moves up", () => {
  const lock = { 'node_modules/@s/own': { version: '1.0.0', integrity: A }, 'node_modules/@s/own/node_modules/x': { version: '2.0.0', integrity: B }, 'node_modules/y': { version: '1.0.0', integrity: A } };
  expect(places(lock, '@s/own')).toEqual({ x: 'x@2.0.0', y: 'y@1.0.0' });
  expect(plan(lock, '@s/own').links).toEqual({ '@s/own': '../../repo' });
  expect(plan(lock, 'other').links).toEqual({});
});

test('where the repository and others need different versions, the others lie aside', () => {
  const lock = {
    'node_modules/own': { version: '1.0.0', integrity: A },
    'node_modules/own/node_modules/x': { version: '2.0.0', integrity: B },
    'node_modules/x': { version: '1.0.0', integrity: A },
    'node_modules/@s/plugin': { version: '1.0.0', integrity: A },
    'node_modules/@s/plugin/node_modules/z': { version: '1.0.0', integrity: A },
  };
  expect(places(lock, 'own')).toEqual({
    x: 'x@2.0.0',
    '.others/node_modules/x': 'x@1.0.0',
    '.others/node_modules/@s/plugin': '@s/plugin@1.0.0',
    '.others/node_modules/@s/plugin/node_modules/z': 'z@1.0.0',
  });
  expect(plan(lock, 'own').links).toEqual({ own: '../repo', '@s/plugin': '../.others/node_modules/@s/plugin' });
});

const entry = { version: '1.0.0', integrity: A };
test.each<[string, Record<string, object>, RegExp]>([
  ['no integrity', { 'node_modules/a': { version: '1.0.0' } }, /node_modules\/a has no integrity/],
  ['weak integrity', { 'node_modules/a': { version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' } }, /SHA-256/],
  ['resolved', { 'node_modules/a': { ...entry, resolved: 'git+ssh://git@host/a.git' } }, /resolved/],
  ['a range', { 'node_modules/a': { ...entry, version: '^1.0.0' } }, /exact version/],
  ['a link', { 'node_modules/a': { ...entry, link: true } }, /link to a folder/],
  ['a workspace', { 'packages/a': entry }, /not a place/],
  ['a path that leads outside', { 'node_modules/../../etc': entry }, /not a place/],
  ['a path through a dot', { 'node_modules/./a': entry }, /not a place/],
  ['a name that is a path', { 'node_modules/a': { ...entry, name: '../../etc' } }, /has the name/],
  ['a name that is an address', { 'node_modules/a': { ...entry, name: 'git+ssh://x' } }, /has the name/],
  ['a package that needs another system', { 'node_modules/a': { ...entry, os: ['darwin'] } }, /does not run on linux-x64/],
])('refused: %s', (_name, packages, pattern) => {
  expect(() => plan(packages)).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringMatching(pattern) }));
});

test('what is no lock file of version 3 says so', () => {
  for (const text of ['{', '[]', '{"lockfileVersion":1,"dependencies":{}}', '{"lockfileVersion":3}']) {
    expect(() => planDependencies(text, { file: 'deps.json', own: null, architecture: 'x64' })).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('deps.json is not') }));
  }
});
