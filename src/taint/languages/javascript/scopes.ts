import type { Variable } from '../../ir/nodes.ts';

/** Where names are declared. Made for functions, blocks and whatever else holds names of its own. */
export interface Scope {
  readonly outer: Scope | null;
  /** Where `var` goes. */
  readonly root: Scope | null;
  /** Index of the function in which it stands. */
  readonly owner: number;
  /** Class whose field's value it is: functions directly in it have its `this`. */
  readonly fieldOf: number | null;
  names: Map<string, Variable> | null;
}

export interface FunctionRecord {
  readonly node: number;
  readonly index: number;
  readonly parent: number;
  readonly ofClass: number | null;
  /** With its parameters and what its body declares. */
  readonly scope: Scope;
}

export interface ClassRecord {
  readonly node: number;
  readonly scope: Scope;
}

/** All that one pass over a tree finds before its code is lowered. */
export interface Declarations {
  readonly functions: readonly FunctionRecord[];
  readonly classes: readonly ClassRecord[];
  readonly functionAt: ReadonlyMap<number, number>;
  readonly classAt: ReadonlyMap<number, number>;
  readonly scopeAt: ReadonlyMap<number, Scope>;
  /** Names that the file assigns to without declaring them. */
  readonly globals: ReadonlyMap<string, Variable>;
  /** Variables that hold a function, class or enumeration by their declaration. */
  readonly filled: Set<Variable>;
}

/** Nobody nests deeper; looking further would take quadratic time in code that is made to. */
export const MOST_SCOPES = 1000;

/** The variable that a name means; null for names of the language and the world. */
export function findVariable(scope: Scope, name: string): Variable | null {
  let at: Scope | null = scope;
  for (let step = 0; at !== null && step < MOST_SCOPES; step += 1, at = at.outer) {
    const variable = at.names?.get(name);
    if (variable !== undefined) return variable;
  }
  return null;
}

/** Declares a name; declared twice in one scope it is one variable. */
export function declare(scope: Scope, name: string): Variable {
  scope.names ??= new Map();
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const variable = { name, owner: scope.owner };
  scope.names.set(name, variable);
  return variable;
}
