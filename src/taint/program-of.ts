import type { IndexedFile } from './index-file.ts';
import type { Models } from './models/models.ts';
import type { Rule } from './rules/rule.ts';
import { characterBits } from './solve/labels.ts';
import { ruleHoldsFor } from './rules/rule-files.ts';
import { fixedVariables } from './solve/fixed-variables.ts';
import type { Program, SolverRule, Unit } from './solve/program.ts';
import { objectValue } from './solve/value.ts';

/** Steps of a whole analysis: what goes beyond is told, so that the same input gives the same answer on any machine. */
const MAX_STEPS = 60_000_000;

export type ModelsByLanguage = ReadonlyMap<string, Models>;

/** A file that nothing is known of yet; null for a language without models. */
export function unitOf({ path, module, support, marks }: IndexedFile, models: ModelsByLanguage): Unit | null {
  const known = models.get(support.name);
  if (known === undefined) return null;
  return { module, support, models: known, marks, fixed: fixedVariables(module), progress: 'new', isShallow: false, exports: objectValue(`exports:${path}`), cells: new Map() };
}

/** What others reach by its name alone. Two of one name: which it is depends on what was loaded. */
export function definitionsOf(files: Iterable<IndexedFile>): Map<string, { kind: 'function' | 'class'; module: string; index: number }> {
  const definitions = new Map<string, { kind: 'function' | 'class'; module: string; index: number }>();
  for (const { path, module } of files) {
    for (const { kind, name, index } of module.definitions) {
      definitions.set(name, definitions.has(name) ? { kind, module: '', index } : { kind, module: path, index });
    }
  }
  return definitions;
}

export function newProgram(units: Program['units'], { files, rules, definitions }: Pick<Program, 'files' | 'rules' | 'definitions'>): Program {
  return {
    units,
    files,
    rules,
    hasOpenRules: rules.some(({ isOpen }) => isOpen),
    definitions,
    summaries: new Map(),
    special: new Map(),
    resolving: new Set(),
    running: 0,
    heap: new Map(),
    owners: new Map(),
    reliance: null,
    flows: new Map(),
    sites: new Map(),
    noted: [],
    incomplete: new Map(),
    captured: { names: new Map(), variables: [] },
    steps: 0,
    maxSteps: MAX_STEPS,
    depth: 0,
  };
}

export function solverRules(rules: readonly Rule[]): SolverRule[] {
  return rules.map((rule, number) => solverRule(rule, number));
}

function solverRule(rule: Rule, number: number): SolverRule {
  const { taint } = rule;
  const holdsFor = ruleHoldsFor(rule);
  const known = new Map<string, boolean>();
  return {
    number,
    context: taint?.context ?? null,
    characters: taint?.characters == null ? null : characterBits(taint.characters),
    takesModels: taint?.models ?? false,
    isRelative: taint?.isRelative ?? false,
    isOpen: taint !== null && taint.context === null && !taint.models,
    kinds: new Set(taint?.kinds),
    sinkKinds: new Set(taint?.sinkKinds),
    holdsFor(path) {
      const answer = known.get(path) ?? (taint !== null && holdsFor(path));
      known.set(path, answer);
      return answer;
    },
  };
}

