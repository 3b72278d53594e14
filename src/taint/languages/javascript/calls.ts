import type { Expression } from '../../ir/nodes.ts';
import { definedBy } from './compiled-exports.ts';
import { expressionIn, fieldOf, firstOf, kindIn, literal, type Lowering, type LowerExpression, member, positional, spanOf, symbol, textOf, unknown, withoutParentheses } from './lowering.ts';
import { findVariable } from './scopes.ts';
import { lowerItems, templateParts } from './values.ts';
import { GLOBAL_OBJECTS, INTEROP } from './world.ts';

export const lowerMember: LowerExpression = (lowering, node) => {
  const { field: fields } = lowering.numbers;
  const property = fieldOf(lowering, node, fields.property);
  const object = expressionIn(lowering, node, fields.object);
  const key = property < 0 ? unknown(spanOf(lowering, node), []) : literal(spanOf(lowering, property), textOf(lowering, property));
  return memberOf(lowering, node, object, key);
};

export const lowerSubscript: LowerExpression = (lowering, node) => {
  const { field: fields } = lowering.numbers;
  const object = expressionIn(lowering, node, fields.object);
  const key = expressionIn(lowering, node, fields.index);
  // `arguments[0]` is the first parameter.
  const parameter = object.kind === 'unknown' && key.kind === 'literal' && typeof key.value === 'number' && isArguments(lowering, node) ? parameterAt(object.parts, key.value) : null;
  return parameter === null ? memberOf(lowering, node, object, key) : { ...parameter, span: spanOf(lowering, node) };
};

function isArguments(lowering: Lowering, node: number): boolean {
  const object = fieldOf(lowering, node, lowering.numbers.field.object);
  return object >= 0 && lowering.tree.kind[object] === lowering.numbers.kind.identifier;
}

function parameterAt(parts: readonly Expression[], index: number): Expression | null {
  return parts[index] ?? null;
}

function memberOf(lowering: Lowering, node: number, object: Expression, key: Expression): Expression {
  const span = spanOf(lowering, node);
  if (key.kind !== 'literal' || typeof key.value !== 'string') return member(span, object, key);
  if (object.kind === 'symbol') {
    if (object.name === 'module' && key.value === 'exports') return { kind: 'exports', span };
    if (GLOBAL_OBJECTS.has(object.name)) return globalAt(lowering, key.value, span);
  }
  if (key.value === 'default' && object.kind === 'import' && object.name === null && isInterop(lowering, node)) return { kind: 'import', span, module: object.module, name: 'default' };
  return member(span, object, key);
}

function globalAt(lowering: Lowering, name: string, span: Expression['span']): Expression {
  const variable = lowering.declarations.globals.get(name);
  return variable === undefined ? symbol(span, name) : { kind: 'variable', span, variable };
}

/** Whether the object of a member is a call of a compiler's helper. */
function isInterop(lowering: Lowering, node: number): boolean {
  const { tree, numbers: { kind, field } } = lowering;
  const object = withoutParentheses(lowering, fieldOf(lowering, node, field.object));
  return object >= 0 && tree.kind[object] === kind.call_expression && interopArgument(lowering, object) >= 0;
}

/** The argument of a compiler's helper around `require`; -1 for other calls. */
function interopArgument(lowering: Lowering, node: number): number {
  const { tree, numbers: { kind, field } } = lowering;
  let callee = withoutParentheses(lowering, fieldOf(lowering, node, field.function));
  // `(0, helper)(x)`
  if (callee >= 0 && tree.kind[callee] === kind.sequence_expression) callee = lastChild(lowering, callee);
  if (callee >= 0 && tree.kind[callee] === kind.member_expression) callee = fieldOf(lowering, callee, field.property);
  const list = fieldOf(lowering, node, field.arguments);
  const isName = tree.kind[callee] === kind.identifier || tree.kind[callee] === kind.property_identifier;
  if (!isName || list < 0 || !INTEROP.has(textOf(lowering, callee))) return -1;
  return firstOf(lowering, list);
}

function lastChild(lowering: Lowering, node: number): number {
  const { tree } = lowering;
  const end = tree.end[node] ?? 0;
  let last = -1;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) if ((tree.kind[child] ?? -1) >= 0) last = child;
  return last;
}

