import type { Frame, PendingSink } from './program.ts';
import { type Assumed, type Hole, standsFor, type Taint, type Text, type Value } from './taint.ts';

const MAX_PENDING = 300;

/** Leaves a sink to the callers, unless they are asked the same already: what comes to one by several ways is often the same, and each caller would hand all of it on. */
export function leaveSink({ sinks }: Frame, pending: PendingSink): void {
  if (sinks.length < MAX_PENDING && !sinks.some((known) => isSame(known, pending))) sinks.push(pending);
}

function isSame(a: PendingSink, b: PendingSink): boolean {
  return a.site === b.site && a.condition === null && b.condition === null && isSameAssumed(a.assumed, b.assumed) && isSameValue(a.value, b.value);
}

function isSameAssumed(a: Assumed, b: Assumed): boolean {
  return a === b || (a.size === b.size && [...a].every(([key, says]) => b.get(key) === says));
}

/** In all that callers make of it and sinks look at. Ways there may differ: one is shown. */
function isSameValue(a: Value, b: Value): boolean {
  return a === b || (a.input?.key === b.input?.key && isSameList(a.taints, b.taints, isSameTaint) && isSameList(a.chain, b.chain, Object.is) && isSameList(a.targets, b.targets, Object.is) && isSameList(a.constants, b.constants, Object.is) && isSameList(a.texts, b.texts, isSameText));
}

function isSameText(a: Text, b: Text): boolean {
  return isSameList(a, b, (one, other) => one === other || (typeof one === 'object' && typeof other === 'object' && isSameHole(one, other)));
}

function isSameHole(a: Hole, b: Hole): boolean {
  return a.input?.key === b.input?.key && isSameList(a.taints, b.taints, isSameTaint) && isSameList(a.chain, b.chain, Object.is);
}

function isSameTaint(a: Taint, b: Taint): boolean {
  if (a === b) return true;
  const isAlike = a.labels === b.labels && a.removed === b.removed && a.adds === b.adds && a.within === b.within && a.isCanonical === b.isCanonical && a.isReset === b.isReset && a.doubt === b.doubt;
  return isAlike && standsFor(a, b) && a.perhaps?.labels === b.perhaps?.labels && isSameList(a.cleared, b.cleared, Object.is);
}

function isSameList<Item>(a: readonly Item[] | null, b: readonly Item[] | null, isSameItem: (one: Item, other: Item) => boolean): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.length === b.length && a.every((item, at) => isSameItem(item, b[at] as Item));
}
