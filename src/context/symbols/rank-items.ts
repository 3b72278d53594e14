import type { ContextItem } from '../context-item.ts';
import type { FileSymbols } from './file-symbols.ts';
import { callerItem, definitionItem } from './snippets.ts';
import type { WantedNames } from './wanted-names.ts';

/** A name with more definitions than these says nothing, unless one of them is imported. */
const MAX_DEFINITIONS = 8;
const SHOWN_DEFINITIONS = 3;
/** As many calls of a method's name in files that do not import it are likely calls of others. */
const MAX_CALLS = 12;

export interface ScannedFile {
  readonly path: string;
  readonly text: readonly string[];
  /** Whether a masked file names it as a module. */
  readonly isImported: boolean;
  /** Whether it names a masked file as a module. */
  readonly importsMask: boolean;
  readonly symbols: FileSymbols;
}

export interface RankInput {
  readonly names: WantedNames;
  readonly scanned: readonly ScannedFile[];
  /** Path of the main region's file. */
  readonly near: string;
  readonly limit: number;
}

interface Ranked {
  readonly item: ContextItem;
  readonly order: readonly number[];
}

/**
 * Definitions by who names them (the description, the mask's surroundings, the rest of the file), then imported files first, then by nearness in the tree. A quarter of the
 * places is kept for callers, as long as there are so many.
 */
export function rankItems({ names, scanned, near, limit }: RankInput): ContextItem[] {
  const definitions = sorted(findDefinitions(names, scanned, near)).map(({ item }) => item);
  const callers = sorted(findCallers(names, scanned, near)).map(({ item }) => item);
  const forCallers = Math.max(Math.min(callers.length, Math.ceil(limit / 4)), limit - definitions.length);
  const chosen: ContextItem[] = [];
  addApart(chosen, definitions, limit - Math.min(forCallers, callers.length));
  addApart(chosen, callers, limit);
  return chosen;
}

function findDefinitions(names: WantedNames, scanned: readonly ScannedFile[], near: string): Ranked[] {
  const byName = Map.groupBy(
    scanned.flatMap((file) => file.symbols.definitions.map((definition) => ({ file, definition }))),
    ({ definition }) => definition.name,
  );
  return [...names.definitions].flatMap(([name, rank]) => {
    const all = byName.get(name) ?? [];
    const imported = all.filter(({ file }) => file.isImported);
    const meant = all.length > MAX_DEFINITIONS ? imported : all;
    return sorted(meant.map(({ file, definition }) => ({ item: definitionItem(file.path, file.text, definition), order: [rank, file.isImported ? 0 : 1, -nearness(file.path, near)] }))).slice(0, SHOWN_DEFINITIONS);
  });
}

/** Calls from files that import the masked one; where there are none, calls of a name that few use. */
function findCallers({ enclosing }: WantedNames, scanned: readonly ScannedFile[], near: string): Ranked[] {
  const calls = scanned.flatMap((file) => file.symbols.calls.filter(({ name }) => enclosing.has(name)).map((call) => ({ file, call })));
  const importing = calls.filter(({ file }) => file.importsMask);
  const meant = importing.length > 0 ? importing : calls.length > MAX_CALLS ? [] : calls;
  return meant.map(({ file: { path, text, symbols }, call }) => ({ item: callerItem(path, text, symbols.definitions, call), order: [-nearness(path, near)] }));
}

function sorted(ranked: readonly Ranked[]): Ranked[] {
  return ranked.toSorted((a, b) => compareNumbers(a.order, b.order) || compareItems(a.item, b.item));
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  return a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function compareItems(a: ContextItem, b: ContextItem): number {
  return a.path === b.path ? (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0) : a.path < b.path ? -1 : 1;
}

/** Folders that two paths share. */
function nearness(path: string, other: string): number {
  const parts = path.split('/');
  const others = other.split('/');
  const differing = parts.findIndex((part, at) => part !== others[at]);
  return differing === -1 ? parts.length : differing;
}

/** Adds items up to `limit`; none whose lines begin inside another one's of the same file. */
function addApart(chosen: ContextItem[], items: readonly ContextItem[], limit: number): void {
  for (const item of items) {
    if (chosen.length >= limit) return;
    const [first, last] = item.lines ?? [1, 1];
    if (chosen.every(({ path, lines }) => path !== item.path || lines === null || first > lines[1] || last < lines[0])) chosen.push(item);
  }
}
