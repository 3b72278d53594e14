import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, cwd } from 'node:process';
import { expect, test } from 'vitest';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { evaluate, makeTree, script, specification } from './specification.ts';

/** What a hostile program can see and reach. */
export function confinement(driver: SandboxDriver): void {
  test('a candidate sees nothing of the host, reaches nothing, may do nothing', async () => {
    const canaryFolders = await Promise.all([tmpdir(), homedir()].map((place) => mkdtemp(join(place, 'ase-canary-'))));
    const canaries = canaryFolders.map((folder) => join(folder, 'canary'));
    for (const canary of canaries) await writeFile(canary, 'secret');
    const server = createServer((socket) => socket.end()).listen(0);
    try {
      const port = (server.address() as AddressInfo).port;
      const layers = [await makeTree({ 'index.js': '' })];
      const command = script('facts.mjs', String(port), ...canaries, join(cwd(), 'package.json'), '/var/run/docker.sock', '/etc/ssh', '/root/.ssh', '/root/.npmrc');
      const result = await driver.run(specification(command, { layers }));
      expect(result.stderr.toString()).toBe('');
      const { environment, ...facts } = JSON.parse(result.stdout.toString()) as { environment: Record<string, string> };
      expect(result.end).toEqual({ kind: 'exited', code: 0 });
      expect(facts).toEqual({
        hostSeen: [],
        hostProcesses: [],
        interfaces: [],
        hostPort: ['refused', 'refused', 'refused'],
        ownPort: 'connected',
        isRoot: false,
        capabilities: [],
        noNewPrivileges: '1',
        seccomp: '2',
        written: [],
        scratch: true,
      });
      expect(environment['GREETING']).toBe('hello world');
      // Podman adds the name that all sandboxes have.
      const { HOSTNAME: hostName = 'sandbox', ...others } = environment;
      expect({ hostName, others: Object.keys(others).filter((name) => !['GREETING', 'HOME', 'TMPDIR', 'PATH', 'PWD'].includes(name)) }).toEqual({ hostName: 'sandbox', others: [] });
    } finally {
      server.close();
      for (const folder of canaryFolders) await rm(folder, { recursive: true });
    }
  });

  test('a socket in a mounted folder is a way out, the only one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ase-socket-'));
    const way = join(folder, 'way');
    await mkdir(way);
    await chmod(way, 0o711);
    const server = createServer((socket) => socket.end('hello from outside')).listen(join(way, 'out.sock'));
    await once(server, 'listening');
    await chmod(join(way, 'out.sock'), 0o666);
    try {
      const plain = specification(evaluate("require('net').connect('/way/out.sock').on('data', (data) => console.log(String(data))).on('error', (error) => console.log(error.code))"), { layers: [await makeTree({})], upper: await makeTree({}) });
      const result = await driver.run({ ...plain, mounts: [...plain.mounts, { source: way, target: '/way' }] });
      expect({ stdout: result.stdout.toString(), stderr: result.stderr.toString() }).toEqual({ stdout: 'hello from outside\n', stderr: '' });
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
  });

  test.runIf(arch === 'x64')('dangerous system calls are refused, ordinary ones work', async () => {
    const layers = [await makeTree({ 'index.js': '' })];
    const refused = await driver.run(specification(['/usr/bin/perl', '/work/node_modules/refused-calls.pl'], { layers }));
    expect({ end: refused.end, allowed: refused.stdout.toString(), stderr: refused.stderr.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, allowed: '[]', stderr: '' });
    const ordinary = 'socket(S, 2, 1, 0) or die; socket(U, 1, 1, 0) or die; socket(N, 16, 3, 0) or die; (fork // die) and wait; print "fine\n"';
    const allowed = await driver.run(specification(['/usr/bin/perl', '-e', ordinary], { layers }));
    expect(allowed.stdout.toString()).toBe('fine\nfine\n');
    // getpid as the x32 architecture numbers it.
    const foreign = await driver.run(specification(['/usr/bin/perl', '-e', 'syscall(0x40000027)'], { layers }));
    expect(foreign.end).toEqual({ kind: 'signalled', signal: 'SIGSYS' });
  });
}
