import type { Source } from '../contract/task.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { LABELS, labelOf } from '../suite/labels.ts';
import { shownPath } from './shown-path.ts';
import type { Terminal } from './terminal.ts';

/** All about one task, for people. */
export function taskPage({ task, folder, description, digest }: SuiteTask, terminal: Terminal): string {
  const counts = LABELS.map((label) => ({ label, count: task.candidates.filter(({ id }) => labelOf(id) === label).length })).filter(({ count }) => count > 0);
  const facts: readonly (readonly [string, string])[] = [
    ['task', `${task.id} – ${task.title}`],
    ['flaw', `${task.cve}${task.ghsa === undefined ? '' : ` (${task.ghsa})`}, ${task.cwe.join(', ')}, ${task.class}, ${task.severity}`],
    ['repository', sourceText(task.source)],
    ['repaired by', `${sourceText(task.fixed.source)} in ${task.fixed.files.join(', ')}`],
    ...task.regions.map(({ file, lines: [first, last], symbol }): readonly [string, string] => ['region', `${file}:${first}-${last} (${last - first + 1} lines, ${symbol})`]),
    ['runs on', `Node ${task.environment.runtime.node}${task.environment.dependencies === undefined ? ', no dependencies' : `, dependencies locked in ${task.environment.dependencies}`}`],
    ['tests', task.checks.tests.title],
    ...task.checks.exploits.map(({ id, title }): readonly [string, string] => ['exploit', `${id}: ${title}`]),
    ['candidates', counts.map(({ label, count }) => `${count} ${label}`).join(', ')],
    ['proven by', `ase suite check --task ${task.id}`],
    ['folder', shownPath(folder)],
    ['digest', digest],
  ];
  const lines = description.trim().split('\n').map((line) => terminal.safe(line));
  return [...facts.map(([name, value]) => `${name.padEnd(12)} ${terminal.safe(value)}`), '', ...lines].join('\n');
}

function sourceText(source: Source): string {
  switch (source.type) {
    case 'npm':
      return `npm ${source.name}@${source.version}`;
    case 'git':
      return `git ${source.url} at ${source.commit}`;
    case 'path':
      return `folder ${source.path}`;
  }
}
