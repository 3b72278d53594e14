import type { Leaderboard } from '../contract/results.ts';
import type { Run, Shown } from '../contract/run.ts';

/** What a report says of its run beside the results. */
export interface ReportFacts {
  readonly run: Run;
  /** When the report was made. */
  readonly madeAt: Date;
}

/** `2026-11-24 10:02 UTC` */
export function dateText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What the profile is called, with what differs from its name. */
export function profileText({ profile, asPublished }: Pick<Leaderboard, 'profile' | 'asPublished'>): string {
  return asPublished === true ? `${profile} as published` : profile;
}

export interface RepeatCommand {
  /** Lines that a shell takes for one command; a single option may be longer than the width. */
  readonly lines: readonly string[];
  /** What the reader has to fill in. Foreign text. */
  readonly left: readonly { readonly placeholder: string; readonly name: string }[];
}

/** Quoting cannot make these do anything in a shell, and no terminal or page takes them for more than text. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:/@?=&,+-]{0,150}$/;

/**
 * The command that plans the same run: suite, its tasks where they are not all, generators, cycles, seed, profile. A name without a kind (`baseline:`, `openai:` …) was recorded elsewhere: then the
 * run's own predictions are judged again.
 * Names that a shell, terminal or page could take for more than a name,
 * and those of commands and addresses (whoever pastes it must not run a stranger's program, or send keys to a stranger), stay placeholders.
 */
export function repeatCommand({ suite, tasks, generators, shown, cycles, seed, profile }: Run, width: number): RepeatCommand {
  const isReplay = generators.some(({ name }) => !/^[a-z][a-z-]*:./.test(name));
  const named = isReplay ? [] : generators.map(({ name }, index) => ({ option: 'generator', placeholder: `GENERATOR-${index + 1}`, name }));
  const chosen = tasks.length < (suite.tasks ?? 0) ? tasks.map(({ id }, index) => ({ option: 'task', placeholder: `TASK-${index + 1}`, name: id })) : [];
  const template = shown?.ownTemplate === true ? [{ option: 'template', placeholder: 'TEMPLATE', name: 'a file of your own' }] : [];
  const settings = shown === undefined ? [] : shownOptions(shown);
  const asked = [{ option: 'suite', placeholder: 'SUITE', name: suite.name }, ...chosen, ...named, ...(isReplay ? [] : [...template, ...settings]), { option: 'seed', placeholder: 'SEED', name: seed }];
  const words = asked.map(({ option, placeholder, name }) => `--${option} ${isPlain(name) ? quote(name) : placeholder}`);
  const left = asked.filter(({ name }) => !isPlain(name)).map(({ placeholder, name }) => ({ placeholder, name }));
  return { lines: joinOptions(isReplay ? 'ase judge RUN/predictions.jsonl' : 'ase run', [...words, `--cycles ${cycles}`, `--profile ${profile}`], width), left };
}

function shownOptions({ retrieval, query, contextLimit, answer, hint, tokenBudget }: Shown): { readonly option: string; readonly placeholder: string; readonly name: string }[] {
  const values = { retrieval, query, 'context-limit': contextLimit, answer, hint, 'token-budget': tokenBudget };
  return Object.entries(values).map(([option, value]) => ({ option, placeholder: option.toUpperCase(), name: String(value) }));
}

/** Null where the context was chosen fairly, or none was. */
export function shownNote({ shown }: Run): string | null {
  return shown?.seesOriginal === true ? 'The removed code had a part in choosing the context that models were shown, as it has in A.S.E.: scores say less of what a model can do by itself.' : null;
}

function isPlain(name: string): boolean {
  return PLAIN.test(name) && !name.startsWith('command:') && !name.includes('://');
}

function quote(name: string): string {
  return /[?&]/.test(name) ? `'${name}'` : name;
}

function joinOptions(command: string, options: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = command;
  for (const option of options) {
    const longer = `${line} ${option}`;
    if (longer.length + ' \\'.length <= width) {
      line = longer;
      continue;
    }
    lines.push(`${line} \\`);
    line = `  ${option}`;
  }
  return [...lines, line];
}
