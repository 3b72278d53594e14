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
import { type ReadRun, readRunFolder } from '../read-run.ts';
import { readProof } from '../html/read-proof.ts';
import { type ReportedRuns, reportedRuns } from '../html/reported-runs.ts';
import { DEFAULT_PAGES, htmlOf } from '../html/write-html.ts';
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

export async function reportRun(given: readonly string[], flags: ReportFlags, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(flags.failUnder);
  assertReferenceFits(flags);
  const [folder = '', ...others] = given.map((each) => resolve(each));
  if (flags.format === 'html' && flags.stepSummary !== true) return reportHtml([folder, ...others], flags, terminal);
  if (others.length > 0) throw new AseError('bad-input', `${flags.stepSummary === true ? 'a summary shows' : `${flags.format} shows`} one run, and ${given.length} are given`, { remedy: 'Several runs stand together in one page (--format html), and in ase compare.' });
  const summaryFile = flags.stepSummary === true ? stepSummaryFile() : null;
  const input = { ...reportInput(await readRunFolder(folder), flags.profile), thresholds };
  await write(await textOf({ folder, input }, flags, terminal), flags, terminal);
  if (summaryFile !== null) await withDiskErrors(summaryFile, () => appendFile(summaryFile, summaryReport(input)));
  failBelow(input.leaderboard, thresholds, terminal);
}

function assertReferenceFits({ format, reference }: ReportFlags): void {
  if (reference !== undefined && format !== 'terminal' && format !== 'markdown') throw new AseError('bad-input', `a reference can be laid beside a run in the terminal and in Markdown, not in ${format}`, { remedy: 'Leave --reference out, or use --format markdown.' });
}

async function write(text: string, { out }: ReportFlags, terminal: Terminal): Promise<void> {
  if (out === undefined) {
    terminal.out(text);
    return;
  }
  await writeFileAtomic(resolve(out), text.endsWith('\n') ? text : `${text}\n`);
  terminal.note(`written: ${terminal.safe(out)}`);
}

async function reportHtml(folders: readonly [string, ...string[]], flags: ReportFlags, terminal: Terminal): Promise<void> {
  const { html, leaderboard, remarks } = await makeHtml(folders, flags, terminal);
  for (const remark of remarks) terminal.note(terminal.safe(remark));
  await write(html, flags, terminal);
  failBelow(leaderboard, parseThresholds(flags.failUnder), terminal);
}

async function textOf({ folder, input }: { readonly folder: string; readonly input: ReportInput }, flags: ReportFlags, terminal: Terminal): Promise<string> {
  const { format, reference } = flags;
  if (format === 'terminal') return terminalText(input, flags, terminal);
  if (format === 'html') return (await makeHtml([folder], flags, terminal)).html;
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

interface MadeHtml extends Pick<ReportedRuns, 'leaderboard' | 'remarks'> {
  readonly html: string;
}

async function makeHtml([first, ...others]: readonly [string, ...string[]], flags: ReportFlags, terminal: Terminal): Promise<MadeHtml> {
  const { proof, pages = DEFAULT_PAGES, profile } = flags;
  using interrupts = listenForInterrupts(terminal);
  // A report shows what is there: nothing is fetched for it.
  const sources = await openSources({ ...flags, offline: true }, { terminal, abort: interrupts.abort });
  const reads: [ReadRun, ...ReadRun[]] = [await readRunFolder(first)];
  for (const folder of others) reads.push(await readRunFolder(folder));
  const reported = reportedRuns(reads, profile);
  const suites = suitesFolder(flags);
  const proven = proof === undefined ? null : await readProof(resolve(proof), { read: { run: reported.run, folder: first }, suites });
  const { leaderboard, remarks } = reported;
  return { leaderboard, remarks, html: await htmlOf(reported, { sources, suites, maxPages: pages, proof: proven }) };
}
