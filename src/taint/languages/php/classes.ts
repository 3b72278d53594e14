import { CONSTRUCTOR, type Expression, type Member, type Span } from '../../ir/nodes.ts';
import { enumMethods } from './enums.ts';
import { lowerFunction, PLAIN_SHAPE, typeOf } from './functions.ts';
import { type ExpressionHandler, isKind, literal, type Lowering, nameOfVariable, newScope, type StatementHandler } from './lowering.ts';
import { className, classReference, declaredName } from './names.ts';
import { childAt, childOfKind, firstNamed, kindAt, namedChildren, nameOfKind, spanOf, textOf } from './syntax.ts';

function classesIn(lowering: Lowering, clause: number): Expression[] {
  return clause === -1 ? [] : namedChildren(lowering, clause).map((name) => classReference(lowering, name));
}

function field(name: string, isStatic: boolean, value: Expression | null, type: Expression | null): Member {
  return { name, kind: 'field', isStatic, value, type };
}

function constantsOf(lowering: Lowering, node: number): Member[] {
  const type = typeOf(lowering, childAt(lowering, node, lowering.fields.type));
  return namedChildren(lowering, node)
    .filter((child) => isKind(lowering, child, 'const_element'))
    .flatMap((element) => {
      const [name, value] = namedChildren(lowering, element);
      return name === undefined ? [] : [field(textOf(lowering, name), true, value === undefined ? null : lowering.expression(value), type)];
    });
}

function hooksOf(lowering: Lowering, list: number, property: string, type: Expression | null): Member[] {
  const ofClass = lowering.classPlace?.index ?? null;
  return namedChildren(lowering, list).flatMap((hook): Member[] => {
    const named = childOfKind(lowering, hook, lowering.kinds.name);
    if (named === -1 || childAt(lowering, hook, lowering.fields.body) === -1) return [];
    const isSetter = textOf(lowering, named).toLowerCase() === 'set';
    const finish = (value: Expression): { readonly kind: 'evaluate'; readonly value: Expression; readonly span: Span } => {
      const target: Expression = { kind: 'member', object: { kind: 'this', span: value.span }, key: literal(property, value.span), span: value.span };
      return { kind: 'evaluate', value: { kind: 'assign', target, value, span: value.span }, span: value.span };
    };
    const shape = { ...PLAIN_SHAPE, name: property, ofClass };
    const index = lowerFunction(lowering, hook, isSetter ? { ...shape, implicitParameter: 'value', finish } : shape);
    return [{ name: property, kind: isSetter ? 'setter' : 'getter', isStatic: false, value: { kind: 'function', index, span: spanOf(lowering, hook) }, type }];
  });
}

function propertiesOf(lowering: Lowering, node: number): Member[] {
  const { fields, kinds } = lowering;
  const isStatic = childOfKind(lowering, node, kinds.staticModifier) !== -1;
  const type = typeOf(lowering, childAt(lowering, node, fields.type));
  let last = '';
  return namedChildren(lowering, node).flatMap((child): Member[] => {
    if (isKind(lowering, child, 'property_hook_list')) return hooksOf(lowering, child, last, type);
    if (!isKind(lowering, child, 'property_element')) return [];
    const named = childAt(lowering, child, fields.name);
    if (named === -1) return [];
    last = nameOfVariable(lowering, named);
    const value = childAt(lowering, child, fields.default_value);
    return [field(last, isStatic, value === -1 ? null : lowering.expression(value), type)];
  });
}

/** Fields that parameters of the constructor declare. */
function promotedOf(lowering: Lowering, node: number): Member[] {
  const { fields, kinds } = lowering;
  const list = childAt(lowering, node, fields.parameters);
  if (list === -1) return [];
  return namedChildren(lowering, list).flatMap((child): Member[] => {
    const held = childAt(lowering, child, fields.name);
    if (held === -1 || !isKind(lowering, child, 'property_promotion_parameter')) return [];
    const named = kindAt(lowering, held) === kinds.byReference ? firstNamed(lowering, held) : held;
    if (named === -1) return [];
    const type = typeOf(lowering, childAt(lowering, child, fields.type));
    const hooks = namedChildren(lowering, child).find((part) => isKind(lowering, part, 'property_hook_list'));
    const name = nameOfVariable(lowering, named);
    return [field(name, false, null, type), ...(hooks === undefined ? [] : hooksOf(lowering, hooks, name, type))];
  });
}

function methodOf(lowering: Lowering, node: number): Member[] {
  const { fields, kinds } = lowering;
  const named = childAt(lowering, node, fields.name);
  if (named === -1) return [];
  const written = textOf(lowering, named);
  const isStatic = childOfKind(lowering, node, kinds.staticModifier) !== -1;
  const name = written.toLowerCase() === '__construct' ? CONSTRUCTOR : written;
  const span = spanOf(lowering, node);
  // Abstract: whoever calls it does not know what runs.
  if (childAt(lowering, node, fields.body) === -1) return [{ name, kind: 'method', isStatic, value: null, type: typeOf(lowering, childAt(lowering, node, fields.return_type)) }];
  const index = lowerFunction(lowering, node, { ...PLAIN_SHAPE, name: written, ofClass: lowering.classPlace?.index ?? null });
  return [...promotedOf(lowering, node), { name, kind: 'method', isStatic, value: { kind: 'function', index, span }, type: lowering.functions[index]?.type ?? null }];
}

