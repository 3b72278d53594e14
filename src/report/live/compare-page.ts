import { createHash } from 'node:crypto';
import type { Comparison, Comparisons, TaskChange } from '../../contract/comparison.ts';
import { html, type Markup } from '../html/markup.ts';
import { count, probabilityText, signedText } from '../numbers.ts';
import { differenceSvg } from './bars.ts';
import { LIVE_STYLE } from './live-style.ts';
import { pageHtml } from './page.ts';

/** Pairs of generators over the tasks that both have a verdict for: differences with intervals, then which tasks got better and worse. */
export function comparisonsHtml({ comparisons, profile }: Comparisons): Markup {
  return html`${comparisons.map(pairHtml)}<p class="dim">Points of profile ${profile}, first minus second, with 95 % intervals. p is two-sided over CVEs and corrected (Holm) for ${count(comparisons.length, 'comparison')}; apart: p ≤ 0.05.</p>`;
}

/** The same as a file of its own: it asks for nothing, and runs nothing. */
export function comparisonFile(comparisons: Comparisons, { names, toolVersion }: { readonly names: readonly string[]; readonly toolVersion: string }): string {
  const hash = createHash('sha256').update(LIVE_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return pageHtml({ title: 'Comparison', toolVersion, crumbs: names.map((name) => ({ name })), body: comparisonsHtml(comparisons), style: LIVE_STYLE, policy });
}

function pairHtml(comparison: Comparison): Markup {
  const { a, b, summary, tasks, cves, better, worse, leftOut, overall, security, quality } = comparison;
  const rows = Object.entries({ overall, security, quality }).flatMap(([name, difference]) =>
    difference === null
      ? []
      : [html`<tr><th scope="row">${name}</th><td class="num big ${difference.value > 0 ? 'better' : difference.value < 0 ? 'worse' : ''}">${signedText(difference.value)}</td><td class="num">${signedText(difference.interval.low)} to ${signedText(difference.interval.high)}</td><td>${differenceSvg(difference)}</td><td class="num">${probabilityText(difference.adjustedPValue)}</td><td>${difference.apart ? 'yes' : 'no'}</td></tr>`],
  );
  const table = rows.length === 0 ? '' : html`<div class="scroll" tabindex="0" role="region" aria-label="Differences"><table><thead><tr><th></th><th>points</th><th>95 %</th><th>−100 … 0 … +100</th><th>p</th><th>apart</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  const same = tasks - better.length - worse.length;
  return html`<section class="card"><h2 class="name">${a} <span class="dim">against</span> ${b}</h2><p>${summary}</p>${table}
${changesHtml(`First is better: ${count(better.length, 'task')}`, better, 'better')}${changesHtml(`First is worse: ${count(worse.length, 'task')}`, worse, 'worse')}
<p class="dim">${count(tasks, 'task')} of ${count(cves, 'CVE')} compared, ${count(same, 'task')} with as many secure attempts.${leftOut.length === 0 ? '' : ` Left out, without a conclusive verdict of both: ${leftOut.slice(0, 20).join(', ')}${leftOut.length > 20 ? ` and ${leftOut.length - 20} more` : ''}.`}</p></section>`;
}

function changesHtml(title: string, changes: readonly TaskChange[], className: 'better' | 'worse'): Markup | '' {
  if (changes.length === 0) return '';
  const rows = changes.map(({ task, a, b }) => html`<tr><th scope="row">${task}</th><td class="num">${a.toFixed(0)} %</td><td class="num">${b.toFixed(0)} %</td><td class="num ${className}">${signedText(a - b)}</td></tr>`);
  return html`<details open><summary>${title}</summary><table><thead><tr><th>task</th><th>first secure</th><th>second secure</th><th>difference</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

export interface CompareChoice {
  readonly runs: readonly string[];
  readonly chosen: readonly string[];
  readonly generators: readonly string[];
  readonly a: string;
  readonly b: string;
}

/** Which runs, and which two of their generators. */
export function choiceHtml({ runs, chosen, generators, a, b }: CompareChoice): Markup {
  const option = (name: string, selected: boolean): Markup => html`<option ${selected ? html`selected` : ''}>${name}</option>`;
  const select = (name: string, title: string, value: string): Markup => html`<label>${title}<select name="${name}"><option value="">every pair</option>${generators.map((each) => option(each, each === value))}</select></label>`;
  return html`<form class="card filters" action="/compare"><label>Runs<select name="run" multiple size="4">${runs.map((name) => option(name, chosen.includes(name)))}</select></label>${select('a', 'First', a)}${select('b', 'Second', b)}<button>Compare</button></form>`;
}
