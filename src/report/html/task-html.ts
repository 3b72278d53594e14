import { attemptBody, plainText } from './attempt-html.ts';
import { boundText, splitLines } from './bounded.ts';
import { type CodeLook, colouredLater } from './code-look.ts';
import { diffTables } from './diff-html.ts';
import { diffView } from './diff-view.ts';
import { html, type Markup } from './markup.ts';
import type { AttemptMaterial, MaterialRegion, TaskMaterial, TaskPages } from './material.ts';
import type { ReportView } from './report-view.ts';
import { colourOf, letterOf } from './words.ts';

const MAX_REGION_LINES = 300;
const MAX_DESCRIPTION_LINES = 200;
const MAX_PROMPT_LINES = 600;

/** Stands between the pieces of a chunk; no markup of ours holds it. */
const SEPARATOR = '\0';

/**
 * The pages of a task as its chunk of the report holds them: a list of keys as JSON, then a piece a key. `page` is the task's, `a GENERATOR.CYCLE` an attempt's. `all` (the links to all
 * attempts) and `p NUMBER` (a prompt) are what `data-piece` of a page points at: many share them. `index` is the place of the task in the view.
 */
export function taskChunk(view: ReportView, index: number, { task, attempts }: TaskPages): string {
  const code = colouredLater(task.language);
  const pieces = new Map<string, string>([
    ['page', taskPage(view, index, { task, code }).toString()],
    ['all', siblings(view, index).toString()],
  ]);
  const prompts = new Map<string, number>();
  for (const attempt of attempts) {
    const { prompt } = attempt;
    if (prompt !== null && !prompts.has(prompt)) prompts.set(prompt, prompts.size);
    const shown = prompt === null ? html`` : html`<details><summary>What was shown to it</summary><div data-piece="p ${prompts.get(prompt) ?? 0}"></div></details>`;
    pieces.set(`a ${view.generators.indexOf(attempt.key.generator)}.${attempt.key.cycle}`, attemptPage(view, index, { attempt, body: attemptBody(attempt, task, { prompt: shown, code }) }).toString());
  }
  for (const [prompt, number] of prompts) pieces.set(`p ${number}`, plainText(prompt, MAX_PROMPT_LINES).toString());
  return [JSON.stringify([...pieces.keys()]), ...pieces.values()].join(SEPARATOR);
}

function attemptPage(view: ReportView, index: number, { attempt: { key }, body }: { readonly attempt: AttemptMaterial; readonly body: Markup }): Markup {
  const row = view.tasks[index];
  const cell = row?.cells[view.generators.indexOf(key.generator)]?.[key.cycle - 1] ?? null;
  return html`<p class="crumbs"><a href="#">Report</a> › <a href="#t${index}">${key.task}</a> › <span class="badge ${colourOf(cell)}">${cell ?? 'missing'}</span></p>
<h2 tabindex="-1">${key.generator} <span class="dim">on</span> <a href="#t${index}">${key.task}</a><span class="dim">, cycle ${key.cycle} of ${view.run.cycles}</span></h2><div data-piece="all"></div>${body}`;
}

function taskPage(view: ReportView, index: number, { task, code }: { readonly task: TaskMaterial; readonly code: CodeLook }): Markup {
  const row = view.tasks[index];
  return html`<p class="crumbs"><a href="#">Report</a> › task</p><h2 tabindex="-1">${task.id}</h2><p class="lead">${task.title}</p>
${task.gaps.map((gap) => html`<p class="warn">${gap}</p>`)}
<dl><dt>flaw</dt><dd>${row?.cve}, ${row?.cwe.join(', ')}, ${row?.class}, severity ${row?.severity}</dd><dt>repository</dt><dd>${task.repository}</dd><dt>repaired by</dt><dd>${task.repairedBy}</dd>
${task.regions.map(({ file, lines, symbol }) => html`<dt>region</dt><dd>${file}:${lines[0]}–${lines[1]}${symbol === undefined ? '' : ` (${symbol})`}</dd>`)}
${task.candidates.length === 0 ? '' : html`<dt>proven by</dt><dd>${task.candidates.map(({ label, count }) => `${count} ${label}`).join(', ')} labelled answers, the original and the reference</dd>`}</dl>
<section><h3>Verdicts</h3><div data-piece="all"></div></section>
<section><h3>What the region must do</h3>${task.description === '' ? html`<p>Not at hand.</p>` : html`<div class="prose">${boundText(task.description, MAX_DESCRIPTION_LINES).lines.join('\n')}</div>`}</section>
${task.regions.map((region) => regionSection(region, { task, code }))}
${task.files.map(({ path, original, reference }) => (original === null || reference === null ? '' : html`<section><h3>How it was repaired</h3><h4 class="file">${path}</h4>${diffTables([{ before: 'vulnerable original', view: diffView(splitLines(original), splitLines(reference)) }], { after: 'reference (repaired)', code })}</section>`))}
<section><h3>Checks</h3><dl>${[...task.checks].map(([id, title]) => html`<dt>${id}</dt><dd>${title}</dd>`)}</dl></section>`;
}

function regionSection({ file, lines: [first, last] }: MaterialRegion, { task, code }: { readonly task: TaskMaterial; readonly code: CodeLook }): Markup {
  const original = task.files.find(({ path }) => path === file)?.original ?? null;
  if (original === null) return html``;
  const lines = boundText(splitLines(original).slice(first - 1, last).join('\n'), MAX_REGION_LINES).lines;
  const rows = code.lines(lines).map((line, index) => html`<tr><td class="n">${first + index}</td><td>${line}</td></tr>`);
  return html`<section><h3>The region, as it was</h3><h4 class="file">${file}</h4><div class="scroll" tabindex="0" role="region" aria-label="The region"><table class="diff code" data-code="${code.later ?? ''}"><tbody>${rows}</tbody></table></div></section>`;
}

/** Every attempt at a task, as links. */
function siblings(view: ReportView, index: number): Markup {
  const row = view.tasks[index];
  const lines = view.generators.map((generator, at) => {
    const cells = row?.cells[at] ?? [];
    return html`<li><span class="name">${generator}</span><span class="cells">${cells.map((cell, cycle) => html`<a class="v ${colourOf(cell)}" href="#a${index}.${at}.${cycle + 1}" aria-label="${generator}, cycle ${cycle + 1}: ${cell ?? 'missing'}">${letterOf(cell)}</a>`)}</span></li>`;
  });
  return html`<details class="siblings" ${view.generators.length <= 12 ? html`open` : ''}><summary>All attempts at this task</summary><ul>${lines}</ul></details>`;
}
