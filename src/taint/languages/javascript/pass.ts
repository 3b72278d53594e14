import type { Variable } from '../../ir/nodes.ts';
import type { FlatTree } from '../../tree/flat-tree.ts';
import type { Numbers } from './kinds.ts';
import { type ClassRecord, declare, type FunctionRecord, type Scope } from './scopes.ts';

/** State of the pass that finds what a file declares. */
export interface Pass {
  readonly tree: FlatTree;
  readonly numbers: Numbers;
  readonly functions: FunctionRecord[];
  readonly classes: ClassRecord[];
  readonly functionAt: Map<number, number>;
  readonly classAt: Map<number, number>;
  readonly scopeAt: Map<number, Scope>;
  readonly filled: Set<Variable>;
  readonly assigned: { readonly scope: Scope; readonly name: string }[];
  readonly interfaces: ClassRecord[];
  readonly blockFunctions: { readonly scope: Scope; readonly variable: Variable }[];
  scope: Scope;
}

/** What the pass does at a node: it may open a scope, or leave out what lies in it. */
export type Step = (pass: Pass, node: number) => Scope | null | 'skip';

export function scopeIn(outer: Scope | null, owner: number, isRoot: boolean): Scope {
  const scope: { outer: Scope | null; root: Scope | null; owner: number; fieldOf: number | null; names: null } = { outer, root: null, owner, fieldOf: isRoot ? null : (outer?.fieldOf ?? null), names: null };
  scope.root = isRoot ? scope : (outer?.root ?? null);
  return scope;
}

export function childOf(pass: Pass, node: number, field: number): number {
  const { tree } = pass;
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) if (tree.field[child] === field) return child;
  return -1;
}

export function textAt(pass: Pass, node: number): string {
  return pass.tree.text.slice(pass.tree.start[node], pass.tree.stop[node]);
}

/** Declares the names that a pattern binds; default values and computed keys bind nothing. */
export function bind(pass: Pass, pattern: number, scope: Scope): void {
  const { tree, numbers: { kind: kinds, field: fields } } = pass;
  const end = tree.end[pattern] ?? 0;
  for (let node = pattern; node < end; ) {
    const kind = tree.kind[node];
    const field = tree.field[node];
    if (kind === kinds.identifier || kind === kinds.shorthand_property_identifier_pattern) declare(scope, textAt(pass, node));
    const above = tree.kind[tree.parent[node] ?? 0];
    const isDefault = field === fields.right || (field === fields.value && (above === kinds.required_parameter || above === kinds.optional_parameter));
    const isOther = kind === kinds.type_annotation || kind === kinds.decorator || kind === kinds.computed_property_name || kind === kinds.member_expression || kind === kinds.subscript_expression;
    node = node !== pattern && (isDefault || isOther) ? (tree.end[node] ?? end) : node + 1;
  }
}
