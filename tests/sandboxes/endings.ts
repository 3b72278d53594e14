import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SandboxDriver, SandboxLimits, SandboxResult, SandboxSpec } from '../../src/contract/sandbox.ts';
import { evaluate, makeTree, shell, specification } from './specification.ts';

const MIB = 1024 * 1024;
const FILL_MEMORY = "const held = []; for (;;) held.push(Buffer.alloc(16 << 20, 1))";

/** How a command ended, what it said, and what stopped it. */
export function endings(driver: SandboxDriver): void {
  const run = async (command: SandboxSpec['command'], change: { limits?: Partial<SandboxLimits>; stdin?: string; upper?: string } = {}): Promise<SandboxResult> => {
    const { limits = {}, stdin = '', upper } = change;
    const plain = specification(command, { layers: [await makeTree({})], ...(upper === undefined ? {} : { upper }) });
    return driver.run({ ...plain, stdin, limits: { ...plain.limits, ...limits } });
  };
  /** A driver that cannot tell says null. */
  const ranOut = (result: SandboxResult): boolean => result.outOfMemory ?? true;

  test('exit codes and signals are told apart', async () => {
    const ends = await Promise.all(['exit 0', 'exit 3', 'kill -9 $$', 'kill -SEGV $$', 'kill -TERM $$'].map(async (line) => (await run(shell(line))).end));
    expect(ends).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 3 },
      { kind: 'signalled', signal: 'SIGKILL' },
      { kind: 'signalled', signal: 'SIGSEGV' },
      { kind: 'signalled', signal: 'SIGTERM' },
    ]);
  });

  test('too much time', async () => {
    const result = await run(shell('trap "" TERM INT; echo begun; sleep 60 & sleep 60'), { limits: { timeoutMs: 1_500 } });
    expect({ end: result.end, stdout: result.stdout.toString() }).toEqual({ end: { kind: 'limit', limit: 'time' }, stdout: 'begun\n' });
  });

  test('too much memory, by the command or by a child of it', async () => {
    const main = await run(evaluate(FILL_MEMORY), { limits: { memoryBytes: 128 * MIB } });
    expect({ end: main.end, ranOut: ranOut(main) }).toEqual({ end: { kind: 'limit', limit: 'memory' }, ranOut: true });
    const child = await run(shell(`/env/node/bin/node -e '${FILL_MEMORY}' 2>/dev/null; echo survived; exit 5`), { limits: { memoryBytes: 128 * MIB } });
    expect({ end: child.end, ranOut: ranOut(child), stdout: child.stdout.toString() }).toEqual({ end: { kind: 'exited', code: 5 }, ranOut: true, stdout: 'survived\n' });
    const modest = await run(evaluate('Buffer.alloc(16 << 20, 1)'));
    expect({ end: modest.end, outOfMemory: modest.outOfMemory ?? false }).toEqual({ end: { kind: 'exited', code: 0 }, outOfMemory: false });
  });

  test('too much output, on either stream', async () => {
    const [out, error] = await Promise.all([run(shell('yes'), { limits: { outputBytes: 100_000 } }), run(shell('yes >&2'), { limits: { outputBytes: 100_000 } })]);
    expect([out.end, out.stdout.length, out.stderr.length]).toEqual([{ kind: 'limit', limit: 'output' }, 100_000, 0]);
    expect([error.end, error.stdout.length, error.stderr.length]).toEqual([{ kind: 'limit', limit: 'output' }, 0, 100_000]);
    const exact = await run(shell('head -c 100000 /dev/zero'), { limits: { outputBytes: 100_000 } });
    expect([exact.end, exact.stdout.length]).toEqual([{ kind: 'exited', code: 0 }, 100_000]);
  });

  test('too much on disk: a writable repository ends the run, scratch folders are full', async () => {
    const fill = 'i=0; while :; do head -c 1000000 /dev/zero >fill$i 2>/dev/null; i=$((i+1)); done';
    const repository = await run(shell(fill), { upper: await makeTree({}) });
    expect(repository.end).toEqual({ kind: 'limit', limit: 'disk' });
    const scratch = await run(shell('cd "$TMPDIR"; for i in 1 2 3 4 5 6 7 8 9; do head -c 1048576 /dev/zero >$i 2>/dev/null || echo full; done'));
    expect({ end: scratch.end, stdout: scratch.stdout.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stdout: 'full\n' });
  });

  test('too large a file', async () => {
    const code = "const fs = require('fs'); const f = fs.openSync(process.env.TMPDIR + '/f', 'w'); let n = 0; try { for (;;) n += fs.writeSync(f, Buffer.alloc(65536)); } catch (error) { console.log(error.code, n) }";
    expect((await run(evaluate(code))).stdout.toString()).toBe(`EFBIG ${4 * MIB}\n`);
  });

  test('too many processes: forks fail, nothing else', async () => {
    const code = 'my $n = 0; while ($n < 500) { my $pid = fork; last unless defined $pid; if ($pid == 0) { sleep 60; exit } $n++ } print $n < 500 ? "refused\\n" : "unlimited\\n"; print $n > 30 ? "many\\n" : "few\\n"';
    const result = await run(['/usr/bin/perl', '-e', code]);
    expect({ end: result.end, stdout: result.stdout.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stdout: 'refused\nmany\n' });
  });

  test('a command opens its own streams again by name, and has no other', async () => {
    // The fourth is the folder that ls reads.
    const result = await run(shell('read -r text </dev/stdin; echo "$text" >/dev/stdout; echo out >/dev/stdout; echo error >/dev/stderr; ls /proc/self/fd | wc -l'), { stdin: 'in\n' });
    expect({ end: result.end, stdout: result.stdout.toString(), stderr: result.stderr.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stdout: 'in\nout\n4\n', stderr: 'error\n' });
  });

  test('stdin is delivered whole and stays open', async () => {
    const text = `${'line of input\n'.repeat(40_000)}end\n`;
    const code = "let n = 0, closed = false; process.stdin.on('end', () => closed = true).on('data', (d) => { n += d.length; if (n === " + text.length + ") setTimeout(() => { console.log(n, closed); process.exit() }, 300) })";
    expect((await run(evaluate(code), { stdin: text })).stdout.toString()).toBe(`${text.length} false\n`);
  });

  test('large output of both streams at once arrives whole', async () => {
    const code = "for (let i = 0; i < 200; i += 1) { process.stdout.write(String(i % 10).repeat(10007)); process.stderr.write(String(9 - (i % 10)).repeat(9973)) }";
    const result = await run(evaluate(code), { limits: { outputBytes: 8 * MIB } });
    const expected = [0, 1].map((stream) => Array.from({ length: 200 }, (_, i) => String(stream === 0 ? i % 10 : 9 - (i % 10)).repeat(stream === 0 ? 10_007 : 9_973)).join(''));
    expect([result.stdout, result.stderr].map(digest)).toEqual(expected.map(digest));
  });

  test('a run that cannot begin is lost, not the fault of the candidate', async () => {
    const plain = specification(shell('true'), { layers: ['/nowhere/at/all'] });
    expect((await driver.run(plain)).end.kind).toBe('lost');
  });
}

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
