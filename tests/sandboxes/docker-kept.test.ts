import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SandboxResult, SandboxSpec } from '../../src/contract/sandbox.ts';
import { connect, engineHosts, statusOf } from '../../src/sandboxes/docker-engine.ts';
import { makeDriver } from './docker-driver.ts';
import { evaluate, insideScripts, kit, makeTree, shell, specification } from './specification.ts';

const MIB = 1024 * 1024;
const WHERE = 'echo "$(readlink /proc/self/ns/pid) $(sed "s/.*) //" /proc/1/stat | cut -d" " -f20)"';
const PRIVATE_MOUNTS = [
  { source: kit, target: '/judge/kit' },
  { source: insideScripts, target: '/judge/checks' },
];
const driver = makeDriver();

interface Heard {
  readonly container: string;
  readonly text: string;
}

function judge(command: SandboxSpec['command'], layers: readonly string[], change: Partial<SandboxSpec['limits']> = {}): SandboxSpec {
  const plain = specification(command, { layers });
  return { ...plain, role: 'judge', privateMounts: PRIVATE_MOUNTS, limits: { ...plain.limits, ...change } };
}

function candidate(program: string, ...args: readonly string[]): SandboxSpec['command'] {
  return ['/env/node/bin/node', '/judge/checks/kept-judge.mjs', '/usr/bin/perl', `/work/node_modules/${program}`, ...args];
}

async function hear(spec: SandboxSpec): Promise<Heard> {
  const result = await driver.run(spec);
  expect({ end: result.end, stderr: result.stderr.toString(), outOfMemory: result.outOfMemory }).toEqual({ end: { kind: 'exited', code: 0 }, stderr: '', outOfMemory: false });
  return JSON.parse(result.stdout.toString()) as Heard;
}

/** The container's identity: its process name space, and when its first process started. */
async function whereIs(layers: readonly string[], change: Partial<SandboxSpec['limits']> = {}): Promise<string> {
  return said(await driver.run(judge(shell(WHERE), layers, change)));
}

function said({ stdout }: SandboxResult): string {
  return stdout.toString().trim();
}

async function stateOf(id: string): Promise<'running' | 'stopped' | 'gone'> {
  try {
    return (await (await connect(engineHosts(env))).api.getContainer(id).inspect()).State.Running ? 'running' : 'stopped';
  } catch (error) {
    if (statusOf(error) === 404) return 'gone';
    throw error;
  }
}

