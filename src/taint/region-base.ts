import { follow } from './analyse.ts';
import type { IndexedFile } from './index-file.ts';
import { definitionsOf, type ModelsByLanguage, newProgram, unitOf } from './program-of.ts';
import type { Program, Table, Unit } from './solve/program.ts';
import { newReliance } from './solve/reliance.ts';
import { solver } from './solve/solver.ts';

export interface RegionFiles {
  /** All files of the repository. */
  readonly known: ReadonlySet<string>;
  readonly load: (path: string) => IndexedFile | null;
  readonly models: ModelsByLanguage;
  readonly rules: Program['rules'];
  readonly definitions: Program['definitions'];
}

/** What is known of a repository without some files, which candidates change: made once, and never changed by what candidates do. */
export interface RegionBase {
  readonly program: Program;
  /** Where the body of a file was run: null where that relies on the changed files. */
  readonly unit: (path: string) => Unit | null;
}

/**
 * Follows the changed files as they were, notes what does not rely on them, and makes just that again, by itself. What nobody calls from there is not even parsed. It depends on nothing but its input, in whatever order
 * candidates come.
 */
export function regionBase(files: RegionFiles, changed: ReadonlySet<string>): RegionBase {
  const own = new Map([...changed].flatMap((path): [string, IndexedFile][] => {
    const file = files.known.has(path) ? files.load(path) : null;
    return file === null ? [] : [[path, file]];
  }));
  const first = tracked(files, changed);
  follow(first.program, [...own.keys()].sort().flatMap((path) => first.program.units.get(path) ?? []));
  const { program, units } = tracked(files, changed);
  for (const { module, index, constants } of first.reliance.settled) {
    const unit = program.units.get(module);
    if (unit === undefined || index === 0) continue;
    if (constants === null) solver.summaryOf(program, solver, unit, index);
    else solver.specialSummary(program, solver, unit, { index, constants });
  }
  const { touched } = program.reliance ?? first.reliance;
  const summaries: Table<NonNullable<ReturnType<Program['summaries']['get']>>> = {
    ...program.summaries,
    get: (key) => (touched.has(key) ? undefined : program.summaries.get(key)),
    has: (key) => !touched.has(key) && program.summaries.has(key),
  };
  return { program: { ...program, summaries }, unit: (path) => (changed.has(path) || touched.has(path) ? null : (units.get(path) ?? null)) };
}

function tracked({ known, load, models, rules, definitions }: RegionFiles, changed: ReadonlySet<string>): { program: Program; units: ReadonlyMap<string, Unit | null>; reliance: ReturnType<typeof newReliance> } {
  const reliance = newReliance(changed);
  const units = new Map<string, Unit | null>();
  const make = (path: string): Unit | null => {
    const file = known.has(path) ? load(path) : null;
    return file === null ? null : unitOf(file, models);
  };
  const named: Program['definitions'] = {
    get(name) {
      const found = definitions.get(name);
      if (found !== undefined && changed.has(found.module)) reliance.touch();
      return found;
    },
  };
  const program: Program = {
    ...newProgram(runningUnits({ has: (path) => known.has(path), make, units, program: () => program, asked: (path) => (changed.has(path) ? reliance.touch() : undefined) }), { files: known, rules, definitions: named }),
    reliance,
  };
  return { program, units, reliance };
}

interface Making {
  readonly has: (path: string) => boolean;
  readonly make: (path: string) => Unit | null;
  readonly units: Map<string, Unit | null>;
  readonly program: () => Program;
  readonly asked?: (path: string) => void;
}

/** Files are parsed, and their bodies run, when something in them is asked for. */
function runningUnits({ has, make, units, program, asked }: Making): Program['units'] {
  return {
    has,
    get(path) {
      asked?.(path);
      let unit = units.get(path);
      if (unit === undefined) {
        unit = make(path);
        units.set(path, unit);
      }
      if (unit !== null) solver.runModule(program(), solver, unit);
      return unit ?? undefined;
    },
  };
}

/** The program of a candidate, over the base: what relies on the changed files is made when it is asked for. */
export function deriveProgram({ program: base, unit: baseUnit }: RegionBase, { load, known, models }: RegionFiles, own: ReadonlyMap<string, IndexedFile>): Program {
  const make = (path: string): Unit | null => {
    const file = own.get(path);
    if (file !== undefined) return unitOf(file, models);
    const before = baseUnit(path);
    if (before !== null) return { ...before, cells: new Map(before.cells) };
    const old = known.has(path) ? load(path) : null;
    return old === null ? null : unitOf(old, models);
  };
  const units = runningUnits({ has: (path) => known.has(path) || own.has(path), make, units: new Map(), program: () => program });
  const files = [...own.keys()].every((path) => known.has(path)) ? base.files : new Set([...base.files, ...own.keys()]);
  const program: Program = {
    ...newProgram(units, { files, rules: base.rules, definitions: withOwn(base.definitions, own) }),
    captured: { names: new Map(base.captured.names), variables: [...base.captured.variables] },
    summaries: over(base.summaries),
    special: over(base.special, (constants) => new Set(constants)),
    heap: over(base.heap),
    owners: over(base.owners),
    // Names of what comes from several ways have the step in them.
    steps: base.steps,
    maxSteps: base.steps + base.maxSteps,
  };
  return program;
}

function withOwn(definitions: Program['definitions'], own: ReadonlyMap<string, IndexedFile>): Program['definitions'] {
  const named = definitionsOf(own.values());
  return {
    get(name) {
      const found = definitions.get(name);
      return found === undefined || own.has(found.module) ? named.get(name) : found;
    },
  };
}

/** A table over another one, which it does not change. */
function over<Item>(below: Table<Item>, copied: (item: Item) => Item = (item) => item): Table<Item> {
  const own = new Map<string, Item>();
  return {
    get(key) {
      const known = own.get(key);
      const item = known === undefined ? below.get(key) : undefined;
      if (item === undefined) return known;
      const copy = copied(item);
      if (copy !== item) own.set(key, copy);
      return copy;
    },
    has: (key) => own.has(key) || below.has(key),
    set: (key, item) => own.set(key, item),
  };
}
