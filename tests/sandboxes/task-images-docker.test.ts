import { env } from 'node:process';
import type Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningImage, TaskContainer, TaskImages } from '../../src/contract/task-image.ts';
import { BASE_IMAGE } from '../../src/sandboxes/base-image.ts';
import { connect, engineHosts } from '../../src/sandboxes/docker-engine.ts';
import { putOwnedFiles } from '../../src/sandboxes/docker-files.ts';
import { createTaskImages } from '../../src/sandboxes/docker-task-images.ts';
import { makeDriver } from './docker-driver.ts';

const hosts = engineHosts(env);
const MIB = 1024 * 1024;

function images(options: Partial<Parameters<typeof createTaskImages>[0]> = {}): TaskImages {
  return createTaskImages({ hosts, offline: false, budgetBytes: null, progress: () => undefined, ...options });
}

let engine: Docker;
let image = '';
beforeAll(async () => {
  await makeDriver().prepare(() => undefined);
  engine = (await connect(hosts)).api;
  const container = await engine.createContainer({ Image: BASE_IMAGE, Cmd: ['true'] });
  const file = (text: string, mode: number) => ({ content: Buffer.from(text), mode, uid: 1234, gid: 33 });
  await putOwnedFiles(container, new Map([['/app/src/main.txt', file('before', 0o640)], ['/app/check.sh', file('#!/bin/sh\necho checked\n', 0o755)]]));
  const made = (await container.commit({ changes: 'WORKDIR /app' })) as { Id: string };
  await container.remove();
  image = made.Id;
});
afterAll(async () => {
  if (image !== '') await engine.getImage(image).remove({ force: true });
});

async function within<Value>(act: (running: RunningImage) => Promise<Value>, wanted: Partial<TaskContainer> = {}): Promise<Value> {
  const limits = { memoryBytes: 64 * MIB, processes: 64, fileBytes: 8 * MIB, outputBytes: MIB, network: 'none' as const };
  return images().within({ image: { reference: image, digest: image }, command: 'tail -f /dev/null', files: new Map(), privileged: false, limits, signal: new AbortController().signal, ...wanted }, act);
}

async function left(): Promise<unknown[]> {
  return engine.listContainers({ all: true, filters: { ancestor: [image] } });
}

test('a file gets the content asked for, with the owner and mode of the one that it replaces; commands run in the image’s folder', async () => {
  const files = new Map([['/app/src/main.txt', Buffer.from('after')], ['/app/src/new/more.txt', Buffer.from('more')]]);
  await within(async (running) => {
    expect(new Map([...running.before].map(([path, content]) => [path, content?.toString() ?? null]))).toEqual(new Map([['/app/src/main.txt', 'before'], ['/app/src/new/more.txt', null]]));
    const result = await running.run('./check.sh && cat src/main.txt && stat -c " %u:%g %a" src/main.txt src/new/more.txt && exit 3', 20_000);
    expect({ end: result.end, text: result.stdout.toString() }).toEqual({ end: { kind: 'exited', code: 3 }, text: 'checked\nafter 1234:33 640\n 0:0 644\n' });
    // A build that looks at times takes the file up.
    expect((await running.run('[ src/main.txt -nt check.sh ] && echo newer', 20_000)).stdout.toString()).toBe('newer\n');
    const held = async (change: string): Promise<boolean> => (await running.run(change, 20_000)).end.kind === 'exited' && running.holds('/app/src/main.txt');
    expect([await held('true'), await held('sleep 1; printf after > src/main.txt'), await held('printf again > src/main.txt'), await held('printf before > src/main.txt; touch -d @0 src/main.txt'), await held('rm src/main.txt')]).toEqual([true, true, false, false, false]);
  }, { files });
  expect(await left()).toEqual([]);
});

test('a run command in the words of a shell keeps the container; without network, devices or more processes than allowed', async () => {
  const command = 'echo "it is ready" > /tmp/ready && exec tail -f /dev/null';
  await within(async (running) => {
    const result = await running.run('cat /tmp/ready; (exec 3<>/dev/tcp/192.0.2.1/80) 2>/dev/null && echo network; mknod /tmp/device b 7 0 2>/dev/null && echo device; echo done', 20_000);
    expect(result.stdout.toString()).toBe('it is ready\ndone\n');
    const many = await running.run('for i in $(seq 200); do sleep 20 & done 2>/dev/null; jobs -p | wc -l', 20_000);
    expect(Number(many.stdout.toString().trim() || 0)).toBeLessThan(64);
  }, { command });
});

