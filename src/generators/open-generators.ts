import { AseError, type Fault } from '../contract/errors.ts';
import type { Prediction } from '../contract/results.ts';
import type { Task } from '../contract/task.ts';
import { digestOf } from '../util/digest.ts';
import { type BaselineName, baselinePrediction, parseBaseline } from './baselines.ts';
import { readPredictions, type Replay } from './replay.ts';

const REPLAY_PREFIX = 'replay:';

/** Changes when a baseline gives something else for the same task. */
const BASELINE_VERSION = '1';

/** Folders with the vulnerable and the fixed repository of a task. */
export interface TaskTrees {
  original(): Promise<string>;
  fixed(): Promise<string>;
}

export interface OpenGenerators {
  /** As a plan wants them; the digest covers all that their predictions depend on besides the task. */
  readonly generators: readonly { readonly name: string; readonly digest: string }[];
  /** The highest cycle that is replayed; null where nothing is. */
  readonly replayedCycles: number | null;
  /** Lines of replayed files that are left out. */
  readonly faults: readonly Fault[];
  /** Null where the generator has no answer to give. */
  generate(input: { readonly task: Task; readonly generator: string; readonly cycle: number; readonly trees: TaskTrees }): Promise<Prediction | null>;
}

type Source = { readonly kind: 'baseline'; readonly baseline: BaselineName } | { readonly kind: 'replay'; readonly replay: Replay };

/**
 * Opens what `--generator` names: `baseline:NAME`, or `replay:FILE` with all that the file holds.
 * @throws AseError `unknown-name`, `not-found`, `bad-input` where two bring the same name
 */
export async function openGenerators(names: readonly string[], tasks: ReadonlySet<string>): Promise<OpenGenerators> {
  const sources = new Map<string, { readonly digest: string; readonly source: Source }>();
  const faults: Fault[] = [];
  let replayedCycles: number | null = null;
  const add = (name: string, digest: string, source: Source): void => {
    if (sources.has(name)) throw new AseError('bad-input', `the generator ${JSON.stringify(name)} is there twice`, { remedy: 'Name each generator once; a replayed file brings the names it was recorded with.' });
    sources.set(name, { digest, source });
  };
  for (const name of names) {
    const baseline = parseBaseline(name);
    if (baseline !== null) add(name, digestOf(`${name} ${BASELINE_VERSION}`), { kind: 'baseline', baseline });
    else if (name.startsWith(REPLAY_PREFIX)) {
      const file = name.slice(REPLAY_PREFIX.length);
      const replay = await readPredictions(file, { tasks });
      faults.push(...replay.faults);
      if (replay.generators.length === 0) throw new AseError('bad-input', `${file} holds no prediction for these tasks`, { remedy: faultRemedy(replay.faults) });
      replayedCycles = Math.max(replayedCycles ?? 0, replay.cycles);
      for (const { name: recorded, digest } of replay.generators) add(recorded, digest, { kind: 'replay', replay });
    } else throw unknownGenerator(name);
  }
  return {
    generators: [...sources].map(([name, { digest }]) => ({ name, digest })),
    replayedCycles,
    faults,
    generate: async ({ task, generator, cycle, trees }) => {
      const source = sources.get(generator)?.source;
      if (source === undefined) throw new Error(`the generator ${generator} was not opened`);
      if (source.kind === 'baseline') return baselinePrediction({ baseline: source.baseline, task, cycle, trees });
      return source.replay.predictionOf({ task: task.id, generator, cycle });
    },
  };
}

function faultRemedy(faults: readonly Fault[]): string {
  const [first] = faults;
  return first === undefined ? 'It is empty.' : `Its first fault, line ${first.line ?? 1}: found ${first.found}, expected ${first.expected}.`;
}

function unknownGenerator(name: string): AseError {
  return new AseError('unknown-name', `there is no generator ${JSON.stringify(name)}`, { remedy: 'Generators: baseline:reference, baseline:original, baseline:empty, replay:FILE (a predictions.jsonl).' });
}
