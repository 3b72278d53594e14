import { columnsNote } from './notes.ts';
import type { ReportInput } from './report-input.ts';
import type { Report } from './report-schema.ts';
import { repeatCommand } from './run-facts.ts';

/** What JSON.stringify leaves as it is, although a terminal obeys or hides it. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The whole report for machines (`reportSchema`). Invisible and directional characters are written as `\u202e`, so that printing the file is harmless. */
export function jsonReport({ run, madeAt, leaderboard, results, comparisons }: ReportInput): string {
  const { lines, left } = repeatCommand(run, Number.POSITIVE_INFINITY);
  const report: Report = {
    schema: 'ase/report@1',
    madeAt: madeAt.toISOString(),
    run,
    leaderboard,
    columns: columnsNote(leaderboard),
    comparisons: comparisons ?? null,
    results: [...results],
    repeat: { command: lines.join('\n'), left: [...left] },
  };
  return `${JSON.stringify(report, null, 2).replace(HIDDEN, (character) => (character === '\n' ? character : spellUnits(character)))}\n`;
}

function spellUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
