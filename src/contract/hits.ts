import { z } from 'zod';
import { regionSchema, relativePathSchema } from './task.ts';

/** `context-….json` of an imported task: what was recorded as its context, most useful first; whole files, or lines of them. */
export const hitsSchema = z.strictObject({
  schema: z.literal('ase/hits@1'),
  hits: z.array(z.strictObject({ file: relativePathSchema, lines: regionSchema.shape.lines.optional(), score: z.number().optional() })),
});
export type RecordedHits = z.infer<typeof hitsSchema>;
export type RecordedHit = RecordedHits['hits'][number];
