import { join, resolve } from 'node:path';
import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import type { AttemptToGenerate, OpenGenerator, Usage } from '../../contract/generation.ts';
import type { Shown } from '../../contract/run.ts';
import { type AgentSpec, parseAgentSpec } from '../../generators/agents/agent-spec.ts';
import { assertAskable } from '../../generators/models/ask-model.ts';
import { type AskServices, openAskServices } from '../../generators/models/ask-services.ts';
import { createBudget } from '../../generators/models/budget.ts';
import type { ProviderName } from '../../generators/models/model-settings.ts';
import { type ModelSpec, parseModelName } from '../../generators/models/model-spec.ts';
import { type ModelPrompt, openModel } from '../../generators/models/open-model.ts';
import { createRateLimits, type RateLimit } from '../../generators/models/rate-limits.ts';
import { openGenerators, type OpenGenerators } from '../../generators/open-generators.ts';
import { pathExists } from '../../util/files.ts';
import type { LoadedSuite } from '../../suite/load-suite.ts';
import type { GeneratorOpening, GeneratorSource } from '../run-plan.ts';
import { type Config, type Rate, readConfig } from './config-file.ts';
import { createDraftBuilder, createPromptBuilder, type ShownPrompt } from './prompt-builder.ts';
import type { PromptFlags } from './prompt-options.ts';

export interface GenerationFlags extends PromptFlags {
  readonly config?: string;
  readonly maxCost?: number;
  readonly maxTokens?: number;
  readonly requests: number;
  readonly replayExchanges?: string;
}

/** For `--generator` names. */
export function namedGenerators(names: readonly string[], flags: GenerationFlags): GeneratorSource {
  return async (suite) => {
    const config = await readConfig(flags.config);
    const ready = await readGeneratorNames(names, config, suite);
    return { needSandbox: ready.agents.length > 0, open: (opening) => openAll(ready, { flags, config, ...opening }) };
  };
}

/** A name as it was given or configured, and what it stands for. */
interface Named {
  readonly name: string;
  readonly means: string;
}

interface ReadyGenerators {
  /** Those that need no key: baselines and replays. */
  readonly recorded: OpenGenerators;
  readonly models: readonly { readonly name: string; readonly spec: ModelSpec }[];
  readonly agents: readonly { readonly name: string; readonly spec: AgentSpec }[];
}

/**
 * What names stand for, before anything is asked or prepared.
 * @throws AseError `unknown-name`, `bad-input`, `not-found`
 */
export async function readGeneratorNames(names: readonly string[], config: Config, suite: LoadedSuite): Promise<ReadyGenerators> {
  const models: { name: string; spec: ModelSpec }[] = [];
  const agents: { name: string; spec: AgentSpec }[] = [];
  const others: string[] = [];
  for (const { name, means } of names.map((given) => named(given, config))) {
    const model = parseModelName(means);
    const agent = model === null ? parseAgentSpec(means) : null;
    if (model !== null) models.push({ name: name === means ? model.name : name, spec: model });
    else if (agent !== null) agents.push({ name, spec: agent });
    else others.push(means);
  }
  const recorded = await openGenerators(others, new Set(suite.tasks.map(({ task }) => task.id)));
  const all = [...recorded.generators.map(({ name }) => name), ...[...models, ...agents].map(({ name }) => name)];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) throw new AseError('bad-input', `the generator ${JSON.stringify(twice)} is there twice`, { remedy: 'Name each generator once; --cycles repeats attempts.' });
  return { recorded, models, agents };
}

function named(name: string, { generators = {} }: Config): Named {
  return { name, means: Object.hasOwn(generators, name) ? (generators[name] ?? name) : name };
}

interface OpeningInput extends GeneratorOpening {
  readonly flags: GenerationFlags;
  readonly config: Config;
}

/** @throws AseError `permission`, `bad-input`; FaultsError */
async function openAll({ recorded, models, agents }: ReadyGenerators, input: OpeningInput): Promise<OpenGenerators> {
  if (models.length + agents.length === 0) return recorded;
  const [model] = models;
  if (model !== undefined && input.flags.replayExchanges !== undefined) throw new AseError('bad-input', `--replay-exchanges is for agents, and ${model.name} is a model`, { remedy: "A model's answers are repeated from the run's predictions.jsonl: --generator replay:FILE." });
  const ask = await openAsking(input);
  // Where answers are kept already, what is left may need no key.
  if (input.paid.length === 0) assertAllAskable({ models, agents }, input.flags, ask);
  const opened = [...(await openModels(models, input, ask)), ...(await openAgents(agents, input, ask))];
  return { ...recorded, ...(models.length === 0 ? {} : { requests: input.flags.requests }), generators: [...recorded.generators, ...opened], shown: shownOf(input.flags, { models: models.length > 0 }) };
}

