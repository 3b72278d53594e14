import type { Outcome, Verdict } from '../../contract/results.ts';
import { boundText } from './bounded.ts';
import { type DiffRow, type DiffView, diffView } from './diff-view.ts';
import { highlightLines } from './highlight.ts';
import { html, type Markup } from './markup.ts';
import type { AttemptMaterial, TaskMaterial } from './material.ts';
import { colourOf, costText, meaningOf, timeText, tokensText } from './words.ts';

const MAX_LOG_LINES = 200;
const MAX_ANSWER_LINES = 400;
const MAX_EVIDENCE = 60;

/** The page of one attempt, below its heading. `prompt` stands where what was shown belongs. */
export function attemptBody(attempt: AttemptMaterial, task: TaskMaterial, prompt: Markup): Markup {
  const { verdict } = attempt;
  return html`${verdict === null ? html`<p class="lead">No verdict yet.</p>` : whySection(verdict)}
${verdict === null ? '' : checksSection(verdict, task)}
${changeSection(attempt, task)}
${answerSection(attempt)}
${prompt}
${generationSection(attempt)}
${logsSection(attempt)}
${verdict === null ? '' : repeatSection(verdict)}`;
}

function whySection({ verdict, reason, integrated }: Verdict): Markup {
  return html`<section><h3>Why the verdict</h3>
<p class="lead"><span class="badge ${colourOf(verdict)}">${verdict}</span> ${meaningOf(verdict)}.</p>
<p class="quote">${boundText(reason, 4).lines.join('\n')}</p>
${integrated.applied ? '' : html`<p>The answer could not be put into the repository: ${boundText(integrated.reason ?? '', 4).lines.join('\n')}</p>`}</section>`;
}

function checksSection({ outcomes, durationMs }: Verdict, task: TaskMaterial): Markup {
  if (outcomes.length === 0) return html`<section><h3>Checks</h3><p>None was run.</p></section>`;
  const total = Math.max(1, outcomes.reduce((sum, outcome) => sum + outcome.durationMs, 0));
  let at = 0;
  const rows = outcomes.map((outcome) => {
    const row = checkRow(outcome, { title: task.checks.get(outcome.check) ?? '', from: at / total, share: outcome.durationMs / total });
    at += outcome.durationMs;
    return row;
  });
  return html`<section><h3>Checks, in their order</h3><ol class="checks">${rows}</ol><p class="dim">${timeText(durationMs)} with the harness.</p></section>`;
}

function checkRow(outcome: Outcome, { title, from, share }: { readonly title: string; readonly from: number; readonly share: number }): Markup {
  const { check, kind, outcome: name, reason, summary, durationMs } = outcome;
  const said = kind === 'exploit' ? { failed: reason === 'not-alive' ? 'did not answer' : 'hit', passed: 'missed', inconclusive: 'inconclusive', skipped: 'not run' }[name] : name;
  return html`<li><div class="check"><span class="badge o-${name}">${said}</span> <b>${kind === 'exploit' ? 'exploit ' : ''}${check}</b> ${title === '' ? '' : html`<span class="dim">${title}</span>`}
<span class="time">${timeText(durationMs)}</span></div>
<svg class="span" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="2"/><rect class="o-${name}" x="${(from * 100).toFixed(2)}" width="${Math.max(0.6, share * 100).toFixed(2)}" height="2"/></svg>
<p class="quote">${reason}: ${boundText(summary, 4).lines.join('\n')}</p>${evidenceOf(outcome)}</li>`;
}

const STEP = /^(source|step|sink) (.{1,300}?):(\d{1,9}): (.*)$/;

/** A rule's flow is drawn; what exploits saw is a list. */
function evidenceOf({ kind, evidence, summary, reason }: Outcome): Markup {
  const shown = evidence.slice(0, MAX_EVIDENCE).map((line) => boundText(line, 6).lines.join('\n'));
  const more = evidence.length - shown.length;
  const left = more > 0 ? html`<p class="dim">${more} more lines are in verdict.json.</p>` : '';
  if (kind === 'rule' && shown.some((line) => STEP.test(line))) return html`<ol class="trace" aria-label="From source to sink">${shown.map(traceStep)}</ol>${left}`;
  const own = shown.filter((line) => line !== summary && line !== `${reason}: ${summary}`);
  return own.length === 0 ? html`` : html`<details ${own.length <= 3 ? html`open` : ''}><summary>${kind === 'exploit' ? 'What the exploit saw' : 'Evidence'}, ${own.length} ${own.length === 1 ? 'line' : 'lines'}</summary><ul class="log">${own.map((line) => html`<li>${line}</li>`)}</ul></details>${left}`;
}

function traceStep(line: string): Markup {
  const [, kind = '', file = '', number = '', text = ''] = STEP.exec(line) ?? [];
  if (kind === '') return html`<li class="finding">${line}</li>`;
  return html`<li class="${kind}"><b>${kind}</b> <span class="dim">${file}:${number}</span><code>${text}</code></li>`;
}

