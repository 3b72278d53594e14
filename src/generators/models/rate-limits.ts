import PQueue from 'p-queue';
import { type Clock, realClock, sleepInSlices } from './clock.ts';
import type { ProviderName } from './model-settings.ts';

export interface RateLimit {
  readonly requestsPerMinute?: number;
  /** Input and output together. */
  readonly tokensPerMinute?: number;
  /** Requests at once. */
  readonly concurrency?: number;
}

export interface RateLimits {
  /**
   * Runs `request` when the provider's limits let it; `tokens` is an estimate, and `settle` says what it really was.
   * @throws the signal's reason
   */
  run<Value>(entry: { readonly provider: ProviderName; readonly tokens: number; readonly signal: AbortSignal }, request: (settle: (tokens: number) => void) => Promise<Value>): Promise<Value>;
}

const MINUTE_MS = 60_000;
const HELD_MS = 10_000;
const SLICE_MS = 10_000;

/** One for all workers of a process. */
export function createRateLimits(limits: Partial<Record<ProviderName, RateLimit>> = {}, clock: Clock = realClock): RateLimits {
  const gates = new Map<ProviderName, Gate>();
  const gateOf = (provider: ProviderName): Gate => {
    const gate = gates.get(provider) ?? gateFor(limits[provider] ?? {}, clock);
    gates.set(provider, gate);
    return gate;
  };
  return {
    run: async ({ provider, tokens, signal }, request) => {
      const { queue, requests, tokens: bucket } = gateOf(provider);
      const pass = async (): Promise<Awaited<ReturnType<typeof request>>> => {
        await Promise.all([requests.take(1, signal), bucket.take(tokens, signal)]);
        return await request((used) => bucket.give(tokens - used));
      };
      return queue === null ? await pass() : await queue.add(pass, { signal });
    },
  };
}

interface Gate {
  readonly queue: PQueue | null;
  readonly requests: Bucket;
  readonly tokens: Bucket;
}

function gateFor({ requestsPerMinute, tokensPerMinute, concurrency }: RateLimit, clock: Clock): Gate {
  return { queue: concurrency === undefined ? null : new PQueue({ concurrency }), requests: bucketOf(requestsPerMinute, clock), tokens: bucketOf(tokensPerMinute, clock) };
}

interface Bucket {
  take(count: number, signal: AbortSignal): Promise<void>;
  /** Corrects an estimate; may be negative. */
  give(count: number): void;
}

/**
 * Fills evenly and holds ten seconds' worth, so that no minute has much more than its rate. Whoever finds something in it goes at once, if need be into
 * debt; those behind wait until it is paid, in the order they came. So a request of more than a minute's worth can go at all.
 */
function bucketOf(perMinute: number | undefined, clock: Clock): Bucket {
  if (perMinute === undefined) return { take: async () => undefined, give: () => undefined };
  const capacity = (perMinute * HELD_MS) / MINUTE_MS;
  let level = capacity;
  let filledAt = clock.now();
  const fill = (): void => {
    const now = clock.now();
    level = Math.min(capacity, level + ((now - filledAt) * perMinute) / MINUTE_MS);
    filledAt = now;
  };
  return {
    take: async (count, signal) => {
      signal.throwIfAborted();
      fill();
      const untilMs = clock.now() + (Math.max(0, -level) * MINUTE_MS) / perMinute;
      level -= count;
      try {
        await sleepInSlices(clock, { untilMs, sliceMs: SLICE_MS, signal, note: () => undefined });
      } catch (error) {
        level += count;
        throw error;
      }
    },
    give: (count) => {
      fill();
      level = Math.min(capacity, level + count);
    },
  };
}
