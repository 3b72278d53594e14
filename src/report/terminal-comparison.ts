import type { Comparison, Comparisons, TaskChange } from '../contract/comparison.ts';
import type { Difference } from '../contract/results.ts';
import { summarise } from '../score/words.ts';
import { count, probabilityText, signedText } from './numbers.ts';
import { joinBlocks, paragraph } from './terminal-blocks.ts';
import { GLUE, type Look, lookOf, type TerminalOptions, wrapText } from './terminal-look.ts';
import { drawTable } from './terminal-table.ts';

/** Of a list; `ase compare --json` has them all. */
const MAX_TASKS = 6;

/** Every comparison as a block: the three differences, what they mean in words, and the tasks that make them. */
export function terminalComparison({ comparisons, profile }: Comparisons, options: TerminalOptions): string {
  const look = lookOf(options);
  const note = `Points of profile ${profile}, first minus second. p is two-sided over CVEs and corrected (Holm) for ${count(comparisons.length, 'comparison')}; apart: p <= 0.05.`;
  return joinBlocks([...comparisons.map((comparison) => pairLines(comparison, look)), paragraph(note, 'dim', look)]);
}

function pairLines(comparison: Comparison, look: Look): string[] {
  const a = look.foreign(comparison.a);
  const b = look.foreign(comparison.b);
  const title = paragraph(`${a} against ${b}: ${count(comparison.tasks, 'task')}, ${count(comparison.cves, 'CVE')}`, 'bold', look);
  const table = comparison.overall === null ? [] : differenceTable(comparison, look);
  const words = [
    summarise({ ...comparison, a, b }),
    ...changesText(`${a} is secure more often on`, comparison.better, look),
    ...changesText(`${b} is secure more often on`, comparison.worse, look),
    ...(comparison.leftOut.length === 0 ? [] : [`Left out, without a conclusive verdict of both: ${listText(comparison.leftOut.map((task) => look.foreign(task)))}.`]),
  ];
  return [...title, ...table, ...words.flatMap((text) => wrapText(text, look, '  '))];
}

function differenceTable({ overall, security, quality }: Comparison, look: Look): string[] {
  const rows = Object.entries({ overall, security, quality }).flatMap(([name, difference]) => (difference === null ? [] : [{ name, difference }]));
  const cells = (cell: (difference: Difference) => string): string[] => rows.map(({ difference }) => cell(difference));
  return drawTable(
    [
      { title: '', align: 'left', cells: rows.map(({ name }) => name) },
      { title: 'points', align: 'right', cells: cells(({ value }) => look.paint('bold', signedText(value))) },
      { title: '95 %', align: 'left', cells: cells(({ interval }) => look.paint('dim', `${signedText(interval.low)} to ${signedText(interval.high)}`)) },
      { title: 'p', align: 'right', cells: cells(({ adjustedPValue }) => probabilityText(adjustedPValue)) },
      { title: 'apart', align: 'left', cells: cells(({ apart }) => (apart ? look.paint('green', 'yes') : look.paint('yellow', 'no'))) },
    ],
    look,
  );
}

function changesText(title: string, changes: readonly TaskChange[], look: Look): string[] {
  if (changes.length === 0) return [];
  return [`${title} ${listText(changes.map(({ task, a, b }) => `${look.foreign(task)} (${a.toFixed(0)}${GLUE}% against ${b.toFixed(0)}${GLUE}%)`))}.`];
}

function listText(items: readonly string[]): string {
  const more = items.length - MAX_TASKS;
  return more > 0 ? `${items.slice(0, MAX_TASKS).join(', ')} and ${more} more` : items.join(', ');
}
