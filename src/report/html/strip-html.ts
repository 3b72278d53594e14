import { columnHead } from './column-head.ts';
import { html, type Markup, trusted } from './markup.ts';
import type { ReportView, TaskRow } from './report-view.ts';
import { CELLS, colourOf, letterOf } from './words.ts';

/** Task × generator, a cell a cycle: every verdict of the run, as a link to its page. */
export function stripHtml(view: ReportView): Markup {
  const head = view.generators.map((generator, index) => columnHead(index + 1, generator));
  const rows = view.tasks.map((task, index) => stripRow(task, index));
  const languages = [...new Set(view.tasks.map(({ language }) => language))].sort();
  return html`<section class="card" id="attempts"><h2>Every attempt</h2><p class="dim">A line a task, a column a generator, a square a cycle. Choose a square to see what was answered and why it got its verdict.</p>
<div class="filters" id="filters" hidden><label>task, CVE or CWE <input type="search" id="filter-text" autocomplete="off"></label>
<label>language <select id="filter-language"><option value="">all</option>${languages.map((language) => html`<option>${language}</option>`)}</select></label>
<label>with a verdict <select id="filter-verdict"><option value="">any</option>${CELLS.map(({ letter, name }) => html`<option value="${letter}">${name}</option>`)}</select></label>
<label><input type="checkbox" id="filter-divided"> only where cycles or generators differ</label> <output id="filter-count"></output></div>
<div class="scroll tallest" tabindex="0" role="region" aria-label="Every attempt"><table class="strip"><thead><tr><th scope="col">task</th>${head}</tr></thead><tbody id="strip">${rows}</tbody></table></div></section>`;
}

function stripRow({ id, cve, cwe, language, severity, cells }: TaskRow, index: number): Markup {
  const letters = [...new Set(cells.flat().map(letterOf))].join('');
  const columns = cells.map((cycles, generator) => `<td>${cycles.map((cell, cycle) => `<a class="v ${colourOf(cell)}" href="#a${index}.${generator}.${cycle + 1}">${letterOf(cell)}</a>`).join('')}</td>`).join('');
  return html`<tr data-letters="${letters}" data-language="${language}"><th scope="row"><a href="#t${index}">${id}</a><span class="dim">${cve} ${cwe.join(' ')} ${severity}</span></th>${trusted(columns)}</tr>`;
}
