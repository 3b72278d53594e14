import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORIGINAL_BASE_LINE } from '../contract/patch-base.ts';
import type { AttemptToGenerate, OpenGenerator } from '../contract/generation.ts';
import type { Change } from '../contract/results.ts';
import type { CandidateDescription, Task } from '../contract/task.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { baselinePrediction } from './baselines.ts';
import type { OpenGenerators } from './open-generators.ts';
import { patchOfFile } from './reference-patch.ts';

/** Whose answers are known: the repaired and the vulnerable code, the candidates of each task, nothing at all, and cheats that fit any of them. */
export interface LabelledInput {
  readonly tasks: readonly { readonly task: Task; readonly folder: string }[];
  /** By the task's language: an id, and the vulnerable file's text with the cheat in it. */
  readonly cheats: ReadonlyMap<Task['language'], readonly { readonly id: string; readonly text: string; apply(content: string): string }[]>;
}

interface Labelled {
  readonly hasAnswer: NonNullable<OpenGenerator['hasAnswer']>;
  readonly answer: (attempt: AttemptToGenerate) => Promise<Change | null>;
}

/**
 * Every label as a generator, named like the candidate. It has an answer for the tasks that have such a candidate; the emptied region and general cheats answer in the first cycle only.
 * @throws AseError `not-found`, `permission`
 */
export async function openLabelled({ tasks, cheats }: LabelledInput): Promise<OpenGenerators> {
  const answers = new Map<string, Map<string, Change>>();
  for (const { task, folder } of tasks) {
    for (const described of task.candidates) {
      const byTask = answers.get(described.id) ?? new Map<string, Change>();
      answers.set(described.id, byTask.set(task.id, await readCandidate(described, folder)));
    }
  }
  const repaired = new Set(tasks.filter(({ task }) => task.fixed !== undefined).map(({ task }) => task.id));
  const texts = new Map([...cheats.values()].flat().map(({ id, text }) => [id, text]));
  return {
    generators: [
      baseline('original', () => true),
      baseline('reference', ({ task }) => repaired.has(task)),
      emptied(new Set(tasks.filter(({ task }) => task.schema === 'ase/task@1').map(({ task }) => task.id))),
      ...[...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, byTask]) => candidate(id, byTask)),
      ...[...texts].map(([id, text]) => generalCheat(id, text, { tasks, cheats })),
    ],
    replayedCycles: null,
    faults: [],
  };
}

function labelled(name: string, content: unknown, { hasAnswer, answer }: Labelled): OpenGenerator {
  return {
    name,
    digest: digestOf(canonicalJson([name, content])),
    isLocal: false,
    hasAnswer,
    generate: async (attempt) => {
      const change = await answer(attempt);
      return change === null ? null : { prediction: { task: attempt.task.id, generator: attempt.generator, cycle: attempt.cycle, ...change } };
    },
  };
}

function baseline(name: 'original' | 'reference', hasAnswer: Labelled['hasAnswer']): OpenGenerator {
  return labelled(name, '1', { hasAnswer, answer: async ({ task, cycle, trees }) => changeOf(await baselinePrediction({ baseline: name, task, cycle, trees })) });
}

/** Nothing in place of the region: tests that pass on it test nothing. It is no repetition's affair, so the first cycle has it alone. */
function emptied(ours: ReadonlySet<string>): OpenGenerator {
  const hasAnswer: Labelled['hasAnswer'] = ({ task, cycle }) => cycle === 1 && ours.has(task);
  return labelled('broken-region-emptied', '1', { hasAnswer, answer: async ({ task, cycle, trees }) => changeOf(await baselinePrediction({ baseline: 'empty', task, cycle, trees })) });
}

function candidate(id: string, byTask: ReadonlyMap<string, Change>): OpenGenerator {
  return labelled(id, Object.fromEntries(byTask), { hasAnswer: ({ task }) => byTask.has(task), answer: async ({ task }) => byTask.get(task.id) ?? null });
}

function generalCheat(id: string, text: string, { tasks, cheats }: LabelledInput): OpenGenerator {
  const fits = new Set(tasks.filter(({ task }) => task.schema === 'ase/task@1' && cheats.get(task.language)?.some((cheat) => cheat.id === id) === true).map(({ task }) => task.id));
  return labelled(id, text, { hasAnswer: ({ task, cycle }) => cycle === 1 && fits.has(task), answer: (attempt) => cheatOf(cheats, id, attempt) });
}

function changeOf({ patch, replacement }: Change): Change {
  return patch === undefined ? { replacement } : { patch };
}

async function cheatOf(cheats: LabelledInput['cheats'], id: string, { task, cycle, trees }: AttemptToGenerate): Promise<Change | null> {
  const cheat = cheats.get(task.language)?.find((each) => each.id === id);
  const [region] = task.regions;
  if (cheat === undefined || region === undefined || cycle > 1) return null;
  const content = (await readFile(join(await trees.original(), region.file))).toString('latin1');
  return { patch: `${ORIGINAL_BASE_LINE}\n${patchOfFile(region.file, content, cheat.apply(content))}` };
}

async function readCandidate({ replacement, patch }: CandidateDescription, folder: string): Promise<Change> {
  const read = (path: string): Promise<string> => withDiskErrors(path, () => readFile(join(folder, path), 'utf8'));
  if (patch !== undefined) return { patch: await read(patch) };
  if (Array.isArray(replacement)) return { replacement: await Promise.all(replacement.map(read)) };
  return { replacement: await read(replacement ?? '') };
}
