import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { env, execPath, getuid } from 'node:process';
import { expect, test } from 'vitest';
import { emptyFolder, fixtureSuites, sharedCache } from './ase.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'ase.mjs');

/** A machine without sandboxes: no engine at its socket, and a mount namespace in which bwrap is a device. */
function withoutSandboxes(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const namespace = getuid?.() === 0 ? ['-m'] : ['-Urm'];
  const script = 'mount --bind /dev/null "$(command -v bwrap)" && exec "$@"';
  return new Promise((resolve) => {
    execFile(
      'unshare',
      [...namespace, 'sh', '-c', script, 'sh', execPath, program, ...args],
      { cwd: emptyFolder(), env: { ...env, DOCKER_HOST: 'unix:///nowhere/docker.sock', ASE_DEBIAN: 'container', ASE_CACHE: sharedCache, ASE_SUITES: fixtureSuites } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('a run says of each sandbox why not, and the line that installs it', async () => {
  const { code, stdout, stderr } = await withoutSandboxes(['run', '--suite', 'tiny', '--generator', 'baseline:reference']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^ase: no sandbox works here\n {2}docker: no Docker engine answers .*\n {2}bubblewrap: bwrap is not installed\n {2}docker: Install .*\n {2}bubblewrap: .*bubblewrap/m);
});

test('doctor says what is missing and how to get it, for people and for programs', async () => {
  const { code, stdout } = await withoutSandboxes(['doctor']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/missing +sandbox docker[^]*missing +sandbox bubblewrap[^]*install[^]*missing +Debian packages +docker: [^]*Install Docker[^]*cannot judge yet/) });
  const machine = await withoutSandboxes(['doctor', '--json']);
  expect(JSON.parse(machine.stdout)).toMatchObject({ canJudge: false, findings: expect.arrayContaining([expect.objectContaining({ name: 'sandbox docker', state: 'missing' })]) });
});
