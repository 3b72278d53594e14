import type { AttemptKey } from '../../contract/results.ts';
import { attemptBody, plainText } from '../../report/html/attempt-html.ts';
import { colouredNow } from '../../report/html/highlight.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { readAttemptMaterial } from '../html/attempt-material.ts';
import { type KnownTask, readTaskMaterial } from '../html/task-material.ts';
import { makeHtmlReport, DEFAULT_PAGES } from '../html/write-html.ts';
import { readRunFolder } from '../read-run.ts';
import type { Sources } from '../sources.ts';
import type { LiveRun, Looked } from './live-run.ts';

const MAX_PROMPT_LINES = 600;

/** What this machine has of suites and repositories. */
export interface Library {
  readonly sources: Sources;
  readonly suites: string;
}

/** The page of an attempt, as the report has it. */
export async function attemptView({ folder }: LiveRun, { run: { plan } }: Looked, { key, library }: { readonly key: AttemptKey; readonly library: Library }): Promise<Markup> {
  const planned = plan.tasks.find(({ id }) => id === key.task);
  if (planned === undefined) return html`<p>The run does not plan this task.</p>`;
  const known: KnownTask = await readTaskMaterial(planned, { run: plan.run, ...library });
  const attempt = await readAttemptMaterial(folder, key, known);
  const prompt = attempt.prompt === null ? html`` : html`<details><summary>What was shown to it</summary>${plainText(attempt.prompt, MAX_PROMPT_LINES)}</details>`;
  const { material } = known;
  return html`<p class="lead">${material.title}</p><p class="dim">${key.generator} on ${key.task} (${planned.cve}, ${planned.cwe.join(', ')}), cycle ${key.cycle}</p>${material.gaps.map((gap) => html`<p class="warn">${gap}</p>`)}${attemptBody(attempt, material, { prompt, code: colouredNow(material.language) })}`;
}

/** The HTML report of what there is now. Of a large run without pages of its own: those are here. */
export async function reportView({ folder }: LiveRun, { live }: Looked, library: Library): Promise<string> {
  return makeHtmlReport([await readRunFolder(folder)], { ...library, maxPages: live.planned > DEFAULT_PAGES ? 0 : DEFAULT_PAGES, proof: null });
}
