import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import type { ProfileName } from '../../contract/results.ts';
import type { GroupBy } from '../../report/groups.ts';
import type { ReportInput } from '../../report/report-input.ts';
import { summaryReport } from '../../report/summary-report.ts';
import { terminalGroups } from '../../report/terminal-groups.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { readRunFolder } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';
import { failBelow, parseThresholds } from '../thresholds.ts';
import { type FileFormat, type FormatOptions, makeFile, reportInput } from '../write-report.ts';

export interface ReportFlags extends FormatOptions {
  readonly format: 'terminal' | FileFormat;
  readonly out?: string;
  readonly profile?: ProfileName;
  readonly by?: GroupBy;
  readonly failUnder: string[];
  readonly stepSummary?: boolean;
}

export async function reportRun(given: string, flags: ReportFlags, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(flags.failUnder);
  const folder = resolve(given);
  const summaryFile = flags.stepSummary === true ? stepSummaryFile() : null;
  const input = { ...reportInput(await readRunFolder(folder), flags.profile), thresholds };
  const text = flags.format === 'terminal' ? terminalText(input, flags, terminal) : await makeFile(flags.format, { folder, input }, flags);
  if (flags.out === undefined) terminal.out(text);
  else {
    await writeFileAtomic(resolve(flags.out), text.endsWith('\n') ? text : `${text}\n`);
    terminal.note(`written: ${terminal.safe(flags.out)}`);
  }
  if (summaryFile !== null) await withDiskErrors(summaryFile, () => appendFile(summaryFile, summaryReport(input)));
  failBelow(input.leaderboard, thresholds, terminal);
}

/** @throws AseError `bad-input` outside of a job of GitHub Actions */
function stepSummaryFile(): string {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (path !== undefined && path !== '') return path;
  throw new AseError('bad-input', '--step-summary is given, and GITHUB_STEP_SUMMARY names no file', { remedy: 'GitHub Actions sets it. Elsewhere: --format summary --out FILE' });
}

function terminalText(input: ReportInput, { by }: ReportFlags, terminal: Terminal): string {
  const look = { width: terminal.width, color: terminal.color };
  const groups = by === undefined ? [] : input.leaderboard.generators.map((generator) => terminalGroups(input.leaderboard, generator, { ...look, by }));
  return [terminalLeaderboard(input.leaderboard, { ...look, facts: input }), ...groups].join('\n');
}
