import { gather, type Gathered, joinGathered } from './gathered.ts';
import { contentsOf } from './heap.ts';
import { locationOf } from './memory.ts';
import type { Frame } from './program.ts';
import type { Contents } from './state.ts';
import { isFull, joinTaints, NONE, type Taint, type Value } from './taint.ts';

const MAX_LOOKED_AT = 40;

interface Deep {
  readonly taints: readonly Taint[];
  /** Where it was looked, and what was found there: as long as that is there, the answer is the same. */
  readonly places: readonly string[];
  readonly found: readonly (Contents | null)[];
  readonly looks: number;
}

const deep = new WeakMap<Value, Deep>();

/** Data that a value holds, itself or in what it holds. The value's own array only where it holds nothing besides. */
export function deepTaints(frame: Frame, value: Value): readonly Taint[] {
  if (value.targets.length === 0) return value.taints;
  const known = deep.get(value);
  const answer = known !== undefined && holdsStill(frame, known) ? known : lookedInto(frame, value);
  if (answer !== known && answer.places.length > 1) deep.set(value, answer);
  frame.looksLeft -= answer.looks;
  return answer.taints;
}

function holdsStill(frame: Frame, { places, found }: Deep): boolean {
  for (let at = 0; at < places.length; at += 1) if (contentsOf(frame, places[at] ?? '') !== found[at]) return false;
  return true;
}

function lookedInto(frame: Frame, value: Value): Deep {
  let { taints } = value;
  let isDeeper = false;
  const asked = new Set<string>();
  const found: (Contents | null)[] = [];
  const pending: (readonly string[])[] = [placesHeld(value)];
  let count = 0;
  for (let at = 0; at < pending.length && count < MAX_LOOKED_AT; at += 1) {
    for (const location of pending[at] ?? NONE) {
      if (asked.has(location)) continue;
      asked.add(location);
      const contents = contentsOf(frame, location);
      found.push(contents);
      if (contents === null) continue;
      count += 1;
      const own = heldBy(contents);
      if (own.taints.length > 0) isDeeper = true;
      taints = withHeld(taints, own);
      for (const further of own.further) pending.push(further);
    }
  }
  return { taints: isDeeper && taints === value.taints ? [...taints] : taints, places: [...asked], found, looks: pending.length };
}

/** Of what had to be left out something may be known already. */
function withHeld(taints: readonly Taint[], own: Held): readonly Taint[] {
  return own.gathered === null || taints.length === 0 ? joinTaints(taints, own.taints) : joinGathered(taints, own.gathered);
}

/** Where what a value holds is kept. */
function placesHeld({ targets }: Value): string[] {
  return targets.flatMap((target) => (target.kind === 'object' || target.kind === 'input' ? (locationOf(target) ?? []) : []));
}

interface Held {
  /** As many as a value may have. */
  readonly taints: readonly Taint[];
  /** All of them, where those are more. */
  readonly gathered: Gathered | null;
  /** Where more is held, by field; each place once, since lists are full of what is the same. */
  readonly further: readonly (readonly string[])[];
}

const held = new WeakMap<Contents, Held>();

/** The data in an object's own fields: asked at each call that is given the object. */
function heldBy(contents: Contents): Held {
  const known = held.get(contents);
  if (known !== undefined) return known;
  let taints: readonly Taint[] = NONE;
  const places = new Set<string>();
  const further: (readonly string[])[] = [];
  for (const field of partsOf(contents)) {
    const more = placesHeld(field).filter((place) => !places.has(place));
    for (const place of more) places.add(place);
    if (more.length > 0) further.push(more);
    taints = joinTaints(taints, field.taints);
  }
  const found = { taints, gathered: isFull(taints) ? gather(partsOf(contents).map((field) => field.taints)) : null, further };
  held.set(contents, found);
  return found;
}

function partsOf({ fields, rest }: Contents): readonly Value[] {
  return rest === null ? [...fields.values()] : [...fields.values(), rest];
}
