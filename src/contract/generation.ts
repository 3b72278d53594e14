import { z } from 'zod';
import { AseError } from './errors.ts';
import { attemptKeySchema, type Prediction } from './results.ts';
import type { Task } from './task.ts';

/** What the requests of one attempt used together. Null: the provider did not say, or no price is known; never 0 for unknown. */
export const usageSchema = z.strictObject({
  requests: z.int().min(0),
  inputTokens: z.int().min(0).nullable().describe('all, cached ones too'),
  cachedInputTokens: z.int().min(0).nullable(),
  outputTokens: z.int().min(0).nullable().describe('all, reasoning too'),
  reasoningTokens: z.int().min(0).nullable(),
  costUsd: z.number().min(0).nullable(),
});
export type Usage = z.infer<typeof usageSchema>;

/**
 * How the generator's work ended. `answered` says nothing of whether the answer can be used.
 * `filtered`: the provider withheld the answer; `refused`: the model declined; `cut-off`: the output limit; `limit`: time, turns, cost or disk of an agent.
 */
export const generationEndSchema = z.enum(['answered', 'empty', 'filtered', 'refused', 'cut-off', 'limit', 'crashed']);
export type GenerationEnd = z.infer<typeof generationEndSchema>;

/** `generation.json` of an attempt: how its prediction came about. */
export const generationSchema = z.strictObject({
  schema: z.literal('ase/generation@1'),
  ...attemptKeySchema.shape,
  kind: z.enum(['model', 'agent', 'command']),
  requestedModel: z.string().nullable(),
  servedModels: z.array(z.string()).describe('as the provider named what really answered'),
  program: z.strictObject({ name: z.string(), version: z.string(), integrity: z.string().nullable() }).nullable().describe('of an agent'),
  settings: z.record(z.string(), z.unknown()),
  end: generationEndSchema,
  reason: z.string().describe('one line for people; may quote the model: escape it'),
  usage: usageSchema,
  warnings: z.array(z.string()),
  marks: z.array(z.string()).describe('what an audit of the trajectory found: network, git-history, checks, registry'),
  droppedChanges: z.array(z.string()).describe('paths that an agent changed and the task does not allow'),
  droppedContext: z.array(z.string()).describe('context items that the token budget left out, least useful first'),
  durationMs: z.number().min(0),
});
export type Generation = z.infer<typeof generationSchema>;

/** Of a generation, as the journal holds it. */
export const generationSummarySchema = z.strictObject({ end: generationEndSchema, usage: usageSchema, durationMs: z.number().min(0) });
export type GenerationSummary = z.infer<typeof generationSummarySchema>;

/** One attempt that a generator is asked for. */
export interface AttemptToGenerate {
  readonly task: Task;
  /** The task's folder on disk; nothing of it but the description is shown to a generator. */
  readonly folder: string;
  readonly description: string;
  readonly generator: string;
  readonly cycle: number;
  /** Folders with the vulnerable (unmasked) and the fixed repository; never to be changed. */
  readonly trees: TaskTrees;
  readonly signal: AbortSignal;
}

export interface TaskTrees {
  original(): Promise<string>;
  fixed(): Promise<string>;
}

export interface Generated {
  readonly prediction: Prediction;
  /** Absent for baselines and replays. */
  readonly generation?: Generation;
  /** Kept beside the prediction, by file name: prompt.md, answer.md, exchanges.jsonl, trajectory.jsonl. */
  readonly files?: ReadonlyMap<string, string | Uint8Array>;
}

/** No prediction came of an attempt, and what was tried may have cost something. It says what the error that ended it says. */
export class UnansweredError extends AseError {
  readonly usage: Usage;
  /** Kept as evidence, by file name. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;

  constructor(error: AseError, { usage, files }: Pick<UnansweredError, 'usage' | 'files'>) {
    super(error.code, error.message, { remedy: error.remedy, cause: error.cause });
    this.name = 'UnansweredError';
    this.usage = usage;
    this.files = files;
  }
}

/** One generator, ready to be asked. Null where it has no answer to give, such as a replay without a line for the attempt. */
export interface OpenGenerator {
  readonly name: string;
  /** Of all that its predictions depend on besides the task and what is shown of it. */
  readonly digest: string;
  /** Its work is done on this machine: no more attempts at once than workers. */
  readonly isLocal: boolean;
  /** Where it is known before asking: whether there is an answer. Default: always. */
  hasAnswer?(key: Pick<AttemptToGenerate, 'cycle'> & { readonly task: string }): boolean;
  /** @throws AseError `unavailable` (this attempt stays open), `cancelled`, `budget` (no further attempt is asked), `unknown-name` and `permission` (wrong model, wrong key: the generator is given up) */
  generate(attempt: AttemptToGenerate): Promise<Generated | null>;
  /** What has to be stopped at the end of a run. */
  close?(): Promise<void>;
}
