import type { GrammarName } from '../../util/grammars.ts';
import type { Shape } from './shape.ts';
import { eachUse, SHARED, targetsIn, type Use } from './uses.ts';

/** A variable of one function, or of the file. */
export interface Variable {
  readonly name: string;
  /** How often anything gives it a value. */
  writes: number;
  /** The last such value, where it is written beside the name. */
  value: Shape | null;
  /** Declared by a keyword, or the file's: a value that it gets once holds everywhere. */
  isFixed: boolean;
}

export interface Variables {
  /** By name, read or written. */
  readonly of: ReadonlyMap<Shape, Variable>;
  /** Where variables get values, by place. */
  readonly writes: readonly { readonly start: number; readonly variable: Variable }[];
  /** Names of members that get values outside of their class. */
  readonly members: ReadonlySet<string>;
}

interface Scope {
  readonly parent: Scope | null;
  /** Names of the functions around it are not its own: PHP. */
  readonly isIsolated: boolean;
  /** A class: what is assigned in it is its member, and a field is no variable of the file. */
  readonly isClass: boolean;
  readonly own: Map<string, Variable | null>;
}

interface Occurrence {
  readonly shape: Shape;
  readonly scope: Scope;
  readonly write: { readonly value: Shape | null; readonly isDeclared: boolean } | null;
}

/** Which names are the same variable. A function is one scope: blocks in it that declare a name again share it. */
export function variablesOf(root: Shape, grammar: GrammarName): Variables {
  const found = collect(root, grammar);
  const of = new Map<Shape, Variable>();
  const writes: { start: number; variable: Variable }[] = [];
  for (const { shape, scope, write } of found.occurrences) {
    const variable = resolve(shape.value, scope, grammar);
    of.set(shape, variable);
    if (write === null) continue;
    variable.writes += 1;
    variable.value = write.value;
    variable.isFixed ||= write.isDeclared;
    writes.push({ start: shape.start, variable });
  }
  return { of, writes: writes.sort((a, b) => a.start - b.start), members: found.members };
}

function resolve(name: string, scope: Scope, grammar: GrammarName): Variable {
  let place = scope;
  // PHP's names without a sign are constants and functions, which are everybody's.
  const isShared = grammar !== 'php' || !name.startsWith('$');
  while (!place.own.has(name) && place.parent !== null && (isShared || !place.isIsolated)) {
    place = place.parent;
  }
  const known = place.own.get(name);
  if (known !== undefined && known !== null) return known;
  const variable: Variable = { name, writes: 0, value: null, isFixed: place.parent === null };
  place.own.set(name, variable);
  return variable;
}

const KEYWORDS = new Set(['const', 'let', 'var']);

function collect(root: Shape, grammar: GrammarName): { occurrences: readonly Occurrence[]; members: Set<string> } {
  const isEcmaScript = grammar !== 'php' && grammar !== 'python';
  const occurrences: Occurrence[] = [];
  const members = new Set<string>();
  const write = (target: Shape, scope: Scope, value: Shape | null, declares: boolean): void => {
    for (const part of targetsIn(target)) {
      if (part.type === 'dot') members.add(part.children[1]?.value ?? '');
      if (part.type !== 'name') visit(part, scope);
      else {
        if (declares) scope.own.set(part.value, scope.own.get(part.value) ?? null);
        occurrences.push({ shape: part, scope, write: { value: part === target ? value : null, isDeclared: declares && isEcmaScript } });
      }
    }
  };
  const isShared = (name: string, scope: Scope): boolean => sharedNames.get(scope)?.has(name) === true;
  const sharedNames = new Map<Scope, Set<string>>();
  const use = (shape: Shape, part: Shape, how: Use, scope: Scope): void => {
    if (how === 'read') return visit(part, scope);
    const value = shape.type === 'assign' ? (shape.children.find((child) => child !== part && child.role !== 'type' && child.role !== 'modifier') ?? null) : null;
    const declares = isEcmaScript ? shape.type !== 'assign' || scope.isClass || shape.children.some(({ role, value: word }) => role === 'modifier' && KEYWORDS.has(word)) : !(part.type === 'name' && isShared(part.value, scope));
    write(part, scope, how === 'update' ? null : value, declares && how === 'write');
    // What follows the name of a parameter is run where it is declared.
    if (part.type === 'parameter') part.children.slice(1).filter(({ role }) => role === 'default').forEach((child) => visit(child, scope));
  };
  const visit = (shape: Shape, scope: Scope): void => {
    if (shape.type === 'name') return void occurrences.push({ shape, scope, write: null });
    if (SHARED.has(shape.type)) sharedNames.set(scope, new Set([...(sharedNames.get(scope) ?? []), ...shape.children.map(({ value }) => value)]));
    const isFunction = shape.type === 'function';
    const isClass = shape.type === 'class';
    const inner: Scope = isFunction || isClass ? { parent: scope, isIsolated: isFunction && (shape.children[0]?.role === 'name'), isClass, own: new Map() } : scope;
    const [name] = shape.children;
    if ((isFunction || isClass) && name?.role === 'name' && !scope.isClass) write(name, scope, null, true);
    eachUse(shape, (part, how) => use(shape, part, how, part.role === 'decorator' || part.type === 'parent' ? scope : inner));
  };
  visit(root, { parent: null, isIsolated: false, isClass: false, own: new Map() });
  return { occurrences, members };
}
