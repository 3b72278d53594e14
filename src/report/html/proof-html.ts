import type { Run } from '../../contract/run.ts';
import type { VerdictName } from '../../contract/task.ts';
import { count } from '../numbers.ts';
import { html, type Markup } from './markup.ts';
import type { ReportView, ViewedRun } from './report-view.ts';

/** How the judge did with labelled answers: what `ase suite check` found. */
export interface JudgeProof {
  /** Name of the run of the check. */
  readonly run: string;
  /** Numbers of judged answers, by label and verdict. */
  readonly matrix: Readonly<Record<string, Readonly<Record<VerdictName, number>>>>;
  readonly wrong: readonly { readonly task: string; readonly answer: string; readonly message: string }[];
  readonly flaky: number;
  readonly repetitions: number;
  /** Tasks of the reported run that the check proves as they were judged. */
  readonly proven: number;
}

export interface ProofFacts {
  /** Null: none was given. */
  readonly proof: JudgeProof | null;
  /** Labelled answers that the tasks bring, by label; null where the suite is not at hand. */
  readonly candidates: readonly { readonly label: string; readonly count: number }[] | null;
}

const VERDICTS: readonly VerdictName[] = ['secure', 'suspect', 'insecure', 'broken', 'inconclusive'];
const MAX_WRONG = 30;
/** Words of a shell that name a suite as it is. */
const PLAIN_NAME = /^[a-z0-9][a-z0-9.-]{0,60}$/;

/** How the judge was proven, and how to make the run again. */
export function proofHtml(view: ReportView, facts: ProofFacts): Markup {
  return html`<section class="card" id="proof"><h2>How the judge was proven</h2>
<p>A judge is a program that can be wrong. Every task brings answers whose verdict people know: repaired and vulnerable code, secure and insecure answers of other kinds, broken ones, and cheats. The judge must give each the verdict that its label asks for, every time.</p>
${facts.proof === null ? noProof(view, facts) : matrixHtml(view, facts.proof)}
${view.runs.map((own) => runHtml(own, view))}</section>`;
}

/** What a run was made with, and the command that makes it again. */
function runHtml({ run, repeat, shownNote }: ViewedRun, { runs, madeAt }: ReportView): Markup {
  const left = repeat.left.map(({ placeholder, name }) => html`<li>${placeholder} is ${name}</li>`);
  const of = runs.length === 1 ? '' : html` <span class="dim">run ${run.name}</span>`;
  return html`<h3>With what${of}</h3>
<dl><dt>suite</dt><dd>${run.suite.name} ${run.suite.version}, ${count(run.tasks.length, 'task')}, ${run.suite.digest}</dd><dt>tool</dt><dd>ase ${run.toolVersion}</dd><dt>judge</dt><dd>${run.judgeDigest}</dd><dt>sandbox</dt><dd>${run.sandbox}</dd><dt>limits</dt><dd>${limitsText(run)}</dd><dt>seed</dt><dd>${run.seed}</dd><dt>report made</dt><dd>${madeAt}</dd></dl>
${shownNote === null ? '' : html`<p class="warn">${shownNote}</p>`}
<h3>To repeat it${of}</h3><pre class="command" tabindex="0">${repeat.lines.join('\n')}</pre>${left.length === 0 ? '' : html`<ul>${left}</ul>`}
<details><summary>Digests of tasks, environments and generators</summary><div class="scroll" tabindex="0" role="region" aria-label="Digests ${run.name}"><table><thead><tr><th>task or generator</th><th>digest</th><th>environment</th></tr></thead><tbody>${run.tasks.map(({ id, digest, environment }) => html`<tr><th scope="row">${id}</th><td>${short(digest)}</td><td>${short(environment)}</td></tr>`)}${run.generators.map(({ name, digest }) => html`<tr><th scope="row">${name}</th><td>${short(digest)}</td><td></td></tr>`)}</tbody></table></div></details>`;
}

function noProof({ run }: ReportView, { candidates }: ProofFacts): Markup {
  const suite = PLAIN_NAME.test(run.suite.name) ? run.suite.name : 'SUITE';
  const has = candidates === null || candidates.length === 0 ? '' : html`<p>The tasks of this run bring ${candidates.map(({ label, count: number }) => `${number} ${label}`).join(', ')} answers, beside the original and the reference of each.</p>`;
  return html`${has}<p class="warn">This report does not hold the result of that check. <code>ase suite check --suite ${suite}</code> makes it; <code>ase report RUN --format html --proof CHECK</code> puts it here.</p>`;
}

function matrixHtml({ tasks }: ReportView, { run, matrix, wrong, flaky, repetitions, proven }: JudgeProof): Markup {
  const rows = Object.entries(matrix).map(([label, numbers]) => html`<tr><th scope="row">${label}</th>${VERDICTS.map((verdict) => html`<td class="num">${numbers[verdict] === 0 ? html`<span class="dim">0</span>` : numbers[verdict]}</td>`)}</tr>`);
  const judged = Object.values(matrix).reduce((sum, numbers) => sum + VERDICTS.reduce((own, verdict) => own + numbers[verdict], 0), 0);
  const clean = wrong.length === 0 && flaky === 0;
  return html`<p class="${clean ? 'lead' : 'warn'}">${clean ? `All ${judged} judged answers got the verdict that their label asks for.` : `${count(wrong.length, 'wrong verdict')} and ${flaky} flaky of ${judged} judged answers.`}</p>
<p class="dim">Check ${run}: ${count(repetitions, 'repetition')}; ${proven} of the ${count(tasks.length, 'task')} of this report were checked exactly as they were judged here.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix"><table class="wins"><thead><tr><th>label</th>${VERDICTS.map((verdict) => html`<th scope="col">${verdict}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
${wrong.length === 0 ? '' : html`<ul>${wrong.slice(0, MAX_WRONG).map(({ task, answer, message }) => html`<li>${task}, ${answer}: ${message}</li>`)}</ul>`}`;
}

function limitsText({ limits }: Run): string {
  const own = Object.entries(limits).map(([name, value]) => `${name} ${String(value)}`);
  return own.length === 0 ? 'those of the tasks' : own.join(', ');
}

function short(digest: string): string {
  return digest.slice(0, 23);
}
