import { digestOf } from '../../util/digest.ts';
import { bothClearings, isEmpty, pathFacts } from './facts.ts';
import { bitsOf, characterBits, PATH, UPS } from './labels.ts';
import type { Clearing, Facts, Value } from './taint.ts';

const HOST = bitsOf(['host', 'scheme']);
const SCHEME = bitsOf(['scheme']);
const TRAVERSAL = bitsOf(['traversal']);

/** Behind the id of an address: what it is taken apart to. */
export const URL_PARTS = '~url';
/** Behind the id of data: the path that it is the last part of, with what stands before it in parentheses; the same with separators at its end; behind that of a path, the way to it, from a folder that is data or none. */
const JOINED = /~joined\([^()]*\)$/u;
export const APPENDED = '~appended';
export const WAY = '~way';
export const WAY_FROM_DATA = '~way?';
/** Behind the id of a text: the same in letters of one case. */
export const ONE_CASE = '~case';
/** Behind the id of a list or a text: what it consists of. */
const ELEMENT = '[]';
/** Before the place of a list: any of its items. What is proven of one of them is not proven of all. */
export const ANY_ITEM = 'list:';
const MAX_ID = 2000;

/** `before`: what says which folder it is joined to. */
export function joinedId(id: string, before: string): string {
  return `${id}~joined(${digestOf(before).slice('sha256:'.length, 24)})`;
}

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
  const doubtful = id.length > MAX_ID || clearing.perhaps == null ? null : ofWhole(id, clearing.perhaps);
  if (doubtful !== null) addFact(facts, doubtful.id, doubtful.clearing);
}

const STEPS = characterBits('./\\');

/** A path may be proven name by name. */
function perhapsOf(clearing: Clearing): Clearing {
  const isOfPath = ((clearing.labels | (clearing.canonical ?? 0) | (clearing.file ?? 0)) & (PATH | UPS)) !== 0 || (clearing.removed & STEPS) !== 0;
  return { ...clearing, labels: clearing.labels | (isOfPath ? PATH : 0), removed: 0, rules: [], doubt: clearing.doubt ?? ONE_BY_ONE, perhaps: null };
}

/** Why what is proven may be proven of something else too. */
export const FOLDER_IS_DATA = 'the folder that it is compared with is data too';
/** Why what is proven of a name may be proven of a path. */
export const ONE_BY_ONE = 'its names are looked at one by one';

interface Said {
  readonly id: string;
  readonly clearing: Clearing;
}

/** What a proof of something says of what it was made of. */
function ofWhole(id: string, clearing: Clearing): Said | null {
  const { labels } = clearing;
  const { canonical, file, within, way } = pathFacts(clearing);
  const say = (suffix: string, said: Partial<Clearing>): Said | null => saidOf(id.slice(0, -suffix.length), clearing, said);
  const [joined] = JOINED.exec(id) ?? [];
  // Alone, or joined to another folder, it leads elsewhere.
  if (joined !== undefined) return say(joined, ((labels | canonical | file) & PATH) === PATH ? { within: PATH } : { labels: labels & TRAVERSAL });
  if (id.endsWith(APPENDED)) return say(APPENDED, { labels: labels & PATH, canonical: canonical & PATH, file: file & PATH, within: within & PATH, way });
  if (id.endsWith(ONE_CASE)) return say(ONE_CASE, { labels, removed: clearing.removed, rules: clearing.rules, limits: clearing.limits ?? null, way });
  if (id.endsWith(WAY)) return say(WAY, { file: (labels & UPS) === UPS ? PATH : 0, way: labels & UPS });
  if (id.endsWith(WAY_FROM_DATA)) return say(WAY_FROM_DATA, { file: (labels & UPS) === 0 ? 0 : PATH, doubt: clearing.doubt ?? FOLDER_IS_DATA });
  if (id.endsWith(ELEMENT)) return say(ELEMENT, { labels: ((labels | canonical | file) & (PATH | UPS)) === 0 ? 0 : PATH, doubt: clearing.doubt ?? ONE_BY_ONE, reason: '' });
  return ofAddress(id, clearing);
}

function saidOf(id: string, clearing: Clearing, said: Partial<Clearing>): Said | null {
  const own: Clearing = { ...clearing, labels: 0, removed: 0, rules: [], limits: null, canonical: 0, file: 0, within: 0, way: 0, perhaps: null, ...said };
  return isEmpty(own) ? null : { id, clearing: own };
}

function ofAddress(id: string, clearing: Clearing): Said | null {
  const at = id.lastIndexOf(URL_PARTS);
  if (at < 0) return null;
  const part = id.slice(at + URL_PARTS.length);
  return saidOf(id.slice(0, at), clearing, { labels: clearing.labels & (/^\.(?:netloc|hostname|host)$/u.test(part) ? HOST : /^\.(?:scheme|protocol)$/u.test(part) ? SCHEME : 0) });
}

/** Whose choice a folder is that a path is compared with: nobody's who sends data, his too, or wholly his, since it comes of the path itself. */
export function choiceOf(folder: Value, path: Value): 'ours' | 'data' | 'same' {
  const keys = new Set(folder.taints.map(({ origin }) => origin.key));
  if (keys.size > 0 && path.taints.length > 0 && path.taints.every(({ origin }) => keys.has(origin.key))) return 'same';
  // Whoever calls a library says which folder it works in.
  return folder.taints.some(({ origin }) => origin.kind === 'source' && origin.sourceKind !== 'exported') ? 'data' : 'ours';
}
