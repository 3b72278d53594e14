import type { Comparison } from '../../contract/comparison.ts';
import type { Estimate, Score } from '../../contract/results.ts';
import { GROUPS_NOTE } from '../notes.ts';
import { count, intervalText, pointsText, probabilityText, signedText } from '../numbers.ts';
import type { BoardView, HeatView, LeaderRow } from './board-view.ts';
import { html, type Markup } from './markup.ts';
import { costScatter, qualityScatter } from './scatter-html.ts';
import { columnHead } from './column-head.ts';
import { CELLS, colourOf, costText, timeText, tokensText } from './words.ts';

/** All charts of one profile. */
export function chartsHtml(board: BoardView): Markup {
  return html`<div class="grid2">${qualityScatter(board)}${costScatter(board)}</div>
${heatSection(board.heat.cwe, board)}
<div class="grid2">${heatSection(board.heat.language, board)}${heatSection(board.heat.severity, board)}</div>
${board.pairs.length === 0 ? '' : pairsSection(board)}
${disagreementSection(board)}`;
}

/** A line a generator, best first. */
export function leaderboardTable({ rows, notes, columns, profileText }: BoardView): Markup {
  return html`<section class="card"><h2>Leaderboard <span class="dim">profile ${profileText}</span></h2>
<div class="scroll" tabindex="0" role="region" aria-label="Leaderboard, profile ${profileText}"><table class="leaders"><thead><tr><th>rank</th><th>generator</th><th>overall</th><th>95 % interval</th><th class="num">security</th><th class="num">quality</th><th class="num">stability</th><th>verdicts</th><th class="num">cost</th><th class="num">tokens</th><th class="num">time</th></tr></thead><tbody>${rows.map((row, index) => leaderRow(row, index > 0 && rows[index - 1]?.rank !== row.rank))}</tbody></table></div>
${legend()}
${notesHtml(notes)}<p class="dim">${columns}</p></section>`;
}

const FEW_NOTES = 3;

/** Folded where there are many. */
export function notesHtml(notes: readonly string[]): Markup {
  const list = html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
  return notes.length <= FEW_NOTES ? list : html`<details><summary>What these data do not settle: ${notes.length} notes</summary>${list}</details>`;
}

function leaderRow(row: LeaderRow, startsRank: boolean): Markup {
  const { score, spent } = row;
  return html`<tr class="${row.isTied ? 'tied' : ''}${startsRank ? ' starts' : ''}"><td class="rank">${row.rank}</td><th scope="row"><span class="no" title="number in charts">${row.number}</span> <span class="name">${row.generator}</span>${row.isBaseline ? html` <span class="tag">baseline</span>` : ''}</th>
<td class="overall">${pointsText(score.overall?.value)}</td><td>${intervalPlot(score.overall)}</td>
${[score.security, score.quality, score.stability].map(scoreCell)}
<td>${verdictBar(score)}</td><td class="num">${costText(spent?.costUsd)}</td><td class="num">${spent === null ? '' : tokensText(spent)}</td><td class="num">${spent === null ? '' : timeText(spent.durationMs)}</td></tr>`;
}

function scoreCell(estimate: Estimate): Markup {
  return html`<td class="num">${pointsText(estimate?.value)}<span class="ci">${intervalText(estimate, '–')}</span></td>`;
}

function intervalPlot(estimate: Estimate): Markup {
  if (estimate === null) return html`<span class="dim">no score</span>`;
  const { value, interval } = estimate;
  return html`<svg class="interval" viewBox="0 0 104 16" role="img" aria-label="${intervalText(estimate, ' to ')}"><line class="grid" x1="2" x2="102" y1="8" y2="8"/><line class="grid" x1="2" x2="2" y1="3" y2="13"/><line class="grid" x1="52" x2="52" y1="3" y2="13"/><line class="grid" x1="102" x2="102" y1="3" y2="13"/><rect class="ci" x="${(2 + interval.low).toFixed(1)}" y="5" width="${Math.max(1, interval.high - interval.low).toFixed(1)}" height="6" rx="3"/><circle class="dot" cx="${(2 + value).toFixed(1)}" cy="8" r="4"/></svg><span class="ci">${intervalText(estimate, '–')}</span>`;
}

