import { resolve } from 'node:path';
import type { ProfileName } from '../../contract/results.ts';
import type { GroupBy } from '../../report/groups.ts';
import { terminalGroups } from '../../report/terminal-groups.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { readRunFolder } from '../read-run.ts';
import { DEFAULT_PAGES, makeHtmlReport } from '../html/write-html.ts';
import { readProof } from '../html/read-proof.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { type CommonOptions, openSources, suitesFolder } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { FILE_FORMATS, type FileFormat, reportInput } from '../write-report.ts';

export interface ReportFlags extends Pick<CommonOptions, 'cache' | 'suites'> {
  readonly format: 'terminal' | 'html' | FileFormat;
  readonly proof?: string;
  readonly pages?: number;
  readonly out?: string;
  readonly profile?: ProfileName;
  readonly by?: GroupBy;
}

export async function reportRun(folder: string, flags: ReportFlags, terminal: Terminal): Promise<void> {
  const text = await makeReport(resolve(folder), flags, terminal);
  if (flags.out === undefined) {
    terminal.out(text);
    return;
  }
  await writeFileAtomic(resolve(flags.out), text.endsWith('\n') ? text : `${text}\n`);
  terminal.note(`written: ${terminal.safe(flags.out)}`);
}

async function makeReport(folder: string, flags: ReportFlags, terminal: Terminal): Promise<string> {
  const { format, profile, by } = flags;
  if (format === 'html') return makeHtml(folder, flags, terminal);
  const input = reportInput(await readRunFolder(folder), profile);
  if (format !== 'terminal') return FILE_FORMATS[format](input);
  const look = { width: terminal.width, color: terminal.color };
  const groups = by === undefined ? [] : input.leaderboard.generators.map((generator) => terminalGroups(input.leaderboard, generator, { ...look, by }));
  return [terminalLeaderboard(input.leaderboard, { ...look, facts: input }), ...groups].join('\n');
}

async function makeHtml(folder: string, { proof, pages = DEFAULT_PAGES, profile, ...options }: ReportFlags, terminal: Terminal): Promise<string> {
  using interrupts = listenForInterrupts(terminal);
  // A report shows what is there: nothing is fetched for it.
  const sources = await openSources({ ...options, offline: true }, { terminal, abort: interrupts.abort });
  const read = await readRunFolder(folder);
  const suites = suitesFolder(options);
  return await makeHtmlReport(read, { sources, suites, maxPages: pages, proof: proof === undefined ? null : await readProof(resolve(proof), { read, suites }), ...(profile === undefined ? {} : { profile }) });
}
