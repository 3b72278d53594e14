import type { Literal } from '../ir/nodes.ts';
import { prefixEnds } from './model-paths.ts';
import type { CallModel, Models, SinkModel, SourceModel } from './models.ts';

/** What the files say, by path as it is written there. */
export interface ModelTables {
  /** From a path to the name of the type that it reaches. */
  readonly types: Map<string, string>;
  readonly sources: Map<string, SourceModel>;
  readonly calls: Map<string, CallModel[]>;
  readonly assignments: Map<string, SinkModel[]>;
  readonly constants: Map<string, { readonly value: Literal }>;
}

/** A type that leads to itself would never end. */
const MAX_STEPS = 8;
/** Paths come from the code that is analysed: longer ones are nobody's. */
const MAX_PATH = 400;
const MAX_CACHED = 50_000;

export function modelsOf(tables: ModelTables): Models {
  const normalise = normaliser(withTypedPrefixes(tables.types));
  const sources = renamed(tables.sources, normalise);
  const calls = merged(tables.calls, normalise);
  const assignments = merged(tables.assignments, normalise);
  const constants = renamed(tables.constants, normalise);
  const known = new Set<string>();
  for (const map of [sources, calls, assignments, constants]) for (const path of map.keys()) addPrefixes(known, path);
  for (const path of [...tables.types.keys(), ...tables.types.values()]) addPrefixes(known, path);
  const none: readonly never[] = [];
  return {
    normalise,
    source: cached((path) => lookUp(sources, path) ?? wildcard(sources, path) ?? null),
    callsOf: cached((path) => lookUp(calls, path) ?? none),
    assignmentsOf: cached((path) => lookUp(assignments, path) ?? none),
    constant: (path) => constants.get(path) ?? null,
    knows: (path) => known.has(path),
  };
}

/** The models of one member are those of its own path, or else those of a member of anything. */
function lookUp<Value>(map: ReadonlyMap<string, Value>, path: string): Value | undefined {
  const own = map.get(path);
  if (own !== undefined) return own;
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : map.get(`*${path.slice(dot)}`);
}

/** A source whose last name ends in `*`: `$_SERVER.HTTP_*`. */
function wildcard(sources: ReadonlyMap<string, SourceModel>, path: string): SourceModel | undefined {
  const [from, stop] = [path.lastIndexOf('.') + 1, Math.min(path.length, path.lastIndexOf('.') + 40)];
  for (let at = stop; at >= from; at -= 1) {
    const found = sources.get(`${path.slice(0, at)}*`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Code is followed step by step: when the last step is asked for, what came before may bear a type's name already. */
function withTypedPrefixes(types: ReadonlyMap<string, string>): Map<string, string> {
  const all = new Map(types);
  for (const [path, type] of types) {
    let at = path;
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const next = replacePrefix(types, at, at.length - 1);
      if (next === null || next === at) break;
      at = next;
    }
    if (at !== type && !all.has(at)) all.set(at, type);
  }
  return all;
}

function normaliser(types: ReadonlyMap<string, string>): (path: string) => string {
  return cached((path) => {
    let at = withoutLoader(path);
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const next = replacePrefix(types, at, at.length);
      if (next === null || next === at) break;
      at = next;
    }
    return at;
  });
}

/** `node:fs` is `fs`, and the default export of a CommonJS module is the module. */
function withoutLoader(path: string): string {
  const bare = path.startsWith('node:') ? path.slice('node:'.length) : path;
  const at = bare.indexOf('.default');
  if (at <= 0 || at !== bare.indexOf('.')) return bare;
  const rest = bare.slice(at + '.default'.length);
  return rest === '' || rest.startsWith('.') || rest.startsWith('(') ? bare.slice(0, at) + rest : bare;
}

function replacePrefix(types: ReadonlyMap<string, string>, path: string, longest: number): string | null {
  for (const end of prefixEnds(path)) {
    if (end > longest) continue;
    const type = types.get(path.slice(0, end));
    if (type !== undefined) return type + path.slice(end);
  }
  return null;
}

function renamed<Value>(map: ReadonlyMap<string, Value>, normalise: (path: string) => string): Map<string, Value> {
  return new Map([...map].map(([path, value]) => [normalise(path), value]));
}

/** What several names of one thing say, together, and once. */
function merged<Value extends CallModel>(map: ReadonlyMap<string, readonly Value[]>, normalise: (path: string) => string): Map<string, readonly Value[]> {
  const result = new Map<string, Map<string, Value>>();
  for (const [path, models] of map) {
    const name = normalise(path);
    const own = result.get(name) ?? new Map<string, Value>();
    for (const model of models) {
      const key = JSON.stringify({ ...model, path: null });
      if (!own.has(key)) own.set(key, model);
    }
    result.set(name, own);
  }
  return new Map([...result].map(([name, own]) => [name, [...own.values()]]));
}

function addPrefixes(known: Set<string>, path: string): void {
  for (const end of prefixEnds(path)) known.add(path.slice(0, end));
}

/** Remembers the newest answers: the same paths are asked for millions of times. */
function cached<Value>(find: (path: string) => Value): (path: string) => Value {
  const answers = new Map<string, { readonly value: Value }>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined) return known.value;
    const value = find(path.length > MAX_PATH ? path.slice(0, MAX_PATH) : path);
    if (answers.size >= MAX_CACHED) answers.clear();
    if (path.length <= MAX_PATH) answers.set(path, { value });
    return value;
  };
}
