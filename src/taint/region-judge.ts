import type { Finding } from '../contract/findings.ts';
import { follow } from './analyse.ts';
import { dependenciesOf } from './dependencies.ts';
import { findingsOf } from './flow-findings.ts';
import type { IndexedFile } from './index-file.ts';
import { definitionsOf, type ModelsByLanguage, newProgram, solverRules, unitOf } from './program-of.ts';
import type { Rule } from './rules/rule.ts';
import type { Program, Unit } from './solve/program.ts';
import { solver } from './solve/solver.ts';
import { stepsOf } from './solve/trace.ts';
import { objectValue } from './solve/value.ts';

export interface RegionVerdict {
  readonly decision: 'flaw' | 'no-flaw' | 'unknown';
  /** One line: what makes it harmless, or why it is not known; may quote the candidate. */
  readonly reason: string;
  readonly findings: readonly Finding[];
}

export interface RegionJudgeInput {
  readonly rules: readonly Rule[];
  readonly models: ModelsByLanguage;
  /** All files of the vulnerable repository that the rules' languages can be in, relative, sorted. */
  readonly files: readonly string[];
  /** Reads, parses and lowers a file of the vulnerable repository: once, when it is first needed. */
  readonly load: (path: string) => IndexedFile | null;
  /** The same for text that a candidate or the reference puts in its place. */
  readonly index: (path: string, text: string) => IndexedFile | null;
  /** What the fix changes. */
  readonly reference: ReadonlyMap<string, string>;
}

export type RegionJudge = (changed: ReadonlyMap<string, string>) => RegionVerdict;

/** What a rule says about one version of the repository. */
interface Said {
  readonly program: Program;
  readonly findings: readonly Finding[];
  /** Findings that may not be so, with why. */
  readonly doubtful: readonly { readonly finding: Finding; readonly doubt: string }[];
}

/**
 * Judges candidates by rules, against two controls: what the rules find in the reference too is none of the candidate's, and rules that do not tell the original from the reference say nothing. Only the changed
 * files are followed, with what they call; with `scope: callers` all that leads to them too.
 */
export function openRegionJudge(input: RegionJudgeInput): RegionJudge {
  const repository = openRepository(input);
  const reference = repository.analyse(input.reference);
  const original = repository.analyse(new Map([...input.reference.keys()].flatMap((path): [string, string][] => {
    const file = input.load(path);
    return file === null ? [] : [[path, file.text]];
  })));
  const tellsApart = surplus(original.findings, reference.findings).length > 0;
  return (changed) => {
    const said = repository.analyse(changed);
    const flaws = surplus(said.findings, reference.findings);
    const unknown = (reason: string, findings: readonly Finding[] = []): RegionVerdict => ({ decision: 'unknown', reason, findings });
    if (flaws.length > 0) return { decision: 'flaw', reason: `data reaches ${flaws[0]?.trace.at(-1)?.note ?? 'a sink'}`, findings: flaws };
    if (!tellsApart) return unknown('the rule does not tell the original from the reference');
    const doubtful = said.doubtful.filter(({ finding }) => surplus([finding], reference.findings).length > 0);
    if (doubtful[0] !== undefined) return unknown(`data may reach a sink: ${doubtful[0].doubt}`, doubtful.map(({ finding }) => finding));
    const [broken] = [...changed.keys()].filter((path) => repository.errorsIn(path, changed.get(path) ?? '') > repository.errorsIn(path, null));
    if (broken !== undefined) return unknown(`${broken} is understood in parts only`);
    const [incomplete] = said.program.incomplete;
    if (incomplete !== undefined) return unknown(`${incomplete[0]}: ${incomplete[1]}`);
    const sites = [...said.program.sites.values()];
    if (sites.length === 0 && reference.program.sites.size > 0) return unknown('no sink of the rule is left in what was changed and what it calls');
    const reasons = [...new Set(sites.flatMap((site) => [...site.reasons]))].filter((reason) => reason !== '');
    return { decision: 'no-flaw', reason: reasons.length === 0 ? `no harmful data reaches one of ${sites.length} sinks` : reasons.slice(0, 3).join('; '), findings: [] };
  };
}

