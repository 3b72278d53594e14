import { type Block, CONSTRUCTOR, type Expression, type IrFunction, type Parameter, type Statement, type Variable } from '../../ir/nodes.ts';
import { takeApartInto } from './assignments.ts';
import { assign, evaluate, fieldOf, firstOf, kindIn, literal, type Lowering, type LowerExpression, member, namedOf, spanOf, textOf, variableAt } from './lowering.ts';
import type { FunctionRecord } from './scopes.ts';
import { lowerStatements } from './blocks.ts';
import { typeAt } from './types.ts';
import { parameterName } from './values.ts';

export const lowerFunctionValue: LowerExpression = (lowering, node) => ({ kind: 'function', span: spanOf(lowering, node), index: lowering.declarations.functionAt.get(node) ?? 0 });

/** A function with its parameters and body, in its own scope. */
export function lowerFunction(lowering: Lowering, record: FunctionRecord): IrFunction {
  const { tree, numbers: { kind: kinds, field: fields, token } } = lowering;
  const { node, index, parent, ofClass, scope } = record;
  lowering.scope = scope;
  lowering.depth = 0;
  lowering.namespace = null;
  const isArrow = tree.kind[node] === kinds.arrow_function;
  const first: Statement[] = [];
  const parameters = lowerParameters(lowering, record, first);
  const body = lowerBody(lowering, node, first);
  lowering.scope = scope.outer ?? scope;
  return {
    index,
    name: functionName(lowering, node),
    parameters,
    body,
    parent,
    thisMode: isArrow ? 'lexical' : 'own',
    ofClass,
    isGenerator: tree.kind[node] === kinds.generator_function || tree.kind[node] === kinds.generator_function_declaration || (tree.kind[node] === kinds.method_definition && kindIn(lowering, node, token.star) >= 0),
    decorators: memberDecorators(lowering, node),
    type: typeAt(lowering, fieldOf(lowering, node, fields.return_type)),
    span: spanOf(lowering, node),
  };
}

function lowerBody(lowering: Lowering, node: number, first: readonly Statement[]): Block {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const body = fieldOf(lowering, node, fields.body);
  if (body < 0) return first;
  if (tree.kind[body] === kinds.statement_block) return lowerStatements(lowering, namedOf(lowering, body), first);
  const value = lowering.expression(body);
  return [...first, { kind: 'return', span: value.span, value }];
}

/** Of a member of a class: TypeScript's stand before it. */
function memberDecorators(lowering: Lowering, node: number): Expression[] {
  const { tree, numbers: { kind: kinds } } = lowering;
  const above = tree.parent[node] ?? -1;
  if (tree.kind[above] !== kinds.class_body) return decoratorsOf(lowering, node);
  const found: number[] = [];
  for (let at = node; at > above + 1; ) {
    // The node before is the last one in the sibling before.
    at -= 1;
    while (at > above && tree.parent[at] !== above) at = tree.parent[at] ?? -1;
    if (tree.kind[at] === kinds.decorator) found.push(at);
    else if (tree.kind[at] !== kinds.comment) break;
  }
  return [...found.reverse().map((decorator) => lowerDecorator(lowering, decorator)), ...decoratorsOf(lowering, node)];
}

/** Decorators at the start of what they belong to. */
export function decoratorsOf(lowering: Lowering, node: number): Expression[] {
  const { tree, numbers: { kind: kinds } } = lowering;
  const found: number[] = [];
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end && tree.kind[child] === kinds.decorator; child = tree.end[child] ?? end) found.push(child);
  return found.map((decorator) => lowerDecorator(lowering, decorator));
}

export function lowerDecorator(lowering: Lowering, node: number): Expression {
  const value = firstOf(lowering, node);
  return value < 0 ? { kind: 'unknown', span: spanOf(lowering, node), parts: [] } : lowering.expression(value);
}

function lowerParameters(lowering: Lowering, record: FunctionRecord, first: Statement[]): Parameter[] {
  const { field: fields } = lowering.numbers;
  const single = fieldOf(lowering, record.node, fields.parameter);
  const list = fieldOf(lowering, record.node, fields.parameters);
  const nodes = single >= 0 ? [single] : list < 0 ? [] : namedOf(lowering, list);
  return nodes.flatMap((node) => lowerParameter(lowering, node, first) ?? []);
}

