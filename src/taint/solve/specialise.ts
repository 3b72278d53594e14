import type { Argument, Expression, IrFunction, Variable } from '../ir/nodes.ts';
import { type IrNode, walkBlock } from '../ir/walk.ts';
import { LENGTH } from './lengths.ts';
import { readMember } from './memory.ts';
import type { Frame, Unit } from './program.ts';
import type { Value } from './taint.ts';
import { constantValue } from './value.ts';

/** Summaries of one function for constants that it is given: `save(path, false)`, `save(path, { raw: false })`. Beyond that the general one is taken. */
export const MAX_SPECIAL = 6;
const MAX_TEXT = 64;
const MAX_PATH = 3;
const MAX_FIELDS = 8;
/** Functions that hand on what they are given are looked into, as far as that. */
const MAX_DEPTH = 6;

/** A parameter, or a field of one. */
interface Place {
  readonly at: number;
  readonly path: readonly string[];
}

/** How a function uses what it is given as far as constants matter: `decides`: what it does depends on it; `passes`: it hands it on. */
interface Uses {
  readonly decides: ReadonlyMap<string, Place>;
  readonly passes: ReadonlySet<number>;
}
const KNOWN = new WeakMap<IrFunction, Uses>();
const NO_USES: Uses = { decides: new Map(), passes: new Set() };

interface Known {
  readonly fn: IrFunction;
  readonly unit: Unit;
}

function keyOf({ at, path }: Place): string {
  return [`#${at}`, ...path].join('.');
}

function usesOf({ fn, unit }: Known, depth = 0): Uses {
  const known = KNOWN.get(fn);
  if (known !== undefined) return known;
  if (fn.parameters.length === 0 || depth > MAX_DEPTH) return NO_USES;
  const numbers = new Map<Variable, number>(fn.parameters.map(({ variable }, at) => [variable, at]));
  const [decides, passes] = [new Map<string, Place>(), new Set<number>()];
  const uses = { decides, passes };
  KNOWN.set(fn, uses);
  walkBlock(fn.body, (node) => {
    for (const place of placesIn(unit, decidingPart(node), numbers)) addPlace(decides, place);
    if (node.kind !== 'call') return;
    for (const { value } of node.arguments) for (const variable of operandsOf(value)) passes.add(numbers.get(variable) ?? -1);
    const callee = calleeOf(unit, node.callee);
    const inner = callee === null ? [] : [...usesOf(callee, depth + 1).decides.values()].filter(({ path }) => path.length > 0);
    for (const { at, path } of inner) for (const place of handedOn(unit, node.arguments[at], numbers)) addPlace(decides, { at: place.at, path: [...place.path, ...path] });
  });
  passes.delete(-1);
  return uses;
}

function addPlace(decides: Map<string, Place>, place: Place): void {
  const hasRoom = place.path.length === 0 || (place.path.length <= MAX_PATH && decides.size < MAX_FIELDS);
  if (hasRoom) decides.set(keyOf(place), place);
}

/** What of an expression or statement says how it goes on. */
function decidingPart(node: IrNode): Expression | null {
  switch (node.kind) {
    case 'if':
    case 'loop':
    case 'conditional':
      return node.test;
    case 'switch':
      return node.subject;
    case 'logical':
      return node.left;
    case 'member':
      return node.key;
    default:
      return null;
  }
}

/** The parameter, or field of one, that an argument is. */
function handedOn(unit: Unit, argument: Argument | undefined, numbers: ReadonlyMap<Variable, number>): readonly Place[] {
  if (argument === undefined || argument.isSpread || argument.name !== null) return [];
  return argument.value.kind === 'variable' || argument.value.kind === 'member' ? placesIn(unit, argument.value, numbers) : [];
}

/** A function of the same file that is called by its name. */
function calleeOf(unit: Unit, callee: Expression): Known | null {
  const fixed = callee.kind === 'variable' ? unit.fixed.get(callee.variable) : undefined;
  const fn = fixed?.kind === 'function' ? unit.module.functions[fixed.index] : undefined;
  return fn === undefined ? null : { fn, unit };
}

