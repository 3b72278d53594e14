import { z } from 'zod';

/** The parts of SARIF 2.1.0 that are looked at; everything else is left out, whatever it is. Absent and null are the same: programs write either. */
const text = z.string().nullish();
const whole = z.int().nullish();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

const messageSchema = z.object({ text, id: text, arguments: list(z.string()) });
export type SarifMessage = z.infer<typeof messageSchema>;

const artifactLocationSchema = z.object({ uri: text, uriBaseId: text, index: whole });
export type ArtifactLocation = z.infer<typeof artifactLocationSchema>;

const locationSchema = z.object({
  physicalLocation: z
    .object({
      artifactLocation: artifactLocationSchema.nullish(),
      region: z.object({ startLine: whole, startColumn: whole, endLine: whole, endColumn: whole, snippet: z.object({ text }).nullish() }).nullish(),
    })
    .nullish(),
  message: messageSchema.nullish(),
});
export type SarifLocation = z.infer<typeof locationSchema>;

const toolComponentReference = z.object({ name: text, index: whole });
const taxonReference = z.object({ id: text, toolComponent: toolComponentReference.nullish() });
export type TaxonReference = z.infer<typeof taxonReference>;

const descriptorSchema = z.object({
  id: text,
  defaultConfiguration: z.object({ level: text }).nullish(),
  messageStrings: z.record(z.string(), z.object({ text })).nullish(),
  relationships: list(z.object({ target: taxonReference.nullish() })),
  properties: z.object({ tags: z.array(z.unknown()).nullish(), cwe: z.unknown().optional() }).nullish(),
});
export type SarifDescriptor = z.infer<typeof descriptorSchema>;

const resultSchema = z.object({
  ruleId: text,
  ruleIndex: whole,
  rule: z.object({ id: text, index: whole, toolComponent: toolComponentReference.nullish() }).nullish(),
  kind: text,
  level: text,
  baselineState: text,
  message: messageSchema.nullish(),
  locations: list(locationSchema),
  codeFlows: list(z.object({ threadFlows: list(z.object({ locations: list(z.object({ location: locationSchema.nullish() })) })) })),
  taxa: list(taxonReference),
});
export type SarifResult = z.infer<typeof resultSchema>;

const componentSchema = z.object({ name: text, rules: list(descriptorSchema) });

const runSchema = z.object({
  tool: z.object({ driver: componentSchema, extensions: list(componentSchema) }),
  originalUriBaseIds: z.record(z.string(), artifactLocationSchema).nullish(),
  artifacts: list(z.object({ location: artifactLocationSchema.nullish() })),
  invocations: list(z.object({ executionSuccessful: z.boolean().nullish(), toolExecutionNotifications: list(z.object({ level: text, message: messageSchema.nullish() })) })),
  results: list(resultSchema),
});
export type SarifRun = z.infer<typeof runSchema>;

export const sarifLogSchema = z.object({ version: z.literal('2.1.0'), runs: z.array(runSchema) });