/** Patterns are taken apart by the body's first statements. */
function lowerParameter(lowering: Lowering, node: number, first: Statement[]): Parameter | null {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const isTyped = tree.kind[node] === kinds.required_parameter || tree.kind[node] === kinds.optional_parameter;
  const typed = isTyped ? Math.max(fieldOf(lowering, node, fields.pattern), fieldOf(lowering, node, fields.name)) : node;
  if (typed < 0 || tree.kind[typed] === kinds.this) return null;
  const hasDefault = tree.kind[typed] === kinds.assignment_pattern;
  const plain = hasDefault ? fieldOf(lowering, typed, fields.left) : typed;
  const defaultNode = hasDefault ? fieldOf(lowering, typed, fields.right) : isTyped ? fieldOf(lowering, node, fields.value) : -1;
  const isRest = tree.kind[plain] === kinds.rest_pattern;
  const pattern = isRest ? firstOf(lowering, plain) : plain;
  const name = parameterName(lowering, node);
  const variable = variableOf(lowering, name, pattern, first);
  const type = isTyped ? typeAt(lowering, fieldOf(lowering, node, fields.type)) : null;
  if (isTyped && name !== '' && isProperty(lowering, node)) first.push(assignProperty(lowering, pattern, name, variable));
  const given = defaultNode < 0 ? null : lowering.expression(defaultNode);
  return { variable, name, default: decorated(lowering, node, given), kind: isRest ? 'rest' : 'plain', type, span: spanOf(lowering, node) };
}

/** `@Body() a` of a method: where nobody calls it, the framework gives it what the decorator says. */
function decorated(lowering: Lowering, parameter: number, given: Expression | null): Expression | null {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const decorator = kindIn(lowering, parameter, kinds.decorator);
  if (decorator < 0 || given !== null) return given;
  const method = tree.parent[tree.parent[parameter] ?? -1] ?? -1;
  const name = fieldOf(lowering, method, fields.name);
  return name >= 0 && textOf(lowering, name) === CONSTRUCTOR ? null : lowerDecorator(lowering, decorator);
}

function variableOf(lowering: Lowering, name: string, pattern: number, first: Statement[]): Variable {
  const named = name === '' ? undefined : lowering.scope.names?.get(name);
  if (named !== undefined) return named;
  const variable = { name: '', owner: lowering.scope.owner };
  if (pattern >= 0) takeApartInto(lowering, pattern, variableAt(spanOf(lowering, pattern), variable), first);
  return variable;
}

/** TypeScript's `constructor(private db: Db)`: also a field. */
export function isProperty(lowering: Lowering, parameter: number): boolean {
  const { tree } = lowering;
  const end = tree.end[parameter] ?? 0;
  for (let child = parameter + 1; child < end; child = tree.end[child] ?? end) {
    const name = tree.kinds.nameOf(tree.kind[child] ?? 0);
    if (name === 'accessibility_modifier' || name === 'override_modifier' || name === 'readonly') return true;
  }
  return false;
}

function assignProperty(lowering: Lowering, pattern: number, name: string, variable: Variable): Statement {
  const span = spanOf(lowering, pattern);
  return evaluate(assign(span, member(span, { kind: 'this', span }, literal(span, name)), variableAt(span, variable)));
}

/** For people: its own name, or that of what holds it. */
function functionName(lowering: Lowering, node: number): string {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const own = fieldOf(lowering, node, fields.name);
  if (own >= 0) return shorten(textOf(lowering, own));
  const above = tree.parent[node] ?? -1;
  const kind = tree.kind[above];
  if (kind === kinds.variable_declarator || kind === kinds.public_field_definition) return nameUnder(lowering, above, fields.name);
  if (kind === kinds.pair) return nameUnder(lowering, above, fields.key);
  if (kind === kinds.field_definition) return nameUnder(lowering, above, fields.property);
  if (kind !== kinds.assignment_expression) return '';
  const left = fieldOf(lowering, above, fields.left);
  if (tree.kind[left] === kinds.identifier) return shorten(textOf(lowering, left));
  return tree.kind[left] === kinds.member_expression ? nameUnder(lowering, left, fields.property) : '';
}

const LONGEST_NAME = 100;

const shorten = (text: string): string => text.slice(0, LONGEST_NAME);

function nameUnder(lowering: Lowering, node: number, field: number): string {
  const name = fieldOf(lowering, node, field);
  return name < 0 ? '' : shorten(textOf(lowering, name));
}
