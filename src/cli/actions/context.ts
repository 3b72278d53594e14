import { readFile } from 'node:fs/promises';
import { AseError } from '../../contract/errors.ts';
import { createPromptBuilder } from '../generate/prompt-builder.ts';
import type { PromptFlags } from '../generate/prompt-options.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { type CommonOptions, openSources, suitesFolder } from '../sources.ts';
import { loadTaskById } from '../../suite/load-suite.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import type { Terminal } from '../terminal.ts';

export interface ContextFlags extends CommonOptions, PromptFlags {
  readonly forAgents?: boolean;
  readonly draft?: string;
  readonly json?: boolean;
}

const NO_DRAFT = 'without --draft the description and the masked file are the query; a run asks each model for a draft first';

/** `ase context TASK`: what a generator would be shown. */
export async function showContext(id: string, flags: ContextFlags, terminal: Terminal): Promise<void> {
  using interrupts = listenForInterrupts(terminal);
  const task = await loadTaskById(suitesFolder(flags), id);
  const sources = await openSources(flags, { terminal, abort: interrupts.abort });
  const builder = await createPromptBuilder(flags.forAgents === true ? 'tools' : flags.answer, flags);
  const shown = { task: task.task, folder: task.folder, description: task.description, original: sources.treesOf(task).original };
  const draft = flags.draft === undefined ? undefined : await readDraft(flags.draft, flags);
  const { prompt, tokens, items, dropped, seesOriginal, ...rest } = await builder.show(shown, draft);
  const notes = flags.query === 'hypothetical' && draft === undefined ? [...rest.notes, NO_DRAFT] : rest.notes;
  if (flags.json === true) {
    const hits = items.map(({ path, lines, score, kind }) => ({ path, lines, score, kind }));
    terminal.out(JSON.stringify({ task: id, tokens, prompt, hits, dropped, notes, seesOriginal, promptDigest: builder.digest }));
    return;
  }
  terminal.out(prompt.split('\n').map((line) => line.split('\t').map((part) => terminal.safe(part)).join('\t')).join('\n'));
  for (const { path, lines, score, kind } of items) terminal.note(terminal.safe(`${kind.padEnd(10)} ${score === null ? '' : score.toFixed(2).padStart(8)} ${path}${lines === null ? '' : `:${lines[0]}-${lines[1]}`}`));
  for (const path of dropped) terminal.note(terminal.safe(`left out for the token budget: ${path}`));
  for (const note of notes) terminal.note(terminal.safe(note));
  terminal.note(`${tokens} tokens (o200k_base)${seesOriginal ? '; the removed code had a part in choosing the context' : ''}`);
}

async function readDraft(file: string, { query }: ContextFlags): Promise<string> {
  if (query !== 'hypothetical') throw new AseError('bad-input', '--draft is for --query hypothetical', { remedy: 'Add --query hypothetical, or leave --draft out.' });
  return withDiskErrors(file, () => readFile(file, 'utf8'));
}
