import { escapeMarkdown } from './escape-markdown.ts';

export interface ImportNote {
  /** Counts from 1; 0: the whole file. */
  readonly row: number;
  readonly id: string;
  readonly field: string;
  readonly kind: 'left-out' | 'changed' | 'noted';
  readonly text: string;
}

export interface ImportReportInput {
  readonly suite: string;
  readonly file: string;
  readonly rows: number;
  readonly tasks: number;
  readonly notes: readonly ImportNote[];
}

const HEADINGS = {
  'left-out': ['Left out', 'These rows are no tasks here. Correct them and import again; the others are not touched by that.'],
  changed: ['Changed', 'These say something that could not be taken as it is.'],
  noted: ['Noted', 'Odd, and taken as they are.'],
} as const;

/** `import-report.md`: what was not as expected, row by row. Everything in it is somebody else's text. */
export function importReport({ suite, file, rows, tasks, notes }: ImportReportInput): string {
  const parts = (['left-out', 'changed', 'noted'] as const).map((kind) => section(kind, notes.filter((note) => note.kind === kind)));
  return [`# Import of ${escapeMarkdown(file)}`, '', `${rows} rows, ${tasks} tasks in the suite ${escapeMarkdown(suite)}.`, ...parts.flat(), ''].join('\n');
}

function section(kind: ImportNote['kind'], notes: readonly ImportNote[]): string[] {
  if (notes.length === 0) return [];
  const [title, about] = HEADINGS[kind];
  const lines = notes.map(({ row, id, field, text }) => `| ${row === 0 ? '' : row} | ${id === '' ? '' : escapeMarkdown(id)} | ${field === '' ? '' : escapeMarkdown(field)} | ${escapeMarkdown(text)} |`);
  return ['', `## ${title}`, '', about, '', '| row | id | field | what |', '|---|---|---|---|', ...lines];
}
