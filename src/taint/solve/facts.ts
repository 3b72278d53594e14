import { bitsOf, characterBits, PATH, UPS } from './labels.ts';
import { ANOTHER_FOLDER, type Clearing, type Facts, perhapsGone, type Taint } from './taint.ts';

/** What holds on both of two ways; null is a way that is never taken. */
export function eitherFacts(left: Facts | null, right: Facts | null): Facts | null {
  if (left === null) return right;
  if (right === null || left === right) return left;
  const facts = new Map<string, Clearing>();
  for (const [id, a] of left) {
    const b = right.get(id);
    const clearing = b === undefined ? null : eitherClearing(a, b);
    if (clearing !== null) facts.set(id, clearing);
  }
  return facts;
}

/** What is said of paths besides labels, all of it a number. */
export function pathFacts({ canonical = 0, file = 0, within = 0, way = 0 }: Clearing): { readonly canonical: number; readonly file: number; readonly within: number; readonly way: number } {
  return { canonical, file, within, way };
}

function eitherClearing(a: Clearing, b: Clearing): Clearing | null {
  const labels = a.labels & b.labels;
  const [one, other] = [pathFacts(a), pathFacts(b)];
  const [ofFile, otherFile] = [a.labels | one.file, b.labels | other.file];
  const either: Clearing = {
    labels,
    canonical: (ofFile | one.canonical) & (otherFile | other.canonical) & ~labels,
    file: ofFile & otherFile & ~labels,
    within: (a.labels | one.within) & (b.labels | other.within) & ~labels,
    way: one.way & other.way,
    removed: a.removed & b.removed,
    rules: a.rules.filter((rule) => b.rules.includes(rule)),
    limits: a.limits != null && b.limits != null ? a.limits : null,
    doubt: a.doubt ?? b.doubt,
    reason: a.reason,
  };
  const doubtful = a.perhaps ?? b.perhaps ?? null;
  const perhaps = doubtful === null || either.doubt !== null ? null : eitherClearing({ ...wholly(a), doubt: doubtful.doubt }, wholly(b));
  return isEmpty(either) ? perhaps : { ...either, perhaps };
}

export function isEmpty(clearing: Clearing): boolean {
  const { canonical, file, within, way } = pathFacts(clearing);
  return (clearing.labels | canonical | file | within | way | clearing.removed) === 0 && clearing.rules.length === 0;
}

/** All that may be proven. */
function wholly({ perhaps, ...clearing }: Clearing): Clearing {
  if (perhaps == null) return clearing;
  const [own, more] = [pathFacts(clearing), pathFacts(perhaps)];
  return { ...clearing, labels: clearing.labels | perhaps.labels, canonical: own.canonical | more.canonical, file: own.file | more.file, within: own.within | more.within };
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
  if (a.doubt === null && b.doubt !== null) return { ...a, perhaps: bothPerhaps(a.perhaps, b) };
  const [one, other] = [pathFacts(a), pathFacts(b)];
  const way = one.way | other.way;
  return {
    labels: a.labels | b.labels,
    canonical: one.canonical | other.canonical,
    // Neither two dots nor a beginning of two dots and a separator: the way does not lead up.
    file: one.file | other.file | (way === UPS ? PATH : 0),
    within: one.within | other.within,
    way,
    removed: a.removed | b.removed,
    rules: [...new Set([...a.rules, ...b.rules])],
    limits: a.limits ?? b.limits ?? null,
    doubt: a.doubt ?? b.doubt,
    perhaps: bothPerhaps(a.perhaps, b.perhaps),
    reason: bothReasons(a.reason, b.reason),
  };
}

function bothPerhaps(a: Clearing['perhaps'], b: Clearing['perhaps']): Clearing | null {
  return a == null || b == null ? (a ?? b ?? null) : bothClearings(a, b);
}

function bothReasons(a: string, b: string): string {
  return a.includes(b) || a.length > 200 ? a : `${a}; ${b}`;
}

/** The taints that remain dangerous by what is proven of the value's ids; reasons of what was cleared go to `cleared`. `isPart`: the value stands behind something else, so that it names another file than by itself. */
export function withFacts(taints: readonly Taint[], chain: readonly string[], facts: Facts, isPart = false): readonly Taint[] {
  if (facts.size === 0 || taints.length === 0) return taints;
  let result = taints;
  for (const id of chain) {
    const clearing = facts.get(id);
    if (clearing !== undefined) result = result.map((taint) => clear(taint, clearing, isPart));
  }
  return result;
}

function clear(taint: Taint, clearing: Clearing, isPart: boolean): Taint {
  const { canonical, file, within } = pathFacts(clearing);
  const labels = clearing.labels | (isPart ? 0 : file | (taint.isCanonical ? canonical : 0));
  if (clearing.doubt !== null) return withPerhaps(taint, labels | within, clearing.doubt);
  const cleared = clearing.rules.length === 0 ? taint.cleared : [...new Set([...taint.cleared, ...clearing.rules])];
  const left = implied({ ...taint, doubt: taint.doubt ?? clearing.limits ?? null, labels: taint.labels & ~labels, removed: taint.removed | clearing.removed, cleared });
  const below = within === 0 ? left : withPerhaps({ ...left, within: isPart ? left.within : left.within | within }, within, ANOTHER_FOLDER);
  return clearing.perhaps == null ? below : clear(below, clearing.perhaps, isPart);
}

function withPerhaps(taint: Taint, labels: number, doubt: string): Taint {
  return (taint.labels & labels) === 0 ? taint : { ...taint, perhaps: perhapsGone(labels | (taint.perhaps?.labels ?? 0), taint.perhaps?.doubt ?? doubt) };
}

const SLASH = characterBits('/');
const BACKSLASH = characterBits('\\');
const UP = bitsOf(['up']);

/** Two dots that are missing in the text of a path below a folder were resolved: that says nothing. */
export function ofPathBelow(clearing: Clearing): Clearing {
  const without = (labels: number): number => ((labels & PATH) === PATH ? labels : labels & ~PATH);
  const { canonical, file, within } = pathFacts(clearing);
  return { ...clearing, labels: without(clearing.labels), canonical: without(canonical), file: without(file), within: without(within), perhaps: clearing.perhaps == null ? null : ofPathBelow(clearing.perhaps) };
}

/** A name that is not two dots leads nowhere. On Windows it needs to have no backslash either. */
export function implied(taint: Taint): Taint {
  if ((taint.removed & SLASH) === 0 || (taint.labels & UP) !== 0 || (taint.labels & PATH) === 0) return taint;
  if ((taint.removed & BACKSLASH) !== 0) return { ...taint, labels: taint.labels & ~PATH };
  return withPerhaps(taint, PATH, WINDOWS);
}

export const WINDOWS = 'a backslash is a separator on Windows only';
