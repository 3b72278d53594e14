import type { AttemptKey, Change, Verdict } from '../../contract/results.ts';
import { html, type Markup } from '../html/markup.ts';

export interface AttemptFacts {
  readonly key: AttemptKey;
  /** Null where nothing is judged. */
  readonly verdict: Verdict | null;
  readonly change: Change | null;
  readonly logs: readonly { readonly name: string; readonly text: string }[];
}

/** Characters of one text; the files hold the rest. */
const MAX_TEXT = 100_000;
const MAX_EVIDENCE = 200;

/** Why an attempt got its verdict, and what it answered. */
export function attemptBody({ key, verdict, change, logs }: AttemptFacts): Markup {
  return html`<p>${key.task} by <span class="name">${key.generator}</span>, cycle ${key.cycle}</p>${verdictHtml(verdict)}${answerHtml(change)}${logs.map(({ name, text }) => html`<section class="card"><h2>Log: ${name}</h2><pre tabindex="0">${bounded(text)}</pre></section>`)}`;
}

function verdictHtml(verdict: Verdict | null): Markup {
  if (verdict === null) return html`<section class="card"><h2>No verdict yet</h2><p class="dim">The attempt is planned.</p></section>`;
  const { integrated, outcomes, tries, seed, durationMs } = verdict;
  const files = integrated.applied ? integrated.files.map(({ path }) => html`<li class="name">${path}</li>`) : html`<li>${integrated.reason}</li>`;
  const checks = outcomes.map(({ check, kind, outcome, reason, summary, evidence, durationMs: ms }) => {
    const shown = evidence.slice(0, MAX_EVIDENCE);
    return html`<li><span class="badge o-${outcome}">${outcome}</span> <b>${check}</b> <span class="dim">${kind}, ${reason}, ${Math.round(ms)} ms</span><br>${summary}${shown.length === 0 ? '' : html`<pre tabindex="0">${bounded(shown.join('\n'))}</pre>`}</li>`;
  });
  return html`<section class="card"><h2><span class="badge v-${verdict.verdict}">${verdict.verdict}</span></h2><p>${verdict.reason}</p><p class="dim">${Math.round(durationMs)} ms, tried ${tries}×, seed ${seed}, ${verdict.sandbox}</p></section>
<section class="card"><h2>${integrated.applied ? 'Files that it wrote' : 'It does not integrate'}</h2><ul>${files}</ul></section>
<section class="card"><h2>Checks</h2><ul class="log">${checks}</ul></section>`;
}

function answerHtml(change: Change | null): Markup {
  if (change === null) return html`<section class="card"><h2>No answer yet</h2></section>`;
  const texts = change.patch !== undefined ? [change.patch] : change.unusable !== undefined ? [change.unusable] : [change.replacement ?? []].flat();
  const title = change.patch !== undefined ? 'Patch' : change.unusable !== undefined ? 'The answer cannot be used' : 'Replacement';
  return html`<section class="card"><h2>${title}</h2>${texts.map((text) => html`<pre tabindex="0">${bounded(text)}</pre>`)}</section>`;
}

function bounded(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).toWellFormed()}\n… ${text.length - MAX_TEXT} more characters`;
}
