import type { ContextItem } from '../../context/context-item.ts';
import { parseAnswer } from '../../context/answer.ts';
import { type MaskedFile, readMaskedFiles } from '../../context/masked-file.ts';
import { buildPrompt } from '../../context/prompt.ts';
import { type AnswerMode, openTemplate, type Template } from '../../context/prompt-template.ts';
import { retrieveContext } from '../../context/retrieve-context.ts';
import { loadTokenCounter, type TokenCounter } from '../../context/token-counter.ts';
import type { AttemptToGenerate } from '../../contract/generation.ts';
import type { Change } from '../../contract/results.ts';
import type { Task } from '../../contract/task.ts';
import { readHits } from '../../suite/read-hits.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import type { PromptFlags } from './prompt-options.ts';

/** Changes when the same settings show something else. */
const PROMPT_VERSION = '1';

export interface ShownTask {
  readonly task: Task;
  /** The task's folder. */
  readonly folder: string;
  readonly description: string;
  /** The folder of the vulnerable repository. */
  original(): Promise<string>;
}

/** All that a generator is shown of a task. */
export interface ShownPrompt {
  readonly prompt: string;
  readonly tokens: number;
  readonly files: readonly MaskedFile[];
  readonly items: readonly ContextItem[];
  /** Items that the token budget left out, least useful first. */
  readonly dropped: readonly string[];
  /** What was left out of the context, and why. */
  readonly notes: readonly string[];
  /** The removed code had a part in choosing the context. */
  readonly seesOriginal: boolean;
}

/** Prompts of one mode and one group of settings; those of a task are made once. */
export interface PromptBuilder {
  /** Of template and settings. */
  readonly digest: string;
  /** `draft`: what the query `hypothetical` looks for; without one it is `summary+masked`. */
  show(shown: ShownTask, draft?: string): Promise<ShownPrompt>;
  ofAttempt(attempt: AttemptToGenerate, draft?: string): Promise<ShownPrompt>;
  /** The change that a raw answer to a task holds; its prompt must have been made. */
  parse(raw: string, attempt: Pick<AttemptToGenerate, 'task'>): Change;
}

/** @throws FaultsError, AseError where the template cannot be used */
export async function createPromptBuilder(mode: AnswerMode, flags: PromptFlags): Promise<PromptBuilder> {
  const template = await openTemplate(mode, flags.template);
  const { retrieval, query, contextLimit, hint, tokenBudget } = flags;
  const prompts = new Map<string, Promise<ShownPrompt>>();
  const files = new Map<string, readonly MaskedFile[]>();
  let counting: Promise<TokenCounter> | null = null;
  const make = async (shown: ShownTask, draft?: string): Promise<ShownPrompt> => {
    const made = await makePrompt(shown, { template, flags, countTokens: await (counting ??= loadTokenCounter()), ...(draft === undefined ? {} : { draft }) });
    files.set(shown.task.id, made.files);
    return made;
  };
  const show = (shown: ShownTask, draft?: string): Promise<ShownPrompt> => {
    if (draft !== undefined) return make(shown, draft);
    const { id } = shown.task;
    const making = prompts.get(id) ?? make(shown);
    prompts.set(id, making);
    making.catch(() => prompts.delete(id));
    return making;
  };
  return {
    digest: digestOf(canonicalJson({ version: PROMPT_VERSION, mode, template: template.digest, retrieval, query, contextLimit, hint, tokenBudget })),
    show,
    ofAttempt: ({ task, folder, description, trees }, draft) => show({ task, folder, description, original: () => trees.original() }, draft),
    parse: (raw, { task }) => {
      const shown = files.get(task.id);
      if (shown === undefined || mode === 'tools') throw new Error(`no prompt of ${task.id} is answered by text`);
      return parseAnswer(raw, { mode, files: shown });
    },
  };
}

/**
 * For the query `hypothetical`: the prompt, without context, whose answer is the draft. Null where no draft is used.
 * @throws as createPromptBuilder
 */
export async function createDraftBuilder(flags: PromptFlags): Promise<PromptBuilder | null> {
  if (flags.query !== 'hypothetical' || flags.retrieval !== 'bm25') return null;
  return createPromptBuilder(flags.answer, { ...flags, retrieval: 'none' });
}

interface PromptMaking {
  readonly template: Template;
  readonly flags: PromptFlags;
  readonly countTokens: TokenCounter;
  readonly draft?: string;
}

async function makePrompt({ task, folder, description, original }: ShownTask, { template, flags, countTokens, draft }: PromptMaking): Promise<ShownPrompt> {
  const tree = await original();
  const { retrieval, contextLimit, hint, tokenBudget } = flags;
  const query = flags.query === 'hypothetical' && draft === undefined ? 'summary+masked' : flags.query;
  // An agent looks for itself.
  const strategy = template.mode === 'tools' ? 'none' : retrieval;
  const hits = strategy === 'official' ? await readHits(task, folder) : undefined;
  const [files, context] = await Promise.all([readMaskedFiles({ task, tree }), retrieveContext({ task, tree, description, strategy, query, hits, limit: contextLimit, ...(draft === undefined ? {} : { draft }) })]);
  const { text, tokens, dropped } = buildPrompt({ task, description, files, items: context.items, hint, template, budgetTokens: tokenBudget, countTokens });
  const kept = context.items.slice(0, context.items.length - dropped.length);
  return { prompt: text, tokens, files, items: kept, dropped, notes: context.notes, seesOriginal: context.seesOriginal };
}
