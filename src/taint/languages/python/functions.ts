import { CONSTRUCTOR, type Expression, type Member, type Parameter, type Span, type Statement } from '../../ir/nodes.ts';
import { assign, childIn, childrenOf, type ClassState, type Context, evaluate, type FunctionState, kindAt, reference, spanOf, temporary, textAt, unknown } from './context.ts';
import { identifier, openScope, selfOf } from './names.ts';
import { assignTo } from './targets.ts';
import { typeOf } from './types.ts';

/** What the first parameter of a function in a class is. */
type Receiver = 'instance' | 'class' | 'static' | null;

interface Plan {
  /** Opens the scope; -1: none is written. */
  readonly node: number;
  readonly span: Span;
  readonly name: string;
  readonly receiver: Receiver;
  readonly ofClass: ClassState | null;
  readonly decorators: readonly Expression[];
  readonly type: Expression | null;
  /** Called within the function's scope; its statements are the body. */
  readonly enter: (body: Statement[]) => readonly Parameter[];
}

/** Lowers a function and gives its index. */
export function makeFunction(context: Context, plan: Plan): number {
  const index = context.functions.length;
  context.functions.push(null);
  const { scope: outerScope, state: outerState } = context;
  const state: FunctionState = { index, method: outerState.method, ofClass: plan.ofClass ?? outerState.ofClass, loops: [], isGenerator: false, self: null, selfName: '' };
  if (plan.receiver !== null) state.method = state;
  const declared = context.scopes.get(plan.node);
  if (declared !== undefined) context.scope = openScope(context, declared, index, null);
  context.state = state;
  const body: Statement[] = [];
  const parameters = plan.enter(body);
  const { span } = plan;
  const start = { start: span.start, stop: span.start };
  if (state.self !== null) body.unshift(evaluate(assign(start, reference(start, state.self), { kind: 'this', span: start })));
  context.scope = outerScope;
  context.state = outerState;
  context.functions[index] = {
    index, name: plan.name, parameters, body, parent: outerState.index, thisMode: plan.receiver === null ? 'lexical' : 'own', ofClass: plan.receiver === null ? null : (plan.ofClass?.index ?? null),
    isGenerator: state.isGenerator, decorators: plan.decorators, type: plan.type, span,
  };
  return index;
}

/** A parameter before its function is entered: what it has by default and its type are read outside. */
interface Draft {
  readonly target: number;
  readonly kind: Parameter['kind'];
  readonly default: Expression | null;
  readonly type: Expression | null;
  readonly node: number;
}

function draftOf(context: Context, node: number): Draft | null {
  const { kinds } = context;
  const kind = kindAt(context, node);
  if (kind === kinds.keyword_separator || kind === kinds.positional_separator) return null;
  const inner = childIn(context, node, 'name') === -1 ? (kind === kinds.typed_parameter ? (childrenOf(context, node)[0] ?? node) : node) : childIn(context, node, 'name');
  const form = kindAt(context, inner);
  const isSplat = form === kinds.list_splat_pattern || form === kinds.dictionary_splat_pattern;
  const value = childIn(context, node, 'value');
  return {
    node,
    target: isSplat ? (childrenOf(context, inner)[0] ?? inner) : inner,
    kind: form === kinds.list_splat_pattern ? 'rest' : form === kinds.dictionary_splat_pattern ? 'keywords' : 'plain',
    default: value === -1 ? null : context.expression(value),
    type: typeOf(context, childIn(context, node, 'type')),
  };
}

function draftsOf(context: Context, node: number): Draft[] {
  return node === -1 ? [] : childrenOf(context, node).map((child) => draftOf(context, child)).filter((draft) => draft !== null);
}

function parameterOf(context: Context, draft: Draft, body: Statement[]): Parameter {
  const span = spanOf(context, draft.node);
  const name = kindAt(context, draft.target) === context.kinds.identifier ? identifier(context, draft.target) : null;
  const common = { default: draft.default, kind: draft.kind, type: draft.type, span };
  if (name?.kind === 'variable') return { ...common, variable: name.variable, name: name.variable.name };
  const variable = temporary(context);
  body.push(evaluate(assignTo(context, draft.target, reference(span, variable), span)));
  return { ...common, variable, name: '' };
}

