import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Task } from '../../../src/contract/task.ts';
import { layOutWorkspace } from '../../../src/generators/agents/agent-workspace.ts';
import type { AgentWorkspace } from '../../../src/generators/agents/agent-workspace.ts';

const REGION = 'function compile(format) {\n  const parts = format.split(":")\n  return parts.map((part) => tokens[part])\n}\n';
const around = Array.from({ length: 30 }, (_, n) => `const constant${n} = ${n} // something of the file's own\n`).join('');
const FILE = `${around}${REGION}${around}`;
const MASKED = `${around}/* ASE: this region is to be written */\n${around}`;

const task = {
  id: 'leaks',
  language: 'javascript',
  regions: [{ file: 'lib/format.js', lines: [31, 34], symbol: 'compile', sha256: createHash('sha256').update(REGION).digest('hex') }],
  fixed: { files: ['lib/format.js', 'lib/extra.js'] },
} as unknown as Task;

async function folderOf(files: ReadonlyMap<string, string | Buffer>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'ase-workspace-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

async function workspaceOf(repository: Record<string, string>, modules: Record<string, string>): Promise<AgentWorkspace & { masked: (path: string) => Promise<string> }> {
  const folders = await Promise.all([repository, modules].map((files) => folderOf(new Map(Object.entries(files)))));
  const workspace = await layOutWorkspace({ task, repository: folders[0] ?? '', mounts: [{ source: folders[1] ?? '', target: '/work/node_modules' }], program: null, folders: { layer: folderOf }, sandbox: 'docker' });
  return { ...workspace, masked: (path) => readFile(join(workspace.layers[0] ?? '', path), 'utf8') };
}

test('the region is masked, and nothing else is laid over the repository', async () => {
  const { layers, mounts, masked, warnings, allowed, before } = await workspaceOf({ 'lib/format.js': FILE, 'lib/other.js': 'ordinary' }, { 'x/index.js': 'ordinary' });
  expect(await masked('lib/format.js')).toBe(MASKED);
  await expect(masked('lib/other.js')).rejects.toThrow('ENOENT');
  expect({ layers: layers.length, mounts: mounts.length, warnings, allowed: [...allowed] }).toEqual({ layers: 2, mounts: 1, warnings: [], allowed: ['lib/format.js', 'lib/extra.js'] });
  expect([(await before('lib/format.js'))?.toString(), (await before('lib/other.js'))?.toString(), await before('lib/extra.js')]).toEqual([MASKED, 'ordinary', null]);
});

test('copies in the repository are masked, whatever their white space', async () => {
  const { masked, warnings } = await workspaceOf({ 'lib/format.js': FILE, 'dist/exact.js': `head\n${REGION}tail\n`, 'dist/spaced.js': REGION.replaceAll('  ', '\t').replaceAll('\n', '\r\n') }, {});
  expect(await masked('dist/exact.js')).toBe('head\n\ntail\n');
  expect(await masked('dist/spaced.js')).toBe('// left out\n');
  expect(warnings).toEqual(['a copy of the region was masked in dist/exact.js; masked in dist/spaced.js']);
});

test('copies and other versions among the dependencies are covered', async () => {
  const repaired = FILE.replace('tokens[part]', 'Object.hasOwn(tokens, part) ? tokens[part] : "-"');
  const { mounts, warnings } = await workspaceOf({ 'lib/format.js': FILE }, { 'a/node_modules/leaks/lib/format.js': repaired, 'b/bundle.js': `x\n${REGION}`, 'c/format.js': 'another file of this name\n'.repeat(40) });
  expect(mounts.slice(1).map(({ target }) => target)).toEqual(['/work/node_modules/a/node_modules/leaks/lib/format.js', '/work/node_modules/b/bundle.js']);
  for (const { source } of mounts.slice(1)) expect(await readFile(source, 'utf8')).toBe('// left out\n');
  expect(warnings[0]).toMatch(/^a copy of the region was covered in \/work\/node_modules\/a/);
});