/** Agents look for context themselves. */
function shownOf({ retrieval, query, contextLimit, answer, hint, tokenBudget, template }: GenerationFlags, { models }: { readonly models: boolean }): Shown {
  const seesOriginal = models && (retrieval === 'official' || (retrieval === 'bm25' && (query === 'summary+file' || query === 'summary+block')));
  return { retrieval, query, contextLimit, answer, hint, tokenBudget, ownTemplate: template !== undefined, seesOriginal };
}

/** Before anything is fetched or built for them. @throws AseError `permission`, `bad-input` */
function assertAllAskable({ models, agents }: Pick<ReadyGenerators, 'models' | 'agents'>, { replayExchanges }: GenerationFlags, ask: AskServices): void {
  for (const { spec } of models) assertAskable(spec, ask);
  if (replayExchanges !== undefined) return;
  for (const { spec } of agents) if (spec.kind === 'agent') assertAskable({ provider: spec.program.provider, model: spec.model, name: spec.name, baseUrl: null, keyVariable: null }, ask);
}

/** Keys, prices, rates and the budget: one of each for all generators of a run. */
async function openAsking({ flags: { maxCost, maxTokens }, config, terminal, paid }: OpeningInput): Promise<AskServices> {
  const rates = Object.entries(config.rates ?? {}).map(([provider, rate]) => [provider, rateLimitOf(rate)] as const);
  return openAskServices({
    env: process.env,
    ...(config.prices === undefined ? {} : { pricesFile: config.prices }),
    rateLimits: createRateLimits(Object.fromEntries(rates) as Partial<Record<ProviderName, RateLimit>>),
    budget: createBudget({ ...(maxCost === undefined ? {} : { maxCostUsd: maxCost }), ...(maxTokens === undefined ? {} : { maxTokens }), spent: spentOf(paid) }),
    onWait: ({ generator, reason, remainingMs }) => terminal.status(terminal.safe(`${generator}: waiting ${Math.ceil(remainingMs / 1000)} s: ${reason}`)),
  });
}

async function openModels(models: ReadyGenerators['models'], { flags }: OpeningInput, services: AskServices): Promise<OpenGenerator[]> {
  if (models.length === 0) return [];
  const builder = await createPromptBuilder(flags.answer, flags);
  const drafts = await createDraftBuilder(flags);
  const modelPrompt = ({ prompt, tokens, dropped }: ShownPrompt): ModelPrompt => ({ prompt, tokens, dropped });
  return models.map(({ name, spec }) =>
    openModel({
      spec,
      name,
      services,
      promptDigest: builder.digest,
      ...(drafts === null ? {} : { buildDraftPrompt: async (attempt: AttemptToGenerate) => modelPrompt(await drafts.ofAttempt(attempt)) }),
      buildPrompt: async (attempt, draft) => modelPrompt(await builder.ofAttempt(attempt, draft)),
      parse: (raw, attempt) => builder.parse(raw, attempt),
    }),
  );
}

async function openAgents(agents: ReadyGenerators['agents'], { flags, session }: OpeningInput, ask: AskServices): Promise<OpenGenerator[]> {
  if (agents.length === 0) return [];
  if (session === null) throw new Error('agents were not given their sandbox');
  const builder = await createPromptBuilder('tools', flags);
  const replayed = flags.replayExchanges === undefined ? null : resolve(flags.replayExchanges);
  if (replayed !== null && !(await pathExists(join(replayed, 'attempts')))) throw new AseError('not-found', `${flags.replayExchanges} is no folder of a run`, { remedy: 'Name the folder of the run whose exchanges are to be replayed.' });
  const { openRunAgent } = await import('./open-agents.ts');
  return Promise.all(agents.map(({ name, spec }) => openRunAgent(name, spec, { session, ask, builder, replayed })));
}

function rateLimitOf({ requests_per_minute, tokens_per_minute, at_once }: Rate): RateLimit {
  return {
    ...(requests_per_minute === undefined ? {} : { requestsPerMinute: requests_per_minute }),
    ...(tokens_per_minute === undefined ? {} : { tokensPerMinute: tokens_per_minute }),
    ...(at_once === undefined ? {} : { concurrency: at_once }),
  };
}

/** Unknown costs count as nothing here: whoever limits costs is refused models without a price. */
function spentOf(paid: readonly Usage[]): { readonly costUsd: number; readonly tokens: number } {
  return paid.reduce(
    ({ costUsd, tokens }, usage) => ({ costUsd: costUsd + (usage.costUsd ?? 0), tokens: tokens + (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0) }),
    { costUsd: 0, tokens: 0 },
  );
}
