import type { Argument, Entry, Expression } from '../../ir/nodes.ts';
import { expressionIn, fieldOf, firstOf, literal, type Lowering, type LowerExpression, nameAt, namedOf, positional, sequence, spanOf, symbol, textOf, unknown, variableAt } from './lowering.ts';
import { type FunctionRecord, MOST_SCOPES } from './scopes.ts';
import { decodeEntities, decodeEscapes, readNumber } from './text-literals.ts';

export const lowerIdentifier: LowerExpression = (lowering, node) => {
  const name = textOf(lowering, node);
  if (name === '') return unknown(spanOf(lowering, node), []);
  if (name === 'arguments') return parametersAt(lowering, node);
  return nameAt(lowering, name, spanOf(lowering, node));
};

/** Index of the function whose `arguments` are meant here; 0: none's. */
function ownFunction(lowering: Lowering): number {
  const { functions } = lowering.declarations;
  let at = lowering.scope.owner;
  for (let step = 0; step < MOST_SCOPES && at > 0 && lowering.tree.kind[functions[at]?.node ?? 0] === lowering.numbers.kind.arrow_function; step += 1) at = functions[at]?.parent ?? 0;
  return at;
}

/** `arguments`: of what the function was given, which is more than its parameters. */
function parametersAt(lowering: Lowering, node: number): Expression {
  const span = spanOf(lowering, node);
  const named = nameAt(lowering, 'arguments', span);
  const own = lowering.declarations.functions[ownFunction(lowering)];
  if (named.kind !== 'symbol' || own === undefined || own.index === 0) return named;
  const known = lowering.argumentsOf.get(own.index);
  if (known !== undefined) return unknown(span, known);
  const list = fieldOf(lowering, own.node, lowering.numbers.field.parameters);
  const parts = list < 0 ? [] : namedOf(lowering, list).map((parameter) => givenTo(lowering, own, parameter));
  lowering.argumentsOf.set(own.index, parts);
  return unknown(span, parts);
}

/** What a parameter was given, as far as it has a name. */
function givenTo(lowering: Lowering, { scope }: FunctionRecord, parameter: number): Expression {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const span = spanOf(lowering, parameter);
  const variable = scope.names?.get(parameterName(lowering, parameter));
  if (variable === undefined) return unknown(span, []);
  const pattern = Math.max(fieldOf(lowering, parameter, fields.pattern), fieldOf(lowering, parameter, fields.name));
  const isRest = tree.kind[parameter] === kinds.rest_pattern || tree.kind[pattern] === kinds.rest_pattern;
  return isRest ? unknown(span, [variableAt(span, variable)]) : variableAt(span, variable);
}

/** The name of a parameter, whatever stands around it; of a pattern none. */
export function parameterName(lowering: Lowering, parameter: number): string {
  const { kind: kinds, field: fields } = lowering.numbers;
  let at = parameter;
  for (let step = 0; at >= 0 && step < 4; step += 1) {
    const kind = lowering.tree.kind[at];
    if (kind === kinds.identifier) return textOf(lowering, at);
    if (kind === kinds.assignment_pattern) at = fieldOf(lowering, at, fields.left);
    else if (kind === kinds.rest_pattern) at = firstOf(lowering, at);
    else if (kind === kinds.required_parameter || kind === kinds.optional_parameter) at = Math.max(fieldOf(lowering, at, fields.pattern), fieldOf(lowering, at, fields.name));
    else return '';
  }
  return '';
}

export const lowerString: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), stringValue(lowering, node));

/** The text that a string means. */
export function stringValue({ tree }: Lowering, node: number): string {
  const start = tree.start[node] ?? 0;
  const raw = tree.text.slice(start + 1, Math.max(start + 1, (tree.stop[node] ?? 0) - 1));
  const isAttribute = tree.kinds.nameOf(tree.kind[tree.parent[node] ?? 0] ?? 0) === 'jsx_attribute';
  return isAttribute ? decodeEntities(raw) : decodeEscapes(raw);
}

export const lowerNumber: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), readNumber(textOf(lowering, node)));
export const lowerTrue: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), true);
export const lowerFalse: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), false);
export const lowerNull: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), null);
export const lowerUndefined: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), undefined);
export const lowerThis: LowerExpression = (lowering, node) => ({ kind: 'this', span: spanOf(lowering, node) });
export const lowerSuper: LowerExpression = (lowering, node) => ({ kind: 'super', span: spanOf(lowering, node) });
/** `import.meta`, `new.target`, and `import` where it is called with something that is no text. */
export const lowerWord: LowerExpression = (lowering, node) => symbol(spanOf(lowering, node), textOf(lowering, node).replaceAll(/\s/gu, ''));
/** A private name where a value stands: `#x in y`. */
export const lowerPrivateName: LowerExpression = (lowering, node) => literal(spanOf(lowering, node), textOf(lowering, node));

export const lowerRegex: LowerExpression = (lowering, node) => {
  const { field } = lowering.numbers;
  const [pattern, flags] = [fieldOf(lowering, node, field.pattern), fieldOf(lowering, node, field.flags)];
  return { kind: 'regex', span: spanOf(lowering, node), source: pattern < 0 ? '' : textOf(lowering, pattern), flags: flags < 0 ? '' : textOf(lowering, flags) };
};

