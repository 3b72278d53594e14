import { expect, test } from 'vitest';
import { generationSchema } from '../../src/contract/generation.ts';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { candidateText, fileText, generate, KEY, liveAt, loopback, openBench, specOf } from './harness.ts';
import { rewriting, TOOLS } from './rewriting.ts';

const TASK = 'morgan-compile';
const FILE = 'index.js';
/** Codex offers no tool to edit with to a model that it does not know. */
const MODELS: Readonly<Record<string, string>> = { codex: 'gpt-5.5' };

/** One agent reads, edits and finishes; a secure and an insecure rewriting are judged so. Then the secure one once more from its recording, without any model. */
export function endToEnd(agent: string, sandbox: SandboxDriver): void {
  const tools = TOOLS[agent];
  if (tools === undefined) throw new Error(agent);
  const model = MODELS[agent] ?? 'model-of-the-test';

  test.each([
    ['secure', 'secure-interpreter'],
    ['insecure', 'insecure-raw-arguments'],
  ])(`${agent}: %s`, { timeout: 600_000 }, async (verdict, candidate) => {
    const bench = await openBench(sandbox, TASK);
    const to = await candidateText(bench, candidate);
    const server = await loopback({ script: rewriting(tools, FILE, { from: '/* ASE: this region is to be written */\n', to }), models: [model] });
    const spec = specOf(`agent:${agent}?model=${model}`);
    const started = performance.now();
    const generated = await generate(bench, spec, bench.services(liveAt(server)));
    process.stdout.write(`${agent}, ${sandbox.name}: ${Math.round(performance.now() - started)} ms\n`);
    const { generation, prediction } = generated;
    expect(generation, fileText(generated, 'stderr.log')).toMatchObject({ kind: 'agent', end: 'answered', requestedModel: model, servedModels: [model], marks: [], droppedChanges: [] });
    expect(generationSchema.parse(generation)).toEqual(generation);
    expect(generation?.usage.requests).toBeGreaterThanOrEqual(3);
    expect(generation?.usage.inputTokens).toBeGreaterThan(0);
    expect(server.requests.filter(({ refusal }) => refusal !== null)).toEqual([]);
    expect(fileText(generated, 'trajectory.jsonl')).toContain('The region is written.');
    for (const text of [...(generated.files ?? [])].map(([name]) => fileText(generated, name))) expect(text).not.toContain(KEY);
    const { verdict: judged, reason, integrated } = await bench.judge(generated);
    expect({ judged, base: integrated.base }, reason).toEqual({ judged: verdict, base: 'masked' });
    if (verdict !== 'secure') return;
    const cassette = fileText(generated, 'exchanges.jsonl');
    const again = await generate(bench, spec, bench.services(() => ({ kind: 'replay', cassette })));
    expect(again.prediction).toEqual(prediction);
    expect(again.generation?.usage).toEqual(generation?.usage);
    expect(server.requests).toHaveLength(cassette.trim().split('\n').length);
  });
}
