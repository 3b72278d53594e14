import { factsOf } from './value-facts.ts';
import { bitsOf, PATH } from './labels.ts';
import type { Proof } from './regex-facts.ts';
import { startsWithProves } from './text-facts.ts';
import { type Facts, NO_FACTS, type Value } from './taint.ts';
import { textsOf } from './value.ts';

const HOST = bitsOf(['host', 'scheme']);
const TRAVERSAL = bitsOf(['traversal']);

/** Of a text what a proof says. A path that was joined has no dots that could be missing. */
export function textFacts(value: Value, { characters, labels }: Proof, reason: string, doubt: string | null = null): Facts {
  const own = isBelow(value) ? labels & ~TRAVERSAL : labels;
  return characters === 0 && own === 0 ? NO_FACTS : factsOf(value, { labels: own, removed: characters, rules: [], doubt, reason });
}

/** A canonical path that begins with more than the data. */
function isBelow({ taints, texts, isFolder }: Value): boolean {
  return taints.length > 0 && taints.every(({ isCanonical }) => isCanonical) && (isFolder || texts?.some((text) => text.length > 1) === true);
}

export function missingStart(subject: Value, prefix: Value): Facts {
  const text = textOf(prefix);
  return text === null ? NO_FACTS : textFacts(subject, startsWithProves(text, false), `does not begin with ${JSON.stringify(text)}`);
}

/** A canonical path below a folder cannot leave it, if the folder's name ends with a separator. */
export function beginsWith(subject: Value, prefix: Value): Facts {
  const text = textOf(prefix);
  const told = text === null || isBelow(subject) ? { characters: 0, labels: 0 } : startsWithProves(text, true);
  const reason = text === null ? 'a resolved path below a folder' : `begins with ${JSON.stringify(text)}`;
  const says = (canonical: number, doubt: string | null = null): Facts => (told.labels === 0 && canonical === 0 ? NO_FACTS : factsOf(subject, { labels: told.labels, canonical, removed: 0, rules: [], doubt, reason }));
  // An absolute path without dots; where it leads is not said.
  const isAbsolute = prefix.isFolder || (text !== null && /^[/\\]/u.test(text));
  const ends = textsOf(prefix).map((parts) => parts.at(-1));
  const isTop = text !== null && /^[/\\]*$/u.test(text);
  const closed = ends.filter((end) => typeof end === 'string' && /[/\\]$/u.test(end)).length;
  if (!isTop && closed === ends.length) return says(PATH | HOST);
  if (isAbsolute && !isBelow(subject)) return says(TRAVERSAL);
  if (prefix.isFolder || text !== null) return says(0);
  // The folder is not known to end with a separator: /srv/files lets /srv/files-of-others in, unless it does.
  const isOpen = ends.every((end) => typeof end !== 'string') && textsOf(prefix).every((parts) => parts.length === 1);
  return isOpen || closed > 0 ? says(PATH, 'the folder may lack its last separator') : says(0);
}

function textOf({ constants }: Value): string | null {
  return constants?.length === 1 && typeof constants[0] === 'string' ? constants[0] : null;
}
