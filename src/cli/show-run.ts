import { join } from 'node:path';
import type { Leaderboard } from '../contract/results.ts';
import { terminalLeaderboard } from '../report/terminal-leaderboard.ts';
import { writeFileAtomic } from '../util/files.ts';
import { DEFAULT_PAGES, makeHtmlReport } from './html/write-html.ts';
import { type ReadRun, readRunFolder } from './read-run.ts';
import { shownPath } from './shown-path.ts';
import { type CommonOptions, openSources, suitesFolder } from './sources.ts';
import type { Terminal } from './terminal.ts';
import { writeMarkdown } from './write-report.ts';

/** The end of a run: the leaderboard, and where the whole of it lies. */
export async function showLeaderboard(folder: string, leaderboard: Leaderboard, { options, terminal }: { readonly options: CommonOptions; readonly terminal: Terminal }): Promise<void> {
  const read = await readRunFolder(folder);
  const { width, color } = terminal;
  terminal.out(terminalLeaderboard(leaderboard, { width, color, facts: { run: read.run, madeAt: new Date() } }));
  const page = await writePage(read, options, terminal);
  terminal.out(`Report:   ${terminal.safe(shownPath(page))} (as text: ${terminal.safe(shownPath(await writeMarkdown(read)))})`);
  terminal.out(`Evidence: ${terminal.safe(shownPath(folder))}`);
}

/** Writes report.html into a run's folder; gives its path. Repositories were fetched for the run, so nothing is. */
async function writePage(read: ReadRun, options: CommonOptions, terminal: Terminal): Promise<string> {
  const path = join(read.folder, 'report.html');
  const sources = await openSources({ ...options, offline: true }, { terminal, abort: new AbortController().signal });
  await writeFileAtomic(path, await makeHtmlReport([read], { sources, suites: suitesFolder(options), maxPages: DEFAULT_PAGES, proof: null }));
  return path;
}
