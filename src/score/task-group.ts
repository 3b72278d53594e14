import type { Layout } from '../stats/stratified-ratio.ts';
import type { Profile } from './profiles.ts';
import type { TableTask, TaskFacts, VerdictTable } from './verdict-table.ts';

/** Some tasks of a table: their positions in it, and how they belong together (clusters are CVEs). */
export interface TaskGroup {
  readonly tasks: Int32Array;
  readonly layout: Layout;
}

/** Gives numbers from 0 to names, in the order asked. */
function numbering(): { of: (name: string) => number; size: () => number } {
  const numbers = new Map<string, number>();
  return {
    of: (name) => {
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    },
    size: () => numbers.size,
  };
}

export function groupTasks(table: VerdictTable, positions: readonly number[], profile: Profile): TaskGroup {
  const clusters = numbering();
  const strata = numbering();
  const members = positions.map((position) => table.tasks[position]).filter((task) => task !== undefined);
  const cluster = Int32Array.from(members, (task) => clusters.of(task.facts === null || task.facts.cve === '' ? `task ${task.id}` : task.facts.cve));
  const stratum = Int32Array.from(members, (task) => strata.of(profile.strata === 'class' ? (task.facts?.class ?? '') : ''));
  return { tasks: Int32Array.from(positions), layout: { cluster, clusters: clusters.size(), stratum, strata: strata.size() } };
}

export type Dimension = 'cwe' | 'class' | 'language' | 'severity';

const valuesOf: Record<Dimension, (facts: Readonly<TaskFacts>) => readonly string[]> = {
  cwe: (facts) => [...new Set(facts.cwe)],
  class: (facts) => [facts.class],
  language: (facts) => [facts.language],
  severity: (facts) => [facts.severity],
};

export interface SuiteGroups {
  readonly all: TaskGroup;
  /** By dimension: value and its tasks, values sorted. A task with several CWEs is in several groups. */
  readonly by: Readonly<Record<Dimension, readonly (readonly [string, TaskGroup])[]>>;
}

export function groupSuite(table: VerdictTable, profile: Profile): SuiteGroups {
  const dimension = (name: Dimension): (readonly [string, TaskGroup])[] => {
    const members = new Map<string, number[]>();
    table.tasks.forEach((task: TableTask, position) => {
      for (const value of task.facts === null ? [] : valuesOf[name](task.facts)) members.set(value, [...(members.get(value) ?? []), position]);
    });
    return [...members].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, positions]) => [value, groupTasks(table, positions, profile)] as const);
  };
  return {
    all: groupTasks(table, [...table.tasks.keys()], profile),
    by: { cwe: dimension('cwe'), class: dimension('class'), language: dimension('language'), severity: dimension('severity') },
  };
}
