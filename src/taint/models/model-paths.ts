import type { CallPart } from './models.ts';

/** Alternatives multiply; more than this is a mistake. */
const MAX_ALTERNATIVES = 1_000;
/** Names joined by dots, `()` behind what is called; `*` stands for anything at the beginning, or for the rest of a name at the end. */
const PATH = /^(?:\*|[\w$@/:\\#-]+(?:\(\))*)(?:\.[\w$@/:\\#-]+(?:\(\))*)*\*?$/u;

/** The paths that a text with alternatives (`{a,b}`) means; null where it is no path. */
export function readPaths(text: string): string[] | null {
  let paths = [''];
  for (const [, alternatives, plain] of text.matchAll(/\{([^{}]*)\}|([^{}]+|[{}])/gu)) {
    const next = alternatives === undefined ? [plain ?? ''] : alternatives.split(',').map((part) => part.trim());
    if (paths.length * next.length > MAX_ALTERNATIVES) return null;
    paths = paths.flatMap((path) => next.map((part) => path + part));
  }
  return paths.every((path) => isPath(path)) ? paths : null;
}

function isPath(path: string): boolean {
  return path !== '*' && path !== '' && path.length < 300 && PATH.test(path);
}

/** A part of a call as models write it; null for what is none. */
export function readCallPart(value: unknown): CallPart | null {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < 50 ? value : null;
  if (value === 'all' || value === 'rest' || value === 'receiver' || value === 'result') return value;
  return typeof value === 'string' && /^name:\w+$/u.test(value) ? `name:${value.slice('name:'.length)}` : null;
}

/** Ends of the prefixes of a path that are paths, the longest first. */
export function prefixEnds(path: string): number[] {
  const ends: number[] = [path.length];
  for (let at = path.length - 1; at > 0; at -= 1) if (path[at] === '.' || path[at] === '(') ends.push(at);
  return ends;
}
