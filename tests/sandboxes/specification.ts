import { chmod, chown, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { arch, getuid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { SANDBOX_UID } from '../../src/contract/sandbox.ts';
import type { SandboxRepository, SandboxSpec } from '../../src/contract/sandbox.ts';

const MIB = 1024 * 1024;
const checkout = fileURLToPath(new URL('../..', import.meta.url));
export const insideScripts = join(checkout, 'tests/sandboxes/inside');
export const kit = join(checkout, 'suite/kit');

/** A candidate with a pinned Node, the scripts of inside/ as its dependencies, and small limits. */
export function specification(command: SandboxSpec['command'], repository: SandboxRepository): SandboxSpec {
  return {
    role: 'candidate',
    command,
    mounts: [
      { source: join(checkout, `node_modules/node-linux-${arch}`), target: '/env/node' },
      { source: insideScripts, target: '/work/node_modules' },
    ],
    privateMounts: [],
    repository,
    stdin: '',
    env: { GREETING: 'hello world' },
    limits: { timeoutMs: 60_000, memoryBytes: 256 * MIB, processes: 64, diskBytes: 8 * MIB, fileBytes: 4 * MIB, outputBytes: MIB },
  };
}

/** Runs one of the scripts of inside/. */
export function script(name: string, ...args: readonly string[]): SandboxSpec['command'] {
  return ['/env/node/bin/node', `/work/node_modules/${name}`, ...args];
}

export function shell(line: string): SandboxSpec['command'] {
  return ['/bin/sh', '-c', line];
}

export function evaluate(code: string): SandboxSpec['command'] {
  return ['/env/node/bin/node', '-e', code];
}

/** A folder as sources leave it: of the sandbox's user, readable by all. */
export async function makeTree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'ase-conformance-')));
  await own(root);
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    if (dirname(path) !== root) await own(dirname(path));
    await writeFile(path, text);
    await own(path, 0o644);
  }
  return root;
}

async function own(path: string, mode = 0o755): Promise<void> {
  await chmod(path, mode);
  if (getuid?.() === 0) await chown(path, SANDBOX_UID, SANDBOX_UID);
}
