import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import type { OpenGenerator, Usage } from '../../contract/generation.ts';
import { openAskServices } from '../../generators/models/ask-services.ts';
import { createBudget } from '../../generators/models/budget.ts';
import type { ProviderName } from '../../generators/models/model-settings.ts';
import { type ModelSpec, parseModelName } from '../../generators/models/model-spec.ts';
import { openModel } from '../../generators/models/open-model.ts';
import { createRateLimits, type RateLimit } from '../../generators/models/rate-limits.ts';
import { openGenerators, type OpenGenerators } from '../../generators/open-generators.ts';
import type { LoadedSuite } from '../../suite/load-suite.ts';
import type { Terminal } from '../terminal.ts';
import type { GeneratorSource } from '../run-plan.ts';
import { type Config, type Rate, readConfig } from './config-file.ts';
import { createPromptBuilder } from './prompt-builder.ts';
import type { PromptFlags } from './prompt-options.ts';

export interface GenerationFlags extends PromptFlags {
  readonly config?: string;
  readonly maxCost?: number;
  readonly maxTokens?: number;
  readonly requests: number;
}

/** For `--generator` names. */
export function namedGenerators(names: readonly string[], flags: GenerationFlags): GeneratorSource {
  return async (suite) => {
    const config = await readConfig(flags.config);
    const ready = await readGeneratorNames(names, config, suite);
    return ({ paid, terminal }) => openAll(ready, { flags, config, terminal, paid });
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
}

/**
 * What names stand for, before anything is asked or prepared.
 * @throws AseError `unknown-name`, `bad-input`, `not-found`
 */
export async function readGeneratorNames(names: readonly string[], config: Config, suite: LoadedSuite): Promise<ReadyGenerators> {
  const models: { name: string; spec: ModelSpec }[] = [];
  const others: string[] = [];
  for (const { name, means } of names.map((given) => named(given, config))) {
    const spec = parseModelName(means);
    if (spec === null) others.push(means);
    else models.push({ name: name === means ? spec.name : name, spec });
  }
  const recorded = await openGenerators(others, new Set(suite.tasks.map(({ task }) => task.id)));
  const all = [...recorded.generators.map(({ name }) => name), ...models.map(({ name }) => name)];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) throw new AseError('bad-input', `the generator ${JSON.stringify(twice)} is there twice`, { remedy: 'Name each generator once; --cycles repeats attempts.' });
  return { recorded, models };
}

function named(name: string, { generators = {} }: Config): Named {
  return { name, means: Object.hasOwn(generators, name) ? (generators[name] ?? name) : name };
}

interface OpeningInput {
  readonly flags: GenerationFlags;
  readonly config: Config;
  readonly terminal: Terminal;
  /** What the run's folder says was paid already. */
  readonly paid: readonly Usage[];
}

/** @throws AseError `permission`, `bad-input`; FaultsError */
async function openAll({ recorded, models }: ReadyGenerators, input: OpeningInput): Promise<OpenGenerators> {
  if (models.length === 0) return recorded;
  return { ...recorded, requests: input.flags.requests, generators: [...recorded.generators, ...(await openModels(models, input))] };
}

async function openModels(models: ReadyGenerators['models'], { flags, config, terminal, paid }: OpeningInput): Promise<OpenGenerator[]> {
  const { maxCost, maxTokens } = flags;
  const builder = await createPromptBuilder(flags.answer, flags);
  const services = await openAskServices({
    env: process.env,
    ...(config.prices === undefined ? {} : { pricesFile: config.prices }),
    rateLimits: createRateLimits(Object.fromEntries(Object.entries(config.rates ?? {}).map(([provider, rate]) => [provider, rateLimitOf(rate)])) as Partial<Record<ProviderName, RateLimit>>),
    budget: createBudget({ ...(maxCost === undefined ? {} : { maxCostUsd: maxCost }), ...(maxTokens === undefined ? {} : { maxTokens }), spent: spentOf(paid) }),
    onWait: ({ generator, reason, remainingMs }) => terminal.status(terminal.safe(`${generator}: waiting ${Math.ceil(remainingMs / 1000)} s: ${reason}`)),
  });
  return models.map(({ name, spec }) =>
    openModel({
      spec,
      name,
      services,
      promptDigest: builder.digest,
      buildPrompt: async (attempt) => {
        const { prompt, tokens, dropped } = await builder.ofAttempt(attempt);
        return { prompt, tokens, dropped };
      },
      parse: (raw, attempt) => builder.parse(raw, attempt),
    }),
  );
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
