import type { Leaderboard, ProfileName, Result } from '../../contract/results.ts';
import type { Run } from '../../contract/run.ts';
import type { VerdictName } from '../../contract/task.ts';
import { buildLeaderboard } from '../../score/leaderboard.ts';
import { fillVerdictTable, type TableInput, VERDICTS, type VerdictTable } from '../../score/verdict-table.ts';
import { dateText, type RepeatCommand, type ReportFacts, repeatCommand, shownNote } from '../run-facts.ts';
import { type BoardView, boardView } from './board-view.ts';

export interface ReportViewInput extends ReportFacts {
  /** With what the predictions cost, where it is known. */
  readonly leaderboard: Leaderboard;
  /** Of two lines for one attempt the later counts. */
  readonly results: readonly Result[];
  /** Facts of tasks that have no result yet. */
  readonly plannedTasks?: TableInput['planned']['tasks'];
  /** The runs that `run` stands for; it alone by default. */
  readonly runs?: readonly Run[];
  /** Cells of the table that none of them plans. */
  readonly unplanned?: number;
}

/** One cell of the strip: null is a planned attempt without a verdict. */
export type Cell = VerdictName | null;

export interface TaskRow {
  readonly id: string;
  readonly cve: string;
  readonly cwe: readonly string[];
  readonly class: string;
  readonly language: string;
  readonly severity: string;
  /** By generator of `ReportView.generators`, then by cycle. */
  readonly cells: readonly (readonly Cell[])[];
}

/** What a report shows, without how it looks: values only, foreign texts as they are. */
export interface ReportView {
  readonly run: Run;
  readonly madeAt: string;
  readonly planned: number;
  readonly judged: number;
  /** Planned attempts without a verdict. */
  readonly missing: number;
  readonly inconclusive: number;
  readonly cves: number;
  /** In the order of the run's own leaderboard. */
  readonly generators: readonly string[];
  /** In the order of their ids. */
  readonly tasks: readonly TaskRow[];
  /** One a profile, the run's own first. */
  readonly boards: readonly BoardView[];
  /** One, or several in one report. */
  readonly runs: readonly ViewedRun[];
}

export interface ViewedRun {
  readonly run: Run;
  readonly repeat: RepeatCommand;
  /** Where the context was not chosen fairly. */
  readonly shownNote: string | null;
}

const PROFILES: readonly ProfileName[] = ['hybrid', 'ase-v1', 'ase-v2'];

/** Pure: the same input gives the same view. */
export function buildReportView(input: ReportViewInput): ReportView {
  const { run, runs = [run], results, leaderboard, madeAt, unplanned = 0 } = input;
  const planned = { tasks: input.plannedTasks ?? run.tasks.map(({ id }) => ({ id })), generators: run.generators.map(({ name }) => name) };
  const tableInput = { results, planned, cycles: leaderboard.cycles };
  const table = fillVerdictTable(tableInput);
  const others = PROFILES.filter((profile) => profile !== leaderboard.profile).map((profile) => withSpent(buildLeaderboard({ ...tableInput, suite: run.suite.name, profile }), leaderboard));
  const generators = leaderboard.generators.map(({ generator }) => generator);
  const tasks = taskRows(table, generators);
  const cells = tasks.flatMap((task) => task.cells.flat());
  return {
    run,
    madeAt: dateText(madeAt),
    planned: cells.length - unplanned,
    judged: cells.filter((cell) => cell !== null).length,
    missing: cells.filter((cell) => cell === null).length - unplanned,
    inconclusive: cells.filter((cell) => cell === 'inconclusive').length,
    cves: new Set(tasks.map(({ id, cve }) => (cve === '' ? id : cve))).size,
    generators,
    tasks,
    boards: [leaderboard, ...others].map((board) => boardView({ leaderboard: board, tableInput, table })),
    runs: runs.map((own) => ({ run: own, repeat: repeatCommand(own, 100), shownNote: shownNote(own) })),
  };
}

function withSpent(board: Leaderboard, { generators }: Leaderboard): Leaderboard {
  const spent = new Map(generators.flatMap((line) => (line.spent === undefined ? [] : [[line.generator, line.spent] as const])));
  return { ...board, generators: board.generators.map((line) => ({ ...line, ...(spent.has(line.generator) ? { spent: spent.get(line.generator) } : {}) })) };
}

function taskRows(table: VerdictTable, generators: readonly string[]): TaskRow[] {
  const at = new Map(table.generators.map((name, index) => [name, index]));
  return table.tasks.map(({ id, facts }, task) => ({
    id,
    cve: facts?.cve ?? '',
    cwe: facts?.cwe ?? [],
    class: facts?.class ?? '',
    language: facts?.language ?? '',
    severity: facts?.severity ?? '',
    cells: generators.map((name) => {
      const start = ((at.get(name) ?? 0) * table.tasks.length + task) * table.cycles;
      return Array.from(table.codes.subarray(start, start + table.cycles), (code): Cell => VERDICTS[code - 1] ?? null);
    }),
  }));
}
