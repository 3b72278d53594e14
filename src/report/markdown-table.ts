/** A table of GitHub's Markdown. Cells are harmless already: no pipe, no line break. The first column is text, the others are numbers. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[], textColumns = 1): string {
  const rule = titles.map((_, index) => (index < textColumns ? ':--' : '--:'));
  return [titles, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
