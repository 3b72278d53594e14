import { attemptBody, diffTable, plainText } from './attempt-html.ts';
import { boundText, splitLines } from './bounded.ts';
import { diffView } from './diff-view.ts';
import { highlightLines } from './highlight.ts';
import { html, type Markup } from './markup.ts';
import type { MaterialRegion, TaskMaterial, TaskPages } from './material.ts';
import type { ReportView, TaskRow } from './report-view.ts';
import { colourOf, letterOf } from './words.ts';

const MAX_REGION_LINES = 300;
const MAX_DESCRIPTION_LINES = 200;
const MAX_PROMPT_LINES = 600;

/** The pages of a task as its chunk of the report holds them: `page` is the task's, `attempts` by `generator.cycle`, `prompts` what `data-prompt` of an attempt's page points at. */
export interface TaskChunk {
  readonly page: string;
  readonly attempts: Readonly<Record<string, string>>;
  readonly prompts: readonly string[];
}

/** `index` is the place of the task in the view. */
export function taskChunk(view: ReportView, index: number, { task, attempts }: TaskPages): TaskChunk {
  const row = view.tasks[index];
  const prompts: string[] = [];
  const numberOf = (prompt: string): number => {
    if (!prompts.includes(prompt)) prompts.push(prompt);
    return prompts.indexOf(prompt);
  };
  const pages = attempts.map((attempt) => {
    const generator = view.generators.indexOf(attempt.key.generator);
    const { prompt } = attempt;
    const shown = prompt === null ? html`` : html`<details><summary>What was shown to it</summary><div data-prompt="${numberOf(plainText(prompt, MAX_PROMPT_LINES).toString())}"></div></details>`;
    const cell = row?.cells[generator]?.[attempt.key.cycle - 1] ?? null;
    const heading = html`<h2 tabindex="-1">${attempt.key.generator} <span class="dim">on</span> <a href="#t${index}">${task.id}</a><span class="dim">, cycle ${attempt.key.cycle} of ${view.run.cycles}</span></h2>`;
    return [`${generator}.${attempt.key.cycle}`, html`<p class="crumbs"><a href="#">Report</a> › <a href="#t${index}">${task.id}</a> › <span class="badge ${colourOf(cell)}">${cell ?? 'missing'}</span></p>${heading}${siblings(view, index, row)}${attemptBody(attempt, task, shown)}`.toString()] as const;
  });
  return { page: taskPage(view, index, task).toString(), attempts: Object.fromEntries(pages), prompts };
}

function taskPage(view: ReportView, index: number, task: TaskMaterial): Markup {
  const row = view.tasks[index];
  return html`<p class="crumbs"><a href="#">Report</a> › task</p><h2 tabindex="-1">${task.id}</h2><p class="lead">${task.title}</p>
${task.gaps.map((gap) => html`<p class="warn">${gap}</p>`)}
<dl><dt>flaw</dt><dd>${row?.cve}, ${row?.cwe.join(', ')}, ${row?.class}, severity ${row?.severity}</dd><dt>repository</dt><dd>${task.repository}</dd><dt>repaired by</dt><dd>${task.repairedBy}</dd>
${task.regions.map(({ file, lines, symbol }) => html`<dt>region</dt><dd>${file}:${lines[0]}–${lines[1]} (${symbol})</dd>`)}
${task.candidates.length === 0 ? '' : html`<dt>proven by</dt><dd>${task.candidates.map(({ label, count }) => `${count} ${label}`).join(', ')} labelled answers, the original and the reference</dd>`}</dl>
<section><h3>Verdicts</h3>${siblings(view, index, row)}</section>
<section><h3>What the region must do</h3>${task.description === '' ? html`<p>Not at hand.</p>` : html`<div class="prose">${boundText(task.description, MAX_DESCRIPTION_LINES).lines.join('\n')}</div>`}</section>
${task.regions.map((region) => regionSection(region, task))}
${task.files.map(({ path, original, reference }) => (original === null || reference === null ? '' : html`<section><h3>How it was repaired</h3><h4 class="file">${path}</h4>${diffTable(diffView(original, reference), { before: 'vulnerable original', after: 'reference (repaired)', language: task.language })}</section>`))}
<section><h3>Checks</h3><dl>${[...task.checks].map(([id, title]) => html`<dt>${id}</dt><dd>${title}</dd>`)}</dl></section>`;
}

function regionSection({ file, lines: [first, last] }: MaterialRegion, task: TaskMaterial): Markup {
  const original = task.files.find(({ path }) => path === file)?.original ?? null;
  if (original === null) return html``;
  const lines = boundText(splitLines(original).slice(first - 1, last).join('\n'), MAX_REGION_LINES).lines;
  const code = highlightLines(lines, task.language).map((line, index) => html`<tr><td class="n">${first + index}</td><td>${line}</td></tr>`);
  return html`<section><h3>The region, as it was</h3><h4 class="file">${file}</h4><div class="scroll" tabindex="0" role="region" aria-label="The region"><table class="diff code"><tbody>${code}</tbody></table></div></section>`;
}

/** Every attempt at a task, as links. */
function siblings(view: ReportView, index: number, row: TaskRow | undefined): Markup {
  const lines = view.generators.map((generator, at) => {
    const cells = row?.cells[at] ?? [];
    return html`<li><span class="name">${generator}</span> ${cells.map((cell, cycle) => html`<a class="v ${colourOf(cell)}" href="#a${index}.${at}.${cycle + 1}" aria-label="${generator}, cycle ${cycle + 1}: ${cell ?? 'missing'}">${letterOf(cell)}</a>`)}</li>`;
  });
  return html`<details class="siblings" ${view.generators.length <= 12 ? html`open` : ''}><summary>All attempts at this task</summary><ul>${lines}</ul></details>`;
}
