import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import { generationSchema } from '../../src/contract/generation.ts';
import type { Generated } from '../../src/contract/generation.ts';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import type { AgentLimits } from '../../src/generators/agents/agent-limits.ts';
import type { AgentSpec } from '../../src/generators/agents/agent-spec.ts';
import { candidateText, fileText, generate, openBench, specOf } from './harness.ts';
import type { Bench } from './harness.ts';

const folder = join(import.meta.dirname, 'commands');
const nowhere = (): never => {
  throw new Error('a command has no model');
};
/** Words of the region, without white space. */
const OF_REGION = 'String(JSON.stringify(name))';

/** Programs of a user's as generators, and all that a program may do wrong. */
export function commands(sandbox: SandboxDriver): void {
  const opened = openBench(sandbox, 'morgan-compile');
  const run = async (line: string, limits: Partial<AgentLimits> = {}, signal?: AbortSignal): Promise<Generated & { bench: Bench }> => {
    const bench = await opened;
    const spec: AgentSpec = specOf(`command:${folder}/${line}`);
    return { ...(await generate(bench, { ...spec, limits: { ...spec.limits, ...limits } }, bench.services(nowhere), signal)), bench };
  };

  test('a command gets its prompt, and its change is judged; what else it changed is listed', async () => {
    const text = await candidateText(await opened, 'secure-interpreter');
    const generated = await run(`rewrites.mjs ${Buffer.from(text).toString('base64')}`);
    expect(generated.generation, fileText(generated, 'stderr.log')).toMatchObject({ kind: 'command', end: 'answered', requestedModel: null, usage: { requests: 0 }, droppedChanges: ['README.md', 'notes/link', 'notes/why.md'] });
    expect(generationSchema.parse(generated.generation)).toEqual(generated.generation);
    expect(JSON.parse(fileText(generated, 'trajectory.jsonl'))).toEqual({ cwd: '/work/repo', prompt: fileText(generated, 'prompt.md').length });
    const { verdict, reason } = await generated.bench.judge(generated);
    expect(verdict, reason).toBe('secure');
  });

  test('it finds no checks, no history, no network, no key, no other version, and not the region', async () => {
    const { repository } = await (await opened).services(nowhere).prepare((await opened).loaded);
    expect(await readFile(join(repository, 'index.js'), 'utf8')).toContain(OF_REGION);
    const generated = await run(`looks-around.mjs ${OF_REGION}`);
    const seen = JSON.parse(fileText(generated, 'trajectory.jsonl')) as Record<string, unknown>;
    expect(seen).toMatchObject({ judge: 'failed', drop: 'failed', gitLog: 'failed', gitFolders: [], curl: 'failed', install: 'failed', hostPackages: [], secrets: [], holding: [] });
    expect(seen['dns']).not.toBe('resolved');
    expect(seen['outside']).toEqual(['ENETUNREACH', 'ECONNREFUSED', 'ENETUNREACH']);
    expect(generated.generation?.end).toBe('empty');
  });

  describe.each([
    ['hangs 600', { timeMs: 3_000 }, 'limit', 'its time was over'],
    ['crashes', {}, 'crashed', 'it ended with 3: something is wrong'],
    ['killed', {}, 'crashed', 'it was ended by SIGSEGV'],
    ['prints', {}, 'limit', 'it printed more than it may'],
    ['fills', { diskBytes: 32 * 1024 * 1024 }, 'limit', 'it wrote more to disk than it may'],
  ])('a program that %s', (how, limits, end, reason) => {
    test('ends so, and what it has done by then counts', async () => {
      const generated = await run(`misbehaves.sh ${how}`, limits);
      expect(generated.generation).toMatchObject({ end, reason });
      expect(generated.prediction.patch).toContain('+// begun\n');
      expect(fileText(generated, 'trajectory.jsonl').length).toBeLessThan(9 * 1024 * 1024);
    });
  });

  test.each([
    ['nothing', 'the agent changed none of the files that the task allows (index.js)', 'empty'],
    ['deletes', 'the agent left no text in the file: index.js is deleted', 'answered'],
    ['links', 'the agent left no text in the file: index.js is a link', 'answered'],
    ['binary', 'the agent left no text in the file: index.js is not UTF-8', 'answered'],
  ])('an answer that is none: %s', async (how, unusable, end) => {
    const { prediction, generation } = await run(`misbehaves.sh ${how}`);
    expect(prediction.unusable).toBe(unusable);
    expect(generation?.end).toBe(end);
  });

  test('a folder in the place of the file, and one that nobody may enter', async () => {
    const folderInstead = await run('misbehaves.sh folder');
    expect(folderInstead.prediction.unusable).toContain('changed none');
    expect(folderInstead.generation?.droppedChanges).toEqual(['index.js/index.js']);
    const closed = await run('misbehaves.sh closed');
    expect(closed.prediction.patch).toContain('+// begun\n');
    expect(closed.generation?.droppedChanges).toEqual(['closed/file']);
  });

  test('an attempt that is cancelled leaves nothing running', async () => {
    const abort = new AbortController();
    // Others on this machine may sleep, too.
    const seconds = randomInt(100_000, 1_000_000);
    const running = run(`misbehaves.sh hangs ${seconds}`, {}, abort.signal).catch((error: unknown) => error);
    await expect.poll(() => processesWith(`sleep ${seconds}`), { timeout: 30_000 }).toBeGreaterThan(0);
    abort.abort();
    expect(await running).toMatchObject({ code: 'cancelled' });
    await sleep(200);
    expect(processesWith(`sleep ${seconds}`)).toBe(0);
  });

  test('a command that is not there is told before anything runs', async () => {
    const bench = await opened;
    await expect(generate(bench, specOf('command:./no-such-file'), bench.services(nowhere))).rejects.toThrow(AseError);
  });
}

function processesWith(line: string): number {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((each) => each === line).length;
}
