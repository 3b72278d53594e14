import type { Leaderboard } from '../contract/results.ts';
import { columnsNote, leaderboardNotes } from './notes.ts';
import { count } from './numbers.ts';
import { ranksOf } from './ranks.ts';
import { dateText, profileText, type ReportFacts, repeatCommand, shownNote } from './run-facts.ts';
import { drawScoreTable } from './score-table.ts';
import { joinBlocks, paragraph, tableKey } from './terminal-blocks.ts';
import { type Look, lookOf, type TerminalOptions, wrapText } from './terminal-look.ts';

/**
 * What a user sees at the end of a run: a table with a line a generator, best first, then in words what it does not settle. Only the command that
 * repeats the run may be wider than the terminal. `facts` adds that command, versions, sandbox and date.
 */
export function terminalLeaderboard(leaderboard: Leaderboard, options: TerminalOptions & { readonly facts?: ReportFacts }): string {
  const look = lookOf(options);
  const { generators } = leaderboard;
  const drawn = drawScoreTable(
    {
      before: [{ title: '#', align: 'left', cells: ranksOf(leaderboard) }],
      title: 'generator',
      names: generators.map(({ generator }) => generator),
      scores: generators.map(({ score }) => score),
    },
    look,
  );
  return joinBlocks([
    paragraph(titleText(leaderboard, look, options.facts), 'bold', look),
    drawn.lines,
    tableKey(drawn, look),
    leaderboardNotes(leaderboard, look.foreign).flatMap((note) => wrapText(`${look.ascii ? '*' : '•'} ${note}`, look, '  ')),
    paragraph(columnsNote(leaderboard), 'dim', look),
    options.facts === undefined ? [] : repeatLines(options.facts, look),
  ]);
}

function titleText(leaderboard: Leaderboard, look: Look, facts: ReportFacts | undefined): string {
  const tasks = leaderboard.generators[0]?.score.tasks ?? 0;
  const version = facts === undefined ? '' : ` ${look.foreign(facts.run.suite.version)}`;
  const plan = [`profile ${profileText(leaderboard)}`, count(tasks, 'task'), count(leaderboard.cycles, 'cycle')];
  const where = facts === undefined ? [] : [`sandbox ${look.foreign(facts.run.sandbox.split(',', 1)[0] ?? '')}`, `ase ${look.foreign(facts.run.toolVersion)}`, dateText(facts.madeAt)];
  return `${look.foreign(leaderboard.suite)}${version}: ${[...plan, ...where].join(', ')}`;
}

function repeatLines({ run }: ReportFacts, look: Look): string[] {
  const { lines, left } = repeatCommand(run, look.width - 2);
  const command = ['To repeat:', ...lines.map((line) => `  ${line}`)].map((line) => look.paint('dim', line));
  const note = shownNote(run);
  return [...(note === null ? [] : wrapText(`${look.ascii ? '*' : '•'} ${note}`, look, '  ')), ...command, ...left.flatMap(({ placeholder, name }) => paragraph(`${placeholder} is ${look.foreign(name, 200)}`, 'dim', look))];
}
