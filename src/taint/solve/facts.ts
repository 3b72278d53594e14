import { bitsOf, characterBits, PATH, UPS } from './labels.ts';
import { type Clearing, type Facts, perhapsGone, type Taint } from './taint.ts';

/** What holds on both of two ways; null is a way that is never taken. */
export function eitherFacts(left: Facts | null, right: Facts | null): Facts | null {
  if (left === null) return right;
  if (right === null || left === right) return left;
  const facts = new Map<string, Clearing>();
  for (const [id, a] of left) {
    const b = right.get(id);
    if (b === undefined) continue;
    const labels = a.labels & b.labels;
    const clearing = { labels, canonical: ((a.labels | (a.canonical ?? 0)) & (b.labels | (b.canonical ?? 0))) & ~labels, way: (a.way ?? 0) & (b.way ?? 0), removed: a.removed & b.removed, rules: a.rules.filter((rule) => b.rules.includes(rule)), limits: a.limits != null && b.limits != null ? a.limits : null, doubt: a.doubt ?? b.doubt, reason: a.reason };
    if (clearing.labels !== 0 || clearing.canonical !== 0 || clearing.way !== 0 || clearing.removed !== 0 || clearing.rules.length > 0) facts.set(id, clearing);
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

export function bothClearings(a: Clearing, b: Clearing): Clearing {
  // What is proven for sure is not made doubtful by what is proven with a doubt.
  if (a.doubt !== null && b.doubt === null) return bothClearings(b, a);
  if (a.doubt === null && b.doubt !== null) return a;
  const way = (a.way ?? 0) | (b.way ?? 0);
  // Neither two dots nor a beginning of two dots and a separator: the way does not lead up.
  return { labels: a.labels | b.labels | (way === UPS ? PATH : 0), canonical: (a.canonical ?? 0) | (b.canonical ?? 0), way, removed: a.removed | b.removed, rules: [...new Set([...a.rules, ...b.rules])], limits: a.limits ?? b.limits ?? null, doubt: a.doubt ?? b.doubt, reason: a.reason === b.reason || a.reason.includes(b.reason) || a.reason.length > 200 ? a.reason : `${a.reason}; ${b.reason}` };
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
  const labels = clearing.labels | (taint.isCanonical ? (clearing.canonical ?? 0) : 0);
  if (clearing.doubt !== null) return (taint.labels & labels) === 0 ? taint : { ...taint, perhaps: perhapsGone(labels | (taint.perhaps?.labels ?? 0), taint.perhaps?.doubt ?? clearing.doubt) };
  const limits = clearing.limits ?? null;
  return implied({ ...taint, doubt: taint.doubt ?? limits, labels: taint.labels & ~labels, removed: taint.removed | clearing.removed, cleared: clearing.rules.length === 0 ? taint.cleared : [...new Set([...taint.cleared, ...clearing.rules])] });
}

const SLASH = characterBits('/');
const BACKSLASH = characterBits('\\');
const UP = bitsOf(['up']);

/** A name that is not two dots leads nowhere. On Windows it needs to have no backslash either. */
function implied(taint: Taint): Taint {
  if ((taint.removed & SLASH) === 0 || (taint.labels & UP) !== 0 || (taint.labels & PATH) === 0) return taint;
  if ((taint.removed & BACKSLASH) !== 0) return { ...taint, labels: taint.labels & ~PATH };
  return { ...taint, perhaps: perhapsGone(PATH | (taint.perhaps?.labels ?? 0), taint.perhaps?.doubt ?? WINDOWS) };
}

export const WINDOWS = 'a backslash is a separator on Windows only';
