import { contentsOf } from './heap.ts';
import { locationOf } from './memory.ts';
import type { Frame } from './program.ts';
import type { Contents } from './state.ts';
import { isFull, joinTaints, NONE, type Taint, type Value } from './taint.ts';

const MAX_LOOKED_AT = 40;

/** Data that a value holds, itself or in what it holds. The value's own array only where it holds nothing besides. */
export function deepTaints(frame: Frame, value: Value): readonly Taint[] {
  if (value.targets.length === 0) return value.taints;
  const known = lookedInto.get(value);
  if (known?.asked.every(({ location, contents }) => contentsOf(frame, location) === contents) === true) return known.taints;
  const found = lookInto(frame, value);
  lookedInto.set(value, found);
  return found.taints;
}

/** What was found, as long as the objects that were looked at hold the same. */
interface LookedInto {
  readonly asked: readonly { readonly location: string; readonly contents: Contents | null }[];
  readonly taints: readonly Taint[];
}

const lookedInto = new WeakMap<Value, LookedInto>();

function lookInto(frame: Frame, value: Value): LookedInto {
  let { taints } = value;
  let isDeeper = false;
  const asked = new Map<string, Contents | null>();
  const pending: (readonly string[])[] = [placesHeld(value)];
  let count = 0;
  for (let at = 0; at < pending.length && count < MAX_LOOKED_AT; at += 1) {
    for (const location of pending[at] ?? NONE) {
      if (asked.has(location)) continue;
      const contents = contentsOf(frame, location);
      asked.set(location, contents);
      if (contents === null) continue;
      count += 1;
      const own = heldBy(contents);
      if (own.taints.length > 0) isDeeper = true;
      // Of what had to be left out something may be known already: then one after the other, as they come.
      if (isFull(own.taints)) for (const field of partsOf(contents)) taints = joinTaints(taints, field.taints);
      else taints = joinTaints(taints, own.taints);
      for (const further of own.further) pending.push(further);
    }
  }
  return { asked: [...asked].map(([location, contents]) => ({ location, contents })), taints: isDeeper && taints === value.taints ? [...taints] : taints };
}

/** Where what a value holds is kept. */
function placesHeld({ targets }: Value): string[] {
  return targets.flatMap((target) => (target.kind === 'object' || target.kind === 'input' ? (locationOf(target) ?? []) : []));
}

interface Held {
  readonly taints: readonly Taint[];
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
  const found = { taints, further };
  held.set(contents, found);
  return found;
}

function partsOf({ fields, rest }: Contents): readonly Value[] {
  return rest === null ? [...fields.values()] : [...fields.values(), rest];
}
