import type { Outcome, Verdict } from '../../contract/results.ts';
import { boundText, splitLines } from './bounded.ts';
import type { CodeLook } from './code-look.ts';
import { diffTables } from './diff-html.ts';
import { diffView } from './diff-view.ts';
import { html, type Markup } from './markup.ts';
import type { AttemptMaterial, MaterialFile, TaskMaterial } from './material.ts';
import { colourOf, costText, meaningOf, timeText, tokensText } from './words.ts';

const MAX_LOG_LINES = 200;
const MAX_ANSWER_LINES = 400;
const MAX_EVIDENCE = 60;

export interface AttemptLook {
  /** Stands where what was shown belongs. */
  readonly prompt: Markup;
  readonly code: CodeLook;
}

/** The page of one attempt, below its heading. */
export function attemptBody(attempt: AttemptMaterial, task: TaskMaterial, { prompt, code }: AttemptLook): Markup {
  const { verdict } = attempt;
  return html`${verdict === null ? html`<p class="lead">No verdict yet.</p>` : whySection(verdict)}
${verdict === null ? '' : checksSection(verdict, task)}
${changeSection(attempt, task, code)}
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

function changeSection({ files, change }: AttemptMaterial, task: TaskMaterial, code: CodeLook): Markup {
  if (change === null) return html`<section><h3>Answer</h3><p>There is none.</p></section>`;
  if (files === null) return html``;
  const shown = [...files].map(([path, after]) => fileSection(path, after, { task, code }));
  return shown.length === 0 ? html`` : html`<section><h3>What the answer changes</h3>${shown}</section>`;
}

function fileSection(path: string, after: string, { task, code }: { readonly task: TaskMaterial; readonly code: CodeLook }): Markup {
  const file = task.files.find((own) => own.path === path);
  const lines = splitLines(after);
  const compared = [
    { before: 'vulnerable original', view: diffView(file === undefined ? [] : linesOf(file).original, lines) },
    ...(file === undefined || file.reference === null ? [] : [{ before: 'reference (repaired)', view: diffView(linesOf(file).reference, lines) }]),
  ];
  return html`<h4 class="file">${path}</h4>
${diffTables(compared, { after: 'answer', code })}`;
}

/** Files are split once for all answers to a task. */
const split = new WeakMap<MaterialFile, { readonly original: readonly string[]; readonly reference: readonly string[] }>();

function linesOf(file: MaterialFile): { readonly original: readonly string[]; readonly reference: readonly string[] } {
  const lines = split.get(file) ?? { original: splitLines(file.original ?? ''), reference: splitLines(file.reference ?? '') };
  split.set(file, lines);
  return lines;
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
