import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { Usage } from '../../contract/generation.ts';
import type { ModelSpec } from './model-spec.ts';
import type { Prices } from './prices.ts';
import type { Try } from './try-once.ts';

/** What one request used. */
export interface Used {
  readonly usage: Omit<Usage, 'requests'>;
  /** Requests that went over the wire. */
  readonly requests: number;
  /** An answer began, and nobody said what it used. */
  readonly isUnknown: boolean;
  /** Estimated where it was not said, for budget and rate limits only. */
  readonly tokens: number;
  /** At most; null where no price is known. */
  readonly budgetUsd: number | null;
}

const NOTHING = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0, costUsd: 0 };
const UNKNOWN = { inputTokens: null, cachedInputTokens: null, outputTokens: null, reasoningTokens: null, costUsd: null };

export function usedBy({ answer, exchanges }: Try, { provider, model }: ModelSpec, { promptTokens, prices }: { readonly promptTokens: number; readonly prices: Prices }): Used {
  const requests = exchanges.length;
  // An error instead of an answer is not charged.
  if (!exchanges.some(({ status }) => status !== null && status < 300)) return { usage: NOTHING, requests, isUnknown: false, tokens: 0, budgetUsd: 0 };
  const served = answer.servedModel;
  const priced = served !== null && prices.priceOf(provider, served) !== null ? served : model;
  const counts = answer.usage === null ? UNKNOWN : countsOf(answer.usage);
  const writesCache = (answer.usage?.inputTokens.cacheWrite ?? 0) > 0;
  const costUsd = answer.costUsd ?? (writesCache ? null : prices.costOf(provider, priced, counts));
  const inputTokens = counts.inputTokens ?? promptTokens;
  const outputTokens = counts.outputTokens ?? Math.ceil((answer.text.length + answer.reasoning.length) / 4);
  return {
    usage: { ...counts, costUsd },
    requests,
    isUnknown: counts.inputTokens === null || counts.outputTokens === null,
    tokens: inputTokens + outputTokens,
    budgetUsd: costUsd ?? prices.costAtMost(provider, priced, { inputTokens, outputTokens }),
  };
}

function countsOf({ inputTokens, outputTokens }: LanguageModelV4Usage): Omit<Usage, 'requests' | 'costUsd'> {
  return { inputTokens: count(inputTokens.total), cachedInputTokens: count(inputTokens.cacheRead), outputTokens: count(outputTokens.total), reasoningTokens: count(outputTokens.reasoning) };
}

/** A provider may send anything. */
function count(value: number | undefined): number | null {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/**
 * Of an answer with the failed tries before it: those that were not charged add nothing, and those of which nothing is known are left out, which the
 * answer's warnings say. The last one counts as it is.
 */
export function addUsed(used: readonly Used[]): Usage {
  const counted = used.filter(({ isUnknown }, index) => !isUnknown || index === used.length - 1).map(({ usage }) => usage);
  return { requests: used.reduce((total, { requests }) => total + requests, 0), ...sumOf(counted) };
}

/** What is unknown of one is unknown of both. */
export function addUsage(first: Usage, second: Usage): Usage {
  return { requests: first.requests + second.requests, ...sumOf([first, second]) };
}

function sumOf(usages: readonly Used['usage'][]): Used['usage'] {
  const sum = (name: keyof Used['usage']): number | null => usages.reduce<number | null>((total, usage) => (total === null || usage[name] === null ? null : total + usage[name]), 0);
  return {
    inputTokens: sum('inputTokens'),
    cachedInputTokens: sum('cachedInputTokens'),
    outputTokens: sum('outputTokens'),
    reasoningTokens: sum('reasoningTokens'),
    costUsd: sum('costUsd'),
  };
}
