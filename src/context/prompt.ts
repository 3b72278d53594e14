import { AseError } from '../contract/errors.ts';
import type { ContextItem } from './context-item.ts';
import { shownPath } from './fence.ts';
import { type PromptParts, templateValues } from './prompt-fields.ts';
import type { Template } from './prompt-template.ts';
import type { TokenCounter } from './token-counter.ts';

export interface PromptInput extends PromptParts {
  /** `items` of the parts: most useful first. */
  readonly template: Template;
  /** Of the whole text that is sent. */
  readonly budgetTokens: number;
  readonly countTokens: TokenCounter;
}

export interface Prompt {
  /** The one message of the user; there is no system prompt. */
  readonly text: string;
  readonly tokens: number;
  /** Context items that the budget left out, least useful first: `path` or `path:first-last`. */
  readonly dropped: readonly string[];
}

/**
 * What a generator is asked. While the whole text is over the budget, the least useful context item goes; the task itself never does.
 * @throws AseError `bad-input` where the task alone is over the budget
 */
export function buildPrompt(input: PromptInput): Prompt {
  const { items, countTokens, budgetTokens, task } = input;
  const withFirst = (count: number): Omit<Prompt, 'dropped'> => {
    const text = textOf(input, items.slice(0, count));
    return { text, tokens: countTokens(text) };
  };
  const whole = withFirst(items.length);
  if (whole.tokens <= budgetTokens) return { ...whole, dropped: [] };
  let [kept, best] = [0, withFirst(0)];
  if (best.tokens > budgetTokens) {
    throw new AseError('bad-input', `${task.id} alone takes ${best.tokens} tokens, ${best.tokens - budgetTokens} more than the budget of ${budgetTokens}`, {
      remedy: 'Give a larger token budget, or leave the task out.',
    });
  }
  // Counting is the dear part: halve instead of dropping one after the other.
  for (let tooMany = items.length; tooMany - kept > 1; ) {
    const middle = Math.floor((kept + tooMany) / 2);
    const tried = withFirst(middle);
    if (tried.tokens > budgetTokens) tooMany = middle;
    else [kept, best] = [middle, tried];
  }
  return { ...best, dropped: items.slice(kept).reverse().map(nameOf) };
}

function textOf({ template, ...parts }: PromptInput, items: readonly ContextItem[]): string {
  return template.fill(templateValues({ ...parts, items }));
}

function nameOf({ path, lines }: ContextItem): string {
  return lines === null ? shownPath(path) : `${shownPath(path)}:${lines[0]}-${lines[1]}`;
}