test('a command is ended at its time, output or memory, and with it the container; what is asked afterwards is lost', async () => {
  await within(async (running) => {
    expect((await running.run('echo begun; sleep 600', 700)).end).toEqual({ kind: 'limit', limit: 'time' });
    expect((await running.run('true', 700)).end.kind).toBe('lost');
  });
  await within(async (running) => expect((await running.run('yes', 60_000)).end).toEqual({ kind: 'limit', limit: 'output' }));
  await within(async (running) => expect(await running.run('perl -e \'$x = "a" x 200_000_000; print length $x\'', 60_000)).toMatchObject({ end: { kind: 'limit', limit: 'memory' }, outOfMemory: true }));
  expect(await left()).toEqual([]);
});

test('a program that a check left behind does not hold it up', async () => {
  const started = performance.now();
  await within(async (running) => expect((await running.run('sleep 600 & echo hi', 120_000)).end).toEqual({ kind: 'exited', code: 0 }));
  expect(performance.now() - started).toBeLessThan(110_000);
});

test('changed programs of a check are told, a changed mode alone is not', async () => {
  await within(async (running) => {
    await running.run('chmod 700 check.sh; echo x > other.sh', 20_000);
    expect(await running.changedPrograms('./check.sh && ./other.sh')).toEqual([]);
    await running.run('echo "echo fooled" > check.sh; printf x > /usr/local/bin/cat; echo /lib/x.so > /etc/ld.so.preload', 20_000);
    expect((await running.changedPrograms("sh -c './check.sh | cat'")).toSorted()).toEqual(['/app/check.sh', '/etc/ld.so.preload', '/usr/local/bin/cat']);
  });
  await within(async (running) => {
    // Of the same length, with its time put back; then a folder that became a link to another one.
    await running.run('touch -r check.sh /tmp/then; printf "#!/bin/sh\\necho CHECKED\\n" > check.sh; touch -r /tmp/then check.sh', 20_000);
    expect(await running.changedPrograms('./check.sh')).toEqual(['/app/check.sh']);
    await running.run('mkdir /tmp/other; echo fooled > /tmp/other/main.txt; rm -r src; ln -s /tmp/other src', 20_000);
    expect(await running.changedPrograms('cat src/main.txt')).toEqual(['/app/src/main.txt']);
  });
});

test('a run command that ends, an image that is not here and a link in the place of a file are told of', async () => {
  await within(async (running) => expect((await running.run('sleep 1', 20_000)).end).toMatchObject({ kind: 'lost' }), { command: 'true' });
  await expect(images().pin(`sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'not-found' });
  await expect(images({ offline: true }).pin('ase-test-nobody/has-this:latest')).rejects.toMatchObject({ code: 'offline' });
  await expect(within(async () => 1, { files: new Map([['/bin', Buffer.from('')]]) })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await left()).toEqual([]);
});

test('an aborted attempt leaves no container', async () => {
  const abort = new AbortController();
  await within(async (running) => {
    setTimeout(() => abort.abort(), 300);
    expect((await running.run('sleep 600', 600_000)).end).toEqual({ kind: 'lost', reason: 'cancelled' });
  }, { signal: abort.signal });
  expect(await left()).toEqual([]);
});

test('an image with full rights has them, and its own first process; any other has not', async () => {
  const look = 'grep -E "CapEff|NoNewPrivs" /proc/self/status; cat /proc/1/comm; mknod /tmp/device b 7 200 2>/dev/null && echo device';
  const said = async (privileged: boolean): Promise<string> => within(async (running) => (await running.run(look, 20_000)).stdout.toString().replaceAll('\t', ' '), { privileged });
  // An engine that has not all rights itself can give none of them, and says so.
  const [full, usual] = [await said(true).catch((error: unknown) => error as { code: string; message: string }), await said(false)];
  if (typeof full === 'string') expect(full).toMatch(/^CapEff: [0-9a-f]*[37f]f{9}\nNoNewPrivs: 0\ntail\ndevice\n$/);
  else expect(full).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/could not start the image: .*operation not permitted/) as string });
  expect(usual).toMatch(/NoNewPrivs: 1\n(?!tail)/);
  expect(usual).not.toContain('device');
});

test('the engine’s usual network is given where it is asked for, as far as the engine has one', async () => {
  const hasBridge = (await engine.listNetworks()).some(({ Name }) => Name === 'bridge');
  const limits = { memoryBytes: 64 * MIB, processes: 64, fileBytes: 8 * MIB, outputBytes: MIB, network: 'bridge' as const };
  const interfaces = (wanted: Partial<TaskContainer>): Promise<string> => within(async (running) => (await running.run('grep -c eth0 /proc/net/dev', 20_000)).stdout.toString(), wanted);
  expect([await interfaces({}), await interfaces({ limits })]).toEqual(['0\n', hasBridge ? '1\n' : '0\n']);
  expect(await left()).toEqual([]);
});