function changeSection({ files, change }: AttemptMaterial, task: TaskMaterial): Markup {
  if (change === null) return html`<section><h3>Answer</h3><p>There is none.</p></section>`;
  if (files === null) return html``;
  const shown = [...files].map(([path, after]) => fileSection(path, after, task));
  return shown.length === 0 ? html`` : html`<section><h3>What the answer changes</h3>${shown}</section>`;
}

function fileSection(path: string, after: string, task: TaskMaterial): Markup {
  const file = task.files.find((own) => own.path === path);
  const original = file?.original ?? '';
  const reference = file?.reference ?? null;
  return html`<h4 class="file">${path}</h4>
${diffTable(diffView(original, after), { before: 'vulnerable original', after: 'answer', language: task.language })}
${reference === null ? '' : diffTable(diffView(reference, after), { before: 'reference (repaired)', after: 'answer', language: task.language })}`;
}

interface DiffLook {
  readonly before: string;
  readonly after: string;
  readonly language: string;
}

/** Side by side; lines that differ are marked by colour and sign. */
export function diffTable({ rows, isCut }: DiffView, { before, after, language }: DiffLook): Markup {
  if (rows.length === 0) return html`<p class="alike">The ${after} is the ${before}, byte for byte.</p>`;
  const side = (of: (row: DiffRow) => string): Markup[] => highlightLines(rows.map((row) => of(row).replaceAll('\n', ' ')), language);
  const left = side((row) => (row.kind === 'gap' ? '' : (row.before?.text ?? '')));
  const right = side((row) => (row.kind === 'gap' ? '' : (row.after?.text ?? '')));
  const lines = rows.map((row, index) => {
    if (row.kind === 'gap') return html`<tr class="gap"><td colspan="4">${row.lines} equal ${row.lines === 1 ? 'line' : 'lines'}</td></tr>`;
    const changed = row.kind === 'changed';
    return html`<tr>${sideCells(row.before?.number, left[index], changed ? 'del' : '')}${sideCells(row.after?.number, right[index], changed ? 'add' : '')}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Difference between ${before} and ${after}"><table class="diff"><colgroup><col class="n"><col><col class="n"><col></colgroup><thead><tr><th colspan="2">${before}</th><th colspan="2">${after}</th></tr></thead><tbody>${lines}</tbody></table></div>${isCut ? html`<p class="dim">Too long or too different to be shown whole.</p>` : ''}`;
}

function sideCells(number: number | undefined, code: Markup | undefined, mark: '' | 'del' | 'add'): Markup {
  if (number === undefined) return html`<td class="n"></td><td class="none"></td>`;
  return html`<td class="n">${number}</td><td class="${mark}">${code}</td>`;
}

function answerSection({ change, answer }: AttemptMaterial): Markup {
  const raw = answer ?? change?.patch ?? (change?.replacement === undefined ? null : [change.replacement].flat().join('\n----\n'));
  return html`${change?.unusable === undefined ? '' : html`<section><h3>Unusable</h3><p class="quote">${boundText(change.unusable, 6).lines.join('\n')}</p></section>`}
${raw === null || raw === undefined ? '' : html`<details><summary>The raw answer, ${raw.length} characters</summary>${plainText(raw, MAX_ANSWER_LINES)}</details>`}`;
}

/** Foreign text as it is, bounded. */
export function plainText(text: string, maxLines: number): Markup {
  return html`<pre class="scroll" tabindex="0">${boundText(text, maxLines).lines.join('\n')}</pre>`;
}

function generationSection({ generation }: AttemptMaterial): Markup {
  if (generation === null) return html``;
  const { requestedModel, servedModels, program, end, reason, usage, marks, warnings, droppedChanges, droppedContext, durationMs } = generation;
  const facts: readonly (readonly [string, string])[] = [
    ['ended', `${end}${reason === '' ? '' : `: ${reason}`}`],
    ['model', [requestedModel ?? '', ...servedModels.filter((name) => name !== requestedModel).map((name) => `served ${name}`)].filter((text) => text !== '').join(', ')],
    ['program', program === null ? '' : `${program.name} ${program.version}`],
    ['cost', costText(usage.costUsd)],
    ['tokens', tokensText(usage)],
    ['requests', String(usage.requests)],
    ['time', timeText(durationMs)],
    ['marks of the audit', marks.join(', ')],
    ['warnings', warnings.join('; ')],
    ['dropped changes', droppedChanges.join(', ')],
    ['dropped context', droppedContext.join(', ')],
  ];
  return html`<section><h3>How the answer came about</h3><dl>${facts.filter(([, value]) => value !== '').map(([name, value]) => html`<dt>${name}</dt><dd>${boundText(value, 10).lines.join('\n')}</dd>`)}</dl></section>`;
}

function logsSection({ logs }: AttemptMaterial): Markup {
  return html`${logs.map(({ name, text }) => html`<details><summary>Log ${name}</summary>${plainText(text, MAX_LOG_LINES)}</details>`)}`;
}

function repeatSection({ seed, tries, inputs, sandbox }: Verdict): Markup {
  return html`<details><summary>What the verdict depends on</summary><dl><dt>seed</dt><dd>${seed}</dd><dt>tries</dt><dd>${tries}</dd><dt>inputs</dt><dd>${inputs}</dd><dt>sandbox</dt><dd>${sandbox}</dd></dl></details>`;
}