describe('containers that are kept', { timeout: 120_000 }, () => {
  beforeAll(() => driver.prepare((line) => process.stderr.write(`${line}\n`)), 240_000);
  afterAll(async () => {
    await driver.sweep();
  });

  test('the next attempt at a task has the same container, and nothing of the one before', async () => {
    const layers = [await makeTree({ 'index.js': '' }), await makeTree({ 'index.js': 'base' })];
    const clean = 'processes= entries= mode=710 changed=now port=closed free abstract=closed attributes=none marks=0 room=7000000 left=';
    const before = await hear(judge(candidate('look.pl'), layers));
    expect(before.text).toBe(clean);
    for (let round = 0; round < 3; round += 1) {
      expect(await hear(judge(candidate('leave.pl'), layers))).toEqual({ container: before.container, text: 'left:' });
      expect(await hear(judge(candidate('look.pl'), layers))).toEqual({ container: before.container, text: clean });
    }
    const marked = await hear(judge(candidate('leave.pl', 'marks'), layers));
    const after = await hear(judge(candidate('look.pl'), layers));
    // Where the kernel knows no such marks there is nothing to be cleaned.
    expect({ text: after.text, isKept: after.container === before.container }).toEqual({ text: clean, isKept: marked.text.includes('marks') });
  });

  test('nobody inside reaches the keeper: not a candidate, not the judge, not by killing everybody', async () => {
    const layers = [await makeTree({})];
    const { container, text } = await hear(judge(candidate('meddle.pl'), layers));
    expect(text).toBe('worked:');
    const judges = await driver.run(judge(['/usr/bin/perl', '/work/node_modules/meddle.pl', 'all'], layers));
    // A signal to the first process is sent, and ignored. Root lists its descriptors, and opens none.
    expect({ end: judges.end, text: said(judges) }).toEqual({ end: { kind: 'exited', code: 0 }, text: expect.stringMatching(/^worked: .*1 KILL$/) });
    expect(said(judges)).not.toMatch(/(read|write) (\d|mem|environ|maps)|exe/);
    expect((await hear(judge(candidate('look.pl'), layers))).container).toBe(container);
  });

  test("each attempt sees its own candidate's files, and nobody writes them", async () => {
    const base = await makeTree({ 'lib/a.js': 'base a', 'b.js': 'base b', 'c.js': 'base c' });
    const line = `${WHERE}; cat lib/a.js b.js c.js; for file in lib/a.js b.js c.js new lib/new; do echo x 2>/dev/null >$file && echo written; rm -f $file 2>/dev/null && [ ! -e $file ] && [ $file = b.js ] && echo removed; done; chmod 777 b.js 2>/dev/null && echo changed; exit 0`;
    const changes = [{ 'lib/a.js': 'a long text of the first one ', 'b.js': 'one' }, { 'lib/a.js': 'two', 'b.js': ' ' }, { 'b.js': 'three' }, {}, { 'lib/a.js': 'five', 'b.js': 'x'.repeat(100_000) }];
    const heard: string[] = [];
    for (const change of changes) heard.push(said(await driver.run(judge(shell(line), [await makeTree(change), base]))));
    const [container] = (heard[0] ?? '').split('\n');
    const texts = ['a long text of the first one one', 'two ', 'base athree', 'base abase b', `five${'x'.repeat(100_000)}`];
    expect(heard).toEqual(texts.map((text) => `${container}\n${text}base c`));
  });

  test('what a kept container cannot hold gets one of its own: new files, more layers, other limits, another task', async () => {
    const base = await makeTree({ 'a.js': 'base' });
    const layers = [await makeTree({ 'a.js': 'changed' }), base];
    const containers = [await whereIs(layers), await whereIs(layers)];
    const added = await driver.run(judge(shell(`cat a.js new.js; ${WHERE}`), [await makeTree({ 'new.js': ' new' }), base]));
    containers.push(said(added).slice('base new'.length));
    containers.push(await whereIs([await makeTree({ 'a.js': 'built' }), ...layers]));
    containers.push(await whereIs(layers, { memoryBytes: 200 * MIB }), await whereIs([await makeTree({ 'a.js': 'other' }), await makeTree({ 'a.js': '' })]));
    expect(said(added)).toMatch(/^base new/);
    expect(containers[1]).toBe(containers[0]);
    expect(new Set(containers).size).toBe(containers.length - 1);
  });

  test('after a limit, a container is not used again, and the limit is told', async () => {
    const layers = [await makeTree({})];
    const fill = `${WHERE}; /env/node/bin/node -e 'const held = []; for (;;) held.push(Buffer.alloc(16 << 20, 1))' 2>/dev/null; exit 5`;
    const limited = [
      { command: shell(`${WHERE}; trap "" TERM; sleep 60 & sleep 60`), limits: { timeoutMs: 1_500 }, end: { kind: 'limit', limit: 'time' }, outOfMemory: false },
      { command: shell(`${WHERE}; exec yes`), limits: { outputBytes: 100_000 }, end: { kind: 'limit', limit: 'output' }, outOfMemory: false },
      { command: shell(`${WHERE}; yes >&2`), limits: { outputBytes: 100_000 }, end: { kind: 'limit', limit: 'output' }, outOfMemory: false },
      { command: shell(fill), limits: {}, end: { kind: 'exited', code: 5 }, outOfMemory: true },
      { command: evaluate("process.stdout.write(require('fs').readlinkSync('/proc/self/ns/pid') + '\\n'); const held = []; for (;;) held.push(Buffer.alloc(16 << 20, 1))"), limits: {}, end: { kind: 'limit', limit: 'memory' }, outOfMemory: true },
    ] as const;
    for (const { command, limits, end, outOfMemory } of limited) {
      const before = await whereIs(layers);
      const result = await driver.run(judge(command, layers, limits));
      expect({ end: result.end, outOfMemory: result.outOfMemory }).toEqual({ end, outOfMemory });
      expect(before).toContain(said(result).split('\n')[0]?.split(' ')[0]);
      expect(await whereIs(layers)).not.toBe(before);
    }
  });

  test('exit codes, signals, streams: as in a container of its own', async () => {
    const layers = [await makeTree({})];
    const container = await whereIs(layers);
    const ends = [];
    for (const line of ['exit 0', 'exit 3', 'kill -9 $$', 'kill -SEGV $$', 'kill -TERM $$']) ends.push((await driver.run(judge(shell(line), layers))).end);
    expect(ends).toEqual([{ kind: 'exited', code: 0 }, { kind: 'exited', code: 3 }, { kind: 'signalled', signal: 'SIGKILL' }, { kind: 'signalled', signal: 'SIGSEGV' }, { kind: 'signalled', signal: 'SIGTERM' }]);
    const stdin = `${'line of input\n'.repeat(40_000)}end\n`;
    const code = `let n = 0, closed = false; process.stdin.on('end', () => closed = true).on('data', (d) => { n += d.length; if (n === ${stdin.length}) setTimeout(() => { console.log(n, closed); process.exit() }, 300) })`;
    expect(said(await driver.run({ ...judge(evaluate(code), layers), stdin }))).toBe(`${stdin.length} false`);
    const unread = await driver.run({ ...judge(shell('exec 0<&-; sleep 0.2; echo out; echo error >&2; ls /proc/self/fd | wc -l'), layers), stdin });
    expect({ stdout: unread.stdout.toString(), stderr: unread.stderr.toString() }).toEqual({ stdout: 'out\n3\n', stderr: 'error\n' });
    const large = "for (let i = 0; i < 200; i += 1) { process.stdout.write(String(i % 10).repeat(10007)); process.stderr.write(String(9 - (i % 10)).repeat(9973)) }";
    const both = await driver.run(judge(evaluate(large), layers, { outputBytes: 8 * MIB }));
    expect([both.stdout, both.stderr].map(String)).toEqual([0, 1].map((stream) => Array.from({ length: 200 }, (_, i) => String(stream === 0 ? i % 10 : 9 - (i % 10)).repeat(stream === 0 ? 10_007 : 9_973)).join('')));
    expect(await whereIs(layers)).toBe(container);
  });

  test('what it cannot clean ends the container, and nothing else', async () => {
    const layers = [await makeTree({})];
    // Deeper than any path can tell, and more entries than are worth removing.
    const deep = 'my $name = "d" x 250; chdir $ENV{TMPDIR}; for (1 .. 40) { mkdir $name; chdir $name or last } print "made\\n"';
    const many = 'for my $n (1 .. 25_000) { open my $file, ">", "$ENV{TMPDIR}/$n" or last } print "made\\n"';
    for (const program of [deep, many]) {
      const made = await hear(judge(['/env/node/bin/node', '/judge/checks/kept-judge.mjs', '/usr/bin/perl', '-e', program], layers));
      const next = await hear(judge(candidate('look.pl'), layers));
      expect(made.text).toBe('made');
      expect(next.text).toMatch(/^processes= entries= /);
      expect(next.container).not.toBe(made.container);
    }
    const judges = await driver.run(judge(shell(`touch /dev/left && ${WHERE}`), layers));
    expect(judges.end).toEqual({ kind: 'exited', code: 0 });
    expect(await whereIs(layers)).not.toBe(said(judges));
  });

  test('a candidate that fills all processes is gone before the next attempt', async () => {
    const layers = [await makeTree({})];
    const bomb = '$| = 1; print "begun\\n"; while (1) { my $pid = fork; if (defined $pid && $pid == 0) { setpgrp; $SIG{TERM} = "IGNORE" } }';
    const heard = await hear(judge(['/env/node/bin/node', '/judge/checks/kept-judge.mjs', '/usr/bin/perl', '-e', bomb], layers));
    expect(heard.text).toBe('begun');
    expect((await hear(judge(candidate('look.pl'), layers))).text).toMatch(/^processes= entries= /);
  });

  test('an abort ends it, before and in the middle', async () => {
    const layers = [await makeTree({})];
    const container = await whereIs(layers);
    expect((await driver.run({ ...judge(shell('true'), layers), signal: AbortSignal.abort() })).end).toEqual({ kind: 'lost', reason: 'cancelled' });
    const second = await whereIs(layers);
    const running = driver.run({ ...judge(shell('echo begun; setsid sleep 60 & exec sleep 60'), layers), signal: AbortSignal.timeout(500) });
    expect((await running).end).toEqual({ kind: 'lost', reason: 'cancelled' });
    expect(new Set([container, second, await whereIs(layers)]).size).toBe(3);
  });

  test('at the same time each has its own; afterwards as many are kept as worked at once', async () => {
    const layers = [await makeTree({})];
    const [one, two] = await Promise.all([0, 1].map(async () => said(await driver.run(judge(shell(`${WHERE}; sleep 0.3`), layers)))));
    expect(one).not.toBe(two);
    const [three, four] = await Promise.all([0, 1].map(async () => said(await driver.run(judge(shell(`${WHERE}; sleep 0.3`), layers)))));
    expect([three, four].toSorted()).toEqual([one, two].toSorted());
    const others = [await makeTree({}), await makeTree({}), await makeTree({})];
    for (const other of others) await whereIs([other]);
    const latest = await whereIs([others[2] as string]);
    expect(latest).toBe(await whereIs([others[2] as string]));
    expect([one, two]).not.toContain(await whereIs(layers));
  });

  test('a harness that ends leaves no container behind; one that is killed leaves none that runs', async () => {
    const harness = fileURLToPath(new URL('kept-harness.ts', import.meta.url));
    const layer = await makeTree({});
    const { stdout } = await promisify(execFile)(execPath, [harness, layer, 'end']);
    const [ended = '', folder = ''] = stdout.trim().split(' ');
    expect({ ended: await stateOf(ended), folder: existsSync(folder) }).toEqual({ ended: 'gone', folder: false });

    const child = spawn(execPath, [harness, layer, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    const [killed = '', held = ''] = text.toString().trim().split(' ');
    expect({ killed: await stateOf(killed), folder: existsSync(held) }).toEqual({ killed: 'running', folder: true });
    child.kill('SIGKILL');
    await once(child, 'exit');
    while ((await stateOf(killed)) === 'running') await new Promise((resolve) => setTimeout(resolve, 50));
    await driver.sweep();
    expect({ killed: await stateOf(killed), folder: existsSync(held) }).toEqual({ killed: 'gone', folder: false });
  });
});
