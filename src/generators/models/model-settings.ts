import { z } from 'zod';

export const PROVIDER_NAMES = ['openai', 'anthropic', 'google', 'bedrock', 'openrouter', 'openai-compatible'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export const EFFORTS = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof EFFORTS)[number];

/** `off`, a number of tokens, an effort, or `adaptive` (the model decides). Absent: as the provider does it. */
export const thinkingSchema = z.union([z.literal('off'), z.literal('adaptive'), z.enum(EFFORTS), z.int().min(1).max(1_000_000)]);
export type Thinking = z.infer<typeof thinkingSchema>;

/** Settings of a model, under the names that its query and a configuration file use. What is absent is left to the provider. */
export const modelSettingsSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  seed: z.int().min(0).max(2_000_000_000).optional().describe('cycle n sends seed + n - 1: the same seed in all cycles would be one sample'),
  max_tokens: z.int().min(1).max(10_000_000).optional().describe('of the answer; for a budget of thinking it comes on top'),
  thinking: thinkingSchema.optional(),
  body: z.record(z.string().regex(/^[\w-]{1,64}$/), z.json()).optional().describe('fields that are put into the request as they are; openai-compatible only'),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;
