import { resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { ProfileName } from '../../contract/results.ts';
import type { GroupBy } from '../../report/groups.ts';
import { markdownReference, terminalReference } from '../../report/reference.ts';
import { terminalGroups } from '../../report/terminal-groups.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { PAPER_RESULTS } from '../../score/paper-results.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { readRunFolder } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';
import { FILE_FORMATS, type FileFormat, reportInput } from '../write-report.ts';

export interface ReportFlags {
  readonly format: 'terminal' | FileFormat;
  readonly out?: string;
  readonly profile?: ProfileName;
  readonly by?: GroupBy;
  readonly reference?: 'paper';
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

async function makeReport(folder: string, { format, profile, by, reference }: ReportFlags, terminal: Terminal): Promise<string> {
  if (reference !== undefined && format !== 'terminal' && format !== 'markdown') throw new AseError('bad-input', `a reference can be laid beside a run in the terminal and in Markdown, not in ${format}`, { remedy: 'Leave --reference out, or use --format markdown.' });
  const input = reportInput(await readRunFolder(folder), profile);
  if (format !== 'terminal') return `${FILE_FORMATS[format](input)}${reference === undefined ? '' : markdownReference(PAPER_RESULTS)}`;
  const look = { width: terminal.width, color: terminal.color };
  const groups = by === undefined ? [] : input.leaderboard.generators.map((generator) => terminalGroups(input.leaderboard, generator, { ...look, by }));
  return [terminalLeaderboard(input.leaderboard, { ...look, facts: input }), ...groups, ...(reference === undefined ? [] : ['', terminalReference(PAPER_RESULTS, look)])].join('\n');
}
