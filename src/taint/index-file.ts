import type { Module } from './ir/nodes.ts';
import type { LanguageSupport } from './languages/language-support.ts';
import { marksOf } from './rule-marks.ts';
import type { Rule } from './rules/rule.ts';
import type { Marks } from './solve/marks.ts';
import type { FlatTree } from './tree/flat-tree.ts';

/** A file as it was parsed and lowered: all that later steps need of it. */
export interface IndexedFile {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  readonly support: LanguageSupport;
  readonly marks: Marks | null;
}

/** Lowers a file and looks for the places that rules speak of. @throws TooManySteps */
export function indexFile({ path, tree, support }: { path: string; tree: FlatTree; support: LanguageSupport }, rules: readonly Rule[]): IndexedFile {
  return { path, text: tree.text, module: support.lower(tree, path), support, marks: marksOf(rules, { path, tree }) };
}
