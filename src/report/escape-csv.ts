/** What spreadsheets take for the start of a formula: also in full width, and after a line break that they skip. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",;\r\n]|^\s|\s$/;

/**
 * A cell of RFC 4180. One that a spreadsheet would take for a formula – it begins with = + - @ (of any width), a tab or a line break – gets an
 * apostrophe in front. A program that splits at other characters than commas sees other cells, and no neutralised ones.
 */
export function escapeCsv(cell: string): string {
  const inert = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
