import { escapeMarkdown } from './escape-markdown.ts';

export interface ExportReportNote {
  readonly attempt?: { readonly task: string; readonly generator: string; readonly cycle: number };
  readonly text: string;
}

export interface ExportReportInput {
  readonly title: 'Export' | 'Import';
  readonly run: string;
  readonly format: string;
  readonly answers: number;
  readonly notes: readonly ExportReportNote[];
}

/** What another format has no place for, the same thing told once. Everything in it is somebody else's text. */
export function exportReport({ title, run, format, answers, notes }: ExportReportInput): string {
  const head = [`# ${title} of ${escapeMarkdown(run)}`, '', `${answers} answers as ${format}.`];
  if (notes.length === 0) return [...head, '', 'Nothing was lost or left out.', ''].join('\n');
  const sections = [...Map.groupBy(notes, ({ text }) => text)].flatMap(([text, same]) => {
    const attempts = same.flatMap(({ attempt }) => (attempt === undefined ? [] : [attempt]));
    return ['', `## ${escapeMarkdown(text)}`, '', ...(attempts.length === 0 ? ['The whole run.'] : ['| task | generator | cycle |', '|---|---|---|', ...attempts.map(({ task, generator, cycle }) => `| ${escapeMarkdown(task)} | ${escapeMarkdown(generator)} | ${cycle} |`)])];
  });
  return [...head, '', 'What could not be held, or is held in another way:', ...sections, ''].join('\n');
}
