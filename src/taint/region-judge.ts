import type { Finding } from '../contract/findings.ts';
import { follow } from './analyse.ts';
import { dependenciesOf } from './dependencies.ts';
import { findingsOf } from './flow-findings.ts';
import type { IndexedFile } from './index-file.ts';
import { definitionsByText } from './names-by-text.ts';
import { type ModelsByLanguage, solverRules } from './program-of.ts';
import { deriveProgram, regionBase, type RegionFiles } from './region-base.ts';
import type { Rule } from './rules/rule.ts';
import type { Program } from './solve/program.ts';
import { stepsOf } from './solve/trace.ts';

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
  readonly textOf: (path: string) => string | null;
  /** Parses and lowers a file of the vulnerable repository: once, when it is first needed. */
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

function openRepository(input: RegionJudgeInput): Repository {
  const { rules, models, files, index, reference } = input;
  const isByCallers = rules.some(({ taint }) => taint?.scope === 'callers');
  const known = new Set(files);
  const load = (path: string): IndexedFile | null => (known.has(path) ? input.load(path) : null);
  // Functions that are reached by name alone may stand in any file.
  const definitions = definitionsByText(files.filter((path) => path.endsWith('.php')), input.textOf, load);
  const region: RegionFiles = { known, load, models, rules: solverRules(rules), definitions };
  const baseOf = remembering((paths: string) => regionBase(region, new Set(paths.split('\0'))), BASES);
  const namesOf = remembering((path: string): ReadonlySet<string> => {
    const file = load(path);
    return file === null ? new Set<string>() : dependenciesOf(file, known, definitions);
  }, files.length);
  const indexText = remembering((key: string) => index(key.slice(0, key.indexOf('\0')), key.slice(key.indexOf('\0') + 1)), REMEMBERED);
  const indexed = (path: string, text: string): IndexedFile | null => indexText(`${path}\0${text}`);
  return {
    errorsIn: (path, text) => (text === null ? load(path) : indexed(path, text))?.module.errors.length ?? 0,
    analyse(changed) {
      const own = new Map([...changed].flatMap(([path, text]): [string, IndexedFile][] => {
        const file = indexed(path, text);
        return file === null ? [] : [[path, file]];
      }));
      const base = baseOf([...new Set([...reference.keys(), ...changed.keys()])].sort().join('\0'));
      const program = deriveProgram(base, region, own);
      const followed = isByCallers ? callersOf([...changed.keys()], files, namesOf) : [...changed.keys()].sort();
      follow(program, followed.flatMap((path) => program.units.get(path) ?? []));
      // What happens wholly elsewhere was found there before, or will be: it is none of the candidate's.
      const flows = [...program.flows.values()].filter(({ module, taint }) => changed.has(module) || stepsOf(taint.trace).some(({ file }) => changed.has(file)));
      const textOf = (path: string): string | null => (own.get(path) ?? load(path))?.text ?? null;
      const doubts = flows.filter(({ taint }) => taint.doubt !== null);
      return {
        program,
        findings: findingsOf(flows.filter(({ taint }) => taint.doubt === null), rules, textOf),
        doubtful: doubts.flatMap((flow) => findingsOf([flow], rules, textOf).map((finding) => ({ finding, doubt: flow.taint.doubt ?? '' }))),
      };
    },
  };
}

/** Sets of changed files: candidates change those that the fix changes, few change others. */
const BASES = 4;
const REMEMBERED = 64;

/** The same is asked for more than once: a text for its flows and for what is not understood in it. */
function remembering<Item>(make: (key: string) => Item, limit: number): (key: string) => Item {
  const known = new Map<string, { readonly item: Item }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.item;
    const item = make(key);
    if (known.size > limit) known.clear();
    known.set(key, { item });
    return item;
  };
}

/** The changed files and those from which one leads to them, sorted. */
function callersOf(changed: readonly string[], files: readonly string[], namesOf: (path: string) => ReadonlySet<string>): string[] {
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
