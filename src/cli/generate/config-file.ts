import { resolve } from 'node:path';
import { z } from 'zod';
import { readYaml, valueOrThrow } from '../../suite/read-yaml.ts';
import { pathExists } from '../../util/files.ts';

export const CONFIG_FILE = 'ase.config.yaml';

const rateSchema = z.strictObject({
  requests_per_minute: z.int().min(1).optional(),
  tokens_per_minute: z.int().min(1).optional().describe('input and output together'),
  at_once: z.int().min(1).optional(),
});

/** `ase.config.yaml`: names for generators with their settings, and what holds for all runs here. */
export const configSchema = z.strictObject({
  generators: z
    .record(z.string().regex(/^[\w.-]{1,64}$/, 'expected a name of letters, digits, ., _ and -'), z.string().min(1))
    .optional()
    .describe('a name, and what --generator would say for it; the leaderboard shows the name'),
  prices: z.string().optional().describe('a price table of your own; its entries come first'),
  rates: z.record(z.string(), rateSchema).optional().describe('by provider: openai, anthropic, google, bedrock, openrouter, openai-compatible'),
});
export type Config = z.infer<typeof configSchema>;
export type Rate = z.infer<typeof rateSchema>;

/**
 * The configuration of this folder, or the file that is named; an empty one where there is none.
 * @throws FaultsError, AseError `not-found`
 */
export async function readConfig(named: string | undefined): Promise<Config> {
  const file = resolve(named ?? CONFIG_FILE);
  if (named === undefined && !(await pathExists(file))) return {};
  return valueOrThrow(await readYaml(file, configSchema), `${file} cannot be used`);
}

/** What `ase init` writes. */
export const COMMENTED_CONFIG = `# Names for generators, and what holds for all runs in this folder. ase run --generator fast --generator slow
# Keys come from the environment (OPENAI_API_KEY, ANTHROPIC_API_KEY, …) or from ~/.config/ase/secrets.env (mode 600), never from this file.
generators:
  # A model with its settings: two settings of one model are two generators.
  fast: openai:gpt-5?thinking=minimal
  slow: openai:gpt-5?thinking=high
  # Any endpoint that speaks OpenAI's Chat Completions: vLLM, Ollama, DeepSeek, Qwen.
  local: openai-compatible:qwen3-coder@http://127.0.0.1:8000/v1?temperature=0.2
  # Recorded answers, and what the judge is held against.
  repaired: baseline:reference

# Your own prices in US dollars for a million tokens; docs/models.md shows the form. What has no price costs an unknown amount, never 0.
# prices: prices.yaml

# What your account may ask.
# rates:
#   openai: { requests_per_minute: 500, tokens_per_minute: 200000, at_once: 16 }
`;