/** Texts and values of a template, in their order; empty texts are left out unless all are wanted. */
export function templateParts(lowering: Lowering, node: number, isWhole: boolean): { readonly texts: Expression[]; readonly values: Expression[]; readonly parts: Expression[] } {
  const { tree, numbers } = lowering;
  const [texts, values, parts]: [Expression[], Expression[], Expression[]] = [[], [], []];
  let start = (tree.start[node] ?? 0) + 1;
  const addText = (stop: number): void => {
    const text = literal({ start, stop: Math.max(start, stop) }, decodeEscapes(tree.text.slice(start, Math.max(start, stop))));
    texts.push(text);
    if (stop > start || isWhole) parts.push(text);
  };
  for (const child of namedOf(lowering, node)) {
    if (tree.kind[child] !== numbers.kind.template_substitution) continue;
    addText(tree.start[child] ?? start);
    start = tree.stop[child] ?? start;
    const value = substituted(lowering, child);
    values.push(value);
    parts.push(value);
  }
  addText((tree.stop[node] ?? 0) - 1);
  return { texts, values, parts };
}

function substituted(lowering: Lowering, node: number): Expression {
  const child = firstOf(lowering, node);
  return child < 0 ? unknown(spanOf(lowering, node), []) : lowering.expression(child);
}

export const lowerTemplate: LowerExpression = (lowering, node) => {
  const span = spanOf(lowering, node);
  const { texts, values, parts } = templateParts(lowering, node, false);
  const [only] = texts;
  return values.length === 0 && only?.kind === 'literal' ? literal(span, only.value) : { kind: 'concat', span, parts };
};

/** Items of a list; where one is left out it is undefined. */
export function lowerItems(lowering: Lowering, node: number): Argument[] {
  const { tree, numbers } = lowering;
  const items: Argument[] = [];
  const end = tree.end[node] ?? 0;
  let isOpen = true;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    const kind = tree.kind[child] ?? -1;
    if (kind === numbers.token.comma) {
      if (isOpen) items.push(positional(literal({ start: tree.start[child] ?? 0, stop: tree.start[child] ?? 0 }, undefined)));
      isOpen = true;
    } else if (kind >= 0 && kind !== numbers.kind.comment && kind !== numbers.kind.html_comment) {
      items.push(lowerArgument(lowering, child));
      isOpen = false;
    }
  }
  return items;
}

function lowerArgument(lowering: Lowering, node: number): Argument {
  if (lowering.tree.kind[node] !== lowering.numbers.kind.spread_element) return positional(lowering.expression(node));
  return { value: substituted(lowering, node), isSpread: true, name: null };
}

export const lowerArray: LowerExpression = (lowering, node) => ({ kind: 'array', span: spanOf(lowering, node), items: lowerItems(lowering, node) });

export const lowerObject: LowerExpression = (lowering, node) => ({ kind: 'object', span: spanOf(lowering, node), entries: namedOf(lowering, node).map((child) => lowerEntry(lowering, child)) });

function lowerEntry(lowering: Lowering, node: number): Entry {
  const { kind: kinds, field: fields } = lowering.numbers;
  const kind = lowering.tree.kind[node];
  if (kind === kinds.pair) return { key: keyOf(lowering, fieldOf(lowering, node, fields.key)), value: expressionIn(lowering, node, fields.value) };
  if (kind === kinds.shorthand_property_identifier) return { key: literal(spanOf(lowering, node), textOf(lowering, node)), value: lowerIdentifier(lowering, node) };
  if (kind === kinds.spread_element) return { key: null, value: substituted(lowering, node) };
  if (kind === kinds.method_definition) return lowerMethod(lowering, node);
  return { key: null, value: lowering.expression(node) };
}

/** Methods are values; what a getter gives is what its call gives. */
function lowerMethod(lowering: Lowering, node: number): Entry {
  const { token, field: fields } = lowering.numbers;
  const span = spanOf(lowering, node);
  const name = fieldOf(lowering, node, fields.name);
  const key = keyOf(lowering, name);
  const value: Expression = { kind: 'function', span, index: lowering.declarations.functionAt.get(node) ?? 0 };
  const isAccessor = (word: number): boolean => {
    const { tree } = lowering;
    for (let child = node + 1; child < name; child = tree.end[child] ?? name) if (tree.kind[child] === word) return true;
    return false;
  };
  if (isAccessor(token.get)) return { key, value: { kind: 'call', span, callee: value, arguments: [], isNew: false } };
  return isAccessor(token.set) ? { key, value: unknown(span, [value]) } : { key, value };
}

/** Key of a property, method, field or pattern. */
export function keyOf(lowering: Lowering, node: number): Expression {
  const { kind: kinds } = lowering.numbers;
  if (node < 0) return unknown({ start: 0, stop: 0 }, []);
  const span = spanOf(lowering, node);
  const kind = lowering.tree.kind[node];
  if (kind === kinds.string) return literal(span, stringValue(lowering, node));
  if (kind === kinds.number) return literal(span, readNumber(textOf(lowering, node)));
  if (kind !== kinds.computed_property_name) return literal(span, textOf(lowering, node));
  return substituted(lowering, node);
}

export const lowerSequence: LowerExpression = (lowering, node) => sequence(spanOf(lowering, node), namedOf(lowering, node).map((child) => lowering.expression(child)));
