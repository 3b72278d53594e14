import { z } from 'zod';
import { digestSchema, limitsSchema } from './task.ts';
import { profileNameSchema } from './results.ts';

/** What models and agents were shown, and how models answered: options of `ase run`. */
export const shownSchema = z.strictObject({
  retrieval: z.string(),
  query: z.string(),
  contextLimit: z.int().min(0),
  answer: z.string(),
  hint: z.string(),
  tokenBudget: z.int().min(1),
  ownTemplate: z.boolean().describe("a template of the user's; its text is part of the generators' digests"),
  seesOriginal: z.boolean().describe('the removed code had a part in choosing the context, as it has in A.S.E.'),
});
export type Shown = z.infer<typeof shownSchema>;

/** `run.json`: what was planned, and with what (design.md §7). */
export const runSchema = z.strictObject({
  schema: z.literal('ase/run@1'),
  name: z.string(),
  toolVersion: z.string(),
  judgeDigest: digestSchema.describe('of the judge kit: check runner, launcher, driver'),
  suite: z.strictObject({ name: z.string(), version: z.string(), digest: digestSchema, tasks: z.int().min(1).optional().describe('how many it has; the run may have fewer') }),
  tasks: z.array(
    z.strictObject({
      id: z.string(),
      digest: digestSchema.describe('of everything in the task folder that a verdict depends on'),
      environment: digestSchema,
      image: z.string().optional().describe('the image of a task that brings its own, by digest; what it may do is part of `environment`'),
    }),
  ),
  generators: z.array(z.strictObject({ name: z.string(), digest: digestSchema.describe('of its settings, or of a replay file') })),
  shown: shownSchema.optional().describe('absent where nobody was asked'),
  cycles: z.int().min(1),
  seed: z.string(),
  profile: profileNameSchema,
  sandbox: z.string(),
  limits: limitsSchema,
});
export type Run = z.infer<typeof runSchema>;
