import type { GatewayBudget, GatewayStop, TokenUsage } from '../contract/gateway.ts';
import type { Usage } from '../contract/generation.ts';

/** US dollars for the tokens of a model; null where no price is known, or the tokens are not. */
export type PriceOf = (model: string, usage: TokenUsage) => number | null;

export interface Meter {
  /** Counts a request that is about to go out; why it must not, where a budget is reached. */
  begin(): GatewayStop | null;
  /** Adds what an answer came to (null where it did not say); gives its cost. */
  add(usage: TokenUsage | null, model: string): number | null;
  readonly usage: () => Usage;
}

/** `total`: of what is known; `isWhole`: whether all of it is. */
interface Sum {
  total: number;
  isWhole: boolean;
}

/**
 * Adds up what one attempt uses. A budget bounds what begins: a request that is under way when it is reached ends and counts. What a provider did
 * not tell makes a total unknown; the budget goes by what is known.
 */
export function createMeter(budget: GatewayBudget, priceOf: PriceOf): Meter {
  let requests = 0;
  const newSum = (): Sum => ({ total: 0, isWhole: true });
  const sums = { inputTokens: newSum(), cachedInputTokens: newSum(), outputTokens: newSum(), reasoningTokens: newSum(), costUsd: newSum() };
  const known = ({ total, isWhole }: Sum): number | null => (isWhole ? total : null);
  return {
    begin() {
      const reason = reached(budget, { requests, tokens: sums.inputTokens.total + sums.outputTokens.total, costUsd: sums.costUsd.total });
      if (reason !== null) return { kind: 'budget', reason };
      requests += 1;
      return null;
    },
    add(usage, model) {
      const cost = usage === null ? null : priceOf(model, usage);
      const parts = { inputTokens: usage?.inputTokens, cachedInputTokens: usage?.cachedInputTokens, outputTokens: usage?.outputTokens, reasoningTokens: usage?.reasoningTokens, costUsd: cost };
      for (const [name, sum] of Object.entries(sums)) {
        const part = parts[name as keyof typeof sums] ?? null;
        if (part === null) sum.isWhole = false;
        else sum.total += part;
      }
      return cost;
    },
    usage: () => ({
      requests,
      inputTokens: known(sums.inputTokens),
      cachedInputTokens: known(sums.cachedInputTokens),
      outputTokens: known(sums.outputTokens),
      reasoningTokens: known(sums.reasoningTokens),
      costUsd: known(sums.costUsd),
    }),
  };
}

function reached(budget: GatewayBudget, used: Readonly<Record<keyof GatewayBudget, number>>): string | null {
  if (budget.requests !== undefined && used.requests >= budget.requests) return `all ${budget.requests} requests of this attempt are used`;
  if (budget.tokens !== undefined && used.tokens >= budget.tokens) return `all ${budget.tokens} tokens of this attempt are used (${used.tokens})`;
  if (budget.costUsd !== undefined && used.costUsd >= budget.costUsd) return `this attempt has cost its ${budget.costUsd} US dollars (${used.costUsd.toFixed(4)})`;
  return null;
}