function caseOf(lowering: Lowering, node: number): Member[] {
  const { fields } = lowering;
  const named = childAt(lowering, node, fields.name);
  if (named === -1) return [];
  const span = spanOf(lowering, named);
  const held = childAt(lowering, node, fields.value);
  const name = textOf(lowering, named);
  const entries = [{ key: literal('name', span), value: literal(name, span) }];
  if (held !== -1) entries.push({ key: literal('value', span), value: lowering.expression(held) });
  return [field(name, true, { kind: 'object', entries, span: spanOf(lowering, node) }, null)];
}

/** `T::m as n` and `T::m insteadof U`: another name for, or a choice of, an inherited method; where no trait is named, the first is meant (most classes adapt one alone). */
function adaptationsOf(lowering: Lowering, node: number): Member[] {
  const [first] = namedChildren(lowering, node);
  const list = namedChildren(lowering, node).find((child) => isKind(lowering, child, 'use_list'));
  if (list === undefined) return [];
  return namedChildren(lowering, list).flatMap((clause): Member[] => {
    const children = namedChildren(lowering, clause);
    const [source] = children;
    if (source === undefined) return [];
    const span = spanOf(lowering, source);
    const [scope, method] = isKind(lowering, source, 'class_constant_access_expression') ? namedChildren(lowering, source) : [undefined, source];
    if (method === undefined) return [];
    const trait = scope ?? first;
    const object: Expression = trait === undefined ? { kind: 'super', span } : classReference(lowering, trait);
    const last = children.at(-1);
    const isAlias = isKind(lowering, clause, 'use_as_clause');
    if (isAlias && (last === undefined || last === source || kindAt(lowering, last) !== lowering.kinds.name)) return [];
    const name = textOf(lowering, isAlias && last !== undefined ? last : method);
    return [{ name, kind: 'method', isStatic: false, value: { kind: 'member', object, key: literal(textOf(lowering, method), span), span }, type: null }];
  });
}

const MEMBERS: ReadonlyMap<string, (lowering: Lowering, node: number) => Member[]> = new Map([
  ['const_declaration', constantsOf],
  ['property_declaration', propertiesOf],
  ['method_declaration', methodOf],
  ['enum_case', caseOf],
  ['use_declaration', adaptationsOf],
]);

/** PHP 4: a method named like its class; it can still be called by its name. */
function withConstructor(lowering: Lowering, members: readonly Member[], name: string): Member[] {
  const isOld = lowering.names.namespace === '' && !members.some((member) => member.name === CONSTRUCTOR);
  const lower = name.toLowerCase();
  return members.flatMap((member) => (isOld && member.kind === 'method' && member.name.toLowerCase() === lower ? [{ ...member, name: CONSTRUCTOR }, member] : [member]));
}

function lowerClass(state: Lowering, node: number, name: string): number {
  const { fields, kinds } = state;
  const index = state.classes.length;
  const body = childAt(state, node, fields.body);
  const contents = body === -1 ? [] : namedChildren(state, body);
  const span = spanOf(state, node);
  const traits = contents.filter((child) => isKind(state, child, 'use_declaration')).flatMap((child) => namedChildren(state, child).filter((part) => !isKind(state, part, 'use_list')));
  const bases: Expression[] = [
    ...traits.map((trait): Expression => ({ kind: 'symbol', name: className(state, trait), fallback: null, span: spanOf(state, trait) })),
    ...classesIn(state, childOfKind(state, node, kinds.baseClause)),
    ...classesIn(state, childOfKind(state, node, kinds.interfaceClause)),
  ];
  state.classes.push({ index, name, bases, members: [], span });
  const [around, breakables] = [state.classPlace, state.scope];
  state.classPlace = { index, name, isTrait: nameOfKind(state, node) === 'trait_declaration' };
  // Values of fields see no variables of the code around them.
  state.scope = newScope(state.scope.index, '', null);
  const members = contents.flatMap((child) => MEMBERS.get(nameOfKind(state, child))?.(state, child) ?? []);
  [state.classPlace, state.scope] = [around, breakables];
  const own = new Set(members.filter(({ kind, value }) => kind === 'method' && value?.kind !== 'member').map((member) => member.name));
  const cases = new Set(contents.filter((child) => isKind(state, child, 'enum_case')).map((child) => textOf(state, childAt(state, child, fields.name))));
  const implied = nameOfKind(state, node) === 'enum_declaration' ? enumMethods(state, node, index, members.filter((member) => cases.has(member.name))) : [];
  const kept = [...members, ...implied].filter((member) => member.kind !== 'method' || member.value?.kind !== 'member' || !own.has(member.name));
  state.classes[index] = { index, name, bases, members: withConstructor(state, kept, name), span };
  return index;
}

function declaration(state: Lowering, node: number): void {
  const named = childAt(state, node, state.fields.name);
  const name = declaredName(state, named === -1 ? '' : textOf(state, named));
  const index = lowerClass(state, node, name);
  if (named !== -1) state.definitions.push({ kind: 'class', name: name.toLowerCase(), index });
}

export const CLASSES: readonly (readonly [string, ExpressionHandler])[] = [['anonymous_class', (lowering, node) => ({ kind: 'class', index: lowerClass(lowering, node, 'class@anonymous'), span: spanOf(lowering, node) })]];

export const CLASS_STATEMENTS: readonly (readonly [string, StatementHandler])[] = [
  ['class_declaration', declaration],
  ['interface_declaration', declaration],
  ['trait_declaration', declaration],
  ['enum_declaration', declaration],
];
