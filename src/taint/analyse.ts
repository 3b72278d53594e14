import type { Finding, TraceStep } from '../contract/findings.ts';
import { type Unprinted, withFingerprints } from './fingerprints.ts';
import type { Module } from './ir/nodes.ts';
import type { LanguageSupport } from './languages/language-support.ts';
import type { Models } from './models/models.ts';
import { marksOf } from './rule-marks.ts';
import type { Rule } from './rules/rule.ts';
import { ruleHoldsFor } from './rules/rule-files.ts';
import { fixedVariables } from './solve/fixed-variables.ts';
import { labelNames } from './solve/labels.ts';
import type { Marks } from './solve/marks.ts';
import type { Flow, Program, SolverRule, Unit } from './solve/program.ts';
import { solver } from './solve/solver.ts';
import { stepsOf } from './solve/trace.ts';
import { objectValue } from './solve/value.ts';
import { placesIn, shownCode } from './text-places.ts';
import type { FlatTree } from './tree/flat-tree.ts';

/** A file as it was parsed and lowered: all that later steps need of it. */
export interface IndexedFile {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  readonly support: LanguageSupport;
  readonly marks: Marks | null;
}

/** Steps of a whole analysis: what goes beyond is told, so that the same input gives the same answer on any machine. */
const MAX_STEPS = 60_000_000;

/** Lowers a file and looks for the places that rules speak of. @throws TooManySteps */
export function indexFile({ path, tree, support }: { path: string; tree: FlatTree; support: LanguageSupport }, rules: readonly Rule[]): IndexedFile {
  const asked = rules.map((rule, number) => ({ rule, number })).filter(({ rule }) => ruleHoldsFor(rule)(path));
  return { path, text: tree.text, module: support.lower(tree, path), support, marks: marksOf(asked, { path, tree }) };
}

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly flows: readonly Flow[];
  readonly incomplete: readonly { readonly path: string; readonly why: string }[];
  /** Of the budget of the whole. */
  readonly steps: number;
}

/** Follows data through all files at once. Findings by file, place and rule; equal for equal input. */
export function analyse(files: readonly IndexedFile[], rules: readonly Rule[], models: ReadonlyMap<string, Models>): Analysis {
  const program = programOf(files, rules, models);
  for (const unit of program.units.values()) solver.runModule(program, solver, unit);
  for (const unit of program.units.values()) for (const { index } of unit.module.functions) if (index !== 0) solver.summaryOf(program, solver, unit, index);
  const flows = [...program.flows.values()];
  return { findings: findingsOf(flows, rules, files), flows, incomplete: [...program.incomplete].map(([path, why]) => ({ path, why })), steps: program.steps };
}

export function programOf(files: readonly IndexedFile[], rules: readonly Rule[], models: ReadonlyMap<string, Models>): Program {
  const units = new Map<string, Unit>();
  const definitions = new Map<string, { kind: 'function' | 'class'; module: string; index: number }>();
  for (const { path, module, support, marks } of files) {
    const known = models.get(support.name);
    if (known === undefined) continue;
    units.set(path, { module, support, models: known, marks, fixed: fixedVariables(module), progress: 'new', isShallow: false, exports: objectValue(`exports:${path}`), cells: new Map() });
    for (const { kind, name, index } of module.definitions) {
      // Two of one name: which it is depends on what was loaded.
      definitions.set(name, definitions.has(name) ? { kind, module: '', index } : { kind, module: path, index });
    }
  }
  return {
    units,
    files: new Set(files.map(({ path }) => path)),
    rules: rules.map((rule, number) => solverRule(rule, number)),
    definitions,
    summaries: new Map(),
    heap: new Map(),
    owners: new Map(),
    flows: new Map(),
    sites: new Map(),
    incomplete: new Map(),
    captured: { names: new Map(), variables: [] },
    steps: 0,
    maxSteps: MAX_STEPS,
    depth: 0,
  };
}

function solverRule(rule: Rule, number: number): SolverRule {
  const { taint } = rule;
  const holdsFor = ruleHoldsFor(rule);
  const known = new Map<string, boolean>();
  return {
    number,
    context: taint?.context ?? null,
    takesModels: taint?.models ?? false,
    kinds: new Set(taint?.kinds),
    sinkKinds: new Set(taint?.sinkKinds),
    holdsFor(path) {
      const answer = known.get(path) ?? (taint !== null && holdsFor(path));
      known.set(path, answer);
      return answer;
    },
  };
}

/** One finding a sink and rule: of several sources the first. */
function findingsOf(flows: readonly Flow[], rules: readonly Rule[], files: readonly IndexedFile[]): Finding[] {
  const texts = new Map(files.map(({ path, text }) => [path, { text, placeOf: placesIn(path, text) }]));
  const found = new Map<string, Unprinted>();
  for (const flow of [...flows].sort(byPlace)) {
    const rule = rules[flow.rule];
    const file = texts.get(flow.module);
    if (rule === undefined || file === undefined) continue;
    const key = `${flow.rule} ${flow.module} ${flow.span.start} ${flow.span.stop}`;
    if (found.has(key)) continue;
    const code = file.text.slice(flow.span.start, flow.span.stop);
    found.set(key, { rule: rule.id, message: rule.message, severity: rule.severity, cwe: [...rule.cwe], place: file.placeOf(flow.span.start, flow.span.stop), trace: traceOf(flow, texts), labels: labelNames(flow.labels), code });
  }
  const groups = new Map<string, Unprinted[]>();
  for (const finding of found.values()) {
    const key = `${finding.rule} ${finding.place.file}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => withFingerprints(group));
}

function traceOf({ taint, module, span, note }: Flow, texts: ReadonlyMap<string, { text: string; placeOf: ReturnType<typeof placesIn> }>): TraceStep[] {
  const steps = [...stepsOf(taint.trace), { file: module, span, note }];
  return steps.flatMap((step, at): TraceStep[] => {
    const file = texts.get(step.file);
    if (file === undefined) return [];
    const kind = at === 0 ? 'source' : at === steps.length - 1 ? 'sink' : 'step';
    return [{ kind, place: file.placeOf(step.span.start, step.span.stop), text: shownCode(file.text.slice(step.span.start, step.span.stop)), note: step.note }];
  });
}

function byPlace(a: Flow, b: Flow): number {
  const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return text(a.module, b.module) || a.span.start - b.span.start || a.rule - b.rule || Number(a.taint.doubt !== null) - Number(b.taint.doubt !== null) || text(a.taint.origin.key, b.taint.origin.key);
}
