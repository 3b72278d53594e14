import { AseError, type Fault } from '../contract/errors.ts';
import type { OpenGenerator } from '../contract/generation.ts';
import type { Shown } from '../contract/run.ts';
import { digestOf } from '../util/digest.ts';
import { type BaselineName, baselinePrediction, parseBaseline } from './baselines.ts';
import { readPredictions, type Replay } from './replay.ts';

const REPLAY_PREFIX = 'replay:';

/** Changes when a baseline gives something else for the same task. */
const BASELINE_VERSION = '1';

export interface OpenGenerators {
  readonly generators: readonly OpenGenerator[];
  /** The highest cycle that is replayed; null where nothing is. */
  readonly replayedCycles: number | null;
  /** Attempts in flight that pay, where models are asked; the judge has fewer at a time. */
  readonly requests?: number;
  /** What those are shown that are asked. */
  readonly shown?: Shown;
  /** Lines of replayed files that are left out. */
  readonly faults: readonly Fault[];
}

/**
 * Opens what `--generator` names: `baseline:NAME`, or `replay:FILE` with all that the file holds.
 * @throws AseError `unknown-name`, `not-found`, `bad-input` where two bring the same name
 */
export async function openGenerators(names: readonly string[], tasks: ReadonlySet<string>): Promise<OpenGenerators> {
  const opened = new Map<string, OpenGenerator>();
  const faults: Fault[] = [];
  let replayedCycles: number | null = null;
  const add = (generator: OpenGenerator): void => {
    if (opened.has(generator.name)) throw new AseError('bad-input', `the generator ${JSON.stringify(generator.name)} is there twice`, { remedy: 'Name each generator once; a replayed file brings the names it was recorded with.' });
    opened.set(generator.name, generator);
  };
  for (const name of names) {
    const baseline = parseBaseline(name);
    if (baseline !== null) add(openBaseline(name, baseline));
    else if (name.startsWith(REPLAY_PREFIX)) {
      const file = name.slice(REPLAY_PREFIX.length);
      const replay = await readPredictions(file, { tasks });
      faults.push(...replay.faults);
      if (replay.generators.length === 0) throw new AseError('bad-input', `${file} holds no prediction for these tasks`, { remedy: faultRemedy(replay.faults) });
      replayedCycles = Math.max(replayedCycles ?? 0, replay.cycles);
      for (const recorded of replay.generators) add(openReplay(recorded, replay));
    } else throw unknownGenerator(name);
  }
  return { generators: [...opened.values()], replayedCycles, faults };
}

function openBaseline(name: string, baseline: BaselineName): OpenGenerator {
  return {
    name,
    digest: digestOf(`${name} ${BASELINE_VERSION}`),
    isLocal: false,
    generate: async ({ task, cycle, trees }) => ({ prediction: await baselinePrediction({ baseline, task, cycle, trees }) }),
  };
}

function openReplay({ name, digest }: Replay['generators'][number], replay: Replay): OpenGenerator {
  return {
    name,
    digest,
    isLocal: false,
    hasAnswer: ({ task, cycle }) => replay.predictionOf({ task, generator: name, cycle }) !== null,
    generate: async ({ task, generator, cycle }) => {
      const prediction = replay.predictionOf({ task: task.id, generator, cycle });
      return prediction === null ? null : { prediction };
    },
  };
}

function faultRemedy(faults: readonly Fault[]): string {
  const [first] = faults;
  return first === undefined ? 'It is empty.' : `Its first fault, line ${first.line ?? 1}: found ${first.found}, expected ${first.expected}.`;
}

function unknownGenerator(name: string): AseError {
  return new AseError('unknown-name', `there is no generator ${JSON.stringify(name)}`, { remedy: 'Generators: baseline:reference, baseline:original, baseline:empty, replay:FILE (a predictions.jsonl), a model such as openai:gpt-5, agent:claude-code|codex|gemini-cli|opencode|qwen-code, command:./program, or a name of ase.config.yaml.' });
}
