import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBubblewrap } from '../../src/sandboxes/bubblewrap.ts';
import { generate, liveAt, loopback, openBench, specOf } from './harness.ts';
import { script, TOOLS } from './rewriting.ts';

const sandbox = createBubblewrap();
const tools = TOOLS['claude-code'];
if (tools === undefined) throw new Error('no tools');
const read = { toolCalls: [tools.read('index.js')] };
const edit = { toolCalls: [tools.edit('index.js', { from: '/* ASE: this region is to be written */\n', to: '// begun\n' })] };

test('when its turns are used up, what it has done counts', async () => {
  const bench = await openBench(sandbox, 'morgan-compile');
  const server = await loopback({ script: script([read, edit, read]) });
  const spec = specOf('agent:claude-code?model=m&turns=5');
  const { generation, prediction } = await generate(bench, spec, bench.services(liveAt(server)));
  expect(generation).toMatchObject({ end: 'limit', reason: 'all 5 requests of this attempt are used', usage: { requests: 5 } });
  expect(prediction.patch).toContain('+// begun\n');
});

test('when it has cost enough, it is ended', async () => {
  const bench = await openBench(sandbox, 'morgan-compile');
  const server = await loopback({ script: script([{ ...read, usage: { input: 900_000, output: 1 } }]) });
  const { generation } = await generate(bench, specOf('agent:claude-code?model=m&cost=1.5'), bench.services(liveAt(server)));
  expect(generation).toMatchObject({ end: 'limit', reason: 'this attempt has cost its 1.5 US dollars (1.8000)', usage: { requests: 2, costUsd: 1.8 } });
});

test('an attempt that tries to look the answer up is marked, and finds nothing', async () => {
  const bench = await openBench(sandbox, 'morgan-compile');
  const tries = ['curl -sS https://example.com/fix.js', 'git log --all', 'cat /judge/checks/tests.mjs', 'npm view morgan versions'];
  const server = await loopback({ script: script([{ toolCalls: tries.map(tools.shell) }, { text: 'I found nothing.' }]) });
  const { generation } = await generate(bench, specOf('agent:claude-code?model=m'), bench.services(liveAt(server)));
  expect(generation).toMatchObject({ end: 'empty', marks: ['network', 'git-history', 'checks', 'registry'] });
  const last = server.requests.at(-1)?.body as { messages: { content: unknown }[] } | undefined;
  const results = JSON.stringify(last?.messages.at(-1)?.content);
  expect(results.match(/"is_error":true/g), results).toHaveLength(4);
});

test('an attempt that is cancelled in the middle ends at once, and its gateway with it', async () => {
  const bench = await openBench(sandbox, 'morgan-compile');
  const server = await loopback({ script: script([read]), faults: [null, { kind: 'hang' }] });
  const services = bench.services(liveAt(server));
  const folders: string[] = [];
  const openGateway: typeof services.openGateway = async (request) => {
    const gateway = await services.openGateway(request);
    folders.push(gateway.folder);
    return gateway;
  };
  const abort = new AbortController();
  const running = generate(bench, specOf('agent:claude-code?model=m'), { ...services, openGateway }, abort.signal).catch((error: unknown) => error);
  await expect.poll(() => server.requests.length, { timeout: 60_000 }).toBe(2);
  abort.abort();
  expect(await running).toMatchObject({ code: 'cancelled' });
  expect(folders).toHaveLength(1);
  expect(existsSync(folders[0] ?? '/')).toBe(false);
});

test.each([
  ['a wrong key', { keys: ['another'] }, 'permission'],
  ['a model that is not there', { models: ['another'] }, 'unknown-name'],
])("%s is said once, in the provider's words", async (_what, options, code) => {
  const bench = await openBench(sandbox, 'morgan-compile');
  const server = await loopback(options);
  const failed = await generate(bench, specOf('agent:claude-code?model=m'), bench.services(liveAt(server))).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code });
  expect(server.requests.length).toBeLessThanOrEqual(2);
});
