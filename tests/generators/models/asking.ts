import { type ModelAnswer, askModel } from '../../../src/generators/models/ask-model.ts';
import { type AskServices, openAskServices, type Wait } from '../../../src/generators/models/ask-services.ts';
import type { Clock } from '../../../src/generators/models/clock.ts';
import { type ModelSpec, parseModelName } from '../../../src/generators/models/model-spec.ts';
import type { Environment } from '../../../src/generators/models/secrets.ts';
import type { Question } from '../../../src/generators/models/try-once.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from '../../loopback/server.ts';

/** As long as a real one, and it looks like none of the words in a text. */
export const KEY = 'sk-loopback-4f9c1e7a2b8d6035';

/** A name for each provider; URL stands for the server's. */
export const NAMES = ['openai:gpt-5', 'anthropic:claude-sonnet-4-5', 'google:gemini-2.5-pro', 'bedrock:anthropic.claude-sonnet-4-5-v1:0', 'openrouter:vendor/model', 'openai-compatible:qwen3@URL/compatible/v1'] as const;

export interface Asking {
  readonly loopback: Loopback;
  readonly services: AskServices;
  readonly waits: readonly Wait[];
  /** How long was waited, by a clock that needs no time. */
  readonly slept: readonly number[];
  spec(name: string): ModelSpec;
  ask(name: string, question?: Partial<Question>): Promise<ModelAnswer>;
  [Symbol.asyncDispose](): Promise<void>;
}

function environment(url: string, key = KEY): Environment {
  return {
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: `${url}/v1`,
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_BASE_URL: url,
    GEMINI_API_KEY: key,
    GOOGLE_GEMINI_BASE_URL: url,
    AWS_BEARER_TOKEN_BEDROCK: key,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
    OPENROUTER_API_KEY: key,
    OPENROUTER_BASE_URL: `${url}/api/v1`,
    OPENAI_COMPATIBLE_API_KEY: key,
  };
}

/** Its time passes only while somebody sleeps. */
export function fakeClock(startMs = Date.UTC(2026, 0, 1)): { readonly clock: Clock; readonly slept: readonly number[] } {
  let now = startMs;
  const slept: number[] = [];
  return {
    slept,
    clock: {
      now: () => now,
      sleep: async (ms, signal) => {
        signal.throwIfAborted();
        slept.push(ms);
        now += ms;
        // Others have their turn, as with a real timer.
        await new Promise((resolve) => void setImmediate(resolve));
      },
    },
  };
}

/** The real AI SDK, over real HTTP, against a server of ours. */
export async function startAsking(options: LoopbackOptions = {}, given: { readonly env?: (url: string) => Environment; readonly services?: Partial<AskServices> } = {}): Promise<Asking> {
  const loopback = await startLoopback({ keys: [KEY], ...options });
  const { clock, slept } = fakeClock();
  const waits: Wait[] = [];
  const env = given.env?.(loopback.url) ?? environment(loopback.url);
  const services = await openAskServices({ env, secretsFile: '/nonexistent/secrets.env', clock, random: () => 0, onWait: (wait) => waits.push(wait), ...given.services });
  const spec = (name: string): ModelSpec => {
    const parsed = parseModelName(name.replace('URL', loopback.url));
    if (parsed === null) throw new Error(`${name} names no model`);
    return parsed;
  };
  return {
    loopback,
    services,
    waits,
    slept,
    spec,
    ask: (name, question = {}) => askModel({ spec: spec(name), prompt: 'Write the function.', signal: new AbortController().signal, ...question }, services),
    [Symbol.asyncDispose]: async () => {
      await loopback.close();
      await services.transport.close();
    },
  };
}
