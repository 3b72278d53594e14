import type { Expression } from '../ir/nodes.ts';
import { asCondition } from './assumptions.ts';
import { logicalProves } from './conditions.ts';
import type { Frame } from './program.ts';
import { settled } from './settled.ts';
import { copyState, joinStates, withFactsToo } from './state.ts';
import type { Value } from './taint.ts';
import { joinValues, UNKNOWN } from './value.ts';

export function evaluateLogical(frame: Frame, operator: 'and' | 'or' | 'nullish', left: Expression, right: Expression): Value {
  const plain = frame.solver.evaluate(frame, left);
  const first = operator === 'nullish' ? plain : asCondition(frame, plain);
  const before = frame.state;
  if (before === null) return first;
  if (operator === 'nullish') {
    if (first.constants?.every((constant) => constant !== null && constant !== undefined) === true) return first;
    frame.state = copyState(before);
    const second = frame.solver.evaluate(frame, right);
    frame.state = joinStates(before, frame.state);
    return orElse(withoutNothing(first), second);
  }
  const going = operator === 'and' ? first.proves?.whenTrue : first.proves?.whenFalse;
  const decided = truthOf(first);
  if (decided !== null && decided !== (operator === 'and') || going === null) return first;
  frame.state = withFactsToo(copyState(before), going);
  const second = frame.solver.evaluate(frame, right);
  const after = frame.state;
  const isTaken = decided === (operator === 'and');
  frame.state = isTaken ? after : joinStates(withFactsToo(before, (operator === 'and' ? first.proves?.whenFalse : first.proves?.whenTrue)), after);
  const proves = logicalProves(operator, first, asCondition(frame, second));
  return { ...(isTaken ? second : operator === 'or' ? orElse(first, second) : joinValues(first, second)), proves };
}

/** Data, or a constant where there is none: what is proven of either is proven of the data. */
function orElse(first: Value, second: Value): Value {
  const joined = joinValues(first, second);
  return second.constants === null || first.taints.length === 0 ? joined : { ...joined, chain: first.chain };
}

function withoutNothing(value: Value): Value {
  const constants = value.constants?.filter((constant) => constant !== null && constant !== undefined) ?? null;
  return constants === null ? value : { ...value, constants };
}

/** True or false where it is surely one of them. */
export function truthOf(value: Value): boolean | null {
  if (value.constants !== null && value.constants.length > 0) {
    const first = Boolean(value.constants[0]);
    return value.constants.every((constant) => Boolean(constant) === first) ? first : null;
  }
  if (value.proves?.whenTrue === null) return value.proves.whenFalse === null ? null : false;
  if (value.proves?.whenFalse === null) return true;
  return null;
}

/** Both ways of a condition, each with what the condition proves; ways that are never taken are left out. */
export function evaluateBranches(frame: Frame, tested: Value, ways: readonly [() => Value, () => Value]): Value {
  const before = frame.state;
  if (before === null) return UNKNOWN;
  const test = asCondition(frame, tested);
  const truth = truthOf(test);
  const results: { value: Value; state: Frame['state'] }[] = [];
  for (const [at, way] of ways.entries()) {
    const isTrue = at === 0;
    if (truth !== null && truth !== isTrue) continue;
    frame.state = withFactsToo(copyState(before), isTrue ? test.proves?.whenTrue : test.proves?.whenFalse);
    const value = way();
    results.push({ value: settled(frame, value), state: frame.state });
  }
  const [first, second] = results;
  if (first === undefined) return UNKNOWN;
  if (second === undefined) {
    frame.state = first.state;
    return first.value;
  }
  frame.state = joinStates(first.state, second.state);
  if (first.state === null || second.state === null) return first.state === null ? second.value : first.value;
  return joinValues(first.value, second.value, [first.state.facts, second.state.facts]);
}
