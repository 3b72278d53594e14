import { z } from 'zod';
import { sandboxNameSchema } from './proof.ts';
import { checkIdSchema, exactVersionSchema } from './task.ts';

/** How well the judge of each task must be proven. */
const provenSchema = z.strictObject({
  repetitions: z.int().min(1).describe('of each labelled answer; general cheats are judged once'),
  sandboxes: z.array(sandboxNameSchema).min(1),
});
export type ProvenDemand = z.infer<typeof provenSchema>;

/** `suite/<name>.yaml`: a named, versioned set of tasks. */
export const suiteSchema = z.strictObject({
  schema: z.literal('ase/suite@1'),
  name: checkIdSchema,
  version: exactVersionSchema,
  title: z.string().min(1),
  proven: provenSchema.optional().describe('what `ase suite lint` demands of each task: that its proof.json records such a check of this very task by this very kit, general cheats included, and that nothing was wrong'),
  tasks: z.array(checkIdSchema).min(1),
});
export type SuiteDescription = z.infer<typeof suiteSchema>;
