import type { Frame } from './program.ts';
import { proven, type Value } from './value.ts';

/** With what is proven by now in its taints: what is made of a value keeps that. */
export function settled(frame: Frame, value: Value): Value {
  return frame.state === null ? value : proven(value, frame.state.facts);
}