/** The parameters of a function, whose scope is open; the first of a method is not among them. */
function enterParameters(context: Context, drafts: readonly Draft[], receiver: Receiver, body: Statement[]): Parameter[] {
  const [first] = drafts;
  const hasReceiver = (receiver === 'instance' || receiver === 'class') && first?.kind === 'plain' && kindAt(context, first.target) === context.kinds.identifier;
  if (hasReceiver) receive(context, textAt(context, first.target), receiver);
  return drafts.slice(hasReceiver ? 1 : 0).map((draft) => parameterOf(context, draft, body));
}

function receive(context: Context, name: string, receiver: Receiver): void {
  const { state, scope } = context;
  const ofClass = state.ofClass?.index ?? 0;
  if (receiver === 'class') {
    scope.bindings.set(name, { kind: 'class', index: ofClass });
    return;
  }
  state.selfName = name;
  const isRebound = (scope.declared.names.get(name) ?? 0) > 1;
  if (isRebound) scope.bindings.set(name, { kind: 'variable', variable: selfOf(state) });
  else scope.bindings.set(name, { kind: 'this', owner: state });
}

const IMPLICITLY_STATIC = new Set(['__new__', '__init_subclass__', '__class_getitem__']);
const GETTERS = new Set(['property', 'cached_property', 'abstractproperty', 'hybrid_property', 'reify', 'classproperty']);

interface Role {
  readonly kind: Member['kind'];
  readonly receiver: Receiver;
  readonly rest: readonly number[];
}

/** What decorators make of a member; those that say nothing of it are left. */
function roleOf(context: Context, name: string, decorators: readonly number[]): Role {
  let kind: Member['kind'] = 'method';
  let receiver: Receiver = IMPLICITLY_STATIC.has(name) ? 'class' : 'instance';
  const rest = decorators.filter((node) => {
    const last = textAt(context, node).split('.').at(-1) ?? '';
    if (last === 'staticmethod') receiver = 'static';
    else if (last === 'classmethod') receiver = 'class';
    else if (GETTERS.has(last) || last === 'getter') kind = 'getter';
    else if (last === 'setter') kind = 'setter';
    else return true;
    return false;
  });
  return { kind, receiver, rest };
}

/** A `def`: assigned to its name, or a member of the class in whose body it stands. */
export function defineFunction(context: Context, node: number, decorators: readonly number[]): Expression | null {
  const named = childIn(context, node, 'name');
  const name = named === -1 ? '' : textAt(context, named);
  const { ofClass } = context.scope;
  const role: Role = ofClass === null ? { kind: 'method', receiver: null, rest: decorators } : roleOf(context, name, decorators);
  const lowered = role.rest.map((decorator) => context.expression(decorator));
  const drafts = draftsOf(context, childIn(context, node, 'parameters'));
  const index = makeFunction(context, {
    node, span: spanOf(context, node), name, receiver: role.receiver, ofClass, decorators: lowered, type: typeOf(context, childIn(context, node, 'return_type')),
    enter: (body) => {
      const parameters = enterParameters(context, drafts, role.receiver, body);
      for (const child of childrenOf(context, node)) {
        const isBody = kindAt(context, child) === context.kinds.block || kindAt(context, child) === context.kinds.ERROR;
        if (isBody) context.statement(child, body);
      }
      return parameters;
    },
  });
  const value: Expression = { kind: 'function', index, span: spanOf(context, node) };
  if (ofClass === null) return named === -1 ? value : assignTo(context, named, value, spanOf(context, node));
  ofClass.members.push({ name: name === '__init__' ? CONSTRUCTOR : name, kind: role.kind, isStatic: role.receiver === 'static' || role.receiver === 'class', value, type: null });
  return null;
}

export function lambda(context: Context, node: number): Expression {
  const drafts = draftsOf(context, childIn(context, node, 'parameters'));
  const span = spanOf(context, node);
  const index = makeFunction(context, {
    node, span, name: '', receiver: null, ofClass: null, decorators: [], type: null,
    enter: (body) => {
      const parameters = enterParameters(context, drafts, null, body);
      const inner = childIn(context, node, 'body');
      const value = inner === -1 ? unknown(span, []) : context.expression(inner);
      body.push({ kind: 'return', value, span: value.span });
      return parameters;
    },
  });
  return { kind: 'function', index, span };
}
