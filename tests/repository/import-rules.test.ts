import { execFile } from 'node:child_process';
import { globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const checkout = join(import.meta.dirname, '..', '..');

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[] };
}

/** The checker as `npm run check:imports` runs it, with its answer in full. */
function cruise(folder: string): Promise<Cruise> {
  const program = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', join(checkout, '.dependency-cruiser.mjs'), '--output-type', 'json', 'src'];
  return new Promise((resolve, reject) => {
    execFile(execPath, args, { cwd: folder, maxBuffer: 1 << 27 }, (_, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr));
      else resolve(JSON.parse(stdout) as Cruise);
    });
  });
}

/** A src of these files, with this checkout's packages. */
function sourcesOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries({ 'tsconfig.json': '{}', 'package.json': '{"type":"module","dependencies":{"zod":"4","dockerode":"5"}}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('the checker reads every module of src, and finds nothing', async () => {
  const { modules, summary } = await cruise(checkout);
  const seen = modules.map(({ source }) => source).filter((source) => source.startsWith('src/'));
  expect(seen.toSorted()).toEqual(globSync('src/**/*.{ts,mjs,js}', { cwd: checkout }).toSorted());
  expect(summary.violations).toEqual([]);
});

/** Each file breaks one rule. */
const offences: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['layer-contract', 'src/contract/upwards.ts', "import '../util/b.ts';"],
  ['layer-util', 'src/util/upwards.ts', "import type { B } from '../contract/b.ts';\nexport type A = B;"],
  ['layer-stats', 'src/stats/sideways.ts', "import '../util/b.ts';"],
  ['layer-judge', 'src/judge/driver.ts', "import '../sandboxes/docker.ts';"],
  ['layer-run', 'src/run/driver.ts', "import '../generators/replay.ts';"],
  ['layer-report', 'src/report/journal.ts', "import '../journal/b.ts';"],
  ['layer-sources', 'src/sources/upwards.ts', "import '../cli/b.ts';"],
  ['driver-sandboxes', 'src/sandboxes/docker-run.ts', "import './bubblewrap-run.ts';"],
  ['driver-sources', 'src/sources/npm-source.ts', "import './git-source.ts';"],
  ['driver-generators', 'src/generators/replay.ts', "import './baselines.ts';"],
  ['known-folder', 'src/helpers/a.ts', "import '../util/b.ts';"],
  ['no-cycle', 'src/run/one.ts', "import './two.ts';"],
  ['no-barrel', 'src/run/barrel.ts', "export { b } from './b.ts';"],
  ['contract-zod-only', 'src/contract/disk.ts', "import 'node:fs';"],
  ['stats-numbers-only', 'src/stats/machine.ts', "import 'node:os';"],
  ['no-disk', 'src/score/disk.ts', "import { readFile } from 'node:fs/promises';\nexport { readFile };"],
  ['no-processes', 'src/judge/process.ts', "import 'node:child_process';"],
  ['no-network', 'src/run/network.ts', "import 'node:https';"],
  ['engine-in-sandboxes', 'src/run/engine.ts', "import 'dockerode';"],
  ['not-to-tests', 'src/run/tests.ts', "import '../../tests/b.ts';"],
  ['runtime-dependencies', 'src/run/package.ts', "import 'fast-check';"],
  ['resolvable', 'src/run/gone.ts', "import './nowhere.ts';"],
];
const harmless = ['tests', 'src/contract', 'src/util', 'src/journal', 'src/cli', 'src/run'].map((folder) => `${folder}/b.ts`);
const targets = [...harmless, 'src/sandboxes/docker.ts', 'src/sandboxes/bubblewrap-run.ts', 'src/sources/git-source.ts', 'src/generators/baselines.ts'];

test('every rule is told where it is broken, and nothing else is', async () => {
  const files = [...targets.map((path) => [path, 'export const b = 1;\nexport type B = 1;']), ['src/run/two.ts', "import './one.ts';"], ...offences.map(([, path, text]) => [path, text])];
  const { summary } = await cruise(sourcesOf(Object.fromEntries(files) as Record<string, string>));
  const told = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  expect(told.toSorted()).toEqual(offences.map(([rule, path]) => `${path}: ${rule}`).toSorted());
  const { forbidden = [] } = (await import('../../.dependency-cruiser.mjs')).default;
  const layer = /^layer-/;
  const tried = new Set(offences.map(([rule]) => rule));
  expect(forbidden.map(({ name = '' }) => name).filter((name) => !layer.test(name) && !tried.has(name))).toEqual([]);
});

test('what is allowed passes', async () => {
  const folder = sourcesOf({
    'src/contract/a.ts': "import { z } from 'zod';\nexport const a = z.string();",
    'src/contract/errors.ts': 'export const error = 1;',
    'src/util/b.ts': "import { error } from '../contract/errors.ts';\nexport const b = error;",
    'src/sandboxes/docker-run.ts': "import './docker-slots.ts';\nimport './seccomp-profile.ts';",
    'src/sandboxes/docker-slots.ts': 'export {};',
    'src/sandboxes/seccomp-profile.ts': 'export {};',
    'src/run/c.ts': "import { a } from '../contract/a.ts';\nimport { b } from '../util/b.ts';\nexport const c = [a, b];",
    'src/cli/main.ts': "import { c } from '../run/c.ts';\nimport '../sandboxes/docker-run.ts';\nimport 'node:child_process';\nvoid c;",
  });
  const { modules, summary } = await cruise(folder);
  expect(summary.violations).toEqual([]);
  expect(modules.length).toBeGreaterThan(8);
});