export const lowerCall: LowerExpression = (lowering, node) => {
  const { tree, numbers: { kind, field } } = lowering;
  const span = spanOf(lowering, node);
  const list = fieldOf(lowering, node, field.arguments);
  const callee = fieldOf(lowering, node, field.function);
  if (list >= 0 && tree.kind[list] === kind.template_string) return taggedTemplate(lowering, node, list);
  const module = importedModule(lowering, callee, list);
  if (module !== null) return { kind: 'import', span, module, name: null };
  const wrapped = interopArgument(lowering, node);
  if (wrapped >= 0) return withSpan(lowering.expression(wrapped), span);
  const made = { kind: 'call', span, callee: callee < 0 ? unknown(span, []) : lowering.expression(callee), arguments: list < 0 ? [] : lowerItems(lowering, list), isNew: false } as const;
  return made.arguments.length > 1 ? (definedBy(made) ?? made) : made;
};

/** An import takes the range of what is written around it; anything else keeps its own. */
function withSpan(value: Expression, span: Expression['span']): Expression {
  return value.kind === 'import' ? { ...value, span } : value;
}

/** What `require('x')` and `import('x')` name; null for other calls. */
function importedModule(lowering: Lowering, callee: number, list: number): string | null {
  const { tree, numbers: { kind } } = lowering;
  if (callee < 0 || list < 0) return null;
  const isRequire = tree.kind[callee] === kind.identifier && (tree.stop[callee] ?? 0) - (tree.start[callee] ?? 0) === 7 && textOf(lowering, callee) === 'require' && !isDeclared(lowering);
  if (!isRequire && tree.kind[callee] !== kind.import) return null;
  const argument = firstOf(lowering, list);
  const isLiteral = argument >= 0 && (tree.kind[argument] === kind.string || (tree.kind[argument] === kind.template_string && kindIn(lowering, argument, kind.template_substitution) < 0));
  if (!isLiteral) return null;
  const value = lowering.expression(argument);
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
}

/** `require` as a parameter is AMD's or a bundler's, and as a variable made by `createRequire`: they mean the same. A function of this name is the file's own. */
function isDeclared(lowering: Lowering): boolean {
  const variable = findVariable(lowering.scope, 'require');
  return variable !== null && lowering.declarations.filled.has(variable);
}

function taggedTemplate(lowering: Lowering, node: number, template: number): Expression {
  const span = spanOf(lowering, node);
  const callee = expressionIn(lowering, node, lowering.numbers.field.function);
  const { texts, values } = templateParts(lowering, template, true);
  const literals: Expression = { kind: 'array', span: spanOf(lowering, template), items: texts.map(positional) };
  return { kind: 'call', span, callee, arguments: [literals, ...values].map(positional), isNew: false };
}

export const lowerNew: LowerExpression = (lowering, node) => {
  const { field } = lowering.numbers;
  const list = fieldOf(lowering, node, field.arguments);
  return { kind: 'call', span: spanOf(lowering, node), callee: expressionIn(lowering, node, field.constructor), arguments: list < 0 ? [] : lowerItems(lowering, list), isNew: true };
};

export const lowerAwait: LowerExpression = (lowering, node) => {
  const child = firstOf(lowering, node);
  const span = spanOf(lowering, node);
  return { kind: 'await', span, value: child < 0 ? unknown(span, []) : lowering.expression(child) };
};

export const lowerYield: LowerExpression = (lowering, node) => {
  const child = firstOf(lowering, node);
  return { kind: 'yield', span: spanOf(lowering, node), value: child < 0 ? null : lowering.expression(child) };
};

/** `<T>a`. */
export const lowerAssertion: LowerExpression = (lowering, node) => {
  const child = lastChild(lowering, node);
  return child < 0 ? unknown(spanOf(lowering, node), []) : lowering.expression(child);
};

/** `a as T`, `a satisfies T`, `a!`, `f<T>`: the value alone. */
export const lowerTyped: LowerExpression = (lowering, node) => {
  const child = firstOf(lowering, node);
  return child < 0 ? unknown(spanOf(lowering, node), []) : lowering.expression(child);
};

