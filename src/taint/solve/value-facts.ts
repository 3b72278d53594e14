import { bothClearings } from './facts.ts';
import { bitsOf, characterBits, PATH, UPS } from './labels.ts';
import type { Clearing, Facts, Value } from './taint.ts';

const HOST = bitsOf(['host', 'scheme']);
const SCHEME = bitsOf(['scheme']);

/** Behind the id of an address: what it is taken apart to. */
export const URL_PARTS = '~url';
/** Behind the id of data: the path that it is the last part of, without dots; the same with them; behind that of a path, the way to it. */
export const JOINED = '~joined';
export const APPENDED = '~appended';
export const WAY = '~way';
/** Behind the id of a text: the same in letters of one case. */
export const ONE_CASE = '~case';
/** Behind the id of a list or a text: what it consists of. */
const ELEMENT = '[]';
/** Before the place of a list: any of its items. What is proven of one of them is not proven of all. */
export const ANY_ITEM = 'list:';
const MAX_ID = 2000;

/** The same said of a value and of all that it was made of without a change that matters. */
export function factsOf(value: Value, clearing: Clearing): Facts {
  const facts = new Map<string, Clearing>();
  for (const id of value.chain) addFact(facts, id, clearing);
  return facts;
}

/** With what follows for the whole of which it is a part. */
export function addFact(facts: Map<string, Clearing>, id: string, proven: Clearing): void {
  const clearing = id.startsWith(ANY_ITEM) ? perhapsOf(proven) : proven;
  const known = facts.get(id);
  facts.set(id, known === undefined ? clearing : bothClearings(known, clearing));
  const whole = id.length > MAX_ID ? null : ofWhole(id, clearing);
  if (whole !== null) addFact(facts, whole.id, whole.clearing);
}

const STEPS = characterBits('./\\');

/** A path may be proven name by name. */
function perhapsOf(clearing: Clearing): Clearing {
  const isOfPath = ((clearing.labels | (clearing.canonical ?? 0)) & (PATH | UPS)) !== 0 || (clearing.removed & STEPS) !== 0;
  return { ...clearing, labels: clearing.labels | (isOfPath ? PATH : 0), removed: 0, rules: [], doubt: clearing.doubt ?? ONE_BY_ONE };
}

/** Why what is proven of a name may be proven of a path. */
export const ONE_BY_ONE = 'its names are looked at one by one';

function ofWhole(id: string, clearing: Clearing): { readonly id: string; readonly clearing: Clearing } | null {
  const { labels, way = 0 } = clearing;
  const canonical = clearing.canonical ?? 0;
  const say = (suffix: string, said: Partial<Clearing>): ReturnType<typeof ofWhole> => {
    const own = { ...clearing, labels: 0, removed: 0, rules: [], limits: null, canonical: 0, way: 0, ...said };
    return own.labels === 0 && own.canonical === 0 && own.way === 0 && own.removed === 0 && own.rules.length === 0 ? null : { id: id.slice(0, -suffix.length), clearing: own };
  };
  // What is joined again is below the folder again.
  if (id.endsWith(JOINED)) return say(JOINED, { labels: (labels | canonical) & PATH, way });
  if (id.endsWith(APPENDED)) return say(APPENDED, { labels: labels & PATH, canonical: canonical & PATH, way });
  if (id.endsWith(ONE_CASE)) return say(ONE_CASE, { labels, removed: clearing.removed, rules: clearing.rules, limits: clearing.limits ?? null, way });
  if (id.endsWith(WAY)) return say(WAY, { labels: (labels & UPS) === UPS ? PATH : 0, way: labels & UPS });
  if (id.endsWith(ELEMENT)) return (labels & (PATH | UPS)) === 0 && canonical === 0 ? null : say(ELEMENT, { labels: PATH, doubt: clearing.doubt ?? ONE_BY_ONE, reason: '' });
  const at = id.lastIndexOf(URL_PARTS);
  if (at < 0) return null;
  const part = id.slice(at + URL_PARTS.length);
  return say(id.slice(at), { labels: labels & (/^\.(?:netloc|hostname|host)$/u.test(part) ? HOST : /^\.(?:scheme|protocol)$/u.test(part) ? SCHEME : 0) });
}
