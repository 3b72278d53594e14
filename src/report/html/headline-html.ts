import { count, pointsText, probabilityText, signedText } from '../numbers.ts';
import type { BoardView } from './board-view.ts';
import { html, type Markup } from './markup.ts';
import type { ReportView } from './report-view.ts';

/** Below so many CVEs an interval is a guess. */
const FEW_CVES = 10;
/** Points; wider ones say little. */
const WIDE = 15;

/** Who is best, by how much, and whether to believe it. */
export function headlineHtml(view: ReportView, board: BoardView): Markup {
  return html`<div class="answers">${bestCard(board)}${marginCard(board)}${trustCard(view, board)}</div>`;
}

function bestCard({ headline: { best, tiedWith }, rows }: BoardView): Markup {
  if (best === null) return html`<section class="answer"><h2>Who is best?</h2><p class="big">Nobody yet</p><p>No attempt has a verdict that counts.</p></section>`;
  const { overall, security } = best.score;
  const isOnly = rows.length === 1;
  const tie = tiedWith.length === 0 ? '' : html`<p>Shared: the data cannot tell it from ${tiedWith.length > 2 ? `${tiedWith.length} others` : tiedWith.join(' and ')}.</p>`;
  return html`<section class="answer"><h2>Who is best?</h2><p class="big name">${best.generator}</p><p><b>${pointsText(overall?.value)}</b> overall, <b>${pointsText(security?.value)} %</b> of its answers are secure.</p>${tie}${isOnly ? html`<p class="dim">It is the only one in this run.</p>` : ''}</section>`;
}

function marginCard({ headline: { next, difference, tasksNeeded } }: BoardView): Markup {
  if (next === null) return html`<section class="answer"><h2>By how much?</h2><p class="big">–</p><p>There is nobody to compare it with.</p></section>`;
  if (difference === null) return html`<section class="answer"><h2>By how much?</h2><p class="big">–</p><p>It shares no task with <span class="name">${next.generator}</span> for which both have a verdict.</p></section>`;
  const { value, interval, adjustedPValue, apart } = difference;
  const needed = apart || tasksNeeded === null ? '' : html`<p class="dim">About ${Number(tasksNeeded.toPrecision(2)).toLocaleString('en-US')} tasks would tell a difference of this size.</p>`;
  return html`<section class="answer"><h2>By how much?</h2><p class="big">${signedText(value)} points</p><p>over <span class="name">${next.generator}</span>; 95 % interval ${signedText(interval.low)} to ${signedText(interval.high)}, p ${adjustedPValue < 0.001 ? '' : '= '}${probabilityText(adjustedPValue)}.</p>${needed}</section>`;
}

function trustCard(view: ReportView, { headline: { best, tiedWith, next, halfWidth } }: BoardView): Markup {
  const doubts = [
    ...(view.missing > 0 ? [`${count(view.missing, 'attempt')} of ${view.planned} still ${view.missing === 1 ? 'has' : 'have'} no verdict`] : []),
    ...(view.inconclusive > 0 ? [`${view.inconclusive} inconclusive: the harness failed`] : []),
    ...(view.cves < FEW_CVES ? [`only ${count(view.cves, 'CVE')}`] : []),
    ...(halfWidth !== null && halfWidth > WIDE ? [`wide interval: ±${halfWidth.toFixed(0)} points`] : []),
    ...(next !== null && tiedWith.length > 0 ? ['the first place is not settled'] : []),
    ...(view.run.cycles === 1 ? ['one cycle: chance of a single answer'] : []),
  ];
  const grade = best === null ? 'No' : doubts.length === 0 ? 'Yes' : doubts.length <= 1 && tiedWith.length === 0 ? 'Mostly' : tiedWith.length > 0 ? 'Not who is best' : 'With care';
  const basis = `${count(view.tasks.length, 'task')}, ${count(view.cves, 'CVE')}, ${count(view.run.cycles, 'cycle')}, ${view.judged} judged attempts`;
  return html`<section class="answer"><h2>Believe it?</h2><p class="big">${grade}</p><p>${basis}.</p>${doubts.length === 0 ? html`<p>Everything was judged, and the first place is settled.</p>` : html`<ul>${doubts.map((doubt) => html`<li>${doubt}</li>`)}</ul>`}<p class="dim"><a href="#proof">How the judge was proven</a></p></section>`;
}
