import type { Block, Expression, Statement } from '../ir/nodes.ts';
import { asCondition } from './assumptions.ts';
import { evaluateBranches, truthOf } from './branches.ts';
import { readMember } from './memory.ts';
import { symbolAt } from './symbols.ts';
import type { Frame, LoopExit } from './program.ts';
import { settled } from './settled.ts';
import { copyState, joinStates, type State, withFactsToo } from './state.ts';
import { bothFacts, eitherFacts } from './facts.ts';
import { ofEach } from './conditions.ts';
import { type Clearing, type Facts, NO_FACTS, type Value } from './taint.ts';
import { UNDEFINED, UNKNOWN } from './value.ts';
import { ONE_BY_ONE } from './value-facts.ts';

type Handler<Kind extends Statement['kind']> = (frame: Frame, statement: Extract<Statement, { kind: Kind }>) => void;
type Handlers = { readonly [Kind in Statement['kind']]: Handler<Kind> };

/** Rounds of a loop that are followed: what one round brings to the next is seen by the second; further ones only where the last one brought data to one more variable. */
const ROUNDS = 2;
const MOST_ROUNDS = 5;

function goesRound(rounds: number, before: State | null, state: State | null): state is State {
  if (state === null || rounds < ROUNDS) return state !== null;
  return rounds < MOST_ROUNDS && [...state.variables].some(([variable, { taints }]) => taints.length > 0 && (before?.variables.get(variable)?.taints.length ?? 0) === 0);
}

/** However often a loop goes round: it ends where its condition does not hold. */
function endWhere(frame: Frame, test: Expression | null): void {
  if (test === null || frame.state === null) return;
  const last = asCondition(frame, frame.solver.evaluate(frame, test));
  if (truthOf(last) === null) frame.state = proven(frame.state, last.proves?.whenFalse);
}

/** What a round proved of an item it may have proved of each. */
function ofItems(facts: Facts): Facts {
  const items = [...facts].flatMap(([id, clearing]): [string, Clearing][] => [clearing, ...(clearing.perhaps == null ? [] : [clearing.perhaps])].filter(({ doubt }) => doubt === ONE_BY_ONE).map((one) => [id, one]));
  return items.length === 0 ? NO_FACTS : new Map(items);
}

/** Where it is not known how often a loop goes round, what it counts is any number. */
function countOn(frame: Frame, test: Expression, update: Expression): void {
  const before = frame.state;
  if (before === null) return;
  frame.state = copyState(before);
  if (truthOf(asCondition(frame, frame.solver.evaluate(frame, test))) === null) frame.solver.evaluate(frame, update);
  const after = frame.state;
  frame.state = before;
  for (const [variable, value] of after?.variables ?? []) if (value.constants?.every((constant) => typeof constant === 'number') === true && before.variables.get(variable) !== value) before.variables.set(variable, UNKNOWN);
}

/** Follows statements one after the other, until nothing comes to the next. */
export function execute(frame: Frame, block: Block): void {
  for (const statement of block) {
    if (frame.state === null || frame.stepsLeft < 0) return;
    (HANDLERS[statement.kind] as Handler<Statement['kind']>)(frame, statement);
  }
}