interface Repository {
  readonly analyse: (changed: ReadonlyMap<string, string>) => Said;
  /** How many places of a file are not understood; null: as it was. */
  readonly errorsIn: (path: string, text: string | null) => number;
}

function openRepository({ rules, models, files, load, index }: RegionJudgeInput): Repository {
  const asked = solverRules(rules);
  const isByCallers = rules.some(({ taint }) => taint?.scope === 'callers');
  const known = new Set(files);
  const indexed = (path: string): IndexedFile | null => (known.has(path) ? load(path) : null);
  // Functions that are reached by name alone may stand in any file.
  const definitions = definitionsOf(files.filter((path) => path.endsWith('.php')).flatMap((path) => load(path) ?? []));
  const base = newProgram(lazyUnits(indexed, known, models), { files: known, rules: asked, definitions });
  const graph = new Map<string, ReadonlySet<string>>();
  const namesOf = (path: string): ReadonlySet<string> => {
    const found = graph.get(path);
    if (found !== undefined) return found;
    const file = indexed(path);
    const names = file === null ? new Set<string>() : dependenciesOf(file, known, definitions);
    graph.set(path, names);
    return names;
  };
  const indexText = remembering(index);
  return {
    errorsIn: (path, text) => (text === null ? (indexed(path)?.module.errors.length ?? 0) : (indexText(path, text)?.module.errors.length ?? 0)),
    analyse(changed) {
      const own = new Map([...changed].flatMap(([path, text]): [string, IndexedFile][] => {
        const file = indexText(path, text);
        return file === null ? [] : [[path, file]];
      }));
      const reached = reachedFrom([...changed.keys(), ...[...own.values()].flatMap((file) => [...dependenciesOf(file, known, definitions)])], namesOf);
      const affected = affectedBy([...changed.keys()], isByCallers ? files : reached, namesOf);
      const isAffected = new Set(affected);
      for (const path of reached) {
        const unit = isAffected.has(path) ? undefined : base.units.get(path);
        if (unit !== undefined) solver.runModule(base, solver, unit);
      }
      const program = derive(base, { affected, own, models, definitions });
      follow(program, affected.flatMap((path) => program.units.get(path) ?? []));
      for (const [key, entry] of program.summaries) if (!isAffected.has(key.slice(key.indexOf(':') + 1))) base.summaries.set(key, entry);
      // What happens wholly elsewhere was found there before, or will be: it is none of the candidate's.
      const flows = [...program.flows.values()].filter(({ module, taint }) => changed.has(module) || stepsOf(taint.trace).some(({ file }) => changed.has(file)));
      const textOf = (path: string): string | null => (own.get(path) ?? indexed(path))?.text ?? null;
      const doubts = flows.filter(({ taint }) => taint.doubt !== null);
      return {
        program,
        findings: findingsOf(flows.filter(({ taint }) => taint.doubt === null), rules, textOf),
        doubtful: doubts.flatMap((flow) => findingsOf([flow], rules, textOf).map((finding) => ({ finding, doubt: flow.taint.doubt ?? '' }))),
      };
    },
  };
}

const REMEMBERED = 64;

/** The same text is asked for more than once: for its flows and for what is not understood in it. */
function remembering(index: RegionJudgeInput['index']): RegionJudgeInput['index'] {
  const known = new Map<string, IndexedFile | null>();
  return (path, text) => {
    const key = `${path}\0${text}`;
    const file = known.has(key) ? (known.get(key) ?? null) : index(path, text);
    if (known.size > REMEMBERED) known.clear();
    known.set(key, file);
    return file;
  };
}

