import { z } from 'zod';
import { digestSchema } from './task.ts';

const count = z.int().min(0);

/** Of the program that made the sandboxes. */
export const sandboxNameSchema = z.enum(['docker', 'podman', 'bubblewrap']);

const sandboxProofSchema = z.strictObject({
  date: z.iso.date(),
  digest: digestSchema.describe('of the task that was judged'),
  kit: digestSchema.optional().describe('of what judges inside the sandbox and of the general cheats that were judged; older records have none'),
  answers: z.int().min(1).describe('labelled answers, general cheats included'),
  repetitions: z.int().min(1).describe('of each but the general cheats'),
  verdicts: z.int().min(1),
  wrong: count,
  flaky: count,
  referenceMs: z.number().min(0).describe('median wall time of judging the reference'),
});
export type SandboxProof = z.infer<typeof sandboxProofSchema>;

/** `proof.json` of a task: what `ase suite check --record` found. */
export const proofSchema = z.strictObject({
  schema: z.literal('ase/proof@1'),
  repository: z.strictObject({ files: count, bytes: count }),
  sandboxes: z.partialRecord(sandboxNameSchema, sandboxProofSchema),
});
export type TaskProof = z.infer<typeof proofSchema>;
