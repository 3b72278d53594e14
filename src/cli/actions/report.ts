import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import type { ProfileName } from '../../contract/results.ts';
import type { GroupBy } from '../../report/groups.ts';
import { markdownReference, terminalReference } from '../../report/reference.ts';
import type { ReportInput } from '../../report/report-input.ts';
import { summaryReport } from '../../report/summary-report.ts';
import { terminalGroups } from '../../report/terminal-groups.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { PAPER_RESULTS } from '../../score/paper-results.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { readRunFolder } from '../read-run.ts';
import { DEFAULT_PAGES, makeHtmlReport } from '../html/write-html.ts';
import { readProof } from '../html/read-proof.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { type CommonOptions, openSources, suitesFolder } from '../sources.ts';
import type { Terminal } from '../terminal.ts';
import { failBelow, parseThresholds } from '../thresholds.ts';
import { type FileFormat, type FormatOptions, makeFile, reportInput } from '../write-report.ts';

export interface ReportFlags extends FormatOptions, Pick<CommonOptions, 'cache' | 'suites'> {
  readonly format: 'terminal' | 'html' | FileFormat;
  readonly proof?: string;
  readonly pages?: number;
  readonly out?: string;
  readonly profile?: ProfileName;
  readonly by?: GroupBy;
  readonly failUnder: string[];
  readonly stepSummary?: boolean;
  readonly reference?: 'paper';
}

export async function reportRun(given: string, flags: ReportFlags, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(flags.failUnder);
  const folder = resolve(given);
  const summaryFile = flags.stepSummary === true ? stepSummaryFile() : null;
  const input = { ...reportInput(await readRunFolder(folder), flags.profile), thresholds };
  const text = await textOf({ folder, input }, flags, terminal);
  if (flags.out === undefined) terminal.out(text);
  else {
    await writeFileAtomic(resolve(flags.out), text.endsWith('\n') ? text : `${text}\n`);
    terminal.note(`written: ${terminal.safe(flags.out)}`);
  }
  if (summaryFile !== null) await withDiskErrors(summaryFile, () => appendFile(summaryFile, summaryReport(input)));
  failBelow(input.leaderboard, thresholds, terminal);
}

async function textOf({ folder, input }: { readonly folder: string; readonly input: ReportInput }, flags: ReportFlags, terminal: Terminal): Promise<string> {
  const { format, reference } = flags;
  if (reference !== undefined && format !== 'terminal' && format !== 'markdown') throw new AseError('bad-input', `a reference can be laid beside a run in the terminal and in Markdown, not in ${format}`, { remedy: 'Leave --reference out, or use --format markdown.' });
  if (format === 'terminal') return terminalText(input, flags, terminal);
  if (format === 'html') return makeHtml(folder, flags, terminal);
  return `${await makeFile(format, { folder, input }, flags)}${reference === undefined ? '' : markdownReference(PAPER_RESULTS)}`;
}

/** @throws AseError `bad-input` outside of a job of GitHub Actions */
function stepSummaryFile(): string {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (path !== undefined && path !== '') return path;
  throw new AseError('bad-input', '--step-summary is given, and GITHUB_STEP_SUMMARY names no file', { remedy: 'GitHub Actions sets it. Elsewhere: --format summary --out FILE' });
}

function terminalText(input: ReportInput, { by, reference }: ReportFlags, terminal: Terminal): string {
  const look = { width: terminal.width, color: terminal.color };
  const groups = by === undefined ? [] : input.leaderboard.generators.map((generator) => terminalGroups(input.leaderboard, generator, { ...look, by }));
  return [terminalLeaderboard(input.leaderboard, { ...look, facts: input }), ...groups, ...(reference === undefined ? [] : ['', terminalReference(PAPER_RESULTS, look)])].join('\n');
}

async function makeHtml(folder: string, { proof, pages = DEFAULT_PAGES, profile, ...options }: ReportFlags, terminal: Terminal): Promise<string> {
  using interrupts = listenForInterrupts(terminal);
  // A report shows what is there: nothing is fetched for it.
  const sources = await openSources({ ...options, offline: true }, { terminal, abort: interrupts.abort });
  const read = await readRunFolder(folder);
  const suites = suitesFolder(options);
  return await makeHtmlReport(read, { sources, suites, maxPages: pages, proof: proof === undefined ? null : await readProof(resolve(proof), { read, suites }), ...(profile === undefined ? {} : { profile }) });
}
