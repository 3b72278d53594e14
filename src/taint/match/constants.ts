import type { GrammarName } from '../../util/grammars.ts';
import { classFields, type FieldOf } from './class-fields.ts';
import { fold, type Known } from './fold.ts';
import { KnownValues } from './known-values.ts';
import { type Shape, shapeAt } from './shape.ts';
import { eachUse, targetsIn } from './uses.ts';
import type { Variable, Variables } from './variables.ts';

/** What names and members are known to be, by where they stand. */
export type Values = ReadonlyMap<Shape, Shape>;

const ENDS = new Set(['return_statement', 'throw_statement', 'raise_statement', 'break_statement', 'continue_statement', 'throw_expression']);
const LOOPS = new Set(['while_statement', 'do_statement', 'for_statement', 'for_in_statement', 'foreach_statement']);
const SWITCHES = new Set(['switch_statement', 'match_statement']);
const THROWS = new Set(['call', 'new', 'throw_statement', 'raise_statement', 'throw_expression', 'await', 'await_expression', 'yield', 'yield_expression']);

/**
 * Follows assignments in the order in which they are run: a name is known where all ways to it agree. Each function is looked at alone; the
 * names around it count where they get a value once. What a loop or a function value changes is unknown around it.
 */
export function constantsOf(root: Shape, grammar: GrammarName, variables: Variables): Values {
  const walk = new ConstantWalk(root, grammar, variables);
  walk.visit(root);
  return walk.values;
}

class ConstantWalk {
  readonly values = new Map<Shape, Shape>();
  readonly #variables: Variables;
  readonly #fieldOf: FieldOf;
  readonly #folding: Known;
  readonly #once = new Map<Variable, Shape | null>();
  readonly #classes: Shape[] = [];
  readonly #here = new KnownValues();

  constructor(root: Shape, grammar: GrammarName, variables: Variables) {
    this.#variables = variables;
    this.#fieldOf = classFields(root, variables, grammar);
    this.#folding = { grammar, valueOf: (shape) => this.values.get(shape) ?? this.#onceOf(this.#variables.of.get(shape)) };
  }

  visit(shape: Shape): void {
    const { type, children } = shape;
    if (type === 'name') return this.#read(shape);
    if (children.length === 0) return;
    if (type === 'dot') {
      const value = this.#fieldOf(shape, this.#classes.at(-1));
      if (value !== null) this.values.set(shape, value);
      return this.#parts(shape);
    }
    if (type === 'assign') return this.#assign(shape);
    if (type.startsWith('augmented_')) return this.#augment(shape);
    if (type === 'function' || type === 'class') return this.#define(shape);
    if (this.#branches(shape)) return;
    this.#parts(shape);
    if (ENDS.has(type)) this.#here.isEnded = true;
    if (type === 'expression-statement') this.#forgetReceiver(children[0]);
  }

  #parts(shape: Shape): void {
    eachUse(shape, (part, how) => {
      if (how === 'read') this.visit(part);
      else this.#write(part, null);
    });
  }

  #read(name: Shape): void {
    const variable = this.#variables.of.get(name);
    if (variable === undefined || this.#here.isEnded) return;
    const value = this.#here.get(variable) ?? this.#onceOf(variable);
    if (value !== null) this.values.set(name, value);
  }

  /** The value of what gets one once, wherever it is read. */
  #onceOf(variable: Variable | undefined): Shape | null {
    if (variable === undefined || variable.writes !== 1 || !variable.isFixed || variable.value === null) return null;
    const found = this.#once.get(variable);
    if (found !== undefined) return found;
    // Its own name in its value is unknown.
    this.#once.set(variable, null);
    const value = fold(variable.value, this.#folding);
    this.#once.set(variable, value);
    return value;
  }

