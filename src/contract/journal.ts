import { z } from 'zod';
import { generationSummarySchema, usageSchema } from './generation.ts';
import { attemptKeySchema, resultSchema } from './results.ts';
import { runSchema } from './run.ts';
import { digestSchema } from './task.ts';

/** What results.jsonl states of a task, and what its predictions depend on. */
export const plannedTaskSchema = z.strictObject({
  id: z.string(),
  shown: digestSchema.describe('of what a generator is shown of the task: a prediction made from something else is made again'),
  cve: resultSchema.shape.cve,
  cwe: resultSchema.shape.cwe,
  class: resultSchema.shape.class,
  language: resultSchema.shape.language,
  severity: resultSchema.shape.severity,
});
export type PlannedTaskFacts = z.infer<typeof plannedTaskSchema>;

export const plannedEventSchema = z.strictObject({ type: z.literal('planned'), run: runSchema, tasks: z.array(plannedTaskSchema) });

export const predictedEventSchema = z.strictObject({
  type: z.literal('predicted'),
  ...attemptKeySchema.shape,
  inputs: digestSchema.describe('of what the prediction was made from: generator and what it was shown'),
  prediction: digestSchema.describe('of patch, replacement or unusable, as canonical JSON'),
  generation: generationSummarySchema.optional().describe('of a model, agent or command'),
});

export const judgedEventSchema = z.strictObject({
  type: z.literal('judged'),
  ...attemptKeySchema.shape,
  plan: z.int().describe('seq of the planned event that it was judged under'),
  inputs: digestSchema,
  prediction: digestSchema,
  verdict: resultSchema.shape.verdict,
  reason: z.string(),
  checks: resultSchema.shape.checks,
  tries: z.int().min(1),
  durationMs: z.number(),
  evidence: digestSchema.describe('of the bytes of verdict.json'),
  logs: digestSchema.describe('of the names and digests of the files in logs/, as canonical JSON'),
});

/** The verdict that was there counts no longer: its evidence is about to be replaced. */
export const droppedEventSchema = z.strictObject({ type: z.literal('dropped'), ...attemptKeySchema.shape, reason: z.string() });

/** No prediction or no verdict could be had; the attempt stays open. */
export const failedEventSchema = z.strictObject({ type: z.literal('failed'), ...attemptKeySchema.shape, code: z.string(), message: z.string() });

/** What a model or agent was asked for an attempt, and used, without a prediction coming of it. */
export const unansweredEventSchema = z.strictObject({ type: z.literal('unanswered'), ...attemptKeySchema.shape, code: z.string(), usage: usageSchema });

export const startedEventSchema = z.strictObject({ type: z.literal('started'), toolVersion: z.string(), host: z.string(), pid: z.int(), workers: z.int() });
export const endedEventSchema = z.strictObject({ type: z.literal('ended'), how: z.enum(['complete', 'incomplete', 'stopped', 'aborted', 'failed']) });

export const journalEventSchema = z.discriminatedUnion('type', [
  startedEventSchema,
  plannedEventSchema,
  predictedEventSchema,
  droppedEventSchema,
  judgedEventSchema,
  failedEventSchema,
  unansweredEventSchema,
  endedEventSchema,
]);
export type JournalEvent = z.infer<typeof journalEventSchema>;
export type PlannedEvent = z.infer<typeof plannedEventSchema>;
export type PredictedEvent = z.infer<typeof predictedEventSchema>;
export type JudgedEvent = z.infer<typeof judgedEventSchema>;

/** A line of `journal.jsonl`, without its checksum. The order of events is that of the lines; `time` is for people, clocks jump. */
export const journalRecordSchema = z.strictObject({
  seq: z.int().min(1),
  time: z.iso.datetime(),
  event: journalEventSchema,
});
export type JournalRecord = z.infer<typeof journalRecordSchema>;

/** `prediction.json` of an attempt. */
export const storedPredictionSchema = z.strictObject({
  schema: z.literal('ase/prediction@1'),
  ...attemptKeySchema.shape,
  inputs: digestSchema,
  patch: z.string().optional(),
  replacement: z.union([z.string(), z.array(z.string())]).optional(),
  unusable: z.string().optional(),
  generation: generationSummarySchema.optional(),
});
export type StoredPrediction = z.infer<typeof storedPredictionSchema>;
