import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AttemptToGenerate, Generated } from '../../src/contract/generation.ts';
import type { Provider } from '../../src/contract/gateway.ts';
import type { Verdict } from '../../src/contract/results.ts';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { materialiseFixed, materialiseTask } from '../../src/environments/prepare-task.ts';
import { withAttemptFolders } from '../../src/environments/workspace.ts';
import { openGateway } from '../../src/gateway/open-gateway.ts';
import type { GatewaySource } from '../../src/gateway/options.ts';
import type { AgentServices } from '../../src/generators/agents/agent-services.ts';
import { parseAgentSpec } from '../../src/generators/agents/agent-spec.ts';
import type { AgentSpec } from '../../src/generators/agents/agent-spec.ts';
import { openAgent } from '../../src/generators/agents/open-agent.ts';
import { judgeAttempt } from '../../src/judge/judge-attempt.ts';
import type { JudgeDrivers } from '../../src/judge/judge-attempt.ts';
import { openCache } from '../../src/sources/cache.ts';
import { fetchNpmSource } from '../../src/sources/npm-source.ts';
import { loadSuite } from '../../src/suite/load-suite.ts';
import { isProgramTask, type Task } from '../../src/contract/task.ts';
import type { SuiteTask } from '../../src/suite/load-task.ts';
import { sharedCache } from '../cli/ase.ts';
import { startLoopback } from '../loopback/server.ts';
import type { Loopback, LoopbackOptions } from '../loopback/server.ts';

const suites = join(import.meta.dirname, '..', '..', 'suite');
const PATHS: Readonly<Record<Provider, string>> = { openai: '/v1', anthropic: '', google: '' };
export const KEY = 'sk-real-key-that-no-agent-sees';

/** Everything an agent needs, on this machine. */
export interface Bench {
  readonly loaded: SuiteTask;
  readonly services: (source: (provider: Provider) => GatewaySource, change?: Partial<AgentServices>) => AgentServices;
  readonly attempt: (spec: AgentSpec, signal?: AbortSignal) => AttemptToGenerate;
  readonly judge: (generated: Generated) => Promise<Verdict>;
}

export async function openBench(sandbox: SandboxDriver, taskId: string): Promise<Bench> {
  await sandbox.prepare(() => undefined);
  const cache = await openCache(sharedCache);
  const context = { cache, offline: false, baseFolder: suites };
  const { tasks } = await loadSuite(suites, 'quickstart', [taskId]);
  const [loaded] = tasks.filter(isProgramTask);
  if (loaded === undefined) throw new Error(taskId);
  const prepare = (task: { readonly task: Task; readonly folder: string }): ReturnType<typeof materialiseTask> => isProgramTask(task) ? materialiseTask(task, context) : Promise.reject(new Error(task.task.id));
  const judging: JudgeDrivers = { sandbox, kit: join(suites, 'kit'), limits: {}, rules: () => Promise.reject(new Error('no task has a rule here')), workspace: { withFolders: (action) => withAttemptFolders(cache, action) }, prepare };
  return {
    loaded,
    services: (source, change = {}) => ({
      sandbox,
      prepare,
      install: async (agent) => (await fetchNpmSource({ type: 'npm', ...agent }, context)).path,
      withFolders: (action) => withAttemptFolders(cache, action),
      openGateway: ({ provider, model, budget, onStop }) => openGateway({ provider, model, budget, onStop, source: source(provider), priceOf: (_, usage) => (usage.inputTokens ?? 0) / 1e6 }),
      buildPrompt: async () => ({ prompt: `Write the region that is marked in the repository at /work/repo.\n\n${loaded.description}`, dropped: [] }),
      promptDigest: 'test',
      ...change,
    }),
    attempt: (spec, signal = new AbortController().signal) => ({
      task: loaded.task,
      folder: loaded.folder,
      description: loaded.description,
      generator: spec.name,
      cycle: 1,
      trees: { original: async () => (await prepare(loaded)).repository, fixed: () => materialiseFixed(loaded, context) },
      signal,
    }),
    judge: ({ prediction }) => judgeAttempt(judging, { task: loaded, prediction, seed: 'agents', inputs: `sha256:${'0'.repeat(64)}`, signal: new AbortController().signal }),
  };
}

export function specOf(name: string): AgentSpec {
  const spec = parseAgentSpec(name);
  if (spec === null) throw new Error(name);
  return spec;
}

export async function loopback(options: LoopbackOptions): Promise<Loopback> {
  const server = await startLoopback({ keys: [KEY], ...options });
  onTestFinished(() => server.close());
  return server;
}

export function liveAt(server: Loopback): (provider: Provider) => GatewaySource {
  return (provider) => ({ kind: 'live', upstream: { baseUrl: server.url + PATHS[provider], key: KEY } });
}

/** Runs an agent on an attempt, as a run does. */
export async function generate(bench: Bench, spec: AgentSpec, services: AgentServices, signal?: AbortSignal): Promise<Generated> {
  const generator = await openAgent(spec, services);
  const generated = await generator.generate(bench.attempt(spec, signal));
  if (generated === null) throw new Error('no answer');
  return generated;
}

/** A labelled answer of the task, as the text that takes the marker's place. */
export async function candidateText(bench: Bench, id: string): Promise<string> {
  const candidate = bench.loaded.task.candidates.find((each) => each.id === id);
  if (typeof candidate?.replacement !== 'string') throw new Error(id);
  return readFile(join(bench.loaded.folder, candidate.replacement), 'utf8');
}

export function fileText({ files }: Generated, name: string): string {
  return Buffer.from(files?.get(name) ?? '').toString('utf8');
}
