import { canonicalJson } from '../util/digest.ts';
import { asObject } from './apis/model-api.ts';

/** Fields that name a session, a user or a machine, and nothing that the model is asked. */
const SESSION_FIELDS = new Set(['metadata', 'client_metadata', 'prompt_cache_key', 'user', 'safety_identifier', 'session_id', 'user_prompt_id']);

/** What differs from run to run in texts. Longer ones first: a date is a part of a time. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi, '<uuid>'],
  [/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/g, '<time>'],
  [/\b\d{4}-\d{2}-\d{2}\b/g, '<date>'],
  [/\b\d{1,2}\/\d{1,2}\/\d{4}\b/g, '<date>'],
  [/\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b/g, '<date>'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) (?:\d{4}|\d{2}:\d{2}:\d{2}[^"\n]{0,12}\d{4})\b/g, '<date>'],
  [/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d {1,2}(?:\d{2}:\d{2}|\d{4})\b/g, '<date>'],
  [/\b\d{2}:\d{2}:\d{2}(?:\.\d+)?\b/g, '<time>'],
  // Milliseconds since 1970, until 2033.
  [/(?<!\d)1[5-9]\d{11}(?!\d)/g, '<time>'],
  [/(?<=\/tmp\/)[A-Za-z0-9._-]+/g, '<temporary>'],
  [/\b\d+(?:\.\d+)? ?(?:ms|s|seconds|milliseconds)\b/g, '<duration>'],
  [/\b(?:pid|PID|Process ID|process id|Process Group PGID|Chunk ID)(:? )[0-9a-f]+\b/g, '<process>'],
];

/** A request without what differs between two runs of the same agent: equal texts, equal questions. */
export function normaliseRequest(target: string, body: string): string {
  return canonicalJson({ target, body: maskValue(parse(body)) });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return VOLATILE.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), value);
  if (Array.isArray(value)) return value.map(maskValue);
  const object = asObject(value);
  if (object === null) return value;
  return Object.fromEntries(Object.entries(object).filter(([name]) => !SESSION_FIELDS.has(name)).map(([name, item]) => [name, maskValue(item)]));
}

const SHOWN_CHARACTERS = 160;

/** Where two normalised requests part, for people. */
export function firstDifference(expected: string, found: string): string {
  const [one, other] = [parse(expected), parse(found)];
  const { path, a, b } = differenceOf(one, other, '') ?? { path: '', a: expected, b: found };
  return `${path === '' ? 'the request' : path} is ${shown(b, a)}, recorded was ${shown(a, b)}`;
}

interface Difference {
  readonly path: string;
  readonly a: unknown;
  readonly b: unknown;
}

function differenceOf(a: unknown, b: unknown, path: string): Difference | null {
  if (canonicalJson(a) === canonicalJson(b)) return null;
  const [left, right] = [asEntries(a), asEntries(b)];
  if (left === null || right === null || Array.isArray(a) !== Array.isArray(b)) return { path, a, b };
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = differenceOf(left[name], right[name], path === '' ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function asEntries(value: unknown): Readonly<Record<string, unknown>> | null {
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : asObject(value);
}

/** The part of a text around where it leaves the other one. */
function shown(value: unknown, other: unknown): string {
  if (value === undefined) return 'nothing';
  const [text, against] = [canonicalJson(value), canonicalJson(other) ?? ''];
  let at = 0;
  while (at < text.length && text[at] === against[at]) at += 1;
  const from = Math.max(0, at - SHOWN_CHARACTERS / 4);
  return `${from > 0 ? '…' : ''}${text.slice(from, from + SHOWN_CHARACTERS)}${text.length > from + SHOWN_CHARACTERS ? '…' : ''}`;
}
