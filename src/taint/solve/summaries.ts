import type { Expression } from '../ir/nodes.ts';
import { applyMarksAt } from './apply-marks.ts';
import { MAX_HANDED_ON, MAX_LOOKS, MAX_STEPS } from './budget.ts';
import { instanceOf, staticValue } from './classes.ts';
import { type Frame, inputOf, type Program, type Solver, type Summary, type SummaryEntry, type Unit } from './program.ts';
import { constantsKey, MAX_SPECIAL } from './specialise.ts';
import { type Contents, copyState, joinContents, joinStates, newState, type State } from './state.ts';
import { eitherFacts } from './facts.ts';
import { exportedTaints } from './exported.ts';
import { type Facts, joinTaints, NO_FACTS, type Value } from './taint.ts';
import { inputValue, joinValues, symbolValue, UNDEFINED, UNKNOWN } from './value.ts';

const MAX_PASSES = 3;
/** Modules that import one another nest. */
const MAX_RUNNING = 40;

const NOTHING: Summary = { returns: UNKNOWN, heap: new Map(), shared: new Map(), written: new Map(), sinks: [], calls: [], proves: NO_FACTS, isEndless: false };

/** What a function does. A function that calls itself is followed again with what is known of it by then. */
export function summaryOf(program: Program, solver: Solver, unit: Unit, index: number): Summary {
  return summaryFor(program, solver, unit, { index, constants: null });
}

/** The same where some of what it is given are constants that decide what it does. */
export function specialSummary(program: Program, solver: Solver, unit: Unit, { index, constants }: { index: number; constants: ReadonlyMap<string, Value> }): Summary {
  const name = `${index}:${unit.module.path}`;
  const known = program.special.get(name) ?? new Set<string>();
  const key = constantsKey(constants);
  if (!known.has(key)) {
    if (known.size >= MAX_SPECIAL) return summaryOf(program, solver, unit, index);
    known.add(key);
    program.special.set(name, known);
  }
  return summaryFor(program, solver, unit, { index, constants });
}

function summaryFor(program: Program, solver: Solver, unit: Unit, { index, constants }: { index: number; constants: ReadonlyMap<string, Value> | null }): Summary {
  const key = `${index}:${unit.module.path}${constants === null ? '' : constantsKey(constants)}`;
  const known = program.summaries.get(key);
  program.reliance?.uses(key);
  if (known?.progress === 'done') return known.summary;
  if (known !== undefined) {
    known.wasAskedMeanwhile = true;
    return known.summary;
  }
  program.reliance?.enter({ key, module: unit.module.path, index, constants });
  const entry: SummaryEntry = { summary: NOTHING, progress: 'running', wasAskedMeanwhile: false };
  program.summaries.set(key, entry);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    entry.wasAskedMeanwhile = false;
    entry.summary = summarise(newFrame(program, solver, unit, { index, given: constants ?? NOTHING_GIVEN }));
    if (!entry.wasAskedMeanwhile) break;
  }
  entry.progress = 'done';
  program.reliance?.leave();
  return entry.summary;
}

const NOTHING_GIVEN: ReadonlyMap<string, Value> = new Map();

function newFrame(program: Program, solver: Solver, unit: Unit, { index, given }: { index: number; given: ReadonlyMap<string, Value> }): Frame | null {
  const fn = unit.module.functions[index];
  if (fn === undefined) return null;
  return { program, solver, unit, fn, given, state: newState(`${unit.module.path}:${index}`), sinks: [], calls: [], returns: [], loops: [], thrown: [], stepsLeft: MAX_STEPS, looksLeft: MAX_LOOKS, handedOn: MAX_HANDED_ON };
}

function summarise(frame: Frame | null): Summary {
  if (frame === null) return NOTHING;
  const { program, solver, unit, fn: { index } } = frame;
  bindParameters(frame);
  solver.execute(frame, frame.fn.body);
  if (frame.state !== null && frame.stepsLeft >= 0) frame.returns.push({ value: UNDEFINED, state: frame.state });
  const [first, ...rest] = frame.returns;
  if (first === undefined) return { ...NOTHING, sinks: frame.sinks, calls: frame.calls, isEndless: frame.stepsLeft >= 0 };
  let returns = withProofs(first.value, first.state.facts);
  let state: State | null = first.state;
  let proves: Facts | null = first.state.facts;
  for (const one of rest) {
    returns = joinValues(returns, withProofs(one.value, one.state.facts));
    state = joinStates(state === null ? null : copyState(state), one.state);
    proves = eitherFacts(proves, one.state.facts);
  }
  const heap = state?.heap ?? new Map<string, Contents>();
  const shared = index === 0 ? new Map<string, Contents>() : sharedOf(heap, program);
  publish(program, heap, index);
  const references = new Set(frame.fn.parameters.filter(({ isReference }) => isReference === true).map(({ variable }) => variable));
  const written = new Map([...(state?.variables ?? [])].filter(([variable]) => variable.owner !== index || references.has(variable)));
  for (const [variable, value] of written) if (variable.owner === 0) unit.cells.set(variable, joinValues(unit.cells.get(variable) ?? value, value));
  const reached = [returns, ...written.values(), ...frame.sinks.map(({ value }) => value), ...frame.calls.flatMap(({ callee, arguments: given }) => [callee, ...given.map(({ value }) => value)])];
  return { returns, heap: reachable(heap, reached, program), shared, written, sinks: frame.sinks, calls: frame.calls, proves: proves ?? NO_FACTS, isEndless: false };
}