const HANDLERS: Handlers = {
  evaluate: (frame, { value }) => void frame.solver.evaluate(frame, value),
  if: (frame, { test, whenTrue, whenFalse }) => {
    evaluateBranches(frame, frame.solver.evaluate(frame, test), [() => run(frame, whenTrue), () => run(frame, whenFalse)]);
  },
  loop: (frame, { test, update, body, isLate }) => {
    const exit: LoopExit = enter(frame, true);
    let ends: Facts = NO_FACTS;
    if (isLate) round(frame, exit, body);
    if (test !== null && update !== null) countOn(frame, test, update);
    let before: State | null = null;
    for (let rounds = 0; goesRound(rounds, before, frame.state); rounds += 1) {
      before = copyState(frame.state);
      const tested = test === null ? UNKNOWN : asCondition(frame, frame.solver.evaluate(frame, test));
      if (test !== null && truthOf(tested) === false) break;
      const leaving = test === null ? null : proven(copyState(frame.state), tested.proves?.whenFalse);
      if (leaving !== null && truthOf(tested) !== true) exit.breaks = joinStates(exit.breaks, leaving);
      frame.state = proven(frame.state, tested.proves?.whenTrue);
      round(frame, exit, body);
      if (frame.state !== null) ends = frame.state.facts;
      if (frame.state !== null && update !== null) frame.solver.evaluate(frame, update);
      frame.state = joinStates(before, frame.state);
    }
    endWhere(frame, test);
    leave(frame, exit, test === null);
    if (frame.state !== null) frame.state = proven(frame.state, ofItems(ends));
  },
  each: (frame, { item, key, iterable, body, span }) => {
    const all = settled(frame, frame.solver.evaluate(frame, iterable));
    const exit = enter(frame, true);
    const [id] = all.chain;
    const element = settled(frame, readMember(frame, all, null, span));
    const named: Value = id === undefined ? element : { ...element, chain: [`${id}[]`, ...element.chain] };
    let ends: Facts | null = null;
    const before = frame.state === null ? null : copyState(frame.state);
    let start: State | null = null;
    for (let rounds = 0; goesRound(rounds, start, frame.state); rounds += 1) {
      start = copyState(frame.state);
      if (item !== null) frame.state.variables.set(item, named);
      if (key !== null) frame.state.variables.set(key, { ...UNKNOWN, taints: all.taints });
      round(frame, exit, body);
      ends = rounds === 0 ? (frame.state?.facts ?? null) : eitherFacts(ends, frame.state?.facts ?? null);
      frame.state = joinStates(start, frame.state);
    }
    leave(frame, exit, false);
    if (id !== undefined && exit.breaks === null && before !== null) provenOfAll(frame, all, ends);
  },
  switch: (frame, { subject, cases, fallsThrough }) => {
    const value = frame.solver.evaluate(frame, subject);
    const exit = enter(frame, false);
    let [open, through]: [State | null, State | null] = [frame.state, null];
    let others: State | null = null;
    for (const { test, body } of [...cases.filter((one) => one.test !== null), ...cases.filter((one) => one.test === null)]) {
      frame.state = open === null ? null : copyState(open);
      if (test !== null && frame.state !== null) {
        const tested = caseTest(frame, value, test);
        others = truthOf(tested) === true ? null : proven(copyState(frame.state), tested.proves?.whenFalse);
        frame.state = truthOf(tested) === false ? null : proven(frame.state, tested.proves?.whenTrue);
        open = others;
      } else open = null;
      frame.state = joinStates(frame.state, through);
      execute(frame, body);
      through = fallsThrough ? frame.state : null;
      if (!fallsThrough) exit.breaks = joinStates(exit.breaks, frame.state);
    }
    frame.state = joinStates(through, open);
    leave(frame, exit, false);
  },
  try: (frame, { body, error, handler, finalizer }) => {
    const thrown: { state: State | null } = { state: frame.state === null ? null : copyState(frame.state) };
    frame.thrown.push(thrown);
    execute(frame, body);
    frame.thrown.pop();
    const after = frame.state;
    if (handler !== null) {
      frame.state = joinStates(thrown.state, after === null ? null : { ...copyState(after), facts: thrown.state?.facts ?? after.facts });
      if (frame.state !== null) frame.state = copyState(frame.state);
      if (error !== null) frame.state?.variables.set(error, UNKNOWN);
      execute(frame, handler);
      frame.state = joinStates(after, frame.state);
    }
    if (finalizer === null) return;
    if (frame.state !== null) execute(frame, finalizer);
    else {
      frame.state = thrown.state;
      execute(frame, finalizer);
      frame.state = null;
    }
  },
  return: (frame, { value }) => {
    const returned = value === null ? UNDEFINED : settled(frame, frame.solver.evaluate(frame, value));
    if (frame.state !== null) frame.returns.push({ value: returned, state: frame.state });
    frame.state = null;
  },
  throw: (frame, { value }) => {
    if (value !== null) frame.solver.evaluate(frame, value);
    leaveByThrow(frame);
  },
  break: (frame, { label }) => {
    const exit = exitOf(frame, label, false);
    if (exit !== null) exit.breaks = joinStates(exit.breaks, frame.state);
    frame.state = null;
  },
  continue: (frame, { label }) => {
    const exit = exitOf(frame, label, true);
    if (exit !== null) exit.continues = joinStates(exit.continues, frame.state);
    frame.state = null;
  },
  labelled: (frame, { label, body }) => {
    const exit: LoopExit = { label, isLoop: false, breaks: null, continues: null };
    frame.loops.push(exit);
    execute(frame, body);
    leave(frame, exit, false);
  },
  exit: (frame, { value, span }) => {
    // PHP writes what it is given.
    if (value !== null) frame.solver.call(frame, { callee: symbolAt(frame, 'exit', span), arguments: [{ value: frame.solver.evaluate(frame, value), name: null, isSpread: false, span: value.span }], isNew: false, span, receiver: null, module: frame.unit.module.path });
    frame.state = null;
  },
};

function leaveByThrow(frame: Frame): void {
  const around = frame.thrown.at(-1);
  if (around !== undefined) around.state = joinStates(around.state, frame.state);
  frame.state = null;
}

function run(frame: Frame, block: Block): Value {
  execute(frame, block);
  return UNKNOWN;
}

function proven(state: State, facts: Facts | null | undefined): State | null {
  if (facts === null) return null;
  return withFactsToo(state, facts);
}

function enter(frame: Frame, isLoop: boolean): LoopExit {
  const exit: LoopExit = { label: null, isLoop, breaks: null, continues: null };
  frame.loops.push(exit);
  return exit;
}

function round(frame: Frame, exit: LoopExit, body: Block): void {
  exit.continues = null;
  execute(frame, body);
  frame.state = joinStates(frame.state, exit.continues);
}

function leave(frame: Frame, exit: LoopExit, onlyByBreak: boolean): void {
  frame.loops.pop();
  frame.state = onlyByBreak ? exit.breaks : joinStates(frame.state, exit.breaks);
}

function exitOf({ loops }: Frame, label: string | null, isContinue: boolean): LoopExit | null {
  for (let at = loops.length - 1; at >= 0; at -= 1) {
    const exit = loops[at];
    if (exit === undefined) continue;
    if (label === null ? exit.isLoop || !isContinue && exit.label === null : exit.label === label) return exit;
  }
  return null;
}

/** What holds of each element at the end of its round holds of all after the loop. */
function provenOfAll(frame: Frame, list: Value, ends: Facts | null): void {
  const [id] = list.chain;
  const proof = ends?.get(`${id ?? ''}[]`);
  if (frame.state === null || proof === undefined) return;
  frame.state = withFactsToo(frame.state, bothFacts(new Map([[`${id ?? ''}[]`, proof]]), ofEach(list, proof)));
}

function caseTest(frame: Frame, subject: Value, test: Parameters<Frame['solver']['evaluate']>[1]): Value {
  const value = frame.solver.evaluate(frame, test);
  if (subject.constants?.length === 1 && subject.constants[0] === true) return value;
  return frame.solver.compare(frame, subject, value);
}