  #define(shape: Shape): void {
    if (shape.type === 'class') this.#classes.push(shape);
    this.#here.apart(shape.type === 'function' && shape.role === 'statement', () => this.#parts(shape));
    if (shape.type === 'class') this.#classes.pop();
    this.#forgetWithin(shape);
  }

  #assign({ children }: Shape): void {
    const [target, value] = children.filter(({ role }) => role !== 'type' && role !== 'modifier');
    if (value !== undefined) this.visit(value);
    if (target === undefined) return;
    const isPairs = value?.type === 'tuple' && target.type === 'tuple' && target.children.length === value.children.length;
    if (isPairs) target.children.forEach((part, at) => this.#write(part, value.children[at] ?? null));
    else this.#write(target, value ?? null);
  }

  #augment({ value: operator, children: [target, value] }: Shape): void {
    if (target === undefined || value === undefined) return;
    this.visit(target);
    this.visit(value);
    this.#write(target, null);
    const before = this.values.get(target);
    const sign = operator.slice(0, -1);
    if (target.type === 'name' && before !== undefined) this.#here.set(this.#variables.of.get(target), fold(shapeAt(target, sign === '.' ? 'chain' : 'binary', { value: sign, children: [before, value] }), this.#folding));
  }

  #write(target: Shape, value: Shape | null): void {
    for (const part of targetsIn(target)) {
      if (part.type === 'name') {
        this.#here.set(this.#variables.of.get(part), part === target && value !== null ? fold(value, this.#folding) : null);
        continue;
      }
      const [owner, key] = part.children;
      if (owner !== undefined && owner.type !== 'name') this.visit(owner);
      if (key !== undefined && (part.type === 'index' || key.role === 'computed')) this.visit(key);
      this.#here.set(owner === undefined ? undefined : this.#variables.of.get(owner), null);
    }
    if (target.type === 'parameter') target.children.filter(({ role }) => role === 'default').forEach((child) => this.visit(child));
  }

  /** A method whose result nobody takes may change what it is called on. */
  #forgetReceiver(call: Shape | undefined): void {
    const callee = call?.type === 'call' ? call.children[0] : undefined;
    const receiver = callee?.type === 'dot' ? callee.children[0] : undefined;
    if (receiver?.type === 'name') this.#here.set(this.#variables.of.get(receiver), null);
  }

  #forgetWithin(place: Shape): void {
    const { writes } = this.#variables;
    let [low, high] = [0, writes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((writes[middle]?.start ?? 0) < place.start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < writes.length && (writes[at]?.start ?? 0) < place.stop; at += 1) this.#here.set(writes[at]?.variable, null);
  }

  /** What is run in one of several ways; false where the shape is nothing of that kind. */
  #branches(shape: Shape): boolean {
    const [first, ...rest] = shape.children;
    if (first === undefined) return false;
    const way = (child: Shape) => (): void => this.visit(child);
    if (shape.type === 'if_statement' || shape.type === 'conditional') {
      this.visit(first);
      this.#here.branch(rest.map(way), rest.length > 1);
    } else if (shape.type === 'chain') {
      this.visit(first);
      this.#here.branch([(): void => rest.forEach((child) => this.visit(child))], false);
    } else if (LOOPS.has(shape.type)) {
      this.#forgetWithin(shape);
      this.#here.branch([(): void => this.#parts(shape)], false);
    } else if (SWITCHES.has(shape.type)) {
      this.visit(first);
      rest.forEach((child) => this.#forgetWithin(child));
      this.#here.branch(rest.flatMap(({ children }) => children.map(way)), false);
    } else if (shape.type === 'try_statement') this.#attempt(first, rest);
    else return false;
    return true;
  }

  /** The body may end anywhere where something can be thrown; where nothing can, nothing is caught. */
  #attempt(body: Shape, rest: readonly Shape[]): void {
    const isBlock = ({ type }: Shape): boolean => type === 'block';
    const catches = mayThrow(body) ? rest.filter(({ role }) => role === 'catch') : [];
    const caught = catches.map((child) => (): void => {
      this.#forgetWithin(body);
      this.visit(child);
    });
    this.#here.branch([(): void => [body, ...rest.filter(isBlock)].forEach((child) => this.visit(child)), ...caught], true);
    for (const last of rest.filter((child) => !isBlock(child) && child.role !== 'catch')) {
      const before = this.#here.isEnded;
      this.#here.isEnded = false;
      this.visit(last);
      this.#here.isEnded ||= before;
    }
  }
}

function mayThrow(shape: Shape): boolean {
  return THROWS.has(shape.type) || (shape.type !== 'function' && shape.children.some(mayThrow));
}
