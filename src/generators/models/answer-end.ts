import type { LanguageModelV4FinishReason } from '@ai-sdk/provider';
import type { GenerationEnd } from '../../contract/generation.ts';
import type { AskLimits, Try } from './try-once.ts';

/** What came of a request that did not fail. */
export function answerEnd(one: Exclude<Try, { how: 'failed' }>, limits: AskLimits): { readonly end: GenerationEnd; readonly reason: string } {
  if (one.how === 'stopped') {
    return one.why === 'time'
      ? { end: 'limit', reason: `no whole answer in ${limits.totalMs / 60_000} minutes` }
      : { end: 'cut-off', reason: `longer than ${limits.maxCharacters} characters or ${limits.maxResponseBytes} bytes: not read further` };
  }
  const { finish, text, callsTools } = one.answer;
  const withheld = finish === null ? null : withheldBy(finish);
  if (withheld !== null) return withheld;
  if (finish?.unified === 'length') return { end: 'cut-off', reason: `the limit of output tokens was reached (${finish.raw ?? 'length'})` };
  if (text.trim() === '') return { end: 'empty', reason: callsTools ? 'it called a tool and said nothing' : `it said nothing (${finish?.raw ?? finish?.unified ?? 'no reason'})` };
  return { end: 'answered', reason: finish?.raw ?? finish?.unified ?? 'stop' };
}

/** The SDK has one word for filters and refusals; the provider's own tells them apart. */
function withheldBy({ unified, raw }: LanguageModelV4FinishReason): { readonly end: GenerationEnd; readonly reason: string } | null {
  if (raw === 'refusal') return { end: 'refused', reason: 'the model declined' };
  if (unified !== 'content-filter') return null;
  return raw === undefined || raw === 'stop' ? { end: 'refused', reason: 'the model declined' } : { end: 'filtered', reason: `the provider withheld it (${raw})` };
}
