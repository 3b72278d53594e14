import { z } from 'zod';
import { relativePathSchema } from './task.ts';

/** A place in a file: lines and columns begin with 1, columns count UTF-16 units, the end is behind the last one. */
export const placeSchema = z.strictObject({
  file: relativePathSchema,
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
});
export type Place = z.infer<typeof placeSchema>;

/** One step of a flow: where data that can do harm comes in, what carries it on, what it reaches. */
export const traceStepSchema = z.strictObject({
  kind: z.enum(['source', 'step', 'sink']),
  place: placeSchema,
  text: z.string().describe('the code there, one line, cut at 200 characters; hostile'),
  note: z.string().describe('what happens there, in our words: "argument of readFile", "returned by clean"'),
});
export type TraceStep = z.infer<typeof traceStepSchema>;

export const findingSchema = z.strictObject({
  rule: z.string(),
  message: z.string().describe('the rule’s, metavariables filled in; may quote hostile code'),
  severity: z.enum(['error', 'warning', 'note']),
  cwe: z.array(z.string().regex(/^CWE-\d+$/)),
  place: placeSchema,
  trace: z.array(traceStepSchema).describe('empty for a search rule'),
  labels: z.array(z.string()).describe('what can still go wrong at the sink, such as quote, html, path, shell'),
  fingerprint: z.string().describe('stable when lines move: hash of rule, file, sink and source texts and their number among equals'),
});
export type Finding = z.infer<typeof findingSchema>;
