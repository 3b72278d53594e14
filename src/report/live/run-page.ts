import type { Leaderboard } from '../../contract/results.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import { amountText, costText, timeText } from '../html/words.ts';
import { notesHtml } from '../html/board-html.ts';
import { columnsNote, leaderboardNotes } from '../notes.ts';
import { count, intervalText, pointsText } from '../numbers.ts';
import { ranksOf } from '../ranks.ts';
import { VERDICT_NAMES, verdictBarHtml } from './bars.ts';
import type { LiveView, Notable, RunStateName } from './live-view.ts';
import { hrefOf } from './page.ts';

const STATES: Readonly<Record<RunStateName, string>> = {
  running: 'It is going on.',
  complete: 'It is complete.',
  incomplete: 'It has ended; some attempts failed. The same command tries them again.',
  stopped: 'It was stopped; what ran was finished. The same command goes on.',
  aborted: 'It was given up. The same command goes on.',
  failed: 'It ended with an error. The same command goes on.',
  interrupted: 'Its process is gone without having ended it. Nothing finished is lost: the same command goes on.',
};

/** The part of a run's page that is sent again while the run goes on. */
export function liveHtml(view: LiveView): Markup {
  return html`${progressHtml(view)}${leaderboardHtml(view.leaderboard)}${notableHtml(view)}`;
}

/** The whole of it: what is live, then every attempt behind filters. */
export function runBody(view: LiveView, { canControl, version }: { readonly canControl: boolean; readonly version: string }): Markup {
  const own = ['runs', view.name];
  const generators = view.leaderboard.generators.map(({ generator }) => html`<option>${generator}</option>`);
  return html`<p class="dim"><a href="${trusted(hrefOf([...own, 'report']))}">Report with charts, answers and evidence</a> · <a href="${trusted(hrefOf(['compare'], { run: view.name }))}">Compare its generators</a></p>
<div id="live" data-version="${version}" data-events="${trusted(hrefOf([...own, 'events']))}">${liveHtml(view)}</div>
${canControl ? controlHtml(own) : ''}
<section class="card"><h2>Attempts <span class="dim" id="shown" role="status"></span></h2>
<noscript><p class="warn">The list of attempts needs JavaScript.</p></noscript>
<form class="filters" id="filters" data-attempts="${trusted(hrefOf([...own, 'attempts.json']))}" data-page="${trusted(hrefOf([...own, 'attempt']))}">
<label>Verdict<select name="verdict"><option value="">all</option>${[...VERDICT_NAMES, 'missing'].map((name) => html`<option>${name}</option>`)}</select></label>
<label>Generator<select name="generator"><option value="">all</option>${generators}</select></label>
<label>Task, CVE, CWE or reason<input name="text" type="search" autocomplete="off"></label></form>
<div class="scroll" tabindex="0" role="region" aria-label="Attempts"><table class="wide attempts"><thead><tr><th>verdict</th><th>task</th><th>generator</th><th class="num">cycle</th><th>why</th></tr></thead><tbody id="attempts"></tbody></table></div>
<p><button type="button" id="more" hidden>Show more</button></p></section>`;
}

function controlHtml(own: readonly string[]): Markup {
  const action = trusted(hrefOf([...own, 'cancel']));
  return html`<section class="card"><h2>Control</h2><form method="post" action="${action}"><button name="how" value="stop">Finish what runs, then stop</button> <button name="how" value="abort">Stop now</button></form><p class="dim">Either way nothing finished is lost, and the same command goes on later.</p></section>`;
}

