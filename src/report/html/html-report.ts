import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { count } from '../numbers.ts';
import { chartsHtml, leaderboardTable } from './board-html.ts';
import type { BoardView } from './board-view.ts';
import { headlineHtml } from './headline-html.ts';
import { html, type Markup, trusted } from './markup.ts';
import type { TaskPages } from './material.ts';
import { type ProofFacts, proofHtml } from './proof-html.ts';
import type { ReportView } from './report-view.ts';
import { SCRIPT } from './script.ts';
import { stripHtml } from './strip-html.ts';
import { STYLE } from './style.ts';
import { taskChunk } from './task-html.ts';

export interface HtmlReportInput {
  readonly view: ReportView;
  /** Of tasks of the view, in any order; read once. A task without pages is told of where it is asked for. */
  readonly pages: Iterable<TaskPages> | AsyncIterable<TaskPages>;
  readonly proof: ProofFacts;
  /** A script that sets `hljs`, which colours code on pages that are opened. */
  readonly colours: string;
  /** What the reader should know of this file, such as pages that were left out. */
  readonly remarks?: readonly string[];
}

/** One file without any request: leaderboard, charts and every verdict as plain HTML, pages of tasks and attempts compressed behind a small script. */
export async function htmlReport({ view, pages, proof, colours, remarks = [] }: HtmlReportInput): Promise<string> {
  const title = `Security of generated code: ${view.run.suite.name} ${view.run.suite.version}`;
  const script = `${colours}${SCRIPT}`;
  const chunks = await packPages(view, pages);
  const document = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${trusted(policyOf(script))}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="generator" content="ase ${view.run.toolVersion}"><link rel="icon" href="data:,"><title>${title}</title><style>${trusted(STYLE)}</style></head>
<body><a class="skip" href="#attempts">Skip to every attempt</a>
<header><h1>${title}</h1><p class="dim">${view.runs.length === 1 ? 'run' : 'runs'} ${view.run.name}, made ${view.madeAt}</p>${banners(view, remarks)}<nav class="jump" aria-label="Parts of the report"><a href="#board">Leaderboard</a><a href="#charts">Charts</a><a href="#attempts">Every attempt</a><a href="#proof">How the judge was proven</a></nav>${profileSwitch(view)}</header>
<main><div id="page"></div><div id="overview">${perProfile(view, (board) => headlineHtml(view, board))}<div id="board">${perProfile(view, leaderboardTable)}</div><div id="charts">${perProfile(view, chartsHtml)}</div>
${stripHtml(view)}${proofHtml(view, proof)}</div></main>
<footer><p class="dim">Made by ase ${view.run.toolVersion}. This file asks for nothing over the network.</p></footer>
${chunks}<script>${trusted(script)}</script></body></html>
`;
  return document.toString();
}

/** Nothing is loaded, and nothing runs or looks different but what we wrote: hashes, no `unsafe-inline`. */
function policyOf(script: string): string {
  return ["default-src 'none'", `script-src '${hashOf(script)}'`, `style-src '${hashOf(STYLE)}'`, 'img-src data:', "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types ase'].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function banners({ planned, missing, judged }: ReportView, remarks: readonly string[]): Markup {
  const unfinished = missing === 0 ? '' : html`<p class="warn" role="note"><b>Unfinished:</b> ${missing} of ${count(planned, 'planned attempt')} ${missing === 1 ? 'has' : 'have'} no verdict${judged === 0 ? '; there is nothing to compare yet' : '; scores are of the others'}.</p>`;
  return html`${unfinished}${remarks.map((remark) => html`<p class="warn" role="note">${remark}</p>`)}<noscript><p class="warn">Without JavaScript this page shows scores, charts and every verdict; pages of tasks and attempts stay closed.</p></noscript>`;
}

/** The same part for every profile; the switch shows one. */
function perProfile({ boards }: ReportView, part: (board: BoardView) => Markup): Markup[] {
  return boards.map((board, index) => html`<div class="board board-${index}">${part(board)}</div>`);
}

function profileSwitch({ boards }: ReportView): Markup {
  return html`<fieldset class="profiles"><legend>Scores as</legend>${boards.map(({ profileText }, index) => html`<label><input type="radio" name="profile" id="profile-${index}" ${index === 0 ? html`checked` : ''}> ${profileText}</label>`)}</fieldset>`;
}

async function packPages(view: ReportView, pages: HtmlReportInput['pages']): Promise<Markup[]> {
  const at = new Map(view.tasks.map(({ id }, index) => [id, index]));
  const packed: Markup[] = [];
  for await (const own of pages) {
    const index = at.get(own.task.id);
    if (index === undefined) continue;
    const chunk = deflateRawSync(taskChunk(view, index, own), { memLevel: 9 }).toString('base64');
    packed.push(trusted(`<script type="text/plain" id="chunk-${index}">${chunk}</script>\n`));
  }
  return packed;
}
