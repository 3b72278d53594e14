import type { PlannedTaskFacts } from '../contract/journal.ts';
import { AseError } from '../contract/errors.ts';
import type { AttemptKey, ProfileName } from '../contract/results.ts';
import type { Run } from '../contract/run.ts';
import type { TaskLimits } from '../contract/task.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import type { LoadedTask } from './drivers.ts';
import { shownDigest } from './inputs.ts';

export interface RunPlan {
  readonly run: Run;
  readonly tasks: readonly LoadedTask[];
}

export interface RunNameInput {
  readonly suite: string;
  /** Ids, where not the whole suite is run. */
  readonly tasks?: readonly string[];
  readonly generators: readonly string[];
  /** Where it was asked for. */
  readonly seed?: string;
}

/**
 * The name of a run that was given none: `<suite>-<8 hex digits>`. It depends on what is asked for and not on what it amounts to –
 * contents of tasks, cycles, limits, sandbox – so that the same command, and one for more cycles, finds its run again.
 */
export function runName({ suite, tasks, generators, seed }: RunNameInput): string {
  const asked = { suite, tasks: tasks === undefined ? null : [...tasks].sort(), generators: [...generators].sort(), seed: seed ?? null };
  return `${suite}-${digestOf(canonicalJson(asked)).slice('sha256:'.length, 'sha256:'.length + 8)}`;
}

export interface PlanInput {
  readonly name: string;
  readonly toolVersion: string;
  readonly judgeDigest: string;
  readonly suite: Run['suite'];
  readonly tasks: readonly { readonly loaded: LoadedTask; readonly environment: string; readonly image?: string | undefined }[];
  readonly generators: Run['generators'];
  readonly shown?: Run['shown'];
  readonly cycles: number;
  /** Default: that of `previous`, else made from the suite's digest, so that the same suite is judged with the same draws anywhere. */
  readonly seed?: string;
  readonly profile: ProfileName;
  /** `identity()` of the sandbox's driver. */
  readonly sandbox: string;
  readonly limits: TaskLimits;
  /** What the run's folder holds (`readRun`): a suite that changed must not change the draws of tasks that did not. */
  readonly previous: Run | null;
}

/** @throws AseError `bad-input` where nothing is planned or something is planned twice. */
export function createPlan(input: PlanInput): RunPlan {
  const { name, toolVersion, judgeDigest, suite, cycles, profile, sandbox, limits } = input;
  refuseRepeats('task', input.tasks.map(({ loaded }) => loaded.task.id));
  refuseRepeats('generator', input.generators.map((generator) => generator.name));
  return {
    tasks: input.tasks.map(({ loaded }) => loaded),
    run: {
      schema: 'ase/run@1',
      name,
      toolVersion,
      judgeDigest,
      suite,
      tasks: input.tasks.map(({ loaded, environment, image }) => ({ id: loaded.task.id, digest: loaded.digest, environment, ...(image === undefined ? {} : { image }) })),
      generators: input.generators.map(({ name: generator, digest }) => ({ name: generator, digest })),
      ...(input.shown === undefined ? {} : { shown: input.shown }),
      cycles,
      seed: input.seed ?? input.previous?.seed ?? digestOf(suite.digest).slice('sha256:'.length, 'sha256:'.length + 32),
      profile,
      sandbox,
      limits,
    },
  };
}

function refuseRepeats(what: string, names: readonly string[]): void {
  if (names.length === 0) throw new AseError('bad-input', `the plan has no ${what}`, { remedy: `Name at least one ${what}.` });
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new AseError('bad-input', `${what} ${repeated} is planned twice`, { remedy: `Name each ${what} once; --cycles repeats attempts.` });
}

/** Facts of the planned tasks that results and predictions need, so that both can be made again without the suite. */
export function plannedTasks({ tasks }: RunPlan): PlannedTaskFacts[] {
  return tasks.map((loaded) => {
    const { id, cve, cwe, class: kind, language, severity } = loaded.task;
    return { id, shown: shownDigest(loaded), cve, cwe, class: kind, language, severity };
  });
}

/** Every attempt of a plan: task by task, so that workers share what a task needs. */
export function* plannedAttempts({ tasks, generators, cycles }: Pick<Run, 'tasks' | 'generators' | 'cycles'>): Generator<AttemptKey> {
  for (const { id: task } of tasks) {
    for (const { name: generator } of generators) {
      for (let cycle = 1; cycle <= cycles; cycle += 1) yield { task, generator, cycle };
    }
  }
}
