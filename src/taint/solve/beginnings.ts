import { choiceOf, factsOf, FOLDER_IS_DATA } from './value-facts.ts';
import { bitsOf, PATH } from './labels.ts';
import type { Proof } from './regex-facts.ts';
import { startsWithProves } from './text-facts.ts';
import { type Clearing, type Facts, NO_FACTS, type Value } from './taint.ts';
import { textsOf } from './value.ts';

const HOST = bitsOf(['host', 'scheme']);
const TRAVERSAL = bitsOf(['traversal']);

/** Of a text what a proof says. A path that was joined has no dots that could be missing. */
export function textFacts(value: Value, { characters, labels }: Proof, reason: string, doubt: string | null = null): Facts {
  const own = isBelow(value) ? labels & ~TRAVERSAL : labels;
  return characters === 0 && own === 0 ? NO_FACTS : factsOf(value, { labels: own, removed: characters, rules: [], doubt, reason });
}

/** A canonical path that begins with more than the data. */
export function isBelow({ taints, texts, isFolder }: Value): boolean {
  return taints.length > 0 && taints.every(({ isCanonical }) => isCanonical) && (isFolder || texts?.some((text) => text.length > 1) === true);
}

export function missingStart(subject: Value, prefix: Value): Facts {
  const text = textOf(prefix);
  return text === null ? NO_FACTS : textFacts(subject, startsWithProves(text, false), `does not begin with ${JSON.stringify(text)}`);
}

/** Labels that are gone of a path if it is resolved: of the file, if it surely is. */
export function ofPath({ taints }: Value, labels: number): Clearing {
  return { labels: 0, canonical: labels, file: taints.length > 0 && taints.every(({ isCanonical }) => isCanonical) ? labels : 0, removed: 0, rules: [], doubt: null, reason: 'a resolved path below a folder' };
}

/** A canonical path below a folder cannot leave it, if the folder's name ends with a separator. */
export function beginsWith(subject: Value, prefix: Value): Facts {
  const text = textOf(prefix);
  const told = text === null || isBelow(subject) ? { characters: 0, labels: 0 } : startsWithProves(text, true);
  const reason = text === null ? 'a resolved path below a folder' : `begins with ${JSON.stringify(text)}`;
  const choice = choiceOf(prefix, subject);
  if (choice === 'same') return NO_FACTS;
  const says = (ofFile: number, doubt: string | null = null): Facts => (told.labels === 0 && ofFile === 0 ? NO_FACTS : factsOf(subject, { ...ofPath(subject, ofFile), labels: told.labels, doubt: choice === 'data' ? FOLDER_IS_DATA : doubt, reason }));
  // An absolute path without dots; where it leads is not said.
  const isAbsolute = prefix.isFolder || (text !== null && /^[/\\]/u.test(text));
  const ends = textsOf(prefix).map((parts) => parts.at(-1));
  const isTop = text !== null && /^[/\\]*$/u.test(text);
  const closed = ends.filter((end) => typeof end === 'string' && /[/\\]$/u.test(end)).length;
  if (!isTop && closed === ends.length) return text !== null && isAbove(text, subject) ? says(0) : says(PATH | HOST);
  if (isAbsolute && !isBelow(subject)) return says(TRAVERSAL);
  if (prefix.isFolder || text !== null) return says(0);
  // The folder is not known to end with a separator: /srv/files lets /srv/files-of-others in, unless it does.
  const isOpen = ends.every((end) => typeof end !== 'string') && textsOf(prefix).every((parts) => parts.length === 1);
  return isOpen || closed > 0 ? says(PATH, 'the folder may lack its last separator') : says(0);
}

/** The path was joined to a folder below that one: it begins so wherever it leads near by. */
function isAbove(folder: string, { texts }: Value): boolean {
  const begins = texts?.map(([first]) => first) ?? [];
  return begins.length > 0 && begins.every((first) => typeof first === 'string' && first.startsWith(folder) && first.replace(/[/\\]+$/u, '').length > folder.length);
}

function textOf({ constants }: Value): string | null {
  return constants?.length === 1 && typeof constants[0] === 'string' ? constants[0] : null;
}
