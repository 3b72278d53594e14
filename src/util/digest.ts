import { hash } from 'node:crypto';

/** `sha256:` and the hex digest of `data` (text is taken as UTF-8). */
export function digestOf(data: string | Uint8Array): string {
  return `sha256:${hash('sha256', data, 'hex')}`;
}

/** JSON with sorted keys and no white space: equal values give equal text. `undefined` fields are left out. */
export function canonicalJson(value: unknown): string {
  if (isFlat(value)) return JSON.stringify(sorted(value));
  return JSON.stringify(value, (_key, item: unknown) => (isObject(item) ? sorted(item) : item));
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Without anything inside that must be sorted too: a function that is called for every field takes most of the time. */
function isFlat(value: unknown): value is object {
  return isObject(value) && Object.values(value).every((item) => item === null || typeof item !== 'object');
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
