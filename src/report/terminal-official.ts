import { paragraph, joinBlocks } from './terminal-blocks.ts';
import { drawTable } from './terminal-table.ts';
import { lookOf, type TerminalOptions } from './terminal-look.ts';

export interface OfficialRow {
  readonly name: string;
  readonly scores: { readonly overall: number | null; readonly security: number; readonly quality: number; readonly stability: number | null } | null;
  /** Attempts that nothing is known of. */
  readonly missing: number;
}

/** Figures in A.S.E.'s own arithmetic, with the two decimals that it prints. */
export function terminalOfficial(title: string, rows: readonly OfficialRow[], options: TerminalOptions): string {
  const look = lookOf(options);
  const figure = (value: number | null | undefined): string => (value === null || value === undefined ? '-' : value.toFixed(2));
  const columns = (['overall', 'security', 'quality', 'stability'] as const).map((metric) => ({ title: metric, align: 'right' as const, cells: rows.map(({ scores }) => figure(scores?.[metric])) }));
  const missing = { title: 'missing', align: 'right' as const, cells: rows.map((row) => String(row.missing)) };
  return joinBlocks([
    paragraph(title, 'bold', look),
    drawTable([{ title: 'model', align: 'left', cells: rows.map(({ name }) => look.foreign(name)) }, ...columns, missing], look),
    rows.some((row) => row.missing > 0) ? paragraph('Missing attempts count as failed here, and nowhere in the table with intervals.', 'dim', look) : [],
  ]);
}
