import { z } from 'zod';
import type { Usage } from './generation.ts';

/** Whose wire formats are spoken: `openai` Chat Completions and Responses, `anthropic` Messages, `google` generateContent. */
export const providerSchema = z.enum(['openai', 'anthropic', 'google']);
export type Provider = z.infer<typeof providerSchema>;

/** Of one exchange. Null: the provider did not say. */
export const tokenUsageSchema = z.strictObject({
  inputTokens: z.int().min(0).nullable().describe('all, cached ones too'),
  cachedInputTokens: z.int().min(0).nullable(),
  cacheWriteTokens: z.int().min(0).nullable().describe('a part of the input that some providers charge more for'),
  outputTokens: z.int().min(0).nullable().describe('all, reasoning too'),
  reasoningTokens: z.int().min(0).nullable(),
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;

/** How an answer ended, in the provider's word for it. `whole`: also one that calls a tool. */
export type AnswerEnding = 'whole' | 'cut-off' | 'filtered' | 'refused';

/** A line of a cassette (`exchanges.jsonl`): one request that went to the model's API, as the agent sent it, and what came back. No keys. */
export const exchangeSchema = z.strictObject({
  schema: z.literal('ase/exchange@1'),
  number: z.int().min(1).describe('in the order in which requests came'),
  request: z.strictObject({ method: z.string(), path: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  askedModel: z.string().nullable().describe('the model that the agent named; the pinned one answered'),
  response: z.strictObject({
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    encoding: z.enum(['utf8', 'base64']),
    chunks: z.array(z.string()).describe('as they came'),
    whole: z.boolean().describe('false where the stream was cut off'),
  }),
  usage: tokenUsageSchema.nullable(),
  firstByteMs: z.number().min(0),
  durationMs: z.number().min(0),
});
export type Exchange = z.infer<typeof exchangeSchema>;

/** What the gateway did not let through. `path` may be anything: escape it. */
export interface Refusal {
  /** `foreign`: not the model's API; `hostile`: broken HTTP or a trick; `tool`: something that the provider would do or fetch for the agent; `budget`; `replay`: not what was recorded. */
  readonly kind: 'foreign' | 'hostile' | 'tool' | 'budget' | 'replay';
  readonly method: string;
  readonly path: string;
  readonly reason: string;
}

/** Why an agent's run must end before its time. `budget`: of the attempt. `fault`: the provider will not answer (its own words are in `reason`), or the budget of the whole run is spent. */
export type GatewayStop =
  | { readonly kind: 'budget'; readonly reason: string }
  | { readonly kind: 'mismatch'; readonly reason: string }
  | { readonly kind: 'fault'; readonly code: 'permission' | 'unknown-name' | 'budget'; readonly reason: string };

export interface GatewayReport {
  readonly usage: Usage;
  readonly servedModels: readonly string[];
  /** Other models that the agent named, which the pinned one answered for. */
  readonly otherModels: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly stop: GatewayStop | null;
  /** What the provider said last, where its last answer to the agent was a failure (a status of 400 and more, or no answer at all). */
  readonly lastFailure: { readonly status: number | null; readonly message: string } | null;
  /** Of the last answer; null where there is none, or it did not say. */
  readonly lastEnding: AnswerEnding | null;
  /** The cassette as JSON lines; ends with a note where it was too long. */
  readonly exchanges: string;
  /** False where the cassette is not complete and cannot be replayed. */
  readonly replayable: boolean;
}

/** The one way out of an agent's sandbox: a model's API on a unix socket. */
export interface Gateway {
  /** The folder to mount; `gateway.sock` lies in it. */
  readonly folder: string;
  report(): GatewayReport;
  /** Ends what is under way and removes the folder. */
  close(): Promise<GatewayReport>;
}

export const GATEWAY_SOCKET = 'gateway.sock';

/** Of one attempt. What is left out is not bounded. */
export interface GatewayBudget {
  readonly requests?: number;
  /** Input and output together. */
  readonly tokens?: number;
  readonly costUsd?: number;
}
