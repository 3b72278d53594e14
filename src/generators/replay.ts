import { z } from 'zod';
import type { Fault } from '../contract/errors.ts';
import type { AttemptKey, Prediction } from '../contract/results.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { type Line, readLines } from '../util/lines.ts';
import { nearestNames } from '../util/nearest.ts';

const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Our names, or SWE-bench's; what else a line holds does not matter. */
const lineSchema = z
  .object({
    task: z.string().min(1).optional(),
    instance_id: z.string().min(1).optional(),
    generator: z.string().min(1).max(200).optional(),
    model_name_or_path: z.string().min(1).max(200).optional(),
    cycle: z.int().min(1).max(1_000_000).default(1),
    patch: z.string().optional(),
    model_patch: z.string().nullish(),
    replacement: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    unusable: z.string().optional(),
  })
  .check(({ value, issues }) => {
    // SWE-bench writes null where a model gave no answer.
    const patch = value.patch ?? value.model_patch ?? (value.model_patch === null && value.replacement === undefined && value.unusable === undefined ? '' : undefined);
    const answers = [patch, value.replacement, value.unusable].filter((answer) => answer !== undefined).length;
    if ((value.task ?? value.instance_id) === undefined) issues.push({ code: 'custom', input: value, path: ['task'], message: 'task or instance_id' });
    if ((value.generator ?? value.model_name_or_path) === undefined) issues.push({ code: 'custom', input: value, path: ['generator'], message: 'generator or model_name_or_path' });
    if (answers !== 1) issues.push({ code: 'custom', input: value, path: ['patch'], message: 'exactly one of patch (or model_patch), replacement and unusable' });
  });

const CUSTOM_FOUND: Readonly<Record<string, string>> = { task: 'no task', generator: 'no generator', patch: 'none or several' };

export interface ReplayOptions {
  /** Ids of the tasks that there are; predictions for others are reported. */
  readonly tasks: ReadonlySet<string>;
  /** Names of the generators to take; default: all. */
  readonly generators?: readonly string[];
}

export interface Replay {
  /** Under the names they were recorded with, sorted; each digest covers all that is replayed of it. */
  readonly generators: readonly { readonly name: string; readonly digest: string }[];
  readonly predictions: number;
  /** The highest cycle of a prediction; 0 without one. */
  readonly cycles: number;
  /** Lines that are left out, and why. */
  readonly faults: readonly Fault[];
  predictionOf(key: AttemptKey): Prediction | null;
}

/**
 * Recorded predictions, one JSON object a line. A line that cannot be used is reported with its number and the others count.
 * @throws AseError `not-found` or `permission`
 */
export async function readPredictions(file: string, { tasks, generators }: ReplayOptions): Promise<Replay> {
  const found = new Map<string, { readonly line: number; readonly prediction: Prediction }>();
  const faults: Fault[] = [];
  const wanted = generators === undefined ? null : new Set(generators);
  const lines = readLines(file, MAX_LINE_BYTES);
  for (;;) {
    const next = await withDiskErrors(file, () => lines.next());
    if (next.done === true) break;
    const line = next.value;
    const report = (fault: Pick<Fault, 'field' | 'found' | 'expected'>): unknown => faults.push({ file, line: line.number, column: null, ...fault });
    const parsed = parseLine(line);
    if (parsed === null) continue;
    if ('fault' in parsed) {
      report(parsed.fault);
      continue;
    }
    const { prediction } = parsed;
    if (wanted !== null && !wanted.has(prediction.generator)) continue;
    if (!tasks.has(prediction.task)) {
      report(unknownTask(prediction.task, tasks));
      continue;
    }
    const key = keyOf(prediction);
    const earlier = found.get(key);
    if (earlier === undefined) found.set(key, { line: line.number, prediction });
    else report({ field: '', found: `a second answer of ${prediction.generator} to ${prediction.task}, cycle ${prediction.cycle}`, expected: `one; that of line ${earlier.line} is kept` });
  }
  return replayOf([...found.values()].map(({ prediction }) => prediction), faults);
}

type ParsedLine = { readonly prediction: Prediction } | { readonly fault: Pick<Fault, 'field' | 'found' | 'expected'> } | null;

/** Null for an empty line. */
function parseLine({ bytes, tooLong }: Line): ParsedLine {
  if (tooLong) return { fault: { field: '', found: `a line of more than ${MAX_LINE_BYTES} bytes`, expected: 'a prediction' } };
  const text = bytes.toString('utf8').trim();
  if (text === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: { field: '', found: 'text that is no JSON', expected: 'one JSON object a line' } };
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    return { fault: { field, found: issue?.code === 'custom' ? CUSTOM_FOUND[field] ?? '' : 'something else', expected: (issue?.message ?? '').replace(/^.*?expected /, '') } };
  }
  const { task, instance_id, generator, model_name_or_path, cycle, patch, model_patch, replacement, unusable } = parsed.data;
  const key = { task: task ?? instance_id ?? '', generator: generator ?? model_name_or_path ?? '', cycle };
  if (unusable !== undefined) return { prediction: { ...key, unusable } };
  return { prediction: replacement === undefined ? { ...key, patch: patch ?? model_patch ?? '' } : { ...key, replacement } };
}

function unknownTask(task: string, tasks: ReadonlySet<string>): Pick<Fault, 'field' | 'found' | 'expected'> {
  const near = nearestNames(task, tasks);
  return { field: 'task', found: JSON.stringify(task.slice(0, 200)), expected: near.length === 0 ? 'a task of the suite' : `a task of the suite; near: ${near.join(', ')}` };
}

function replayOf(predictions: readonly Prediction[], faults: readonly Fault[]): Replay {
  const byKey = new Map(predictions.map((prediction) => [keyOf(prediction), prediction]));
  const byGenerator = Map.groupBy([...byKey.keys()].sort(), (key) => byKey.get(key)?.generator ?? '');
  const generators = [...byGenerator].map(([name, keys]) => ({ name, digest: digestOf(canonicalJson(keys.map((key) => byKey.get(key)))) }));
  return {
    generators: generators.sort((a, b) => (a.name < b.name ? -1 : 1)),
    predictions: predictions.length,
    cycles: predictions.reduce((highest, { cycle }) => Math.max(highest, cycle), 0),
    faults,
    predictionOf: (key) => byKey.get(keyOf(key)) ?? null,
  };
}

function keyOf({ task, generator, cycle }: AttemptKey): string {
  return JSON.stringify([task, generator, cycle]);
}
