import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AseError } from '../../contract/errors.ts';
import type { Usage } from '../../contract/generation.ts';
import { digestOf } from '../../util/digest.ts';
import { withDiskErrors } from '../../util/disk-error.ts';

const dollars = z.number().min(0).nullable();

/** US dollars for a million tokens; null is unknown. */
const priceSchema = z.strictObject({
  provider: z.string().min(1),
  model: z.string().min(1).describe('a name; * stands for any characters'),
  input: z.number().min(0),
  cached_input: dollars,
  output: z.number().min(0),
  reasoning: dollars.optional().describe('default: as output'),
  up_to_input_tokens: z.int().min(1).optional().describe('a longer prompt has another price, which is then unknown'),
  date: z.iso.date().describe('when it was the price'),
  source: z.string().min(1),
});
const priceTableSchema = z.strictObject({ schema: z.literal('ase/prices@1'), prices: z.array(priceSchema) });
export type Price = z.infer<typeof priceSchema>;

export type TokenCounts = Pick<Usage, 'inputTokens' | 'cachedInputTokens' | 'outputTokens' | 'reasoningTokens'>;

export interface Prices {
  /** Of all that a cost depends on besides tokens. */
  readonly digest: string;
  /** Null: unknown. */
  priceOf(provider: string, model: string): Price | null;
  /** US dollars; null where the price or a count that it needs is unknown. */
  costOf(provider: string, model: string, tokens: TokenCounts): number | null;
  /** The most that it can be, where it is not said how many tokens were cached or thought. */
  costAtMost(provider: string, model: string, tokens: Pick<TokenCounts, 'inputTokens' | 'outputTokens'>): number | null;
}

const OWN_TABLE = join(import.meta.dirname, '..', '..', '..', 'prices', 'prices.yaml');
const MILLION = 1_000_000;

/**
 * The table of this package; entries of the user's own file come first.
 * @throws AseError `bad-input`, `not-found`, `permission`
 */
export async function openPrices(userFile?: string): Promise<Prices> {
  const own = await readTable(OWN_TABLE);
  return pricesOf([...(userFile === undefined ? [] : await readTable(userFile)), ...own]);
}

async function readTable(file: string): Promise<readonly Price[]> {
  const text = await withDiskErrors(file, () => readFile(file, 'utf8'));
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new AseError('bad-input', `${file} is no YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`, { cause: error });
  }
  const parsed = priceTableSchema.safeParse(value);
  if (parsed.success) return parsed.data.prices;
  throw new AseError('bad-input', `${file} is no price table\n${z.prettifyError(parsed.error)}`, { remedy: 'docs/models.md shows one.' });
}

function pricesOf(entries: readonly Price[]): Prices {
  const patterns = entries.map((price) => ({ price, pattern: new RegExp(`^${price.model.split('*').map((part) => part.replace(/\W/g, '\\$&')).join('.*')}$`) }));
  const priceOf = (provider: string, model: string): Price | null => patterns.find(({ price, pattern }) => price.provider === provider && pattern.test(model))?.price ?? null;
  return {
    digest: digestOf(JSON.stringify(entries)),
    priceOf,
    costOf: (provider, model, tokens) => {
      const price = priceOf(provider, model);
      return price === null ? null : costAt(price, tokens);
    },
    costAtMost: (provider, model, { inputTokens, outputTokens }) => {
      const price = priceOf(provider, model);
      if (price === null) return null;
      const dearest = { ...price, output: Math.max(price.output, price.reasoning ?? 0), reasoning: null };
      return costAt(dearest, { inputTokens, cachedInputTokens: 0, outputTokens, reasoningTokens: 0 });
    },
  };
}

/** input and output hold cached and reasoning tokens; each kind is counted once. */
function costAt(price: Price, { inputTokens, cachedInputTokens, outputTokens, reasoningTokens }: TokenCounts): number | null {
  if (inputTokens === null || outputTokens === null || inputTokens > (price.up_to_input_tokens ?? Infinity)) return null;
  const reasoningPrice = price.reasoning ?? price.output;
  if (price.cached_input !== price.input && cachedInputTokens === null) return null;
  if (reasoningPrice !== price.output && reasoningTokens === null) return null;
  const cached = cachedInputTokens ?? 0;
  const reasoning = reasoningTokens ?? 0;
  if (cached > 0 && price.cached_input === null) return null;
  return ((inputTokens - cached) * price.input + cached * (price.cached_input ?? 0) + (outputTokens - reasoning) * price.output + reasoning * reasoningPrice) / MILLION;
}
