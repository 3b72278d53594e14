import { z } from 'zod';
import { digestSchema, severityOrUnknownSchema, verdictNameSchema } from './task.ts';

/** Names an attempt: task × generator × cycle. Cycles count from 1. */
export const attemptKeySchema = z.strictObject({
  task: z.string().min(1),
  generator: z.string().min(1),
  cycle: z.int().min(1),
});
export type AttemptKey = z.infer<typeof attemptKeySchema>;

/**
 * What a generator produced for an attempt. Exactly one of `patch`, `replacement` and `unusable`.
 * A patch is a unified diff against the masked repository (region replaced by the marker line) or, if it does not apply there, the original one.
 * A replacement is the text that takes the place of the region's lines; with several regions: one text a region, in the task's order.
 */
export const predictionSchema = z
  .strictObject({
    ...attemptKeySchema.shape,
    patch: z.string().optional(),
    replacement: z.union([z.string(), z.array(z.string())]).optional(),
    unusable: z.string().optional().describe('why the raw answer holds neither: judged broken, with this reason'),
  })
  .refine(({ patch, replacement, unusable }) => [patch, replacement, unusable].filter((part) => part !== undefined).length === 1, 'expected exactly one of patch, replacement and unusable');
export type Prediction = z.infer<typeof predictionSchema>;
/** What a prediction changes, without whose it is. */
export type Change = Pick<Prediction, 'patch' | 'replacement' | 'unusable'>;

export const outcomeNameSchema = z.enum(['passed', 'failed', 'inconclusive', 'skipped']);
export type OutcomeName = z.infer<typeof outcomeNameSchema>;

export const checkKindSchema = z.enum(['build', 'tests', 'exploit', 'rule']);

/**
 * Of one check. For an exploit `failed` means that the candidate did not hold: `reason` is `hit` (the effect was seen) or
 * `target-lost` (it no longer answered harmless requests); `passed` means that every attack missed a target that was alive.
 */
export const outcomeSchema = z.strictObject({
  check: z.string().describe('build, tests, rule, or the id of the exploit'),
  kind: checkKindSchema,
  outcome: outcomeNameSchema,
  reason: z.string().describe('a stable word: ok, hit, miss, target-lost, assertion, crashed, timeout, memory, judge-error, …'),
  summary: z.string().describe('one line for people; may quote the candidate: escape it'),
  evidence: z.array(z.string()),
  durationMs: z.number().min(0),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** `verdict.json` of an attempt. */
export const verdictSchema = z.strictObject({
  schema: z.literal('ase/verdict@1'),
  ...attemptKeySchema.shape,
  verdict: verdictNameSchema,
  reason: z.string().describe('one line: why this verdict'),
  integrated: z.strictObject({
    applied: z.boolean(),
    base: z.enum(['masked', 'original']).nullable().describe('what a patch was applied to; null for a replacement'),
    reason: z.string().nullable(),
    files: z.array(z.strictObject({ path: z.string(), digest: digestSchema })),
  }),
  outcomes: z.array(outcomeSchema),
  seed: z.string().describe('drives every random choice of the checks; the same seed repeats them'),
  tries: z.int().min(1).describe('1, or more where earlier tries were inconclusive'),
  inputs: digestSchema.describe('of all that the verdict depends on: task, checks, environment, prediction, limits, judge, seed'),
  sandbox: z.string(),
  durationMs: z.number().min(0),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A line of `results.jsonl`. */
export const resultSchema = z.object({
  ...attemptKeySchema.shape,
  verdict: verdictNameSchema,
  reason: z.string(),
  checks: z.object({
    build: outcomeNameSchema,
    tests: outcomeNameSchema,
    exploits: outcomeNameSchema.describe('failed if one hit or lost its target; inconclusive if one was and none failed'),
    rule: outcomeNameSchema,
  }),
  cve: z.string(),
  cwe: z.array(z.string()),
  class: z.string(),
  language: z.string(),
  severity: severityOrUnknownSchema,
  durationMs: z.number(),
});
export type Result = z.infer<typeof resultSchema>;

export const profileNameSchema = z.enum(['hybrid', 'ase-v1', 'ase-v2']);
export type ProfileName = z.infer<typeof profileNameSchema>;

const intervalSchema = z.strictObject({ low: z.number(), high: z.number() });
/** A measured value on 0–100 with its 95 % interval; `null` where nothing can be computed. */
export const estimateSchema = z.strictObject({ value: z.number(), interval: intervalSchema }).nullable();
export type Estimate = z.infer<typeof estimateSchema>;

export const scoreSchema = z.strictObject({
  overall: estimateSchema,
  security: estimateSchema,
  quality: estimateSchema,
  stability: estimateSchema,
  tasks: z.int(),
  attempts: z.int(),
  verdicts: z.record(verdictNameSchema, z.int()),
  missing: z.int().describe('planned attempts without a verdict'),
  bounds: z.strictObject({ low: z.number(), high: z.number() }).describe('overall if every inconclusive attempt were insecure-and-broken / secure'),
});
export type Score = z.infer<typeof scoreSchema>;

/** What the predictions that count have cost. Null: of one of them at least it is not known. */
export const spentSchema = z.strictObject({
  predictions: z.int(),
  requests: z.int(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  costUsd: z.number().nullable(),
  durationMs: z.number().describe('of all generations together'),
});
export type Spent = z.infer<typeof spentSchema>;

export const generatorScoreSchema = z.strictObject({
  generator: z.string(),
  /** The headline numbers again, without intervals, for people who read leaderboard.json with jq. */
  overall: z.number().nullable(),
  security: z.number().nullable(),
  quality: z.number().nullable(),
  stability: z.number().nullable(),
  score: scoreSchema,
  passAt: z.record(z.string(), z.number()).describe('pass@k of secure attempts, by k, 0–100'),
  groups: z.strictObject({
    cwe: z.record(z.string(), scoreSchema),
    class: z.record(z.string(), scoreSchema),
    language: z.record(z.string(), scoreSchema),
    severity: z.record(z.string(), scoreSchema),
  }),
  spent: spentSchema.optional().describe('of a model, agent or command'),
});
export type GeneratorScore = z.infer<typeof generatorScoreSchema>;

/** Of one generator against another over the tasks that both answered; points on 0–100, first minus second. */
export const differenceSchema = z.strictObject({
  value: z.number(),
  interval: intervalSchema,
  pValue: z.number().describe('two-sided; clusters are CVEs'),
  adjustedPValue: z.number().describe("Holm's correction over all comparisons made at once"),
  apart: z.boolean().describe('adjustedPValue ≤ 0.05'),
});
export type Difference = z.infer<typeof differenceSchema>;

/** Two generators that follow each other on the leaderboard, by overall. */
export const neighboursSchema = z.strictObject({ first: z.string(), second: z.string(), overall: differenceSchema });
export type Neighbours = z.infer<typeof neighboursSchema>;

export const leaderboardSchema = z.strictObject({
  schema: z.literal('ase/leaderboard@1'),
  profile: profileNameSchema,
  asPublished: z.boolean().optional().describe('ase-v2 with the scale mistake of its published code'),
  suite: z.string(),
  cycles: z.int(),
  generators: z.array(generatorScoreSchema).describe('best overall first'),
  neighbours: z.array(neighboursSchema).optional().describe('which places of the list the data cannot tell apart'),
  unplanned: z.int().optional().describe('results of attempts that the plan does not know; they count nowhere'),
});
export type Leaderboard = z.infer<typeof leaderboardSchema>;