/** The variables of a sum, or the one that it is. */
function operandsOf(value: Expression): Variable[] {
  if (value.kind === 'variable') return [value.variable];
  return value.kind === 'arithmetic' || value.kind === 'concat' ? (value.kind === 'concat' ? value.parts : value.operands).flatMap((one) => (one.kind === 'variable' ? [one.variable] : [])) : [];
}

/** The parameters and fields of them that a condition looks at, itself or compared. */
function placesIn(unit: Unit, expression: Expression | null, numbers: ReadonlyMap<Variable, number>): readonly Place[] {
  const inner = (one: Expression): readonly Place[] => placesIn(unit, one, numbers);
  switch (expression?.kind) {
    case 'variable': {
      const at = numbers.get(expression.variable);
      return at === undefined ? [] : [{ at, path: [] }];
    }
    case 'member': {
      const { object, key } = expression;
      return key.kind === 'literal' ? inner(object).map(({ at, path }) => ({ at, path: [...path, String(key.value)] })) : [];
    }
    case 'call': {
      const [argument] = expression.arguments;
      return argument !== undefined && isLength(unit, expression.callee) ? inner(argument.value).map(({ at, path }) => ({ at, path: [...path, LENGTH] })) : [];
    }
    case 'not':
    case 'cast':
      return inner(expression.value);
    case 'compare':
      return [...inner(expression.left), ...inner(expression.right)];
    case 'logical':
      return [...inner(expression.left), ...inner(expression.right)];
    default:
      return [];
  }
}

function isLength({ models }: Unit, callee: Expression): boolean {
  return callee.kind === 'symbol' && models.callsOf(callee.name).some((model) => model.type === 'operation' && model.name === 'length');
}

/** The constants among what a function is given that decide what it does, by the keys of its inputs; null where there are none. */
export function decidingConstants(frame: Frame, known: Known, given: (at: number) => Value): ReadonlyMap<string, Value> | null {
  const { fn } = known;
  const { decides, passes } = usesOf(known);
  const constants = new Map<string, Value>();
  for (const at of new Set([...[...decides.values()].filter(({ path }) => path.length === 0).map((place) => place.at), ...passes])) {
    const parameter = fn.parameters[at];
    if (parameter?.kind !== 'plain') continue;
    const [constant, isKnown] = single(given(at));
    const value = constant !== undefined ? constant : parameter.default?.kind === 'literal' ? parameter.default.value : undefined;
    if (!isKnown || value === undefined || (typeof value === 'string' && (!decides.has(`#${at}`) || value.length > MAX_TEXT))) continue;
    constants.set(`#${at}`, constantValue(value));
  }
  for (const [key, { at, path }] of decides) {
    if (path.length === 0 || fn.parameters[at]?.kind !== 'plain') continue;
    const [constant] = single(fieldOf(frame, given(at), path));
    if (constant !== undefined && (typeof constant !== 'string' || constant.length <= MAX_TEXT)) constants.set(key, constantValue(constant));
  }
  return constants.size === 0 ? null : constants;
}

function single({ constants }: Value): readonly [constant: NonNullable<Value['constants']>[number], isKnown: boolean] {
  return constants?.length === 1 ? [constants[0], true] : [undefined, false];
}

/** A field of what is known here. */
function fieldOf(frame: Frame, value: Value, path: readonly string[]): Value {
  return path.reduce<Value>((object, key) => (object.targets.length === 1 && (object.targets[0]?.kind === 'object' || object.targets[0]?.kind === 'input') ? readMember(frame, object, [key], frame.fn.span) : { ...object, constants: null, targets: [] }), value);
}

export function constantsKey(constants: ReadonlyMap<string, Value>): string {
  return JSON.stringify([...constants].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { constants: known }]) => [key, known?.[0]]));
}