/** What a function does to objects of the whole program is seen by all. */
function publish(program: Program, heap: ReadonlyMap<string, Contents>, index: number): void {
  if (index !== 0) for (const [location, contents] of heap) if (!location.startsWith('in:') && program.heap.has(location)) program.heap.set(location, contents);
  for (const [location, contents] of heap) if (location.startsWith('class:')) program.heap.set(location, joinContents(program.heap.get(location) ?? contents, contents));
}

function sharedOf(heap: ReadonlyMap<string, Contents>, program: Program): Map<string, Contents> {
  return new Map([...heap].filter(([location, contents]) => {
    const known = location.startsWith('in:') ? undefined : program.heap.get(location);
    return known !== undefined && known !== contents;
  }));
}

/** Of what a function made or changed, that which somebody else can still see. */
function reachable(heap: ReadonlyMap<string, Contents>, start: readonly Value[], program: Program): Map<string, Contents> {
  const found = new Map<string, Contents>();
  const pending: Value[] = [...start];
  const take = (location: string, contents: Contents): void => {
    if (found.has(location)) return;
    found.set(location, contents);
    pending.push(...contents.fields.values());
    if (contents.rest !== null) pending.push(contents.rest);
    for (const parent of contents.parents) visit(parent);
  };
  const visit = (location: string): void => {
    const contents = heap.get(location);
    if (contents !== undefined && !program.heap.has(location)) take(location, contents);
  };
  for (const [location, contents] of heap) if (location.startsWith('in:') || location.startsWith('class:')) take(location, contents);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) for (const { key, kind } of value.targets) if (kind === 'object') visit(key);
  return found;
}

/** What holds where a value is returned, told by whether it is true. */
function withProofs(value: Value, facts: Facts): Value {
  if (facts.size === 0) return value.constants === null ? value : joinValues({ ...value }, value, [NO_FACTS, NO_FACTS]);
  return joinValues({ ...value }, value, [facts, facts]);
}

function bindParameters(frame: Frame): void {
  const { fn, unit } = frame;
  for (const [at, parameter] of fn.parameters.entries()) {
    const input = inputValue(inputOf({ kind: 'parameter', at }), { kind: 'step', file: unit.module.path, span: parameter.span, note: `parameter ${parameter.name}`, previous: null });
    let value: Value = parameter.type === null ? input : typed(frame, input, parameter.type);
    if (parameter.default !== null) frame.solver.evaluate(frame, parameter.default);
    const { start, stop } = parameter.span;
    // A pattern with the type beside it (`$X: str`) has the name alone in focus.
    const ends = new Set([stop, start + parameter.name.length]);
    if (unit.marks !== null) for (const end of ends) value = applyMarksAt(frame, unit.marks, { start, stop: end }, value);
    const exported = exportedTaints(frame, parameter);
    if (exported.length > 0) value = { ...value, taints: joinTaints(value.taints, exported) };
    frame.state?.variables.set(parameter.variable, frame.given.get(inputOf({ kind: 'parameter', at }).key) ?? value);
  }
}

const SCALARS: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'number', 'boolean', 'bigint']);

/** A parameter of a declared class is an object of it; a number holds nothing dangerous. */
function typed(frame: Frame, input: Value, type: Expression): Value {
  if (type.kind === 'symbol' && SCALARS.has(type.name)) return frame.unit.support.name === 'php' ? UNKNOWN : input;
  const named = staticValue(frame, frame.unit.module.path, type);
  for (const target of named.targets) {
    if (target.kind === 'symbol') {
      const symbol = symbolValue(frame.unit.models.normalise(`${target.key}()`));
      if (frame.unit.models.knows(symbol.chain[0] ?? '')) return { ...input, targets: [...symbol.targets, ...input.targets], chain: input.chain };
    }
    if (target.kind === 'class') {
      return { ...input, targets: [{ kind: 'object', key: instanceOf(frame.program, target.self) }, ...input.targets] };
    }
  }
  return input;
}

/** Runs the body of a module: first without looking into its functions, so that all of them find its variables. */
export function runModule(program: Program, solver: Solver, unit: Unit): void {
  const { path } = unit.module;
  program.reliance?.uses(path);
  // A long chain of modules is run from its end: what is left out here has its turn later.
  if (unit.progress !== 'new' || program.running >= MAX_RUNNING) return;
  program.reliance?.enter({ key: path, module: path, index: 0, constants: null });
  unit.progress = 'running';
  program.running += 1;
  for (const isShallow of [true, false]) {
    unit.isShallow = isShallow;
    const frame = newFrame(program, solver, unit, { index: 0, given: NOTHING_GIVEN });
    if (frame === null) break;
    const final = runBody(frame, solver, isShallow);
    for (const [variable, value] of final?.variables ?? []) unit.cells.set(variable, value);
    for (const [location, contents] of final?.heap ?? []) program.heap.set(location, contents);
  }
  unit.progress = 'done';
  program.running -= 1;
  program.reliance?.leave();
}

function runBody(frame: Frame, solver: Solver, isShallow: boolean): State | null {
  const before = frame.program.noted.length;
  solver.execute(frame, frame.fn.body);
  let final = frame.state;
  for (const { state } of frame.returns) final = joinStates(final, state);
  if (isShallow) for (const key of frame.program.noted.splice(before)) frame.program.sites.delete(key);
  return final;
}