function progressHtml(view: LiveView): Markup {
  const { state, planned, judged, answered, verdicts, perMinute, leftMs, elapsedMs, paid } = view;
  const facts = [
    { value: `${judged} of ${planned}`, what: 'attempts judged' },
    ...(answered > judged ? [{ value: String(answered), what: 'answered' }] : []),
    ...(perMinute === null ? [] : [{ value: perMinute.toFixed(perMinute < 10 ? 1 : 0), what: 'a minute' }]),
    ...(elapsedMs === 0 ? [] : [{ value: timeText(elapsedMs), what: state === 'running' ? 'so far' : 'took the last execution' }]),
    ...(leftMs === null ? [] : [{ value: `about ${timeText(leftMs)}`, what: 'left' }]),
    ...(paid.answers === 0 ? [] : [{ value: paidText(paid), what: `${amountText(paid.tokens)} tokens` }]),
  ];
  return html`<section class="card"><h2>${view.suite} <span class="badge s-${state}" id="state">${state}</span></h2><p class="dim">${STATES[state]}</p>${verdictBarHtml(verdicts, planned, 'bar whole')}
<div class="facts">${facts.map(({ value, what }) => html`<div class="fact"><b>${value}</b><span>${what}</span></div>`)}</div>
<p class="dim">${VERDICT_NAMES.map((name) => html`<span class="badge v-${name}">${verdicts.get(name) ?? 0} ${name}</span> `)}</p></section>`;
}

/** What is not known is said to be, and never 0. */
function paidText({ answers, unknown, costUsd }: LiveView['paid']): string {
  if (unknown === answers) return 'unknown cost';
  return `${unknown > 0 ? 'over ' : ''}${costText(costUsd)}`;
}

function leaderboardHtml(leaderboard: Leaderboard): Markup {
  const ranks = ranksOf(leaderboard);
  const rows = leaderboard.generators.map(({ generator, score, spent }, index) => {
    const rank = ranks[index] ?? '-';
    const bar = verdictBarHtml(new Map(Object.entries(score.verdicts)), score.attempts, 'bar');
    return html`<tr class="${rank.endsWith('=') ? 'tied' : ''}"><td>${rank}</td><th scope="row">${generator}</th><td class="num big">${pointsText(score.overall?.value)}</td><td class="num dim">${intervalText(score.overall, '–')}</td><td class="num">${pointsText(score.security?.value)}</td><td class="num">${pointsText(score.quality?.value)}</td><td class="num">${pointsText(score.stability?.value)}</td><td>${bar}</td><td class="num">${costText(spent?.costUsd)}</td></tr>`;
  });
  return html`<section class="card"><h2>Leaderboard <span class="dim">profile ${leaderboard.profile}</span></h2><div class="scroll" tabindex="0" role="region" aria-label="Leaderboard"><table><thead><tr><th>rank</th><th>generator</th><th class="num">overall</th><th class="num">95 % interval</th><th class="num">security</th><th class="num">quality</th><th class="num">stability</th><th>verdicts</th><th class="num">cost</th></tr></thead><tbody>${rows}</tbody></table></div>
${notesHtml(leaderboardNotes(leaderboard, (name) => name))}<p class="dim">${columnsNote(leaderboard)}</p></section>`;
}

function notableHtml({ name, notable, state }: LiveView): Markup {
  const title = state === 'running' ? 'Failures as they happen' : 'Latest failures';
  if (notable.length === 0) return html`<section class="card"><h2>${title}</h2><p class="dim">${state === 'running' ? 'None yet.' : 'None.'}</p></section>`;
  const item = ({ kind, key, text, time }: Notable): Markup =>
    html`<li><span class="badge v-${kind}">${kind}</span> <a href="${trusted(hrefOf(['runs', name, 'attempt'], key))}">${key.task}</a>, <span class="name">${key.generator}</span>, cycle ${key.cycle} <span class="dim">${time.slice(11, 19)}</span><br><span class="dim">${text}</span></li>`;
  const [first, rest] = [notable.slice(0, 8), notable.slice(8)];
  const more = rest.length === 0 ? '' : html`<details><summary>${count(rest.length, 'earlier one')}</summary><ul class="notable">${rest.map(item)}</ul></details>`;
  return html`<section class="card"><h2>${title}</h2><ul class="notable">${first.map(item)}</ul>${more}</section>`;
}
