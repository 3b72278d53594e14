import type { GrammarName } from '../../util/grammars.ts';
import { either, fold, type Known } from './fold.ts';
import { type Shape, shapeAt } from './shape.ts';
import { targetsIn, usesIn } from './uses.ts';
import type { Variable, Variables } from './variables.ts';

/** What names and members are known to be, by where they stand. */
export type Values = ReadonlyMap<Shape, Shape>;

const ENDS = new Set(['return_statement', 'throw_statement', 'raise_statement', 'break_statement', 'continue_statement', 'throw_expression']);
const LOOPS = new Set(['while_statement', 'do_statement', 'for_statement', 'for_in_statement', 'foreach_statement']);
const THROWS = new Set(['call', 'new', 'throw_statement', 'raise_statement', 'throw_expression', 'await', 'await_expression', 'yield', 'yield_expression']);
const SELVES = new Set(['self', 'static', '$this', 'this', 'cls']);

interface Outcome {
  readonly ends: boolean;
  readonly changed: ReadonlyMap<Variable, Shape | null>;
}

/**
 * Follows assignments in the order in which they are run: a name is known where all ways to it agree. Each function is looked at alone; the
 * names around it count where they get a value once. What a loop or a function value changes is unknown around it.
 */
export function constantsOf(root: Shape, grammar: GrammarName, variables: Variables): Values {
  const values = new Map<Shape, Shape>();
  const fields = fieldsOf(root, variables, grammar);
  let known = new Map<Variable, Shape>();
  let trail: [Variable, Shape | undefined][] = [];
  let ended = false;
  const classes: Shape[] = [];
  const folding: Known = { grammar, valueOf: (shape) => values.get(shape) ?? onceOf(shape) };
  const once = new Map<Variable, Shape | null>();
  const onceOf = (shape: Shape): Shape | null => {
    const variable = variables.of.get(shape);
    if (variable === undefined || variable.writes !== 1 || !variable.isFixed || variable.value === null) return null;
    const found = once.get(variable);
    if (found !== undefined) return found;
    once.set(variable, null);
    const value = fold(variable.value, folding);
    once.set(variable, value);
    return value;
  };
  const set = (variable: Variable | undefined, value: Shape | null): void => {
    if (variable === undefined || ended) return;
    const before = known.get(variable);
    if (before === undefined && value === null) return;
    trail.push([variable, before]);
    if (value === null) known.delete(variable);
    else known.set(variable, value);
  };
  const forgetWithin = (place: Shape): void => {
    const { writes } = variables;
    let [low, high] = [0, writes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((writes[middle]?.start ?? 0) < place.start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < writes.length && (writes[at]?.start ?? 0) < place.stop; at += 1) set(writes[at]?.variable, null);
  };
  const attempt = (way: () => void): Outcome => {
    const from = trail.length;
    const before = ended;
    way();
    const changed = new Map<Variable, Shape | null>();
    for (const [variable] of trail.slice(from)) changed.set(variable, known.get(variable) ?? null);
    for (const [variable, value] of trail.splice(from).reverse()) {
      if (value === undefined) known.delete(variable);
      else known.set(variable, value);
    }
    const outcome = { ends: ended, changed };
    ended = before;
    return outcome;
  };
  /** One of the ways is run, or, where they are not all, none. */
  const branch = (ways: readonly (() => void)[], isComplete: boolean): void => {
    const outcomes = ways.map(attempt);
    const living = outcomes.filter(({ ends }) => !ends);
    if (!isComplete) living.push({ ends: false, changed: new Map() });
    const names = new Set(living.flatMap(({ changed }) => [...changed.keys()]));
    for (const variable of names) set(variable, either(living.map(({ changed }) => (changed.has(variable) ? changed.get(variable) : known.get(variable)))));
    if (living.length === 0) ended = true;
  };
  const all = (shapes: readonly Shape[]) => (): void => shapes.forEach(walk);
  const apart = (isFresh: boolean, run: () => void): void => {
    const before = { known, trail, ended };
    if (isFresh) [known, trail] = [new Map(), []];
    ended = false;
    if (isFresh) run();
    else attempt(run);
    ({ known, trail, ended } = before);
  };
  const write = (target: Shape, value: Shape | null): void => {
    for (const part of targetsIn(target)) {
      if (part.type === 'name') set(variables.of.get(part), part === target && value !== null ? fold(value, folding) : null);
      else {
        part.children.forEach((child, at) => (at === 0 && child.type === 'name') || (part.type === 'dot' && child.role !== 'computed' && at > 0) || walk(child));
        set(part.children[0] === undefined ? undefined : variables.of.get(part.children[0]), null);
      }
    }
  };
  const assign = ({ children }: Shape): void => {
    const [target, value] = children.filter(({ role }) => role !== 'type' && role !== 'modifier');
    if (value !== undefined) walk(value);
    if (target === undefined) return;
    const pairs = value !== undefined && target.type === 'tuple' && value.type === 'tuple' && target.children.length === value.children.length;
    if (pairs) target.children.forEach((part, at) => write(part, value.children[at] ?? null));
    else write(target, value ?? null);
  };
  const statementOf = (shape: Shape): boolean => {
    const { type, children } = shape;
    const [first, ...rest] = children;
    if (first === undefined) return false;
    if (type === 'if_statement') {
      walk(first);
      branch(rest.map((child) => all([child])), rest.length > 1);
    } else if (type === 'conditional') {
      walk(first);
      branch(rest.map((child) => all([child])), rest.length > 1);
    } else if (type === 'chain') {
      walk(first);
      branch([all(rest)], false);
    } else if (LOOPS.has(type)) {
      forgetWithin(shape);
      branch([() => parts(shape)], false);
    } else if (type === 'switch_statement' || type === 'match_statement') {
      walk(first);
      rest.forEach(forgetWithin);
      branch(rest.flatMap(({ children: cases }) => cases.map((child) => all([child]))), false);
    } else if (type === 'try_statement') attemptOf(first, rest);
    else return false;
    return true;
  };
  const attemptOf = (body: Shape, rest: readonly Shape[]): void => {
    const catches = mayThrow(body) ? rest.filter(({ role }) => role === 'catch') : [];
    const after = rest.filter(({ type }) => type === 'block');
    branch([all([body, ...after]), ...catches.map((child) => (): void => {
      forgetWithin(body);
      walk(child);
    })], true);
    rest.filter(({ type, role }) => type !== 'block' && role !== 'catch').forEach((child) => {
      const before = ended;
      ended = false;
      walk(child);
      ended ||= before;
    });
  };
  const parts = (shape: Shape): void => {
    for (const [part, how] of usesIn(shape)) {
      if (how === 'read') walk(part);
      else write(part, null);
    }
  };
  const walk = (shape: Shape): void => {
    const { type, children } = shape;
    if (type === 'name' || type === 'dot') {
      const value = type === 'name' ? (ended ? null : (known.get(variables.of.get(shape) ?? NONE) ?? onceOf(shape))) : fields(shape, classes.at(-1));
      if (value !== null) values.set(shape, value);
      if (type === 'dot') parts(shape);
      return;
    }
    if (type === 'assign') return assign(shape);
    if (type.startsWith('augmented_')) return augment(shape);
    if (type === 'function' || type === 'class') {
      if (type === 'class') classes.push(shape);
      apart(type === 'function' && shape.role === 'statement', () => parts(shape));
      if (type === 'class') classes.pop();
      return forgetWithin(shape);
    }
    if (statementOf(shape)) return;
    parts(shape);
    if (ENDS.has(type)) ended = true;
    if (type === 'expression-statement') forgetReceiver(children[0]);
  };
  /** A method whose result nobody takes may change what it is called on. */
  const forgetReceiver = (call: Shape | undefined): void => {
    const callee = call?.type === 'call' ? call.children[0] : undefined;
    const receiver = callee?.type === 'dot' ? callee.children[0] : undefined;
    if (receiver?.type === 'name') set(variables.of.get(receiver), null);
  };
  const augment = (shape: Shape): void => {
    const [target, value] = shape.children;
    if (target === undefined || value === undefined) return;
    walk(target);
    walk(value);
    write(target, null);
    const before = values.get(target);
    const operator = shape.value.slice(0, -1);
    if (target.type === 'name' && before !== undefined) set(variables.of.get(target), fold(shapeAt(shape, operator === '.' ? 'chain' : 'binary', { value: operator, children: [before, value] }), folding));
  };
  walk(root);
  return values;
}

const NONE: Variable = { name: '', writes: 0, value: null, isFixed: false };

function mayThrow(shape: Shape): boolean {
  return THROWS.has(shape.type) || (shape.type !== 'function' && shape.children.some(mayThrow));
}

/** What `self::NAME` and `this.name` are: fields that only their declaration gives a value. */
function fieldsOf(root: Shape, variables: Variables, grammar: GrammarName): (member: Shape, around: Shape | undefined) => Shape | null {
  const byClass = new Map<string, Shape>();
  const collect = (shape: Shape): void => {
    const [name] = shape.children;
    if (shape.type === 'class' && name?.role === 'name') byClass.set(name.value, shape);
    shape.children.forEach(collect);
  };
  collect(root);
  const seen = new Map<Shape, ReadonlyMap<string, Shape>>();
  return (member, around) => {
    const [owner, name] = member.children;
    if (owner?.type !== 'name' || name?.type !== 'name' || member.children.length !== 2) return null;
    const owning = SELVES.has(owner.value) ? around : byClass.get(owner.value);
    if (owning === undefined || variables.members.has(name.value)) return null;
    const known = seen.get(owning) ?? constantFields(owning, grammar);
    seen.set(owning, known);
    return known.get(name.value.replace(/^\$/u, '')) ?? null;
  };
}

function constantFields({ children }: Shape, grammar: GrammarName): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>();
  for (const member of children.find(({ type }) => type === 'members')?.children ?? []) {
    const [name, value] = member.children.filter(({ role }) => role !== 'type' && role !== 'modifier');
    if (member.type !== 'assign' || name?.type !== 'name' || value === undefined) continue;
    const constant = fold(value, { grammar, valueOf: () => null });
    if (constant !== null) found.set(name.value.replace(/^\$/u, ''), constant);
  }
  return found;
}