function lazyUnits(indexed: (path: string) => IndexedFile | null, known: ReadonlySet<string>, models: ModelsByLanguage): Program['units'] {
  const units = new Map<string, Unit | null>();
  return {
    has: (path) => known.has(path),
    get(path) {
      let unit = units.get(path);
      if (unit === undefined) {
        const file = indexed(path);
        unit = file === null ? null : unitOf(file, models);
        units.set(path, unit);
      }
      return unit ?? undefined;
    },
  };
}

function reachedFrom(start: Iterable<string>, namesOf: (path: string) => ReadonlySet<string>): string[] {
  const found = new Set<string>(start);
  for (const path of found) for (const name of namesOf(path)) found.add(name);
  return [...found];
}

/** The changed files and those among `files` from which one leads to them, sorted. */
function affectedBy(changed: readonly string[], files: readonly string[], namesOf: (path: string) => ReadonlySet<string>): string[] {
  const callers = new Map<string, string[]>();
  for (const path of files) {
    for (const name of namesOf(path)) {
      const known = callers.get(name);
      if (known === undefined) callers.set(name, [path]);
      else known.push(path);
    }
  }
  const found = new Set(changed);
  for (const path of found) for (const caller of callers.get(path) ?? []) found.add(caller);
  return [...found].sort();
}

/** The program of a candidate: what is affected begins anew, all else is as the base knows it. */
function derive(base: Program, { affected, own, models, definitions }: { affected: readonly string[]; own: ReadonlyMap<string, IndexedFile>; models: ModelsByLanguage; definitions: Program['definitions'] }): Program {
  const fresh = new Map<string, Unit | null>();
  const isAffected = new Set(affected);
  const units: Program['units'] = {
    has: (path) => base.units.has(path) || own.has(path),
    get(path) {
      if (!isAffected.has(path)) return base.units.get(path);
      let unit = fresh.get(path);
      if (unit === undefined) {
        const file = own.get(path);
        const old = base.units.get(path);
        unit = file === undefined ? (old === undefined ? null : { ...old, progress: 'new', isShallow: false, cells: new Map(), exports: objectValue(`exports:${path}`) }) : unitOf(file, models);
        fresh.set(path, unit);
      }
      return unit ?? undefined;
    },
  };
  const moved = [...own.values()].some(({ module }) => module.definitions.length > 0) ? withOwn(definitions, own) : definitions;
  const program = { ...newProgram(units, { files: own.size === 0 ? base.files : new Set([...base.files, ...own.keys()]), rules: base.rules, definitions: moved }), captured: base.captured };
  for (const [key, entry] of base.summaries) if (!isAffected.has(key.slice(key.indexOf(':') + 1))) program.summaries.set(key, entry);
  for (const [key, contents] of base.heap) if (!affected.some((path) => key.includes(path))) program.heap.set(key, contents);
  for (const [key, owner] of base.owners) if (!affected.some((path) => key.includes(path))) program.owners.set(key, owner);
  return program;
}

function withOwn(definitions: Program['definitions'], own: ReadonlyMap<string, IndexedFile>): Program['definitions'] {
  const moved = new Map([...definitions].filter(([, { module }]) => !own.has(module)));
  for (const [name, place] of definitionsOf(own.values())) if (!moved.has(name)) moved.set(name, place);
  return moved;
}

/** Findings that the control has not, compared by what they are, not by where: each of the control's takes one away. */
function surplus(findings: readonly Finding[], control: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  for (const finding of control) counts.set(sameness(finding), (counts.get(sameness(finding)) ?? 0) + 1);
  return findings.filter((finding) => {
    const left = counts.get(sameness(finding)) ?? 0;
    if (left > 0) counts.set(sameness(finding), left - 1);
    return left === 0;
  });
}

function sameness({ rule, place, trace }: Finding): string {
  return JSON.stringify([rule, place.file, trace[0]?.text, trace.at(-1)?.text]);
}
