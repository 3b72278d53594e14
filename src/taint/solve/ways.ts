import type { Span } from '../ir/nodes.ts';
import { implied } from './facts.ts';
import { isFull, joinTaints, type Perhaps, placeOf, type Taint } from './taint.ts';
import { beginning, type Step } from './trace.ts';

/** What becomes of a caller's data on the ways that it takes through a callee, for one call. */
export interface Ways {
  /** With what comes of data on a way. */
  readonly joined: (taints: readonly Taint[], way: Taint, given: readonly Taint[]) => readonly Taint[];
  readonly composed: (way: Taint, given: readonly Taint[]) => readonly Taint[];
}

export function waysAt({ file, span, note }: { file: string; span: Span; note: string }): Ways {
  const at: Step = { file, span, note };
  // The same way stands in many of the callee's values.
  const known = new Map<Taint, { readonly given: readonly Taint[]; readonly composed: readonly Taint[] }>();
  const composed = (way: Taint, given: readonly Taint[]): readonly Taint[] => {
    const before = known.get(way);
    if (before?.given === given) return before.composed;
    const made = given.map((taint) => compose(way, taint, at));
    known.set(way, { given, composed: made });
    return made;
  };
  return {
    composed,
    joined: (taints, way, given) => (taints.length === 0 || known.get(way)?.given === given ? joinTaints(taints, composed(way, given)) : joinComposed(taints, way, { given, at })),
  };
}

function compose(way: Taint, taint: Taint, at: Step): Taint {
  return implied({
    origin: taint.origin,
    labels: composedLabels(way, taint),
    removed: way.isReset ? way.removed : taint.removed | way.removed,
    isCanonical: way.isCanonical || taint.isCanonical,
    isReset: way.isReset || taint.isReset,
    adds: (taint.adds | way.adds) & way.labels,
    doubt: taint.doubt ?? way.doubt,
    perhaps: way.isReset ? way.perhaps : bothPerhaps(taint.perhaps, way.perhaps),
    within: way.isReset ? way.within : taint.within | way.within,
    cleared: way.cleared.length === 0 ? taint.cleared : [...new Set([...taint.cleared, ...way.cleared])],
    trace: traceOf(taint, way, at),
  });
}

function composedLabels(way: Taint, taint: Taint): number {
  return way.isReset ? way.labels : (taint.labels | way.adds) & way.labels;
}

function bothPerhaps(a: Perhaps | null, b: Perhaps | null): Perhaps | null {
  return a === null || b === null ? (a ?? b) : { labels: a.labels | b.labels, doubt: a.doubt };
}

/** The way to the call and the way behind it; what comes in just by being read inside has that place. */
function traceOf({ trace }: Taint, way: Taint, at: Step): Taint['trace'] {
  if (trace?.kind === 'step' && trace.previous === null && trace.span === at.span && way.trace !== null) return beginning(way.trace, trace.note);
  return { kind: 'call', at, previous: trace, inner: way.trace };
}

/** `joinTaints` with what is composed, most of which is there already and need not be made. */
function joinComposed(taints: readonly Taint[], way: Taint, { given, at }: { given: readonly Taint[]; at: Step }): readonly Taint[] {
  let joined: Taint[] | null = null;
  for (const taint of given) {
    const all: readonly Taint[] = joined ?? taints;
    const place = placeOf(all, { origin: taint.origin, doubt: taint.doubt ?? way.doubt });
    const known = all[place];
    if (known === undefined) {
      if (!isFull(all)) (joined ??= [...taints]).push(compose(way, taint, at));
    } else if (!hasAllOf(known, way, taint)) {
      const [both] = joinTaints([known], [compose(way, taint, at)]);
      if (both !== undefined && both !== known) (joined ??= [...taints])[place] = both;
    }
  }
  return joined ?? taints;
}

/** Whether what is composed would leave nothing dangerous that is not there already. */
function hasAllOf(known: Taint, way: Taint, taint: Taint): boolean {
  if (known.cleared.length > 0 || known.perhaps !== null || known.within !== 0) return false;
  const labels = composedLabels(way, taint);
  const removed = way.isReset ? way.removed : taint.removed | way.removed;
  return (labels & ~known.labels) === 0 && ((taint.adds | way.adds) & way.labels & ~known.adds) === 0 && (known.removed & ~removed) === 0 && (!known.isCanonical || way.isCanonical || taint.isCanonical) && (known.isReset || !(way.isReset || taint.isReset));
}
