/**
 * What asking a model costs beyond the bare HTTP exchange, and whether memory stays flat over 10,000 attempts at concurrency 64, against an instant server in
 * another process: `npx node bench/generation.ts [--json] [--calls N] [--attempts N]`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import PQueue from 'p-queue';
import type { AttemptToGenerate } from '../src/contract/generation.ts';
import type { Task } from '../src/contract/task.ts';
import { askModel } from '../src/generators/models/ask-model.ts';
import { type AskServices, openAskServices } from '../src/generators/models/ask-services.ts';
import { type ModelSpec, parseModelName } from '../src/generators/models/model-spec.ts';
import { openModel } from '../src/generators/models/open-model.ts';

const BUDGET_MS = 5;
const BUDGET_GROWTH_MB = 8;
const CONCURRENCY = 64;
const WARM_UP = 50;
const MB = 1024 * 1024;
const KEY = 'sk-bench-0123456789abcdef';
const PROMPT = 'Write the missing region of this file.\n'.repeat(200);
const ANSWER = `\`\`\`js\n${'const value = escape(input);\n'.repeat(60)}\`\`\``;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, calls: { type: 'string', default: '400' }, attempts: { type: 'string', default: '10000' } } });

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Server {
  readonly url: string;
  stop(): void;
}

async function startServer(script: string): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'tests', 'loopback', 'main.ts'), '--key', KEY, '--script', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { url, stop: () => void child.kill() };
}

function specOf(name: string): ModelSpec {
  const spec = parseModelName(name);
  if (spec === null) throw new Error(`${name} names no model`);
  return spec;
}

interface Times {
  readonly wall: number[];
  readonly cpu: number[];
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

async function timed({ wall, cpu }: Times, action: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(cpuBefore);
  wall.push(performance.now() - startedAt);
  cpu.push((user + system) / 1000);
}

interface Overhead {
  readonly name: string;
  readonly bareMs: number;
  readonly askedMs: number;
  readonly overheadMs: number;
  readonly overheadMedianMs: number;
  /** Of this process: what other programs do on the machine does not count. */
  readonly overheadCpuMs: number;
}

/** Both ways in turn, so that whatever else the machine does disturbs both. */
async function overhead(name: string, services: AskServices): Promise<Overhead> {
  const spec = specOf(name);
  const { signal } = new AbortController();
  const ask = () => askModel({ spec, prompt: PROMPT, signal }, services);
  const [exchange] = (await ask()).exchanges;
  if (exchange === undefined) throw new Error('nothing was sent');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, 'x-api-key': KEY, 'anthropic-version': '2023-06-01' };
  const bare = async (): Promise<void> => {
    const response = await services.transport.fetch(exchange.url, { method: 'POST', headers, body: exchange.request });
    if ((await response.text()).length !== exchange.response.length) throw new Error('the two exchanges differ');
  };
  const bareTimes: Times = { wall: [], cpu: [] };
  const askedTimes: Times = { wall: [], cpu: [] };
  for (let index = 0; index < WARM_UP + Number(values.calls); index += 1) {
    await timed(bareTimes, bare);
    await timed(askedTimes, ask);
  }
  const difference = (of: (numbers: readonly number[]) => number, kind: keyof Times): number => of(askedTimes[kind].slice(WARM_UP)) - of(bareTimes[kind].slice(WARM_UP));
  return {
    name: spec.provider,
    bareMs: mean(bareTimes.wall.slice(WARM_UP)),
    askedMs: mean(askedTimes.wall.slice(WARM_UP)),
    overheadMs: difference(mean, 'wall'),
    overheadMedianMs: difference(median, 'wall'),
    overheadCpuMs: difference(mean, 'cpu'),
  };
}

interface Sample {
  readonly attempts: number;
  readonly heapMb: number;
  readonly rssMb: number;
}

