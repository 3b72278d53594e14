import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { Provider, TokenUsage } from '../../contract/gateway.ts';
import type { AttemptToGenerate, OpenGenerator } from '../../contract/generation.ts';
import { withAttemptFolders } from '../../environments/workspace.ts';
import { openGateway } from '../../gateway/open-gateway.ts';
import type { Upstream } from '../../gateway/options.ts';
import type { AgentServices } from '../../generators/agents/agent-services.ts';
import type { AgentSpec } from '../../generators/agents/agent-spec.ts';
import { openAgent } from '../../generators/agents/open-agent.ts';
import type { AskServices } from '../../generators/models/ask-services.ts';
import { connectionOf } from '../../generators/models/connection.ts';
import { attemptPaths } from '../../journal/run-folder.ts';
import { fetchNpmSource } from '../../sources/npm-source.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import type { Session } from '../session.ts';
import type { PromptBuilder } from './prompt-builder.ts';

/** Where providers are reached that no variable names another address for. */
const ADDRESSES: Readonly<Record<Provider, string>> = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com', google: 'https://generativelanguage.googleapis.com' };
/** Of the models' base URLs, what the gateway's do not have. */
const PREFIXES: Readonly<Record<Provider, RegExp>> = { openai: /$/, anthropic: /\/v1$/, google: /\/v1beta$/ };

export interface AgentOpening {
  readonly session: Session;
  /** Keys, prices, budget and rates are those of the models. */
  readonly ask: AskServices;
  readonly builder: PromptBuilder;
  /** The folder of a run whose recorded exchanges answer, instead of the provider; null: it is asked. */
  readonly replayed: string | null;
}

/** An agent or a command under the run's budget. @throws AseError `permission` where its key is missing, `not-found` */
export async function openRunAgent(name: string, spec: AgentSpec, opening: AgentOpening): Promise<OpenGenerator> {
  const { ask, replayed } = opening;
  const own = spec.kind === 'command' ? { ...spec, file: resolve(spec.file) } : spec;
  const agent = await openAgent(own, servicesOf(own, opening));
  return {
    ...agent,
    name,
    generate: async (attempt) => {
      if (spec.kind === 'agent' && replayed === null) ask.budget.assertOpen();
      const made = await agent.generate(attempt);
      return replayed === null || made?.generation === undefined ? made : { ...made, generation: { ...made.generation, settings: { ...made.generation.settings, replayed: true } } };
    },
  };
}

/** An agent's request goes out when the run's rate allows it, and not at all when its budget is used up. */
async function admit({ provider, tokens, signal }: { readonly provider: Provider; readonly tokens: number; readonly signal: AbortSignal }, { budget, rateLimits }: AskServices): Promise<void> {
  budget.assertOpen();
  await rateLimits.run({ provider, tokens, signal }, async () => undefined);
}

function servicesOf(spec: AgentSpec, { session, ask, builder, replayed }: AgentOpening): AgentServices {
  return {
    sandbox: session.sandbox,
    prepare: (task) => session.prepare(task),
    install: async (agent) => (await fetchNpmSource({ type: 'npm', ...agent }, session.context)).path,
    withFolders: (action) => withAttemptFolders(session.cache, action),
    openGateway: async ({ attempt, provider, model, budget, onStop }) => {
      const shared = { provider, model, budget, onStop, priceOf: (served: string, usage: TokenUsage) => ask.prices.costOf(provider, served, usage) };
      if (replayed !== null) return openGateway({ ...shared, source: { kind: 'replay', cassette: await readCassette(replayed, attempt) } });
      return openGateway({ ...shared, source: { kind: 'live', upstream: upstreamOf(provider, spec.name, ask) }, admit: (tokens, signal) => admit({ provider, tokens, signal }, ask), spend: (used) => ask.budget.spend(used) });
    },
    buildPrompt: async (attempt) => {
      const { prompt, dropped } = await builder.ofAttempt(attempt);
      return { prompt, dropped };
    },
    promptDigest: builder.digest,
  };
}

function upstreamOf(provider: Provider, name: string, { secrets }: AskServices): Upstream {
  const { baseUrl, key } = connectionOf({ provider, baseUrl: null, keyVariable: null, name }, secrets);
  return { baseUrl: (baseUrl ?? ADDRESSES[provider]).replace(PREFIXES[provider], ''), key: key ?? '' };
}

/** @throws AseError `not-found` where the run has no exchanges of this attempt */
async function readCassette(folder: string, { task, generator, cycle }: AttemptToGenerate): Promise<string> {
  const file = join(attemptPaths(folder, { task: task.id, generator, cycle }).generation, 'exchanges.jsonl');
  try {
    return await withDiskErrors(file, () => readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof AseError) || error.code !== 'not-found') throw error;
    throw new AseError('not-found', `${folder} holds no exchanges of ${generator} for ${task.id}, cycle ${cycle}`, { remedy: 'Replay with the generator, the tasks and the cycles of the run that recorded them.', cause: error });
  }
}
