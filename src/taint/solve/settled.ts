import type { Frame } from './program.ts';
import { withFacts } from './facts.ts';
import type { Facts, Taint, Value } from './taint.ts';

/** With what is proven by now in its taints: what is made of a value keeps that. */
export function settled(frame: Frame, value: Value): Value {
  return frame.state === null ? value : withSettled(value, frame.state.facts);
}

/** The same for what is put behind another text: what is proven of the file that it names does not hold of the whole. */
export function settledPart(frame: Frame, value: Value): Value {
  return frame.state === null ? value : withSettled(value, frame.state.facts, null, true);
}

/** The same for the data within its text: what holds of a text holds of its parts. `reasons` takes why. */
export function withSettled(value: Value, facts: Facts, reasons: Set<string> | null = null, isPart = false): Value {
  if (facts.size === 0 || (value.taints.length === 0 && value.texts === null)) return value;
  const proven = (taints: readonly Taint[], chain: readonly string[], isBehind: boolean): readonly Taint[] => {
    const left = withFacts(taints, chain, facts, isBehind);
    if (left !== taints && reasons !== null) for (const id of chain) reasons.add(facts.get(id)?.reason ?? '');
    return left;
  };
  const taints = proven(value.taints, value.chain, isPart);
  let isChanged = taints !== value.taints;
  const texts = value.texts?.map((text) => text.map((part, at) => {
    if (typeof part === 'string') return part;
    const own = proven(proven(part.taints, part.chain, isPart || at > 0), value.chain, isPart);
    if (own === part.taints) return part;
    isChanged = true;
    return { ...part, taints: own };
  })) ?? null;
  return isChanged ? { ...value, taints, texts } : value;
}
