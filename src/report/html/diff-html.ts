import type { CodeLook } from './code-look.ts';
import type { DiffLine, DiffRow, DiffView } from './diff-view.ts';
import { html, type Markup, trusted } from './markup.ts';

export interface Compared {
  /** What the other version is. */
  readonly before: string;
  readonly view: DiffView;
}

/** A version of a file beside others, one table each: side by side; lines that differ are marked by colour and sign. */
export function diffTables(compared: readonly Compared[], { after, code }: { readonly after: string; readonly code: CodeLook }): Markup[] {
  const afterCode = codeOf(compared.flatMap(({ view }) => linesOf(view.rows, 'after')), code);
  return compared.map(({ before, view: { rows, isCut } }) => {
    if (rows.length === 0) return html`<p class="alike">The ${after} is the ${before}, byte for byte.</p>`;
    const beforeCode = codeOf(linesOf(rows, 'before'), code);
    const lines = rows.map((row) => {
      if (row.kind === 'gap') return `<tr class="gap"><td colspan="4">${row.lines} equal ${row.lines === 1 ? 'line' : 'lines'}</td></tr>`;
      const changed = row.kind === 'changed';
      return `<tr>${sideCells(row.before, beforeCode, changed ? 'del' : '')}${sideCells(row.after, afterCode, changed ? 'add' : '')}</tr>`;
    });
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Difference between ${before} and ${after}"><table class="diff" data-code="${code.later ?? ''}"><colgroup><col class="n"><col><col class="n"><col></colgroup><thead><tr><th colspan="2">${before}</th><th colspan="2">${after}</th></tr></thead><tbody>${trusted(lines.join(''))}</tbody></table></div>${isCut ? html`<p class="dim">Too long or too different to be shown whole.</p>` : ''}`;
  });
}

function linesOf(rows: readonly DiffRow[], side: 'before' | 'after'): DiffLine[] {
  return rows.flatMap((row) => (row.kind === 'gap' ? [] : (row[side] ?? [])));
}

/** Lines as markup, by number; lines that follow one another are coloured together, and each only once. */
function codeOf(lines: readonly DiffLine[], { lines: markupOf }: CodeLook): ReadonlyMap<number, string> {
  const made = new Map<number, string>();
  let run: DiffLine[] = [];
  const colour = (): void => {
    markupOf(run.map(({ text }) => text)).forEach((markup, index) => made.set((run[0]?.number ?? 0) + index, String(markup)));
    run = [];
  };
  for (const line of lines.toSorted((a, b) => a.number - b.number)) {
    const last = run.at(-1)?.number;
    if (last === line.number) continue;
    if (last !== undefined && last + 1 !== line.number) colour();
    run.push(line);
  }
  if (run.length > 0) colour();
  return made;
}

/** The code was escaped when it was coloured; the rest is ours. */
function sideCells(line: DiffLine | null, code: ReadonlyMap<number, string>, mark: '' | 'del' | 'add'): string {
  if (line === null) return '<td class="n"></td><td class="none"></td>';
  return `<td class="n">${line.number}</td><td${mark === '' ? '' : ` class="${mark}"`}>${code.get(line.number) ?? ''}</td>`;
}
