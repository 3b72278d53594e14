import { AseError } from '../../contract/errors.ts';
import { type GenerationEnd, UnansweredError, type Usage } from '../../contract/generation.ts';
import { answerEnd } from './answer-end.ts';
import type { AskServices } from './ask-services.ts';
import { sleepInSlices } from './clock.ts';
import { type Connection, connectionOf } from './connection.ts';
import { type Exchange, linesOf } from './exchange.ts';
import type { Failure } from './failures.ts';
import type { ModelSpec } from './model-spec.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { backoffMs, spreadMs } from './retry-after.ts';
import { ASK_LIMITS, type Question, type Try, type TryContext, tryOnce } from './try-once.ts';
import { addUsed, type Used, usedBy } from './used.ts';

export interface ModelAnswer {
  readonly text: string;
  /** What the model let be seen of its thoughts. */
  readonly reasoning: string;
  readonly end: GenerationEnd;
  /** One line for people. */
  readonly reason: string;
  readonly usage: Usage;
  readonly servedModel: string | null;
  readonly warnings: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/** The provider does not take this one request: `isTooLong` if for its length, else probably for a setting. */
export class RequestRejected extends AseError {
  readonly isTooLong: boolean;
  readonly usage: Usage;
  readonly exchanges: readonly Exchange[];

