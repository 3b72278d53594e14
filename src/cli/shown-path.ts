import process from 'node:process';

/** Of a path, as a person at this place would type it. */
export function shownPath(path: string): string {
  const here = `${process.cwd()}/`;
  return path.startsWith(here) ? path.slice(here.length) : path;
}
