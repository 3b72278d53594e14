import { CONSTRUCTOR, type Expression, type IrClass, type Member, type Statement } from '../../ir/nodes.ts';
import { exportTarget, hasToken } from './blocks.ts';
import { decoratorsOf, isProperty, lowerDecorator } from './functions.ts';
import { assign, call, evaluate, expressionIn, fieldOf, firstOf, kindIn, literal, type Lowering, type LowerExpression, type LowerStatement, member, nameAt, namedOf, optionalIn, pushAll, sequence, spanOf, temporary, textOf, variableAt } from './lowering.ts';
import type { ClassRecord } from './scopes.ts';
import { typeAt } from './types.ts';
import { keyOf, parameterName } from './values.ts';

/** A class with its members; their bodies are lowered with all functions. */
export function lowerClass(lowering: Lowering, record: ClassRecord, index: number): IrClass {
  const { field: fields } = lowering.numbers;
  const { node, scope } = record;
  lowering.scope = scope;
  lowering.depth = 0;
  const name = fieldOf(lowering, node, fields.name);
  const body = fieldOf(lowering, node, fields.body);
  const members = body < 0 ? [] : namedOf(lowering, body).flatMap((child) => lowerMemberOf(lowering, child));
  return { index, name: name < 0 ? '' : textOf(lowering, name), bases: basesOf(lowering, node), members, span: spanOf(lowering, node) };
}

function basesOf(lowering: Lowering, node: number): Expression[] {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const bases: Expression[] = [];
  const inherited = kindIn(lowering, node, kinds.extends_type_clause);
  if (inherited >= 0) pushAll(bases, typesIn(lowering, inherited));
  const heritage = namedOf(lowering, node).find((child) => tree.kind[child] === kinds.class_heritage);
  for (const clause of heritage === undefined ? [] : namedOf(lowering, heritage)) {
    if (tree.kind[clause] === kinds.extends_clause) pushAll(bases, namedOf(lowering, clause).filter((child) => tree.field[child] === fields.value).map((child) => lowering.expression(child)));
    else if (tree.kind[clause] === kinds.implements_clause) pushAll(bases, typesIn(lowering, clause));
    else bases.push(lowering.expression(clause));
  }
  return bases;
}

function typesIn(lowering: Lowering, clause: number): Expression[] {
  return namedOf(lowering, clause).flatMap((child) => typeAt(lowering, child) ?? []);
}

function lowerMemberOf(lowering: Lowering, node: number): Member[] {
  const { tree, numbers: { kind: kinds, field: fields, token } } = lowering;
  const kind = tree.kind[node];
  if (kind === kinds.class_static_block) return [{ name: blockName(lowering, node), kind: 'method', isStatic: true, value: functionAt(lowering, node), type: null }];
  const isStatic = hasToken(lowering, node, token.static);
  if (kind === kinds.method_definition) {
    const name = memberName(lowering, fieldOf(lowering, node, fields.name));
    const form = hasToken(lowering, node, token.get) ? 'getter' : hasToken(lowering, node, token.set) ? 'setter' : 'method';
    const type = typeAt(lowering, fieldOf(lowering, node, fields.return_type));
    const method: Member = { name, kind: form, isStatic, value: functionAt(lowering, node), type };
    return name === CONSTRUCTOR && !isStatic ? [method, ...parameterFields(lowering, node)] : [method];
  }
  if (kind !== kinds.field_definition && kind !== kinds.public_field_definition && kind !== kinds.property_signature) return [];
  const name = Math.max(fieldOf(lowering, node, fields.name), fieldOf(lowering, node, fields.property));
  return [{ name: memberName(lowering, name), kind: 'field', isStatic, value: optionalIn(lowering, node, fields.value), type: typeAt(lowering, fieldOf(lowering, node, fields.type)) }];
}

function functionAt(lowering: Lowering, node: number): Expression {
  return { kind: 'function', span: spanOf(lowering, node), index: lowering.declarations.functionAt.get(node) ?? 0 };
}

const LONGEST_NAME = 100;

/** A computed name that is no text is that of its syntax: `[Symbol.iterator]`. */
function memberName(lowering: Lowering, node: number): string {
  const key = keyOf(lowering, node);
  if (key.kind === 'literal' && (typeof key.value === 'string' || typeof key.value === 'number')) return String(key.value);
  return node < 0 ? '' : textOf(lowering, node).slice(0, LONGEST_NAME);
}

function parameterFields(lowering: Lowering, node: number): Member[] {
  const { field: fields } = lowering.numbers;
  const list = fieldOf(lowering, node, fields.parameters);
  const properties = list < 0 ? [] : namedOf(lowering, list).filter((parameter) => isProperty(lowering, parameter) && parameterName(lowering, parameter) !== '');
  return properties.map((parameter) => ({ name: parameterName(lowering, parameter), kind: 'field', isStatic: false, value: null, type: typeAt(lowering, fieldOf(lowering, parameter, fields.type)) }));
}

/** `static { … }` is a static method that is called when the class is made. */
function blockName(lowering: Lowering, node: number): string {
  return `<static ${spanOf(lowering, node).start}>`;
}

function staticBlocks(lowering: Lowering, node: number): number[] {
  const body = fieldOf(lowering, node, lowering.numbers.field.body);
  return body < 0 ? [] : namedOf(lowering, body).filter((child) => lowering.tree.kind[child] === lowering.numbers.kind.class_static_block);
}

