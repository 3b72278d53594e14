import type { Finding } from '../contract/findings.ts';
import { findingsOf } from './flow-findings.ts';
import type { IndexedFile } from './index-file.ts';
import { definitionsOf, type ModelsByLanguage, newProgram, solverRules, unitOf } from './program-of.ts';
import type { Rule } from './rules/rule.ts';
import type { Program, Unit } from './solve/program.ts';
import { solver } from './solve/solver.ts';

export interface Analysis {
  readonly findings: readonly Finding[];
  /** What was not followed to its end. */
  readonly incomplete: readonly { readonly path: string; readonly why: string }[];
  /** Of the budget of the whole. */
  readonly steps: number;
}

/** Follows data through all files at once. Findings by file, place and rule; equal for equal input. */
export function analyse(files: readonly IndexedFile[], rules: readonly Rule[], models: ModelsByLanguage): Analysis {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const units = new Map<string, Unit>();
  for (const file of sorted) {
    const unit = unitOf(file, models);
    if (unit !== null) units.set(file.path, unit);
  }
  const program = newProgram(units, { files: new Set(sorted.map(({ path }) => path)), rules: solverRules(rules), definitions: definitionsOf(sorted) });
  follow(program, units.values());
  const texts = new Map(sorted.map(({ path, text }) => [path, text]));
  return { findings: findingsOf([...program.flows.values()], rules, (path) => texts.get(path) ?? null), incomplete: [...program.incomplete].map(([path, why]) => ({ path, why })), steps: program.steps };
}

/** Runs the bodies of files and all their functions. */
export function follow(program: Program, units: Iterable<Unit>): void {
  const all = [...units];
  for (const unit of all) solver.runModule(program, solver, unit);
  for (const unit of all) for (const { index } of unit.module.functions) if (index !== 0) solver.summaryOf(program, solver, unit, index);
}
