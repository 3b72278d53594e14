import type { Frame } from './program.ts';
import { type Value, withFacts } from './value.ts';

/** With what is proven by now in its taints: what is made of a value keeps that. */
export function settled(frame: Frame, value: Value): Value {
  const facts = frame.state?.facts;
  if (facts === undefined || facts.size === 0 || value.taints.length === 0) return value;
  const taints = withFacts(value.taints, value.chain, facts);
  return taints === value.taints ? value : { ...value, taints };
}
