import type { Frame } from './program.ts';
import { type Facts, type Value, withFacts } from './value.ts';

/** With what is proven by now in its taints: what is made of a value keeps that. */
export function settled(frame: Frame, value: Value): Value {
  return frame.state === null ? value : withSettled(value, frame.state.facts);
}

/** The same for the data within its text. */
export function withSettled(value: Value, facts: Facts): Value {
  if (facts.size === 0) return value;
  const taints = withFacts(value.taints, value.chain, facts);
  let isChanged = taints !== value.taints;
  const texts = value.texts?.map((text) => text.map((part) => {
    if (typeof part === 'string') return part;
    const own = withFacts(part.taints, part.chain, facts);
    if (own === part.taints) return part;
    isChanged = true;
    return { ...part, taints: own };
  })) ?? null;
  return isChanged ? { ...value, taints, texts } : value;
}
