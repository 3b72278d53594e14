import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { JudgedEvent, StoredPrediction } from '../../contract/journal.ts';
import type { AttemptKey } from '../../contract/results.ts';
import { keyText } from '../../journal/attempt-key.ts';
import { attemptPaths } from '../../journal/run-folder.ts';
import { integrate, type Integration } from '../../judge/integrate.ts';
import { loadPrediction } from '../../run/evidence.ts';
import { predictionDigest } from '../../run/inputs.ts';
import { loadSuite } from '../../suite/load-suite.ts';
import type { SuiteTask } from '../../suite/load-task.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { type ReadRun, readRunFolder } from '../read-run.ts';
import { type CommonOptions, openSources, type Sources, suitesFolder } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

/** An answer of a run, and what it makes of the repository. */
export interface RunAnswer {
  readonly key: AttemptKey;
  readonly task: SuiteTask;
  readonly prediction: StoredPrediction;
  /** Null: not judged, or not judged any more. */
  readonly judged: JudgedEvent | null;
  readonly integration: Integration;
  /** The folder of the vulnerable repository. */
  readonly tree: string;
}

export interface ExportNote {
  /** Undefined: the whole run. */
  readonly attempt?: AttemptKey;
  readonly text: string;
}

export interface AnswersInput {
  readonly options: CommonOptions & { readonly generator: readonly string[] };
  readonly terminal: Terminal;
  readonly onNote: (note: ExportNote) => void;
}

export interface ExportedRun extends ReadRun {
  readonly tasks: ReadonlyMap<string, SuiteTask>;
  readonly generators: readonly string[];
}

/**
 * A run with its suite's tasks, and the generators that are asked for.
 * @throws AseError `not-found`, `damaged`, `unknown-name`, FaultsError
 */
export async function readExportedRun(folder: string, { options, onNote }: Omit<AnswersInput, 'terminal'>): Promise<ExportedRun> {
  const read = await readRunFolder(folder);
  const all = read.run.generators.map(({ name }) => name);
  const unknown = options.generator.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new AseError('unknown-name', `the run has no generator ${JSON.stringify(unknown)}`, { remedy: `It has: ${all.join(', ')}.` });
  const suite = await loadSuite(suitesFolder(options), read.run.suite.name, read.run.tasks.map(({ id }) => id));
  const tasks = new Map(suite.tasks.map((task) => [task.task.id, task]));
  const changed = read.run.tasks.filter(({ id, digest }) => tasks.get(id)?.digest !== digest).length;
  if (changed > 0) onNote({ text: `${changed} tasks of the suite are not what they were when the run was made` });
  return { ...read, tasks, generators: options.generator.length === 0 ? all : options.generator };
}

/** The answers that count, in the order of task, generator and cycle. What cannot be had is told of, and the others go on. */
export async function* answersOf(run: ExportedRun, { options, terminal, onNote }: AnswersInput): AsyncGenerator<RunAnswer> {
  using interrupts = listenForInterrupts(terminal);
  const sources = await openSources(options, { terminal, abort: interrupts.abort });
  const judged = new Map(run.view.judged.map((event) => [keyText(event), event]));
  const lost = new Map<string, string>();
  for (const { key, digest } of run.view.predicted) {
    const task = run.tasks.get(key.task);
    if (task === undefined || !run.generators.includes(key.generator)) continue;
    const prediction = await loadPrediction(run.folder, key);
    if (prediction === null || predictionDigest(prediction) !== digest) {
      onNote({ attempt: key, text: `its answer is ${prediction === null ? 'missing' : 'not what was stored'} in the run: left out` });
      continue;
    }
    const tree = await treeOf(sources, task, lost);
    if (tree === null) {
      onNote({ attempt: key, text: `its repository cannot be had, so that nobody can say what the answer makes of it: left out: ${lost.get(key.task) ?? ''}` });
      continue;
    }
    yield { key, task, prediction, judged: judged.get(keyText(key)) ?? null, integration: await integrate({ task: task.task, tree, prediction }), tree };
  }
}

/** Null where it cannot be had; it is not asked for again. */
async function treeOf({ treesOf }: Sources, task: SuiteTask, lost: Map<string, string>): Promise<string | null> {
  if (lost.has(task.task.id)) return null;
  try {
    return await treesOf(task).original();
  } catch (error) {
    if (!(error instanceof AseError) || error.code === 'cancelled' || error.code === 'disk') throw error;
    lost.set(task.task.id, error.message);
    return null;
  }
}

/** What a model said, where the run kept it. */
export async function rawAnswerOf(run: ReadRun, key: AttemptKey): Promise<Buffer | null> {
  try {
    return await readFile(join(attemptPaths(run.folder, key).generation, 'answer.md'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
