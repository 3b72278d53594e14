import { type Expression, type IrFunction, type Parameter, type Statement } from '../../ir/nodes.ts';
import { argumentsOf } from './calls.ts';
import { type ExpressionHandler, isKind, literal, type Lowering, nameOfVariable, newScope, readName, type Scope, type StatementHandler, TEMPORARY, variableNamed } from './lowering.ts';
import { className, classReference, declaredName } from './names.ts';
import { childAt, endOf, firstNamed, kindAt, namedChildren, spanOf, startOf, textOf } from './syntax.ts';

/** The first class that a type names, else its first word: `?A`, `A|B|null`, `int|string`. */
export function typeOf(lowering: Lowering, node: number): Expression | null {
  if (node === -1) return null;
  const { kinds } = lowering;
  let scalar: Expression | null = null;
  for (let at = node; at < endOf(lowering, node); at += 1) {
    const kind = kindAt(lowering, at);
    if (kind === kinds.namedType) {
      const name = firstNamed(lowering, at);
      if (name !== -1 && !/^(?:null|false|true)$/iu.test(textOf(lowering, name))) return classReference(lowering, name);
    }
    if (scalar !== null || kind !== kinds.primitiveType) continue;
    const word = textOf(lowering, at).toLowerCase();
    if (word !== 'null') scalar = { kind: 'symbol', name: word, fallback: null, span: spanOf(lowering, at) };
  }
  return scalar;
}

function decoratorsOf(lowering: Lowering, node: number): Expression[] {
  const list = childAt(lowering, node, lowering.fields.attributes);
  if (list === -1) return [];
  return namedChildren(lowering, list)
    .flatMap((group) => namedChildren(lowering, group))
    .flatMap((attribute) => {
      const name = firstNamed(lowering, attribute);
      if (name === -1) return [];
      const callee: Expression = { kind: 'symbol', name: className(lowering, name), fallback: null, span: spanOf(lowering, name) };
      const given = childAt(lowering, attribute, lowering.fields.parameters);
      return [given === -1 ? callee : { kind: 'call', callee, arguments: argumentsOf(lowering, given) ?? [], isNew: true, span: spanOf(lowering, attribute) }];
    });
}

interface Shape {
  readonly name: string;
  readonly thisMode: 'own' | 'lexical';
  readonly ofClass: number | null;
  /** What is seen of the function around. */
  readonly outer: Scope | null;
  /** Names that are variables of the function around. */
  readonly captured: readonly string[];
  /** A setter's, where it names none. */
  readonly implicitParameter: string | null;
  /** What a body that is one expression does with it. */
  readonly finish: (value: Expression) => Statement;
}

function returning(value: Expression): Statement {
  return { kind: 'return', value, span: value.span };
}

export const PLAIN_SHAPE: Shape = { name: '', thisMode: 'own', ofClass: null, outer: null, captured: [], implicitParameter: null, finish: returning };

function parameterOf(lowering: Lowering, node: number, before: Statement[]): Parameter | null {
  const { fields, kinds } = lowering;
  const held = childAt(lowering, node, fields.name);
  const named = held !== -1 && kindAt(lowering, held) === kinds.byReference ? firstNamed(lowering, held) : held;
  if (named === -1) return null;
  const isReference = named !== held || childAt(lowering, node, fields.reference_modifier) !== -1;
  const name = nameOfVariable(lowering, named);
  const variable = { name, owner: lowering.scope.index };
  lowering.scope.variables.set(name, variable);
  if (isKind(lowering, node, 'variadic_parameter')) lowering.scope.rest = variable;
  else lowering.scope.parameters.push(variable);
  const value = childAt(lowering, node, fields.default_value);
  const span = spanOf(lowering, node);
  if (isKind(lowering, node, 'property_promotion_parameter')) {
    const at = spanOf(lowering, named);
    const target: Expression = { kind: 'member', object: { kind: 'this', span: at }, key: literal(name, at), span: at };
    before.push({ kind: 'evaluate', value: { kind: 'assign', target, value: { kind: 'variable', variable, span: at }, span: at }, span: at });
  }
  return {
    variable,
    name,
    default: value === -1 ? null : lowering.expression(value),
    kind: isKind(lowering, node, 'variadic_parameter') ? 'rest' : 'plain',
    type: typeOf(lowering, childAt(lowering, node, fields.type)),
    ...(isReference ? { isReference } : {}),
    span,
  };
}

function parametersOf(lowering: Lowering, node: number, before: Statement[]): Parameter[] {
  const list = childAt(lowering, node, lowering.fields.parameters);
  if (list === -1) return [];
  return namedChildren(lowering, list).flatMap((child) => parameterOf(lowering, child, before) ?? []);
}

function bodyOf(lowering: Lowering, node: number, shape: Shape): Statement[] {
  const body = childAt(lowering, node, lowering.fields.body);
  if (body === -1) return [];
  if (kindAt(lowering, body) === lowering.kinds.compound) return lowering.block(body);
  if (kindAt(lowering, body) !== lowering.kinds.throw) return [shape.finish(lowering.expression(body))];
  const value = firstNamed(lowering, body);
  return [{ kind: 'throw', value: value === -1 ? null : lowering.expression(value), span: spanOf(lowering, body) }];
}

/** A file of nothing but `extract` would grow by its square. */
const MAX_WRITES = 20_000;

