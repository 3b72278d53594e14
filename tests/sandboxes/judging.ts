import { expect, test } from 'vitest';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { insideScripts, kit, makeTree, specification } from './specification.ts';

/** The judge and its candidates in one sandbox. */
export function judging(driver: SandboxDriver): void {
  test('a candidate sees and touches nothing of its judge, nor of an earlier candidate', async () => {
    const plain = specification(['/env/node/bin/node', '/judge/checks/judge.mjs'], { layers: [await makeTree({ 'index.js': '' })] });
    const privateMounts = [
      { source: kit, target: '/judge/kit' },
      { source: insideScripts, target: '/judge/checks' },
    ];
    const result = await driver.run({ ...plain, role: 'judge', privateMounts });
    expect({ end: result.end, stderr: result.stderr.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stderr: '' });
    const answer = {
      found: [],
      sharedText: 'from the judge',
      sharedWritten: false,
      judgeFolders: [],
      judgeEnvironments: [],
      judgeDescriptors: [],
      judgeMemory: [],
      judgeSignalled: [],
      knowsLauncher: false,
      isRoot: false,
      capabilities: true,
      confined: true,
      ownScratch: true,
    };
    expect(JSON.parse(result.stdout.toString())).toEqual([answer, answer]);
  });

  test('a judge and its candidate reach one another by loopback, files, FIFO, socket and program', async () => {
    const plain = specification(['/env/node/bin/node', '/judge/checks/exchange-judge.mjs'], { layers: [await makeTree({ 'index.js': '' })] });
    const privateMounts = [
      { source: kit, target: '/judge/kit' },
      { source: insideScripts, target: '/judge/checks' },
    ];
    const result = await driver.run({ ...plain, role: 'judge', privateMounts });
    expect({ end: result.end, stderr: result.stderr.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stderr: '' });
    expect(JSON.parse(result.stdout.toString())).toEqual({
      candidate: { socket: 'from the socket', listener: 'from the listener', program: 'recorded this\n', fifoRead: false, dropListed: false, dropWritten: false },
      answer: 'from the candidate',
      recorded: 'into the FIFO',
      fromCandidate: 'from the candidate',
      absent: false,
      serverGone: true,
      ownFiles: true,
      repositoryWritten: false,
    });
  });

  test('a candidate that runs away does not outlive its slot, and cannot starve the judge of processes', async () => {
    const code = `
      const { launch, killSlot } = await import('/judge/kit/launcher.mjs');
      const launcher = JSON.parse(process.env.ASE_LAUNCHER);
      const bomb = launch(launcher, { command: ['/usr/bin/perl', '-e', '$0 = "bomb"; while (1) { my $pid = fork; if (defined $pid && $pid == 0) { setpgrp } }'], slot: 0 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      const calm = launch(launcher, { command: ['/bin/echo', 'alive'], slot: 1 });
      let text = '';
      calm.stdout.on('data', (chunk) => (text += chunk));
      await new Promise((resolve) => calm.once('close', resolve));
      const { readdirSync, readFileSync } = await import('node:fs');
      const bombs = () => readdirSync('/proc').filter((id) => { try { return /^\\d+ \\(bomb\\) [^ZX]/.test(readFileSync('/proc/' + id + '/stat', 'latin1')) } catch { return false } });
      const exploded = bombs().length > 10 && bombs().length <= launcher.limits.processes;
      await killSlot(launcher, 0, [bomb]);
      while (bombs().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      console.log(JSON.stringify({ text, exploded }));
      process.exit(0)`;
    const plain = specification(['/env/node/bin/node', '--input-type=module', '-e', code], { layers: [await makeTree({})] });
    const result = await driver.run({ ...plain, role: 'judge', privateMounts: [{ source: kit, target: '/judge/kit' }] });
    expect({ end: result.end, stderr: result.stderr.toString(), stdout: result.stdout.toString() }).toEqual({
      end: { kind: 'exited', code: 0 },
      stderr: '',
      stdout: '{"text":"alive\\n","exploded":true}\n',
    });
  });
}
