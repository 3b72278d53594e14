import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Fault } from '../contract/errors.ts';
import { type CandidateDescription, type ProgramTask, type RuleCheck, type Task, taskSchema } from '../contract/task.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { pathExists } from '../util/files.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { filesBelow } from './files-below.ts';
import { readYaml } from './read-yaml.ts';

/** A task of a suite, ready to be planned and judged. */
export interface SuiteTask {
  readonly task: Task;
  readonly folder: string;
  readonly description: string;
  /** Of everything in the task's folder that a verdict depends on; candidates, notes and the description are not part of it. */
  readonly digest: string;
}

export type TaskRead = { readonly task: SuiteTask; readonly faults: readonly [] } | { readonly task: null; readonly faults: readonly Fault[] };

/**
 * Reads a task's folder and says everything that is wrong with it.
 * @throws AseError `not-found`, `permission`
 */
export async function readTask(folder: string): Promise<TaskRead> {
  const file = join(folder, 'task.yaml');
  const read = await readYaml(file, taskSchema);
  if (read.value === null) return { task: null, faults: read.faults };
  const task = read.value;
  const faults = await referenceFaults(task, folder, file);
  if (faults.length > 0) return { task: null, faults };
  const description = await readFile(join(folder, 'description.md'), 'utf8');
  return { task: { task, folder, description, digest: await digestOfTask(task, folder) }, faults: [] };
}

/** What the schema cannot see: names that must agree, and files that must be there. */
async function referenceFaults(task: Task, folder: string, file: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  const add = (field: string, found: string, expected: string): unknown => faults.push({ file, line: null, column: null, field, found, expected });
  if (task.id !== basename(folder)) add('id', JSON.stringify(task.id), `the name of its folder, ${JSON.stringify(basename(folder))}`);
  const checks = namedChecks(task);
  for (const [index, { id }] of checks.entries()) if (checks.findIndex((other) => other.id === id) !== index) add('checks', `two checks ${id}`, 'a name of its own for each');
  for (const [index, candidate] of task.candidates.entries()) {
    const field = `candidates[${index}]`;
    if ((candidate.replacement === undefined) === (candidate.patch === undefined)) add(field, 'none or both', 'exactly one of replacement and patch');
    if (!/^(?:secure|insecure|broken|cheat)-/.test(candidate.id)) add(`${field}.id`, candidate.id, 'a name that begins with secure-, insecure-, broken- or cheat-');
    if (task.candidates.findIndex((other) => other.id === candidate.id) !== index) add(`${field}.id`, candidate.id, 'a name of its own');
  }
  for (const { field, path } of referencedFiles(task)) if (!(await pathExists(join(folder, path)))) add(field, `no file ${path}`, 'a file in the folder of the task');
  return faults;
}

function ruleOf({ checks }: Task): RuleCheck | undefined {
  return 'rule' in checks ? checks.rule : undefined;
}

/** The checks that a task names itself: none for one that is judged by commands of its image. */
export function namedChecks(task: Task): { readonly id: string; readonly title: string }[] {
  const rule = ruleOf(task);
  return [...('tests' in task.checks ? [task.checks.tests, ...task.checks.exploits] : []), ...(rule === undefined ? [] : [rule])];
}

interface ReferencedFile {
  readonly field: string;
  readonly path: string;
}

function referencedFiles(task: Task): ReferencedFile[] {
  const rule = ruleOf(task);
  return [
    { field: '', path: 'description.md' },
    ...(task.schema === 'ase/task@1' ? programFiles(task) : optionalFile('hits', task.hits)),
    ...(rule !== undefined && 'rules' in rule ? [{ field: 'checks.rule.rules', path: rule.rules }] : []),
    ...task.candidates.flatMap((candidate, index) => candidateFiles(candidate).map((path) => ({ field: `candidates[${index}]`, path }))),
  ];
}

function programFiles({ environment, checks }: ProgramTask): ReferencedFile[] {
  return [
    ...optionalFile('environment.dependencies', environment.dependencies),
    ...optionalFile('environment.tools', environment.tools),
    { field: 'checks.tests.program', path: checks.tests.program },
    ...checks.exploits.map(({ program }, index) => ({ field: `checks.exploits[${index}].program`, path: program })),
  ];
}

function optionalFile(field: string, path: string | undefined): ReferencedFile[] {
  return path === undefined ? [] : [{ field, path }];
}

/** Files that hold a candidate's answer, relative to the task's folder. */
function candidateFiles({ replacement, patch }: CandidateDescription): string[] {
  return [replacement ?? [], patch ?? []].flat();
}

async function digestOfTask(task: Task, folder: string): Promise<string> {
  const { candidates: _, notes: __, title: ___, accept: ____, ...judged } = task;
  const own = join(folder, 'checks');
  const checks = task.schema === 'ase/task@1' || (await pathExists(own)) ? await filesBelow(own) : [];
  const locks = task.schema === 'ase/task@1' ? [task.environment.dependencies, task.environment.tools].filter((path) => path !== undefined) : [];
  const files = [...checks.map((path) => `checks/${path}`), ...locks].sort();
  const digests = await Promise.all(files.map(async (path) => [path, digestOf(await withDiskErrors(path, () => readFile(join(folder, path))))] as const));
  return digestOf(canonicalJson({ task: judged, files: Object.fromEntries(digests) }));
}
