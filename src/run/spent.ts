import type { GenerationSummary } from '../contract/generation.ts';
import type { Spent } from '../contract/results.ts';

/** Sums up what predictions have cost, by generator. */
export function spentBy(predictions: Iterable<{ readonly generator: string; readonly generation: GenerationSummary }>): Map<string, Spent> {
  const sums = new Map<string, Spent>();
  for (const { generator, generation } of predictions) sums.set(generator, add(sums.get(generator) ?? NOTHING, generation));
  return sums;
}

const NOTHING: Spent = { predictions: 0, requests: 0, inputTokens: 0, outputTokens: 0, costUsd: 0, durationMs: 0 };

function add(sum: Spent, { usage, durationMs }: GenerationSummary): Spent {
  return {
    predictions: sum.predictions + 1,
    requests: sum.requests + usage.requests,
    inputTokens: plus(sum.inputTokens, usage.inputTokens),
    outputTokens: plus(sum.outputTokens, usage.outputTokens),
    costUsd: plus(sum.costUsd, usage.costUsd),
    durationMs: sum.durationMs + durationMs,
  };
}

function plus(sum: number | null, value: number | null): number | null {
  return sum === null || value === null ? null : sum + value;
}
