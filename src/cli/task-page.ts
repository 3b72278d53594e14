import type { TaskProof } from '../contract/proof.ts';
import type { AseV1Task, AseV2Task, ProgramTask, Task } from '../contract/task.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { LABELS, labelOf } from '../suite/labels.ts';
import { shownPath } from './shown-path.ts';
import type { Terminal } from './terminal.ts';
import { sourceText } from './source-text.ts';

/** All about one task, for people. */
export function taskPage({ task, folder, description, digest }: SuiteTask, { proof, terminal }: { readonly proof: TaskProof | null; readonly terminal: Terminal }): string {
  const counts = LABELS.map((label) => ({ label, count: task.candidates.filter(({ id }) => labelOf(id) === label).length })).filter(({ count }) => count > 0);
  const facts: readonly (readonly [string, string])[] = [
    ['task', `${task.id} – ${task.title}`],
    ['flaw', `${task.cve}${!('ghsa' in task) || task.ghsa === undefined ? '' : ` (${task.ghsa})`}, ${task.cwe.join(', ')}, ${task.class}, ${task.severity}`],
    ['repository', `${sourceText(task.source)}${proof === null ? '' : `: ${proof.repository.files} files, ${Math.ceil(proof.repository.bytes / 1000)} kB`}`],
    ['repaired by', task.fixed === undefined ? 'nobody says by what' : `${sourceText(task.fixed.source)} in ${task.fixed.files.join(', ')}`],
    ...task.regions.map(({ file, lines: [first, last], symbol }): readonly [string, string] => ['region', `${file}:${first}-${last} (${[`${last - first + 1} lines`, ...(symbol === undefined ? [] : [symbol])].join(', ')})`]),
    ...judgedBy(task),
    ['candidates', counts.map(({ label, count }) => `${count} ${label}`).join(', ')],
    ...provenFacts(proof, digest),
    ['proven by', `ase suite check --task ${task.id}`],
    ['folder', shownPath(folder)],
    ['digest', digest],
  ];
  const lines = description.trim().split('\n').map((line) => terminal.safe(line));
  return [...facts.map(([name, value]) => `${name.padEnd(12)} ${terminal.safe(value)}`), '', ...lines].join('\n');
}

type Fact = readonly [string, string];

/** What the last recorded checks found, and how long an attempt takes. */
function provenFacts(proof: TaskProof | null, digest: string): readonly Fact[] {
  return Object.entries(proof?.sandboxes ?? {}).map(([sandbox, found]): Fact => {
    const { answers, repetitions, verdicts, wrong, flaky, referenceMs, date } = found;
    const times = `${answers} answers, ${repetitions === 1 ? 'once' : `up to ${repetitions} times`}, ${verdicts} verdicts: ${wrong === 0 ? 'none' : wrong} wrong, ${flaky === 0 ? 'none' : flaky} flaky`;
    return ['proven', `${sandbox}, ${date}: ${times}; ${(referenceMs / 1000).toFixed(1)} s for the reference${found.digest === digest ? '' : ' – of an earlier version of the task'}`];
  });
}

function judgedBy(task: Task): readonly Fact[] {
  switch (task.schema) {
    case 'ase/task@1':
      return [
        ['runs on', `${systemText(task)}Node ${task.environment.runtime.node}${task.environment.dependencies === undefined ? ', no dependencies' : `, dependencies locked in ${task.environment.dependencies}`}`],
        ['tests', task.checks.tests.title],
        ...task.checks.exploits.map(({ id, title }): Fact => ['exploit', `${id}: ${title}`]),
      ];
    case 'ase/v1-task@1': {
      const { image, types, baseline } = task.checks['ase-v1'];
      return [...originFacts(task), ['counted by', `${image}: ${types.join(', ')}, ${baseline} in the original`]];
    }
    case 'ase/v2-task@1': {
      const { status, test, exploit } = task.checks['ase-v2'];
      const command = (name: string, { command: words, timeoutMs }: typeof status): Fact => [name, `${words} (at most ${timeoutMs / 1000} s)`];
      return [...originFacts(task), ['runs in', `${task.environment.image}, ${task.environment.repository}${task.environment.privileged === true ? ', asks for full rights over the machine' : ''}`], command('status', status), command('tests', test), command('exploit', exploit)];
    }
  }
}

function systemText({ environment: { system } }: ProgramTask): string {
  return system === undefined ? '' : `Debian packages for ${[system.language, ...(system.packages ?? [])].join(', ')}; `;
}

function originFacts({ origin, seed }: AseV1Task | AseV2Task): readonly Fact[] {
  return [['imported', `row ${origin.row}, ${origin.id}`], ...(seed === undefined ? [] : [['mutant of', seed] as const])];
}
