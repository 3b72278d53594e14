import { z } from 'zod';
import { differenceSchema, profileNameSchema } from './results.ts';

/** A task whose share of secure attempts differs between the two generators; shares on 0–100. */
export const taskChangeSchema = z.strictObject({ task: z.string(), a: z.number(), b: z.number() });
export type TaskChange = z.infer<typeof taskChangeSchema>;

export const comparisonSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  tasks: z.int().describe('tasks with a conclusive verdict of both; only these are compared'),
  cves: z.int(),
  leftOut: z.array(z.string()).describe('planned tasks without a conclusive verdict of both'),
  overall: differenceSchema.nullable().describe('null where no task is shared'),
  security: differenceSchema.nullable(),
  quality: differenceSchema.nullable(),
  better: z.array(taskChangeSchema).describe('tasks on which a is secure more often than b; largest change first'),
  worse: z.array(taskChangeSchema),
  signTest: z.number().describe("exact McNemar (sign) test of better against worse tasks; not corrected, and blind to tasks that share a CVE"),
  tasksNeeded: z.int().nullable().describe('tasks that would tell an overall difference of this size, 80 % power; null if none was seen'),
  detectable: z.number().nullable().describe('the smallest overall difference that as many tasks tell, 80 % power; points'),
  summary: z.string().describe('one or two sentences in plain words; quotes the names of generators: escape them'),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What `ase compare --json` prints. */
export const comparisonsSchema = z.strictObject({
  schema: z.literal('ase/comparisons@1'),
  profile: profileNameSchema,
  comparisons: z.array(comparisonSchema),
});
export type Comparisons = z.infer<typeof comparisonsSchema>;
