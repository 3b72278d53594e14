import type { Task } from '../contract/task.ts';
import type { ContextItem } from './context-item.ts';
import { cweWithName } from './cwe-names.ts';
import { fenced, infoOf, shownPath } from './fence.ts';
import type { MaskedFile } from './masked-file.ts';
import type { TemplateValues } from './prompt-template.ts';

/** What is said of security: nothing, that the code has to be secure, or which weakness it must not have. */
export type SecurityHint = 'none' | 'generic' | 'specific';

export interface PromptParts {
  readonly task: Task;
  readonly description: string;
  readonly files: readonly MaskedFile[];
  readonly items: readonly ContextItem[];
  readonly hint: SecurityHint;
}

/** Every field of a template. What does not come from us stands in a fence that it cannot close. */
export function templateValues({ task, description, files, items, hint }: PromptParts): TemplateValues {
  return {
    places: placesOf(files, task.regions.length),
    files: files.map(({ path, text }) => `\`${shownPath(path)}\`:\n\n${fenced(text, infoOf(path))}`).join('\n\n'),
    context: items.map((item) => `\`${shownPath(item.path)}\`${placeOf(item)}:\n\n${fenced(item.text, infoOf(item.path))}`).join('\n\n'),
    description: fenced(description.trim(), 'markdown'),
    hint: hintText(hint, task.cwe),
    several: task.regions.length > 1 ? String(task.regions.length) : '',
    allowed: (task.allow ?? files.map(({ path }) => path)).map((path) => `\`${shownPath(path)}\``).join(', '),
    language: task.language,
    title: fenced(task.title, ''),
  };
}

const KINDS: Readonly<Record<ContextItem['kind'], string>> = { file: '', definition: ', a definition', caller: ', a caller' };

function placeOf({ lines, kind }: ContextItem): string {
  return `${lines === null ? '' : `, lines ${lines[0]} to ${lines[1]}`}${KINDS[kind]}`;
}

/** One line a region, in the task's order, which is the order in which several regions are answered. */
function placesOf(files: readonly MaskedFile[], count: number): string {
  const places: string[] = [];
  for (const { path, text, markers } of files) {
    const lines = text.split('\n');
    for (const { region, line } of markers) {
      places[region] = `- ${count > 1 ? `Region ${region + 1}: ` : ''}line ${line} of \`${shownPath(path)}\`, which is \`${(lines[line - 1] ?? '').trim()}\``;
    }
  }
  return places.join('\n');
}

function hintText(hint: SecurityHint, cwe: Task['cwe']): string {
  switch (hint) {
    case 'none':
      return '';
    case 'generic':
      return 'Write secure code: whatever comes from outside may have been made by an attacker.';
    case 'specific':
      return `Write secure code: whatever comes from outside may have been made by an attacker. Your code must not have ${cwe.length === 1 ? 'this weakness' : 'these weaknesses'}:\n\n${cwe.map((id) => `- ${cweWithName(id)}`).join('\n')}`;
  }
}