/** What runs after a class is made: its static blocks and its decorators. */
function afterwards(lowering: Lowering, node: number, made: Expression): Expression[] {
  const { tree, numbers: { kind: kinds } } = lowering;
  const decorators = [...decoratorsOf(lowering, node).map((value) => call(value.span, value, [made]))];
  const above = tree.parent[node] ?? -1;
  if (tree.kind[above] === kinds.export_statement) {
    for (const child of namedOf(lowering, above)) if (tree.kind[child] === kinds.decorator) decorators.push(call(spanOf(lowering, child), lowerDecorator(lowering, child), [made]));
  }
  const blocks = staticBlocks(lowering, node).map((block) => {
    const span = spanOf(lowering, block);
    return call(span, member(span, made, literal(span, blockName(lowering, block))), []);
  });
  return [...blocks, ...decorators];
}

export const lowerClassValue: LowerExpression = (lowering, node) => {
  const span = spanOf(lowering, node);
  const value: Expression = { kind: 'class', span, index: lowering.declarations.classAt.get(node) ?? 0 };
  const inner = lowering.declarations.scopeAt.get(node);
  const name = fieldOf(lowering, node, lowering.numbers.field.name);
  const own = inner === undefined || name < 0 ? undefined : inner.names?.get(textOf(lowering, name));
  const made = variableAt(span, own ?? temporary(lowering));
  const after = afterwards(lowering, node, made);
  return own === undefined && after.length === 0 ? value : sequence(span, [assign(span, made, value), ...after, made]);
};

export const lowerClassDeclaration: LowerStatement = (lowering, node, into) => {
  const span = spanOf(lowering, node);
  const name = fieldOf(lowering, node, lowering.numbers.field.name);
  const value: Expression = { kind: 'class', span, index: lowering.declarations.classAt.get(node) ?? 0 };
  if (name < 0) {
    into.push(evaluate(value));
    return;
  }
  const target = nameAt(lowering, textOf(lowering, name), spanOf(lowering, name));
  into.push(evaluate(assign(span, target, value)));
  for (const after of afterwards(lowering, node, target)) into.push(evaluate(after));
};

/** An enumeration is an object; members without a value count on from the one before. */
export const lowerEnum: LowerStatement = (lowering, node, into) => {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const [name, body] = [fieldOf(lowering, node, fields.name), fieldOf(lowering, node, fields.body)];
  if (name < 0 || body < 0) return;
  let next = 0;
  const entries = namedOf(lowering, body).map((child) => {
    const isGiven = tree.kind[child] === kinds.enum_assignment;
    const span = spanOf(lowering, child);
    const value = isGiven ? expressionIn(lowering, child, fields.value) : literal(span, next);
    next = value.kind === 'literal' && typeof value.value === 'number' ? value.value + 1 : next + 1;
    return { key: keyOf(lowering, isGiven ? fieldOf(lowering, child, fields.name) : child), value };
  });
  const target = nameAt(lowering, textOf(lowering, name), spanOf(lowering, name));
  into.push(evaluate(assign(spanOf(lowering, node), target, { kind: 'object', span: spanOf(lowering, body), entries })));
};

/** A namespace's body runs where it stands; what it exports are members of its variable. */
export const lowerNamespace: LowerStatement = (lowering, node, into) => {
  const { numbers: { field: fields }, declarations: { filled } } = lowering;
  const [name, body] = [fieldOf(lowering, node, fields.name), fieldOf(lowering, node, fields.body)];
  const names = name < 0 ? [] : dottedNames(lowering, name);
  const [first, ...others] = names;
  if (first === undefined || body < 0) return;
  const span = spanOf(lowering, node);
  let target = nameAt(lowering, textOf(lowering, first), spanOf(lowering, first));
  if (target.kind === 'variable' && !filled.has(target.variable)) {
    filled.add(target.variable);
    into.push(evaluate(assign(span, target, { kind: 'object', span, entries: [] })));
  }
  for (const other of others) {
    target = member(spanOf(lowering, other), target, literal(spanOf(lowering, other), textOf(lowering, other)));
    into.push(evaluate(assign(span, target, { kind: 'logical', span, operator: 'or', left: target, right: { kind: 'object', span, entries: [] } })));
  }
  const before = lowering.namespace;
  lowering.namespace = target;
  const statements: readonly Statement[] = lowering.block(body);
  lowering.namespace = before;
  pushAll(into, statements);
};

const MOST_NAMES = 100;

/** Names of `a.b.c`, in their order. */
function dottedNames(lowering: Lowering, node: number): number[] {
  const { tree, numbers: { kind: kinds } } = lowering;
  const names: number[] = [];
  for (let at = node; at < (tree.end[node] ?? 0) && names.length < MOST_NAMES; at += 1) if (tree.kind[at] === kinds.identifier || tree.kind[at] === kinds.property_identifier) names.push(at);
  return names;
}

/** `import A = B.C`. */
export const lowerImportAlias: LowerStatement = (lowering, node, into) => {
  const first = firstOf(lowering, node);
  const path = namedOf(lowering, node)[1];
  if (first < 0 || path === undefined) return;
  const target = nameAt(lowering, textOf(lowering, first), spanOf(lowering, first));
  const [root, ...others] = dottedNames(lowering, path);
  if (root === undefined || target.kind !== 'variable') return;
  const start = spanOf(lowering, root).start;
  const value = others.reduce((object, name) => member({ start, stop: spanOf(lowering, name).stop }, object, literal(spanOf(lowering, name), textOf(lowering, name))), nameAt(lowering, textOf(lowering, root), spanOf(lowering, root)));
  into.push(evaluate(assign(spanOf(lowering, node), target, value)));
  if (isExported(lowering, node)) into.push(evaluate(assign(spanOf(lowering, node), exportTarget(lowering, node, target.variable.name), target)));
};

function isExported(lowering: Lowering, node: number): boolean {
  return lowering.tree.kind[lowering.tree.parent[node] ?? 0] === lowering.numbers.kind.export_statement;
}
