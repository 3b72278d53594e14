import type { AnswerEnding, Provider, TokenUsage } from '../../contract/gateway.ts';

/** JSON of somebody else: nothing is known of it. */
export type Json = Readonly<Record<string, unknown>>;

/** Null for what is no JSON object. */
export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A count of tokens as a provider writes it; null for what is none. */
export function asCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Fields that buy the same answer at another price. */
const DEARER = ['service_tier', 'serviceTier', 'speed'];

/** Without what would make prices wrong. */
export function atUsualPrice(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !DEARER.includes(name)));
}

/** The sum of what is known; null where `first` is not. */
export function sumOf(first: number | null, ...others: readonly (number | null)[]): number | null {
  return first === null ? null : others.reduce<number>((sum, other) => sum + (other ?? 0), first);
}

/** What one answer told about itself. */
export interface Told {
  readonly model: string | null;
  readonly usage: TokenUsage | null;
  readonly ending: AnswerEnding | null;
}

/** A provider's word for how an answer ended; null for what is none. A word that is not in `words` means that it is whole. */
export function endingOf(word: unknown, words: Readonly<Record<string, AnswerEnding>>): AnswerEnding | null {
  const text = asText(word);
  if (text === null) return null;
  return Object.hasOwn(words, text) ? (words[text] ?? 'whole') : 'whole';
}

/** How one wire format names its things. All functions are pure and never throw at what a body holds. */
export interface ModelApi {
  readonly provider: Provider;
  /** False for requests that only count tokens: they are free. */
  readonly generates: boolean;
  /** The path at the upstream, behind its base URL. */
  upstreamPath(model: string): string;
  /** The model that a request names; null where it names none. */
  modelOf(body: Json): string | null;
  /** The body that is really sent: for the pinned model, at its usual price, and so that usage comes back. */
  sentBody(body: Json, model: string): Json;
  /** What the provider itself would do or fetch for this request, in words; null where it only computes. */
  providerWork(body: Json): string | null;
  /** Adds what one JSON answer, or one event of a stream, tells. */
  tell(event: Json, told: Told): Told;
  /** An error in the provider's own format. */
  error(status: number, message: string): Json;
}