/** After `extract($from)`, every variable of the function may be a member of `$from`. */
export function finishExtractions(scope: Scope): void {
  for (const [at, { source, span, into }] of scope.extractions.entries()) {
    if (at * scope.variables.size > MAX_WRITES) {
      into.push({ kind: 'unknown', parts: [{ kind: 'variable', variable: source, span }], span });
      continue;
    }
    for (const [name, variable] of scope.variables) {
      const held: Expression = { kind: 'member', object: { kind: 'variable', variable: source, span }, key: literal(name, span), span };
      const target: Expression = { kind: 'variable', variable, span };
      into.push({ kind: 'assign', target, value: { kind: 'logical', operator: 'nullish', left: held, right: target, span }, span });
    }
  }
}

function reserve(state: Lowering, node: number, shape: Shape): number {
  const index = state.functions.length;
  const { name, thisMode, ofClass } = shape;
  state.functions.push({ index, name, parameters: [], body: [], parent: state.scope.index, thisMode, ofClass, isGenerator: false, decorators: [], type: null, span: spanOf(state, node) });
  return index;
}

export function lowerFunction(state: Lowering, node: number, shape: Shape): number {
  const decorators = decoratorsOf(state, node);
  const index = reserve(state, node, shape);
  const around = state.scope;
  const scope = newScope(index, shape.name, shape.outer);
  for (const name of shape.captured) scope.variables.set(name, variableNamed(around, name));
  state.scope = scope;
  const before: Statement[] = [];
  const parameters = parametersOf(state, node, before);
  if (shape.implicitParameter !== null && parameters.length === 0) {
    const variable = variableNamed(scope, shape.implicitParameter);
    parameters.push({ variable, name: variable.name, default: null, kind: 'plain', type: null, span: spanOf(state, node) });
  }
  const body = [...before, ...bodyOf(state, node, shape)];
  if (scope.rest?.name === TEMPORARY) parameters.push({ variable: scope.rest, name: TEMPORARY, default: null, kind: 'rest', type: null, span: spanOf(state, node) });
  const type = typeOf(state, childAt(state, node, state.fields.return_type));
  finishExtractions(scope);
  state.scope = around;
  const reserved = state.functions[index];
  if (reserved !== undefined) state.functions[index] = { ...reserved, parameters, body, isGenerator: scope.isGenerator, decorators, type } satisfies IrFunction;
  return index;
}

function captures(lowering: Lowering, node: number): string[] {
  const clause = namedChildren(lowering, node).find((child) => isKind(lowering, child, 'anonymous_function_use_clause'));
  if (clause === undefined) return [];
  return namedChildren(lowering, clause).flatMap((child) => {
    const variable = kindAt(lowering, child) === lowering.kinds.byReference ? firstNamed(lowering, child) : child;
    return variable !== -1 && kindAt(lowering, variable) === lowering.kinds.variableName ? [nameOfVariable(lowering, variable)] : [];
  });
}

function closure(lowering: Lowering, node: number): Expression {
  const index = lowerFunction(lowering, node, { ...PLAIN_SHAPE, name: '{closure}', thisMode: 'lexical', captured: captures(lowering, node) });
  return { kind: 'function', index, span: spanOf(lowering, node) };
}

function arrow(lowering: Lowering, node: number): Expression {
  const index = lowerFunction(lowering, node, { ...PLAIN_SHAPE, name: '{closure}', thisMode: 'lexical', outer: lowering.scope });
  return { kind: 'function', index, span: spanOf(lowering, node) };
}

function declaration(state: Lowering, node: number): void {
  const named = childAt(state, node, state.fields.name);
  const name = named === -1 ? '' : textOf(state, named);
  const whole = declaredName(state, name);
  const place = state.classPlace;
  state.classPlace = null;
  const index = lowerFunction(state, node, { ...PLAIN_SHAPE, name: whole });
  state.classPlace = place;
  if (name !== '') state.definitions.push({ kind: 'function', name: whole.toLowerCase(), index });
}

/** A static variable keeps its value from call to call: it is the module's, and set once. */
function staticVariables(lowering: Lowering, node: number): void {
  for (const child of namedChildren(lowering, node)) {
    const named = childAt(lowering, child, lowering.fields.name);
    if (named === -1) continue;
    const variable = { name: nameOfVariable(lowering, named), owner: 0 };
    lowering.scope.variables.set(variable.name, variable);
    const held = childAt(lowering, child, lowering.fields.value);
    const span = spanOf(lowering, child);
    const first = held === -1 ? literal(null, spanOf(lowering, named)) : lowering.expression(held);
    // `static $isDone = false` is false once: as a constant it would decide conditions for all calls.
    const value: Expression = first.kind === 'literal' ? { kind: 'arithmetic', operator: 'static', operands: [first], span: first.span } : first;
    lowering.prelude.push({ kind: 'evaluate', value: { kind: 'assign', target: { kind: 'variable', variable, span: spanOf(lowering, named) }, value, span }, span });
  }
}

function globals(lowering: Lowering, node: number, into: Statement[]): void {
  for (const child of namedChildren(lowering, node)) {
    if (kindAt(lowering, child) !== lowering.kinds.variableName) {
      const value = lowering.expression(child);
      into.push({ kind: 'evaluate', value, span: value.span });
      continue;
    }
    const name = nameOfVariable(lowering, child);
    if (readName(lowering, name, { start: startOf(lowering, child), stop: startOf(lowering, child) }).kind === 'variable') lowering.scope.variables.set(name, variableNamed(lowering.global, name));
  }
}

export const FUNCTIONS: readonly (readonly [string, ExpressionHandler])[] = [
  ['anonymous_function', closure],
  ['arrow_function', arrow],
];

export const FUNCTION_STATEMENTS: readonly (readonly [string, StatementHandler])[] = [
  ['function_definition', declaration],
  ['function_static_declaration', staticVariables],
  ['global_declaration', globals],
  // Only where a class around it was not understood.
  ['method_declaration', declaration],
];
