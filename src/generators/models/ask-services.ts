import { type Budget, createBudget } from './budget.ts';
import { type Clock, realClock } from './clock.ts';
import { recordedFetch } from './exchange.ts';
import { createLanguageModels, type LanguageModels } from './open-language-model.ts';
import { openPrices, type Prices } from './prices.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { type Environment, openSecrets, type Secrets } from './secrets.ts';
import { openTransport, type Transport } from './transport.ts';

/** A wait before a request is repeated; told again and again while it lasts. */
export interface Wait {
  readonly generator: string;
  /** The provider's words. */
  readonly reason: string;
  readonly remainingMs: number;
}

/** What all questions of a run share. */
export interface AskServices {
  readonly secrets: Secrets;
  readonly transport: Transport;
  readonly languageModels: LanguageModels;
  readonly rateLimits: RateLimits;
  readonly budget: Budget;
  readonly prices: Prices;
  readonly clock: Clock;
  /** From 0 to 1, for waits. */
  readonly random: () => number;
  readonly onWait: (wait: Wait) => void;
}

/**
 * @throws AseError `permission` (the secrets file can be read by others), `bad-input` (the user's price table)
 */
export async function openAskServices({ env, secretsFile, pricesFile, ...given }: { readonly env: Environment; readonly secretsFile?: string; readonly pricesFile?: string } & Partial<AskServices>): Promise<AskServices> {
  const transport = given.transport ?? (await openTransport(env));
  return {
    secrets: given.secrets ?? (await openSecrets({ env, ...(secretsFile === undefined ? {} : { file: secretsFile }) })),
    transport,
    languageModels: given.languageModels ?? createLanguageModels(recordedFetch(transport.fetch)),
    prices: given.prices ?? (await openPrices(pricesFile)),
    rateLimits: given.rateLimits ?? createRateLimits({}, given.clock),
    budget: given.budget ?? createBudget(),
    clock: given.clock ?? realClock,
    random: given.random ?? Math.random,
    onWait: given.onWait ?? (() => undefined),
  };
}