async function memory(spec: ModelSpec, services: AskServices): Promise<{ readonly samples: readonly Sample[]; readonly peakRssMb: number; readonly attemptsASecond: number }> {
  const model = openModel({ spec, services, promptDigest: 'bench', buildPrompt: async () => ({ prompt: PROMPT, tokens: PROMPT.length / 4, dropped: [] }), parse: (raw) => ({ replacement: raw }) });
  // One signal for all, as in a run.
  const { signal } = new AbortController();
  const nowhere = async (): Promise<string> => '';
  const attempt = (cycle: number): AttemptToGenerate => ({ task: { id: 'bench' } as Task, folder: '', description: '', generator: spec.name, cycle, trees: { original: nowhere, fixed: nowhere }, signal });
  const total = Number(values.attempts);
  const samples: Sample[] = [];
  let peak = 0;
  const startedAt = performance.now();
  for (let done = 0; done < total; done += total / 10) {
    const queue = new PQueue({ concurrency: CONCURRENCY });
    for (let index = 0; index < total / 10; index += 1) {
      void queue.add(async () => {
        const generated = await model.generate(attempt(done + index + 1));
        if (generated?.generation?.end !== 'answered') throw new Error('an attempt was not answered');
        peak = Math.max(peak, process.memoryUsage.rss());
      });
    }
    await queue.onIdle();
    collect();
    samples.push({ attempts: done + total / 10, heapMb: process.memoryUsage().heapUsed / MB, rssMb: process.memoryUsage.rss() / MB });
  }
  return { samples, peakRssMb: peak / MB, attemptsASecond: total / ((performance.now() - startedAt) / 1000) };
}

const folder = await mkdtemp(join(tmpdir(), 'ase-bench-'));
const script = join(folder, 'script.json');
await writeFile(script, JSON.stringify({ turns: [{ text: ANSWER }] }));
const server = await startServer(script);
try {
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${server.url}/v1`, ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url, OPENAI_COMPATIBLE_API_KEY: KEY };
  const services = await openAskServices({ env, secretsFile: join(folder, 'none') });
  const names = ['openai:gpt-5', 'anthropic:claude-sonnet-4-5', `openai-compatible:m@${server.url}/compatible/v1`];
  const overheads = [];
  for (const name of names) overheads.push(await overhead(name, services));
  const { samples, ...flat } = await memory(specOf('openai:gpt-5'), services);
  const [, second] = samples;
  const last = samples.at(-1);
  const growthMb = (last?.heapMb ?? Number.NaN) - (second?.heapMb ?? Number.NaN);
  const isKept = overheads.every(({ overheadMs }) => overheadMs <= BUDGET_MS) && growthMb <= BUDGET_GROWTH_MB;
  if (values.json) process.stdout.write(`${JSON.stringify({ overheads, samples, growthMb, ...flat, isKept })}\n`);
  else {
    for (const { name, bareMs, askedMs, overheadMs, overheadMedianMs, overheadCpuMs } of overheads) {
      process.stdout.write(`${name}: bare ${bareMs.toFixed(2)} ms, asked ${askedMs.toFixed(2)} ms, overhead ${overheadMs.toFixed(2)} ms (median ${overheadMedianMs.toFixed(2)}, processor ${overheadCpuMs.toFixed(2)}), ratio to budget ${(overheadMs / BUDGET_MS).toFixed(2)}\n`);
    }
    for (const { attempts, heapMb, rssMb } of samples) process.stdout.write(`after ${attempts} attempts: heap ${heapMb.toFixed(1)} MB, rss ${rssMb.toFixed(0)} MB\n`);
    process.stdout.write(`heap growth from ${second?.attempts} to ${last?.attempts} attempts: ${growthMb.toFixed(2)} MB, ratio to budget ${(growthMb / BUDGET_GROWTH_MB).toFixed(2)}; peak rss ${flat.peakRssMb.toFixed(0)} MB; ${flat.attemptsASecond.toFixed(0)} attempts/s\n`);
  }
  process.exitCode = isKept ? 0 : 1;
  await services.transport.close();
} finally {
  server.stop();
  await rm(folder, { recursive: true });
}
