import { html, type Markup, trusted } from '../html/markup.ts';
import { pointsText } from '../numbers.ts';
import type { RunStateName } from './live-view.ts';
import { hrefOf } from './page.ts';

/** A run in the list; what its derived files do not say is null. */
export interface ListedRun {
  readonly name: string;
  readonly suite: string;
  readonly state: RunStateName | 'planned';
  readonly tasks: number;
  readonly generators: readonly string[];
  readonly cycles: number;
  readonly best: { readonly generator: string; readonly overall: number | null; readonly security: number | null } | null;
  readonly changed: Date;
}

/** All runs of a folder, latest first, with a filter and a way to compare some. */
export function runsBody(runs: readonly ListedRun[], folder: string): Markup {
  if (runs.length === 0) return html`<section class="card"><p>There is no run in ${folder} yet. <code>ase run</code> makes one; this page shows it when it is loaded again.</p></section>`;
  const rows = runs.map(({ name, suite, state, tasks, generators, cycles, best, changed }) => {
    const words = [name, suite, state, ...generators].join(' ').toLowerCase();
    const first = best === null ? html`<span class="dim">no scores yet</span>` : html`<span class="name">${best.generator}</span> <b>${pointsText(best.overall)}</b> <span class="dim">security ${pointsText(best.security)}</span>`;
    return html`<tr data-words="${words}"><td><input type="checkbox" name="run" value="${name}" aria-label="compare ${name}"></td><th scope="row"><a href="${trusted(hrefOf(['runs', name]))}">${name}</a></th><td><span class="badge s-${state}">${state}</span></td><td>${suite}</td><td class="num">${tasks} × ${generators.length} × ${cycles}</td><td>${first}</td><td class="dim">${changed.toISOString().slice(0, 16).replace('T', ' ')}</td></tr>`;
  });
  return html`<form class="card" action="/compare"><div class="filters"><label>Filter<input id="run-filter" type="search" autocomplete="off"></label><button>Compare those that are ticked</button></div>
<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table class="wide"><thead><tr><th></th><th>run</th><th>state</th><th>suite</th><th class="num">tasks × generators × cycles</th><th>best overall</th><th>changed (UTC)</th></tr></thead><tbody id="runs">${rows}</tbody></table></div></form>`;
}
