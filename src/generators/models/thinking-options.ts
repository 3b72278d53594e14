import type { JSONObject } from '@ai-sdk/provider';
import type { ModelSettings, ProviderName, Thinking } from './model-settings.ts';

export interface ProviderOptions {
  readonly [provider: string]: JSONObject;
}

/** Claude's smallest budget. */
const LEAST_BUDGET = 1024;

/**
 * How a provider is told to think. Each has words of its own, and the AI SDK's portable setting is rounded or dropped without an error: so they are set here.
 * A budget becomes part of the limit on output tokens: for Claude the SDK adds it.
 */
export function thinkingOptions(provider: ProviderName, thinking: Thinking | undefined): ProviderOptions {
  if (thinking === undefined) return {};
  switch (provider) {
    case 'openai':
      return { openai: { reasoningEffort: thinking === 'off' ? 'none' : thinking, ...(thinking === 'off' ? {} : { reasoningSummary: 'auto' }) } };
    case 'anthropic':
      return { anthropic: claudeThinking(thinking) };
    case 'bedrock':
      return { amazonBedrock: { reasoningConfig: bedrockThinking(thinking) } };
    case 'google':
      return { google: { thinkingConfig: typeof thinking === 'number' ? { thinkingBudget: thinking, includeThoughts: true } : googleThinking(thinking) } };
    case 'openrouter':
      return { openrouter: { reasoning: typeof thinking === 'number' ? { max_tokens: thinking } : { effort: thinking === 'off' ? 'none' : thinking } } };
    case 'openai-compatible':
      return { compatible: { reasoningEffort: thinking } };
  }
}

function claudeThinking(thinking: Thinking): JSONObject {
  if (thinking === 'off') return { thinking: { type: 'disabled' } };
  if (typeof thinking === 'number') return { thinking: { type: 'enabled', budgetTokens: thinking } };
  const adaptive = { type: 'adaptive', display: 'summarized' };
  return thinking === 'adaptive' ? { thinking: adaptive } : { thinking: adaptive, effort: thinking };
}

function bedrockThinking(thinking: Thinking): JSONObject {
  if (thinking === 'off') return { type: 'disabled' };
  if (typeof thinking === 'number') return { type: 'enabled', budgetTokens: thinking };
  return thinking === 'adaptive' ? { type: 'adaptive' } : { type: 'adaptive', maxReasoningEffort: thinking };
}

function googleThinking(thinking: Exclude<Thinking, number>): JSONObject {
  if (thinking === 'off') return { thinkingBudget: 0 };
  return thinking === 'adaptive' ? { thinkingBudget: -1, includeThoughts: true } : { thinkingLevel: thinking, includeThoughts: true };
}

/** What is wrong with a setting that its provider has no word for, told before anything is asked; null where it can be sent. */
export function checkThinking(provider: ProviderName, model: string, { thinking, temperature }: ModelSettings): string | null {
  if (thinking === undefined) return null;
  if (provider === 'anthropic' || (provider === 'bedrock' && /claude/i.test(model))) return claudeProblem(thinking, temperature);
  const isNumberOrAdaptive = typeof thinking === 'number' || thinking === 'adaptive';
  switch (provider) {
    case 'openai':
    case 'bedrock':
      return isNumberOrAdaptive ? 'thinking takes off or an effort' : null;
    case 'google':
      return thinking === 'max' ? 'thinking takes off, adaptive, a number of tokens, minimal, low, medium, high or xhigh' : null;
    case 'openrouter':
      return thinking === 'adaptive' || thinking === 'max' ? 'thinking takes off, a number of tokens, minimal, low, medium, high or xhigh' : null;
    case 'openai-compatible':
      return isNumberOrAdaptive || thinking === 'off'
        ? 'every server has a field of its own for this: use body.enable_thinking=false, body.chat_template_kwargs={"enable_thinking":false}, body.thinking={"type":"disabled"} or what its documentation says'
        : null;
  }
}

function claudeProblem(thinking: Thinking, temperature: number | undefined): string | null {
  if (typeof thinking === 'number' && thinking < LEAST_BUDGET) return `a budget for thinking is at least ${LEAST_BUDGET} tokens`;
  if (thinking === 'minimal') return 'it knows the efforts low, medium, high, xhigh and max';
  return temperature !== undefined && temperature !== 1 && thinking !== 'off' ? 'with thinking its temperature is always 1' : null;
}
