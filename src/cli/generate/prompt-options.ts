import { type Command, Option } from 'commander';
import type { ContextStrategy } from '../../context/retrieve-context.ts';
import type { QueryStrategy } from '../../context/query-text.ts';
import { wholeNumber } from '../options.ts';

/** What generators are shown, and how they answer. */
export interface PromptFlags {
  readonly retrieval: ContextStrategy;
  readonly query: QueryStrategy;
  readonly contextLimit: number;
  readonly answer: 'replacement' | 'diff';
  readonly hint: 'none' | 'generic' | 'specific';
  readonly template?: string;
  readonly tokenBudget: number;
}

const TOKEN_BUDGET = 64_000;
const CONTEXT_ITEMS = 20;

export function addPromptOptions(command: Command): Command {
  return command
    .addOption(new Option('--retrieval <strategy>', 'what of the repository models are shown besides the masked files; official: what A.S.E. recorded for an imported task').choices(['bm25', 'symbols', 'official', 'none'] satisfies ContextStrategy[]).default('bm25'))
    .addOption(new Option('--query <strategy>', 'what bm25 looks for; summary+file and summary+block use the removed code, as A.S.E. does; hypothetical asks each model for a draft first').choices(['summary+masked', 'summary+file', 'summary+block', 'hypothetical']).default('summary+masked'))
    .option('--context-limit <n>', 'files or snippets at most', wholeNumber(0), CONTEXT_ITEMS)
    .addOption(new Option('--answer <mode>', 'how models answer: code for the region, or a unified diff').choices(['replacement', 'diff']).default('replacement'))
    .addOption(new Option('--hint <level>', 'what the prompt says of security: nothing, that the code has to be secure, or which weakness it must not have').choices(['none', 'generic', 'specific']).default('none'))
    .option('--template <file>', 'a prompt template of your own')
    .option('--token-budget <n>', 'of one prompt; context items are left out, least useful first', wholeNumber(1), TOKEN_BUDGET);
}
