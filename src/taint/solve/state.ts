import type { Variable } from '../ir/nodes.ts';
import { bothAssumed, eitherAssumed, NOTHING_ASSUMED, parted } from './assumed.ts';
import { bothFacts, eitherFacts } from './facts.ts';
import { type Assumed, type Facts, NO_FACTS, type Value } from './taint.ts';
import { joinValues, UNKNOWN } from './value.ts';

/** What an object holds. */
export interface Contents {
  readonly fields: ReadonlyMap<string, Value>;
  /** Under keys that are not known. */
  readonly rest: Value | null;
  /** Keys of the objects in which other members are looked up. */
  readonly parents: readonly string[];
  readonly isList: boolean;
  /** Code that is not known had it: how many items there are is not known. */
  readonly mayHaveMore?: boolean;
}
export const EMPTY: Contents = { fields: new Map(), rest: null, parents: [], isList: false };

/** What is known at one place of a function, while it is followed. */
export interface State {
  variables: Map<Variable, Value>;
  heap: Map<string, Contents>;
  facts: Facts;
  assumed: Assumed;
  /** Of the function: names of what is joined begin with it. */
  readonly place: string;
  /** How often two ways came together on the way to here. */
  readonly joins: number;
}

export function newState(place: string): State {
  return { variables: new Map(), heap: new Map(), facts: NO_FACTS, assumed: NOTHING_ASSUMED, place, joins: 0 };
}

export function copyState({ variables, heap, facts, assumed, place, joins }: State): State {
  return { variables: new Map(variables), heap: new Map(heap), facts, assumed, place, joins };
}

/** With what a condition proves. */
export function withFactsToo(state: State, more: Facts | null | undefined): State {
  if (more === null || more === undefined || more.size === 0) return state;
  const { facts, assumed } = parted(more);
  return { ...state, facts: bothFacts(state.facts, facts), assumed: bothAssumed(state.assumed, assumed) };
}

/** What comes of two ways is a value of its own: checks that follow speak of it (`name = ''`, `if given: name = given`, `if name not in known: return`). */
function named(value: Value, variable: Variable, id: string): Value {
  return value.chain.length > 0 || value.taints.length === 0 ? value : { ...value, chain: [`${id}:${variable.name}`] };
}

/** What holds whichever of two ways was taken; null is a way that ends. */
export function joinStates(left: State | null, right: State | null): State | null {
  if (left === null) return right;
  if (right === null || left === right) return left;
  const facts: [Facts, Facts] = [left.facts, right.facts];
  const joins = Math.max(left.joins, right.joins) + 1;
  const id = `${left.place}|${joins}`;
  const variables = new Map(left.variables);
  for (const [variable, value] of right.variables) {
    const known = variables.get(variable);
    if (known !== value) variables.set(variable, named(joinValues(known ?? UNKNOWN, value, facts), variable, id));
  }
  for (const [variable, value] of left.variables) if (!right.variables.has(variable)) variables.set(variable, named(joinValues(value, UNKNOWN, facts), variable, id));
  const heap = new Map(left.heap);
  for (const [key, contents] of right.heap) {
    const known = heap.get(key);
    if (known !== contents) heap.set(key, known === undefined ? contents : joinContents(known, contents, facts));
  }
  return { variables, heap, facts: eitherFacts(left.facts, right.facts) ?? NO_FACTS, assumed: eitherAssumed(left.assumed, right.assumed), place: left.place, joins };
}

/** A list of whose items the places are not known. */
function uncounted(list: Contents): Contents {
  let { rest } = list;
  for (const value of list.fields.values()) rest = rest === null ? value : joinValues(rest, value);
  return { ...list, fields: new Map(), rest };
}

export function joinContents(left: Contents, right: Contents, facts: [Facts, Facts] | null = null): Contents {
  if (left === right) return left;
  // Lists of two lengths: which item stands where is not known any more.
  if (left.isList && right.isList && left.fields.size !== right.fields.size) return joinContents(uncounted(left), uncounted(right), facts);
  const fields = new Map(left.fields);
  for (const [name, value] of right.fields) {
    const known = fields.get(name);
    if (known !== value) fields.set(name, known === undefined ? value : joinValues(known, value, facts));
  }
  return {
    fields,
    rest: left.rest === null ? right.rest : right.rest === null ? left.rest : joinValues(left.rest, right.rest, facts),
    parents: left.parents === right.parents ? left.parents : [...new Set([...left.parents, ...right.parents])],
    isList: left.isList && right.isList,
    ...(left.mayHaveMore === true || right.mayHaveMore === true ? { mayHaveMore: true } : {}),
  };
}
