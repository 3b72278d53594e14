import type { GeneratorScore, Leaderboard } from '../contract/results.ts';
import { GROUP_TITLES, type GroupBy, weakestFirst } from './groups.ts';
import { columnsNote, GROUPS_NOTE } from './notes.ts';
import { drawScoreTable } from './score-table.ts';
import { joinBlocks, paragraph, tableKey } from './terminal-blocks.ts';
import { lookOf, type TerminalOptions } from './terminal-look.ts';

/** Scores of one generator by class, CWE, language or severity: a line a group, least secure first. */
export function terminalGroups(leaderboard: Leaderboard, generator: GeneratorScore, options: TerminalOptions & { readonly by: GroupBy }): string {
  const look = lookOf(options);
  const groups = weakestFirst(generator.groups[options.by]);
  const drawn = drawScoreTable(
    {
      before: [{ title: 'tasks', align: 'right', cells: groups.map(({ score }) => String(score.tasks)) }],
      title: GROUP_TITLES[options.by],
      names: groups.map(({ name }) => name),
      scores: groups.map(({ score }) => score),
    },
    look,
  );
  return joinBlocks([
    paragraph(`${look.foreign(generator.generator)} by ${GROUP_TITLES[options.by]}, least secure first`, 'bold', look),
    drawn.lines,
    tableKey(drawn, look),
    [GROUPS_NOTE, columnsNote(leaderboard)].flatMap((note) => paragraph(note, 'dim', look)),
  ]);
}
