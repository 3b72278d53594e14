import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { AseError } from '../../contract/errors.ts';
import type { AskServices } from './ask-services.ts';
import type { Connection } from './connection.ts';
import { type Exchange, recordExchanges } from './exchange.ts';
import { type Failure, failureOf } from './failures.ts';
import { maxTokensOf, type ModelSpec } from './model-spec.ts';
import { AnswerTooLong, emptyAnswer, type ReadAnswer, readAnswer, StreamBrokeOff } from './read-answer.ts';
import type { Redactor } from './redact.ts';
import { type ProviderOptions, thinkingOptions } from './thinking-options.ts';
import { watchRequest, type Watch } from './watch.ts';

export interface AskLimits {
  /** Tries after failures that may pass; waits that a rate limit asks for count apart. */
  readonly maxRetries: number;
  readonly maxRateLimitWaits: number;
  /** Without a byte. Long: some models think for many minutes before their first. */
  readonly silentMs: number;
  /** Of one request. */
  readonly totalMs: number;
  /** Of an answer with its thoughts; then reading stops. */
  readonly maxCharacters: number;
  readonly maxResponseBytes: number;
}

export const ASK_LIMITS: AskLimits = { maxRetries: 8, maxRateLimitWaits: 100, silentMs: 20 * 60_000, totalMs: 60 * 60_000, maxCharacters: 4_000_000, maxResponseBytes: 64 * 1024 * 1024 };

export interface Question {
  readonly spec: ModelSpec;
  readonly system?: string;
  readonly prompt: string;
  /** Estimate of the input's tokens, for rate limits and budget. Default: a quarter of its characters. */
  readonly promptTokens?: number;
  /** Default 1. It moves the seed on, if there is one. */
  readonly cycle?: number;
  readonly signal: AbortSignal;
  readonly limits?: Partial<AskLimits>;
}

/** How one request ended. `stopped`: by our limits, with what had come. */
export type Try = { readonly exchanges: readonly Exchange[]; readonly answer: ReadAnswer } & (
  | { readonly how: 'answered' }
  | { readonly how: 'stopped'; readonly why: 'too-long' | 'time' }
  | { readonly how: 'failed'; readonly failure: Failure }
);

export interface TryContext {
  readonly question: Question;
  readonly limits: AskLimits;
  readonly connection: Connection;
  readonly redactor: Redactor;
  readonly services: AskServices;
}

/** @throws AseError `cancelled` */
export async function tryOnce({ question, limits, connection, redactor, services }: TryContext): Promise<Try> {
  const { spec, signal } = question;
  const watch = watchRequest({ silentMs: limits.silentMs, totalMs: limits.totalMs, signal });
  const recorder = recordExchanges({ redactor, maxResponseBytes: limits.maxResponseBytes, onPiece: watch.touch });
  const answer = emptyAnswer();
  const told = (): Pick<Try, 'answer' | 'exchanges'> => {
    // A key that a server sends back lies in pieces there, where it cannot be taken out.
    const holdsSecret = [answer.text, answer.reasoning].some((text) => redactor.whole(text) !== text);
    const exchanges = recorder.exchanges().map((exchange) => (holdsSecret ? { ...exchange, response: '', brokenOff: 'left out: it repeated a key' } : exchange));
    return { answer: { ...answer, servedModel: servedModel(spec, answer, exchanges) }, exchanges };
  };
  try {
    const model = await services.languageModels(spec, connection);
    await recorder.run(() => readAnswer(model, callOptions(question, watch.signal), { answer, maxCharacters: limits.maxCharacters }));
    return { how: 'answered', ...told() };
  } catch (error) {
    const isTooLong = error instanceof AnswerTooLong || recorder.isTooLong();
    return { ...howItFailed({ error, watch, isTooLong, limits, nowMs: services.clock.now() }), ...told() };
  } finally {
    watch.stop();
  }
}

/** Google's provider keeps the snapshot to itself, and for Bedrock, which names none, the SDK repeats what was asked for. */
function servedModel({ provider }: ModelSpec, { servedModel: said }: ReadAnswer, exchanges: readonly Exchange[]): string | null {
  if (provider === 'bedrock') return null;
  return provider === 'google' ? (/"modelVersion"\s*:\s*"([^"\\]{1,200})"/.exec(exchanges.at(-1)?.response ?? '')?.[1] ?? null) : said;
}

type Failed = { readonly how: 'stopped'; readonly why: 'too-long' | 'time' } | { readonly how: 'failed'; readonly failure: Failure };

function howItFailed({ error, watch, isTooLong, limits, nowMs }: { readonly error: unknown; readonly watch: Watch; readonly isTooLong: boolean; readonly limits: AskLimits; readonly nowMs: number }): Failed {
  const passing = (message: string): Failed => ({ how: 'failed', failure: { kind: 'passing', message, isRateLimit: false, retryAfterMs: null } });
  switch (watch.ended()) {
    case 'cancelled':
      throw new AseError('cancelled', 'the run was stopped');
    case 'time':
      return { how: 'stopped', why: 'time' };
    case 'silent':
      return passing(`nothing came for ${limits.silentMs / 1000} s`);
    default:
  }
  if (isTooLong) return { how: 'stopped', why: 'too-long' };
  return error instanceof StreamBrokeOff ? passing(error.message) : { how: 'failed', failure: failureOf(error, nowMs) };
}

function callOptions({ spec, system, prompt, cycle = 1 }: Question, abortSignal: AbortSignal): LanguageModelV4CallOptions {
  const { temperature, top_p, seed } = spec.settings;
  const maxOutputTokens = maxTokensOf(spec);
  return {
    prompt: [...(system === undefined ? [] : [{ role: 'system', content: system } as const]), { role: 'user', content: [{ type: 'text', text: prompt }] }],
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(top_p === undefined ? {} : { topP: top_p }),
    ...(seed === undefined ? {} : { seed: seedOf(seed, cycle) }),
    abortSignal,
    providerOptions: providerOptions(spec),
  };
}

function providerOptions({ provider, settings: { thinking, body } }: ModelSpec): ProviderOptions {
  const own = thinkingOptions(provider, thinking);
  // Nothing of a benchmark is to be kept by the provider for later.
  if (provider === 'openai') return { openai: { ...own['openai'], store: false } };
  return body === undefined ? own : { compatible: { ...own['compatible'], ...body } };
}

export function seedOf(seed: number, cycle: number): number {
  return seed + cycle - 1;
}
