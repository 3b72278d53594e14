import { CONSTRUCTOR, type Expression, type Parameter, type Statement } from '../../ir/nodes.ts';
import { argumentsOf } from './calls.ts';
import { assign, call, childIn, childrenOf, type ClassState, type Context, evaluate, kindAt, literal, member, reference, spanOf, textAt, unknown } from './context.ts';
import { makeFunction } from './functions.ts';
import { openScope } from './names.ts';
import { assignTo } from './targets.ts';
import { typeOf } from './types.ts';

/** A field that the class declares with its type. */
interface Annotated {
  readonly node: number;
  readonly name: string;
  readonly value: Expression | null;
  readonly type: Expression | null;
}

/** A `class`: assigned to its name, or a member of the class around it; then whatever of its body runs. */
export function defineClass(context: Context, node: number, decorators: readonly number[], into: Statement[]): void {
  const index = context.classes.length;
  context.classes.push(null);
  const span = spanOf(context, node);
  const lowered = decorators.map((decorator) => context.expression(decorator));
  const superclasses = childIn(context, node, 'superclasses');
  const bases = argumentsOf(context, superclasses).filter((base) => base.name === null && !base.isSpread);
  const named = childIn(context, node, 'name');
  const name = named === -1 ? '' : textAt(context, named);
  const value: Expression = { kind: 'class', index, span };
  const around = context.scope.ofClass;
  if (around !== null) around.members.push({ name, kind: 'field', isStatic: true, value, type: null });
  else into.push(evaluate(named === -1 ? value : assignTo(context, named, value, span)));
  const ofClass: ClassState = { index, members: [], bases: new Set(bases.map((base) => context.tree.text.slice(base.value.span.start, base.value.span.stop))) };
  const annotated = lowerBody(context, node, ofClass, into);
  const isMade = decorators.some((decorator) => isMaker(textAt(context, decorator))) || [...ofClass.bases].some(isMaker);
  if (isMade && !ofClass.members.some((one) => one.name === CONSTRUCTOR)) makeConstructor(context, node, ofClass, annotated);
  context.classes[index] = { index, name, bases: bases.map((base) => base.value), members: ofClass.members, span };
  for (const [at, decorator] of lowered.entries()) if (!isMaker(textAt(context, decorators[at] ?? node))) into.push(evaluate(call(decorator.span, decorator, [{ kind: 'class', index, span }])));
}

function lowerBody(context: Context, node: number, ofClass: ClassState, into: Statement[]): Annotated[] {
  const { scope: outer } = context;
  const declared = context.scopes.get(node);
  const annotated: Annotated[] = [];
  const body = childIn(context, node, 'body');
  if (declared === undefined || body === -1) return annotated;
  context.scope = openScope(context, declared, context.state.index, ofClass);
  for (const child of childrenOf(context, body)) {
    const field = fieldOf(context, child);
    if (field === -1) context.statement(child, into);
    else annotated.push(...lowerField(context, field, ofClass));
  }
  context.scope = outer;
  return annotated;
}

/** The assignment of `a = …`, `a: T = …` or `a: T`; -1 for other statements. */
function fieldOf(context: Context, node: number): number {
  const { kinds } = context;
  if (kindAt(context, node) !== kinds.expression_statement) return -1;
  const [only] = childrenOf(context, node);
  if (only === undefined || kindAt(context, only) !== kinds.assignment) return -1;
  const left = childIn(context, only, 'left');
  const right = childIn(context, only, 'right');
  const isChain = right !== -1 && kindAt(context, right) === kinds.assignment;
  return left !== -1 && kindAt(context, left) === kinds.identifier && !isChain ? only : -1;
}

function lowerField(context: Context, node: number, ofClass: ClassState): Annotated[] {
  const name = textAt(context, childIn(context, node, 'left'));
  const right = childIn(context, node, 'right');
  const value = right === -1 ? null : context.expression(right);
  const annotation = childIn(context, node, 'type');
  const type = typeOf(context, annotation);
  ofClass.members.push({ name, kind: 'field', isStatic: false, value, type });
  const isOfClass = annotation === -1 || /^(?:typing\.)?ClassVar\b/.test(textAt(context, annotation));
  return isOfClass ? [] : [{ node, name, value, type }];
}

const MAKERS = new Set(['dataclass', 'attrs', 'define', 'frozen', 'attr.s', 'NamedTuple', 'BaseModel', 'SQLModel', 'Struct', 'BaseSettings']);

/** Decorators and bases that write the constructor of a class from its fields. */
function isMaker(text: string): boolean {
  const name = text.split('(')[0] ?? '';
  return MAKERS.has(name) || MAKERS.has(name.split('.').at(-1) ?? '');
}

function makeConstructor(context: Context, node: number, ofClass: ClassState, annotated: readonly Annotated[]): void {
  const span = spanOf(context, node);
  const index = makeFunction(context, {
    node: -1, span, name: '__init__', receiver: 'instance', ofClass, decorators: [], type: null,
    enter: (body) => {
      const rest = { name: '', owner: context.state.index };
      const spread: Expression = { kind: 'call', callee: { kind: 'super', span }, arguments: [{ value: reference(span, rest), isSpread: true, name: '**' }], isNew: false, span };
      const parameters = annotated.map((field): Parameter => initialise(context, field, body));
      if (ofClass.bases.size === 0) return parameters;
      body.unshift(evaluate(spread));
      return [...parameters, { variable: rest, name: '', default: null, kind: 'keywords', type: null, span }];
    },
  });
  ofClass.members.push({ name: CONSTRUCTOR, kind: 'method', isStatic: false, value: { kind: 'function', index, span }, type: null });
}

function initialise(context: Context, { node, name, value, type }: Annotated, body: Statement[]): Parameter {
  const span = spanOf(context, node);
  const variable = { name, owner: context.state.index };
  body.push(evaluate(assign(span, member(span, { kind: 'this', span }, literal(span, name)), reference(span, variable))));
  const byDefault = value === null || value.kind === 'literal' ? value : unknown(value.span, []);
  return { variable, name, default: byDefault, kind: 'plain', type, span };
}
