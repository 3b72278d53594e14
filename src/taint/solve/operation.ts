import type { CallPart } from '../models/models.ts';
import { deepTaints } from './deep-taints.ts';
import type { Call, Frame } from './program.ts';
import { joinTaints, type Taint, type Value } from './taint.ts';
import { UNKNOWN, valueOf } from './value.ts';

export interface Operation {
  readonly frame: Frame;
  readonly asked: Call;
  readonly values: readonly Value[];
  readonly parts: readonly CallPart[];
  readonly options: readonly string[];
  readonly isGuess: boolean;
}
export type Operate = (operation: Operation) => Value | null;

export function at(values: readonly Value[], index: number): Value {
  return values[index] ?? UNKNOWN;
}

/** Data with each of its taints changed; a new value, or the same one where the ids are kept. */
export function changed(frame: Frame, value: Value, change: (taint: Taint) => Taint, chain: readonly string[] = []): Value {
  return valueOf({ taints: deepTaints(frame, value).map(change), chain });
}

/** All data of several values, as one text of unknown shape. */
export function mixed(frame: Frame, values: readonly Value[]): Value {
  return valueOf({ taints: values.reduce<readonly Taint[]>((taints, value) => joinTaints(taints, deepTaints(frame, value)), []) });
}

/** The text that a value surely is. */
export function textOf({ constants }: Value): string | null {
  return constants?.length === 1 && typeof constants[0] === 'string' ? constants[0] : null;
}
