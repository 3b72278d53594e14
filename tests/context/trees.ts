import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Task, taskSchema } from '../../src/contract/task.ts';

/** A folder with these files that is gone after the test. */
export function makeTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const tree = mkdtempSync(join(tmpdir(), 'ase-context-'));
  onTestFinished(() => rmSync(tree, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  return tree;
}

export interface RegionOf {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly [number, number];
  readonly symbol: string;
  readonly language?: Task['language'];
}

/** A task with one region; `text` is the whole file's. */
export function taskOf({ file, text, lines: [first, last], symbol, language = 'javascript' }: RegionOf): Task {
  const region = text.split(/(?<=\n)/).slice(first - 1, last).join('');
  return taskSchema.parse({
    schema: 'ase/task@1',
    id: 'small',
    title: 'A small task',
    cve: 'CVE-2024-10000',
    cwe: ['CWE-22'],
    class: 'path-traversal',
    severity: 'high',
    language,
    source: { type: 'path', path: '.' },
    fixed: { source: { type: 'path', path: '.' }, files: [file] },
    regions: [{ file, lines: [first, last], symbol, sha256: createHash('sha256').update(region).digest('hex') }],
    environment: { runtime: { node: '24.21.0' } },
    checks: { tests: { id: 'tests', title: 'tests', program: 'checks/tests.mjs' }, exploits: [{ id: 'exploit', title: 'exploit', program: 'checks/exploit.mjs' }] },
  });
}