function verdictBar({ verdicts, missing, attempts }: Score): Markup {
  const parts = CELLS.map(({ cell, name }) => ({ name, cell, number: cell === null ? missing : verdicts[cell] }));
  const total = Math.max(1, parts.reduce((sum, { number }) => sum + number, 0));
  let at = 0;
  const rects = parts.map(({ cell, number, name }) => {
    const width = (number / total) * 120;
    const rect = number === 0 ? '' : html`<rect class="${colourOf(cell)}" x="${at.toFixed(2)}" width="${width.toFixed(2)}" height="14"><title>${number} ${name}</title></rect>`;
    at += width;
    return rect;
  });
  const said = parts.filter(({ number }) => number > 0).map(({ name, number }) => `${number} ${name}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 120 14" preserveAspectRatio="none" role="img" aria-label="${said} of ${attempts + missing}">${rects}</svg>`;
}

/** What the colours and letters of verdicts mean. */
function legend(): Markup {
  return html`<ul class="legend">${CELLS.map(({ cell, name, letter, meaning }) => html`<li><span class="v ${colourOf(cell)}">${letter}</span> <b>${name}</b> <span class="dim">${meaning}</span></li>`)}</ul>`;
}

const SMALL = 1;

function heatSection({ title, groups, by }: HeatView, { rows, profileText }: BoardView): Markup {
  if (groups.length <= SMALL && by !== 'cwe') {
    return html`<section class="card"><h3>Security by ${title}</h3><p class="dim">All tasks are of one ${title}: ${groups.map(({ name }) => name).join('')}.</p></section>`;
  }
  const head = rows.map(({ number, generator }) => columnHead(number, generator));
  const lines = groups.map(({ name, tasks, cells }) => html`<tr><th scope="row">${name} <span class="dim">${count(tasks, 'task')}</span></th>${cells.map(heatCell)}</tr>`);
  return html`<section class="card"><h3>Security by ${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="Security by ${title}, profile ${profileText}"><table class="heat"><thead><tr><td></td>${head}</tr></thead><tbody>${lines}</tbody></table></div><p class="dim">Share of secure attempts, 0–100; with it the 95 % interval. ${GROUPS_NOTE}</p></section>`;
}

function heatCell(score: Score | null): Markup {
  const security = score?.security ?? null;
  if (security === null) return html`<td class="h none">–</td>`;
  return html`<td class="h h${Math.round(security.value / 10)}">${security.value.toFixed(0)}<span class="ci">${security.interval.low.toFixed(0)}–${security.interval.high.toFixed(0)}</span></td>`;
}

function pairsSection({ pairs, profile }: BoardView): Markup {
  const rows = pairs.map(({ plain, changed, setting, compared }) => html`<tr><th scope="row"><span class="name">${changed}</span> <span class="dim">against ${plain}</span></th><td>${setting}</td>${differenceCells(compared)}</tr>`);
  return html`<section class="card"><h3>Thinking on and off</h3><div class="scroll" tabindex="0" role="region" aria-label="Thinking on and off, profile ${profile}"><table><thead><tr><th>pair</th><th>setting</th><th class="num">overall</th><th>−100 … +100</th><th class="num">security</th><th class="num">p</th><th>told apart</th></tr></thead><tbody>${rows}</tbody></table></div><p class="dim">With more thinking minus with less, on the tasks that both answered; p is corrected (Holm) for ${count(pairs.length, 'pair')}.</p></section>`;
}

function differenceCells({ overall, security }: Comparison): Markup {
  if (overall === null) return html`<td colspan="5" class="dim">no task has a conclusive verdict of both</td>`;
  const at = (value: number): string => (52 + value / 2).toFixed(1);
  return html`<td class="num">${signedText(overall.value)}</td><td><svg class="interval" viewBox="0 0 104 16" role="img" aria-label="${signedText(overall.interval.low)} to ${signedText(overall.interval.high)}"><line class="grid" x1="2" x2="102" y1="8" y2="8"/><line class="zero" x1="52" x2="52" y1="1" y2="15"/><rect class="ci" x="${at(overall.interval.low)}" y="5" width="${Math.max(1, (overall.interval.high - overall.interval.low) / 2).toFixed(1)}" height="6" rx="3"/><circle class="dot" cx="${at(overall.value)}" cy="8" r="4"/></svg></td><td class="num">${security === null ? '-' : signedText(security.value)}</td><td class="num">${probabilityText(overall.adjustedPValue)}</td><td>${overall.apart ? 'yes' : 'no'}</td>`;
}

function disagreementSection({ disagreements: { generators, wins, tasks, more }, rows, profile }: BoardView): Markup {
  const numberOf = (name: string): number => rows.find(({ generator }) => generator === name)?.number ?? 0;
  if (generators.length < 2) return html``;
  const head = generators.map((name) => html`<th scope="col"><span class="no">${numberOf(name)}</span></th>`);
  const pairs = generators.map((name, a) => html`<tr><th scope="row"><span class="no">${numberOf(name)}</span> <span class="name">${name}</span></th>${generators.map((_, b) => (a === b ? html`<td class="self">·</td>` : html`<td class="num">${wins[a]?.[b] ?? 0}</td>`))}</tr>`);
  const most = tasks.map(({ task, shares }) => html`<tr><th scope="row">${task}</th>${shares.map((share) => (share === null ? html`<td class="h none">–</td>` : html`<td class="h h${Math.round(share / 10)}">${share.toFixed(0)}</td>`))}</tr>`);
  return html`<section class="card"><h3>Where generators disagree</h3><div class="grid2"><div><h4>On how many tasks the row is secure more often than the column</h4><div class="scroll" tabindex="0" role="region" aria-label="Disagreement of pairs, profile ${profile}"><table class="wins"><thead><tr><td></td>${head}</tr></thead><tbody>${pairs}</tbody></table></div></div>
<div><h4>Tasks that divide them most</h4>${most.length === 0 ? html`<p class="dim">They agree on every task.</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="Tasks that divide generators most, profile ${profile}"><table class="heat"><thead><tr><td></td>${head}</tr></thead><tbody>${most}</tbody></table></div>`}<p class="dim">Share of secure attempts, 0–100.${more > 0 ? ` ${count(more, 'more task')} divide them less.` : ''} Baselines are left out.</p></div></div></section>`;
}
