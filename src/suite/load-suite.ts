import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError, FaultsError } from '../contract/errors.ts';
import { type SuiteDescription, suiteSchema } from '../contract/suite.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { pathExists } from '../util/files.ts';
import { nearestNames } from '../util/nearest.ts';
import { readTask, type SuiteTask } from './load-task.ts';
import { readYaml, valueOrThrow } from './read-yaml.ts';

export interface LoadedSuite {
  readonly description: SuiteDescription;
  readonly tasks: readonly SuiteTask[];
  /** Of name, version and the digests of its tasks. */
  readonly digest: string;
}

/** Names of the suites in a folder, sorted. @throws AseError `not-found` */
export async function suiteNames(folder: string): Promise<string[]> {
  const names = await withDiskErrors(folder, () => readdir(folder));
  return names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length)).sort();
}

/** @throws AseError `unknown-name`, FaultsError */
export async function readSuite(folder: string, name: string): Promise<SuiteDescription> {
  const names = await suiteNames(folder);
  if (!names.includes(name)) throw unknownName('suite', name, names);
  const file = join(folder, `${name}.yaml`);
  return valueOrThrow(await readYaml(file, suiteSchema), `the suite ${name} cannot be used`);
}

/**
 * A suite with its tasks, or with those that are asked for.
 * @throws AseError `unknown-name` for a suite or task that there is not, FaultsError with the faults of all its files
 */
export async function loadSuite(folder: string, name: string, only: readonly string[] = []): Promise<LoadedSuite> {
  const description = await readSuite(folder, name);
  const unknown = only.find((id) => !description.tasks.includes(id));
  if (unknown !== undefined) throw unknownName(`task in the suite ${name}`, unknown, description.tasks);
  const ids = only.length === 0 ? description.tasks : description.tasks.filter((id) => only.includes(id));
  const reads = await Promise.all(ids.map((id) => readListedTask(folder, name, id)));
  const faults = reads.flatMap((read) => read.faults);
  if (faults.length > 0) throw new FaultsError(`the suite ${name} cannot be used`, faults);
  const tasks = reads.flatMap(({ task }) => (task === null ? [] : [task]));
  return { description, tasks, digest: digestOfSuite(description, tasks) };
}

function digestOfSuite({ name, version }: SuiteDescription, tasks: readonly SuiteTask[]): string {
  return digestOf(canonicalJson({ name, version, tasks: tasks.map(({ task, digest }) => [task.id, digest]) }));
}

async function readListedTask(folder: string, suite: string, id: string): ReturnType<typeof readTask> {
  const place = join(folder, 'tasks', id);
  if (await pathExists(join(place, 'task.yaml'))) return readTask(place);
  return { task: null, faults: [{ file: join(folder, `${suite}.yaml`), line: null, column: null, field: 'tasks', found: JSON.stringify(id), expected: `a task in ${join(folder, 'tasks')}` }] };
}

export interface TaskSelection {
  readonly cwe: readonly string[];
  readonly language: readonly string[];
  /** The first so many of what is left. */
  readonly limit?: number;
}

/** A part of a suite, in its order. @throws AseError `bad-input` where nothing is left */
export function selectTasks(suite: LoadedSuite, { cwe, language, limit }: TaskSelection): LoadedSuite {
  const fits = (wanted: readonly string[], has: readonly string[]): boolean => wanted.length === 0 || has.some((one) => wanted.some((other) => other.toLowerCase() === one.toLowerCase()));
  const tasks = suite.tasks.filter(({ task }) => fits(cwe, task.cwe) && fits(language, [task.language])).slice(0, limit);
  if (tasks.length > 0) return tasksOf(suite, tasks);
  const have = [...new Set(suite.tasks.flatMap(({ task }) => [...task.cwe, task.language]))].sort();
  throw new AseError('bad-input', `no task of the suite ${suite.description.name} is selected`, { remedy: `Its tasks have: ${have.join(', ')}.` });
}

/** A suite with some of its tasks. */
export function tasksOf(suite: LoadedSuite, tasks: readonly SuiteTask[]): LoadedSuite {
  return { ...suite, tasks, digest: digestOfSuite(suite.description, tasks) };
}

/** Tasks by their ids, whether or not a suite has them, as a suite of their own. @throws AseError `unknown-name`, FaultsError */
export async function loadTasks(folder: string, ids: readonly string[]): Promise<LoadedSuite> {
  const tasks = await Promise.all(ids.map((id) => loadTaskById(folder, id)));
  const description = { schema: 'ase/suite@1' as const, name: 'tasks', version: '0.0.0', title: 'Single tasks', tasks: [...ids] };
  return { description, tasks, digest: digestOfSuite(description, tasks) };
}

/** @throws AseError `unknown-name`, FaultsError */
export async function loadTaskById(folder: string, id: string): Promise<SuiteTask> {
  const place = join(folder, 'tasks', id);
  if (!(await pathExists(join(place, 'task.yaml')))) {
    const ids = await withDiskErrors(join(folder, 'tasks'), () => readdir(join(folder, 'tasks')));
    throw unknownName('task', id, ids);
  }
  const { task, faults } = await readTask(place);
  if (task === null) throw new FaultsError(`the task ${id} cannot be used`, faults);
  return task;
}

/** Says the near ones, or all of a few. */
export function unknownName(what: string, name: string, names: readonly string[]): AseError {
  const near = nearestNames(name, names);
  const remedy = near.length > 0 ? `Did you mean ${near.join(', ')}?` : names.length > 0 ? `There are: ${[...names].sort().slice(0, 30).join(', ')}.` : 'There are none.';
  return new AseError('unknown-name', `there is no ${what} ${JSON.stringify(name)}`, { remedy });
}