  constructor(message: string, { isTooLong, usage, exchanges }: Pick<RequestRejected, 'isTooLong' | 'usage' | 'exchanges'>) {
    super('bad-input', message, { remedy: isTooLong ? 'Show the model less context.' : "Check the model's settings." });
    this.name = 'RequestRejected';
    this.isTooLong = isTooLong;
    this.usage = usage;
    this.exchanges = exchanges;
  }
}

const NOTE_MS = 10_000;

/**
 * Asks a model once, and again while its failures may pass. The answer is streamed: a connection that says nothing during a long thinking is cut by
 * proxies and routers on the way, and a stall could not be told from a model that thinks.
 * @throws AseError (an UnansweredError where something was sent) `permission` (no or wrong key, no credit), `unknown-name` (no such model), `bad-input` (as RequestRejected; or no known price with a limit on
 * costs), `unavailable`, `budget`, `cancelled`
 */
export async function askModel(question: Question, services: AskServices): Promise<ModelAnswer> {
  const connection = assertAskable(question.spec, services);
  const context: TryContext = { question, limits: { ...ASK_LIMITS, ...question.limits }, connection, redactor: createRedactor(connection.secrets), services };
  const asked: Asked = { tries: [], used: [] };
  try {
    return await askUntilAnswered(context, asked);
  } catch (error) {
    if (!(error instanceof AseError) || error instanceof RequestRejected || asked.used.length === 0) throw error;
    const exchanges = asked.tries.flatMap((one) => one.exchanges);
    throw new UnansweredError(error, { usage: addUsed(asked.used), files: new Map([['exchanges.jsonl', linesOf(exchanges)]]) });
  }
}

/** Grows with each try. */
interface Asked {
  readonly tries: Try[];
  readonly used: Used[];
}

async function askUntilAnswered(context: TryContext, { tries, used }: Asked): Promise<ModelAnswer> {
  const { question, limits, redactor, services } = context;
  const { spec, signal } = question;
  let passed = 0;
  let rateLimited = 0;
  for (;;) {
    services.budget.assertOpen();
    const one = await tryWithinLimits(context, used);
    tries.push(one);
    if (one.how !== 'failed') return finished(tries, used, redactor, answerEnd(one, limits));
    const { failure } = one;
    const message = redactor.message(failure.message);
    if (failure.kind === 'filtered') return finished(tries, used, redactor, { end: 'filtered', reason: `the provider withheld it: ${message}` });
    if (failure.kind === 'rejected') throw new RequestRejected(`${spec.name}: the provider does not take the request: ${message}`, { isTooLong: failure.isTooLong, usage: addUsed(used), exchanges: tries.flatMap(({ exchanges }) => exchanges) });
    if (failure.kind !== 'passing') throw lasting(spec, failure.kind, message);
    if (failure.isRateLimit) rateLimited += 1;
    else passed += 1;
    if (passed > limits.maxRetries || rateLimited > limits.maxRateLimitWaits) throw unavailable(spec, message, tries.length);
    const waitMs = failure.retryAfterMs === null ? backoffMs(failure.isRateLimit ? rateLimited : passed, services.random) : spreadMs(failure.retryAfterMs, services.random);
    await wait({ waitMs, signal, services, generator: spec.name, reason: message });
  }
}

/**
 * What can be known to be missing before anything is sent: keys, and with a limit on costs a price.
 * @throws AseError `permission`, `bad-input`
 */
export function assertAskable(spec: Pick<ModelSpec, 'provider' | 'model' | 'name' | 'baseUrl' | 'keyVariable'>, { secrets, budget, prices }: Pick<AskServices, 'secrets' | 'budget' | 'prices'>): Connection {
  const { provider, model, name } = spec;
  const connection = connectionOf(spec, secrets);
  // OpenRouter says with each answer what it cost.
  if (!budget.limitsCost || provider === 'openrouter' || prices.priceOf(provider, model) !== null) return connection;
  throw new AseError('bad-input', `no price is known for ${name}, so a limit on costs cannot be kept`, { remedy: `Add a line with provider: ${provider}, model: ${model} to a price table of your own (docs/models.md), limit tokens instead, or leave the limit out.` });
}

async function tryWithinLimits(context: TryContext, used: Used[]): Promise<Try> {
  const { question, services } = context;
  const { provider } = question.spec;
  const tokens = question.promptTokens ?? Math.ceil((question.prompt.length + (question.system?.length ?? 0)) / 4);
  try {
    return await services.rateLimits.run({ provider, tokens, signal: question.signal }, async (settle) => {
      // Others may have used up the budget while this one waited.
      services.budget.assertOpen();
      const one = await tryOnce(context);
      const now = usedBy(one, question.spec, { promptTokens: tokens, prices: services.prices });
      settle(now.tokens);
      services.budget.spend({ costUsd: now.budgetUsd, tokens: now.tokens });
      used.push(now);
      return one;
    });
  } catch (error) {
    if (question.signal.aborted && !(error instanceof AseError)) throw new AseError('cancelled', 'the run was stopped', { cause: error });
    throw error;
  }
}

function finished(tries: readonly Try[], used: readonly Used[], redactor: Redactor, { end, reason }: { readonly end: GenerationEnd; readonly reason: string }): ModelAnswer {
  const last = tries.at(-1);
  const answer = last?.answer;
  const lost = used.slice(0, -1).filter(({ isUnknown }) => isUnknown).length;
  return {
    text: redactor.whole(answer?.text ?? ''),
    reasoning: redactor.whole(answer?.reasoning ?? ''),
    end,
    reason: redactor.message(reason),
    usage: addUsed(used),
    servedModel: answer?.servedModel == null ? null : redactor.message(answer.servedModel),
    warnings: [...(answer?.warnings ?? []).map(redactor.message), ...(lost > 0 ? [`${lost} earlier answers broke off: what they used was not said and is not counted`] : [])],
    exchanges: tries.flatMap(({ exchanges }) => exchanges),
  };
}

async function wait({ waitMs, signal, services, generator, reason }: { readonly waitMs: number; readonly signal: AbortSignal; readonly services: AskServices; readonly generator: string; readonly reason: string }): Promise<void> {
  const { clock, onWait } = services;
  try {
    await sleepInSlices(clock, { untilMs: clock.now() + waitMs, sliceMs: NOTE_MS, signal, note: (remainingMs) => onWait({ generator, reason, remainingMs }) });
  } catch (error) {
    throw signal.aborted ? new AseError('cancelled', 'the run was stopped', { cause: error }) : error;
  }
}

function lasting({ name }: ModelSpec, kind: Exclude<Failure['kind'], 'passing' | 'filtered' | 'rejected'>, message: string): AseError {
  switch (kind) {
    case 'wrong-key':
      return new AseError('permission', `${name}: the key is not accepted: ${message}`, { remedy: 'Check the key, and that its account may use this model.' });
    case 'no-credit':
      return new AseError('permission', `${name}: the account has no credit: ${message}`, { remedy: 'Add credit and run the same command again: what was finished is kept.' });
    case 'unknown-model':
      return new AseError('unknown-name', `${name}: the provider does not have it: ${message}`, { remedy: "Check the model's name, and the base URL if you set one." });
  }
}

function unavailable({ name }: ModelSpec, message: string, tries: number): AseError {
  return new AseError('unavailable', `${name} gave no answer in ${tries} tries: ${message}`, { remedy: 'Run the same command again later: what was finished is kept.' });
}
