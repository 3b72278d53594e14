import { z } from 'zod';
import { comparisonsSchema } from '../contract/comparison.ts';
import { leaderboardSchema, resultSchema } from '../contract/results.ts';
import { runSchema } from '../contract/run.ts';

/** What `ase report --format json` writes. A change that could trip a reader makes it `ase/report@2`. */
export const reportSchema = z.strictObject({
  schema: z.literal('ase/report@1'),
  madeAt: z.iso.datetime().describe('when the report was made, UTC'),
  run: runSchema,
  leaderboard: leaderboardSchema,
  columns: z.string().describe('what the scores mean, in one line'),
  comparisons: comparisonsSchema.nullable(),
  results: z.array(resultSchema).describe('an entry an attempt that has a verdict, in the order of results.jsonl'),
  repeat: z.strictObject({
    command: z.string().describe('plans the same run again'),
    left: z.array(z.strictObject({ placeholder: z.string(), name: z.string() })).describe('names that are unsafe to paste into a shell'),
  }),
});
export type Report = z.infer<typeof reportSchema>;
