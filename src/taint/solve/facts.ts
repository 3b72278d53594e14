import type { Clearing, Facts, Taint } from './taint.ts';

/** What holds on both of two ways; null is a way that is never taken. */
export function eitherFacts(left: Facts | null, right: Facts | null): Facts | null {
  if (left === null) return right;
  if (right === null || left === right) return left;
  const facts = new Map<string, Clearing>();
  for (const [id, a] of left) {
    const b = right.get(id);
    if (b === undefined) continue;
    const clearing = { labels: a.labels & b.labels, removed: a.removed & b.removed, rules: a.rules.filter((rule) => b.rules.includes(rule)), limits: a.limits != null && b.limits != null ? a.limits : null, doubt: a.doubt ?? b.doubt, reason: a.reason };
    if (clearing.labels !== 0 || clearing.removed !== 0 || clearing.rules.length > 0) facts.set(id, clearing);
  }
  return facts;
}

/** What two facts say together. */
export function bothFacts(left: Facts, right: Facts): Facts {
  if (right.size === 0 || left === right) return left;
  if (left.size === 0) return right;
  const facts = new Map(left);
  for (const [id, b] of right) {
    const a = facts.get(id);
    facts.set(id, a === undefined ? b : bothClearings(a, b));
  }
  return facts;
}

function bothClearings(a: Clearing, b: Clearing): Clearing {
  // What is proven for sure is not made doubtful by what is proven with a doubt.
  if (a.doubt !== null && b.doubt === null) return bothClearings(b, a);
  if (a.doubt === null && b.doubt !== null) return a;
  return { labels: a.labels | b.labels, removed: a.removed | b.removed, rules: [...new Set([...a.rules, ...b.rules])], limits: a.limits ?? b.limits ?? null, doubt: a.doubt ?? b.doubt, reason: a.reason === b.reason || a.reason.includes(b.reason) || a.reason.length > 200 ? a.reason : `${a.reason}; ${b.reason}` };
}

/** The taints that remain dangerous by what is proven of the value's ids; reasons of what was cleared go to `cleared`. */
export function withFacts(taints: readonly Taint[], chain: readonly string[], facts: Facts): readonly Taint[] {
  if (facts.size === 0 || taints.length === 0) return taints;
  let result = taints;
  for (const id of chain) {
    const clearing = facts.get(id);
    if (clearing !== undefined) result = result.map((taint) => clear(taint, clearing));
  }
  return result;
}

function clear(taint: Taint, clearing: Clearing): Taint {
  if (clearing.doubt !== null) return (taint.labels & clearing.labels) === 0 ? taint : { ...taint, doubt: taint.doubt ?? clearing.doubt };
  const limits = clearing.limits ?? null;
  return { ...taint, doubt: taint.doubt ?? limits, labels: taint.labels & ~clearing.labels, removed: taint.removed | clearing.removed, cleared: clearing.rules.length === 0 ? taint.cleared : [...new Set([...taint.cleared, ...clearing.rules])] };
}
