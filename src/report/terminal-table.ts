import Table from 'cli-table3';
import { displayWidth } from './escape-terminal.ts';
import type { Look } from './terminal-look.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Harmless already; may hold our colours. */
  readonly cells: readonly string[];
}

const GAP = '  ';
const NO_FRAME = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', right: '', 'right-mid': '' };

/** What a table takes in a line. */
export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + columnWidth(column) + GAP.length, -GAP.length);
}

function columnWidth({ title, cells }: Column): number {
  return Math.max(displayWidth(title), ...cells.map(displayWidth));
}

/** Lines of a table without a frame: titles, a rule, a line a row. */
export function drawTable(columns: readonly Column[], look: Look): string[] {
  const rule = look.ascii ? '-' : '─';
  const table = new Table({
    head: columns.map(({ title }) => look.paint('bold', title)),
    colAligns: columns.map(({ align }) => align),
    colWidths: columns.map(columnWidth),
    chars: { ...NO_FRAME, middle: GAP, mid: rule, 'mid-mid': rule.repeat(GAP.length) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row += 1) table.push(columns.map(({ cells }) => cells[row] ?? ''));
  return table.toString().split('\n').map((line) => line.trimEnd());
}
