import { AseError } from '../../contract/errors.ts';

export interface Spent {
  readonly costUsd: number;
  /** Input and output together. */
  readonly tokens: number;
}

/** What a run may spend, over all its generators. */
export interface Budget {
  /** Whether costs are limited: then every model needs a known price. */
  readonly limitsCost: boolean;
  /** @throws AseError `budget` once a limit is reached: nothing further is to be asked */
  assertOpen(): void;
  /** @param costUsd null is unknown: where costs are limited, nothing further is asked after it */
  spend(used: { readonly costUsd: number | null; readonly tokens: number }): void;
  spent(): Spent;
}

export interface BudgetOptions {
  readonly maxCostUsd?: number;
  readonly maxTokens?: number;
  /** What earlier processes of the same run spent, after its journal. */
  readonly spent?: Spent;
}

/** What is under way when a limit is reached still ends and counts: a budget is passed by at most what is asked at once. */
export function createBudget({ maxCostUsd, maxTokens, spent = { costUsd: 0, tokens: 0 } }: BudgetOptions = {}): Budget {
  let { costUsd, tokens } = spent;
  let isUnknown = false;
  return {
    limitsCost: maxCostUsd !== undefined,
    assertOpen: () => {
      if (maxCostUsd !== undefined && isUnknown) throw new AseError('budget', 'what an answer cost is not known, so the budget cannot be kept', { remedy: 'Give a price for the model in a price table of your own, or run without --max-cost.' });
      if (maxCostUsd !== undefined && costUsd >= maxCostUsd) throw reached(`$${costUsd.toFixed(2)} of $${maxCostUsd.toFixed(2)} are spent`, '--max-cost');
      if (maxTokens !== undefined && tokens >= maxTokens) throw reached(`${tokens} of ${maxTokens} tokens are used`, '--max-tokens');
    },
    spend: (used) => {
      if (used.costUsd === null) isUnknown = true;
      else costUsd += used.costUsd;
      tokens += used.tokens;
    },
    spent: () => ({ costUsd, tokens }),
  };
}

function reached(what: string, option: string): AseError {
  return new AseError('budget', `the budget is reached: ${what}`, { remedy: `All answers so far are kept. Run the same command with a higher ${option} to go on.` });
}
