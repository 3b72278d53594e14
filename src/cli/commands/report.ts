import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { profileNameSchema, type ProfileName } from '../../contract/results.ts';
import type { GroupBy } from '../../report/groups.ts';
import { terminalGroups } from '../../report/terminal-groups.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { readRunFolder } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';
import { FILE_FORMATS, type FileFormat, reportInput } from '../write-report.ts';

interface ReportFlags {
  readonly format: 'terminal' | FileFormat;
  readonly out?: string;
  readonly profile?: ProfileName;
  readonly by?: GroupBy;
}

export function addReportCommand(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .argument('<run>', 'the folder of a run')
    .description('Show a run: for the terminal, for people, for programs.')
    .addOption(new Option('--format <name>', 'what to make').choices(['terminal', ...Object.keys(FILE_FORMATS)]).default('terminal'))
    .option('--out <file>', 'write there instead of stdout')
    .addOption(new Option('--profile <name>', 'score with another profile than the run’s own').choices(profileNameSchema.options))
    .addOption(new Option('--by <group>', 'terminal: the groups of each generator as well').choices(['class', 'cwe', 'language', 'severity']))
    .addHelpText('after', '\nExamples:\n  ase report runs/quickstart-1a2b3c4d --by class\n  ase report runs/quickstart-1a2b3c4d --format junit --out report.xml')
    .action(async (folder: string, flags: ReportFlags) => {
      const text = await makeReport(resolve(folder), flags, terminal);
      if (flags.out === undefined) terminal.out(text);
      else {
        await writeFileAtomic(resolve(flags.out), text.endsWith('\n') ? text : `${text}\n`);
        terminal.note(`written: ${terminal.safe(flags.out)}`);
      }
    });
}

async function makeReport(folder: string, { format, profile, by }: ReportFlags, terminal: Terminal): Promise<string> {
  const input = reportInput(await readRunFolder(folder), profile);
  if (format !== 'terminal') return FILE_FORMATS[format](input);
  const look = { width: terminal.width, color: terminal.color };
  const groups = by === undefined ? [] : input.leaderboard.generators.map((generator) => terminalGroups(input.leaderboard, generator, { ...look, by }));
  return [terminalLeaderboard(input.leaderboard, { ...look, facts: input }), ...groups].join('\n');
}
