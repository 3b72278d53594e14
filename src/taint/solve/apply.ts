import { bothAssumed } from './assumed.ts';
import { MAX_HANDED_ON, spend } from './budget.ts';
import { throughUnknown } from './calls.ts';
import { bothFacts } from './facts.ts';
import { Mapping, PLACE } from './mapping.ts';
import type { Application, Frame, PendingCall, PendingSink, Summary } from './program.ts';
import { checkSink, decided } from './sinks.ts';
import type { State } from './state.ts';
import type { Facts, Value } from './taint.ts';
import { joinValues, UNKNOWN } from './value.ts';

const MAX_FORWARDED = 200;

/** What a function does, done with what it is given here. */
export function apply(frame: Frame, summary: Summary, application: Application): Value {
  const before = frame.state;
  if (before === null) return UNKNOWN;
  const mapping = new Mapping(frame, summary, application);
  const calls = summary.calls.slice(0, MAX_FORWARDED);
  // What is called looks into objects that the callee made; its own copy, since results are not known yet.
  if (calls.length > 0 && summary.heap.size > 0) new Mapping(frame, summary, application).copyHeap();
  handOn(frame, mapping, calls);
  frame.state = before;
  mapping.copyHeap();
  const returned = mapping.value(summary.returns);
  for (const pending of summary.sinks.slice(0, MAX_FORWARDED)) checkAgain(frame, before, mapping, pending);
  for (const [variable, value] of summary.written) {
    if (variable.owner === application.callee) {
      application.writeBack(variable, mapping.value(value));
      continue;
    }
    const known = before.variables.get(variable) ?? (variable.owner === 0 ? frame.unit.cells.get(variable) : undefined);
    if (variable.owner === 0 && known === undefined) continue;
    const mapped = mapping.value(value);
    before.variables.set(variable, known === undefined ? mapped : joinValues(known, mapped));
  }
  frame.state = { ...before, facts: bothFacts(before.facts, mapping.facts(ofInputs(summary.proves)) ?? new Map()) };
  if (summary.isEndless) frame.state = null;
  return returned;
}

/** A sink that only this caller can decide. */
function checkAgain(frame: Frame, before: State, mapping: Mapping, { site, value, condition, assumed }: PendingSink): void {
  const assumedHere = mapping.assumed(assumed);
  if (assumedHere === null) return;
  const here = mapping.value(value);
  if (here.taints.length === 0 && here.targets.length === 0) return;
  const known = condition === null ? true : decided({ ...condition, value: mapping.value(condition.value) });
  frame.state = { ...before, assumed: bothAssumed(before.assumed, assumedHere) };
  if (known !== false) checkSink(frame, site, here, known === true ? null : known);
}

/** Each call has its share of what may be made again here, and what others leave of theirs. */
function handOn(frame: Frame, mapping: Mapping, calls: readonly PendingCall[]): void {
  const whole = frame.handedOn;
  let left = whole;
  for (const [at, pending] of calls.entries()) {
    const share = Math.floor(left / (calls.length - at));
    frame.handedOn = share - 1;
    mapping.called(at, callAgain(frame, mapping, pending));
    left -= share - Math.max(frame.handedOn, 0);
  }
  frame.handedOn = whole === MAX_HANDED_ON ? whole : left;
}

/** A call that only this caller can resolve: for what it does, and for what it gives. */
function callAgain(frame: Frame, mapping: Mapping, pending: PendingCall): Value {
  const callee = mapping.value(pending.callee);
  if (callee.targets.length === 0 || !spend(frame, 1)) return UNKNOWN;
  const state = frame.state;
  if (state === null) return UNKNOWN;
  const assumed = mapping.assumed(pending.assumed);
  if (assumed === null) return UNKNOWN;
  frame.state = { ...state, facts: bothFacts(state.facts, mapping.facts(pending.facts) ?? new Map()), assumed: bothAssumed(state.assumed, assumed) };
  const given = pending.arguments.map((argument) => ({ ...argument, value: mapping.value(argument.value) }));
  const receiver = mapping.receiver(pending.callee);
  if (!isWorthCalling(callee, [...given.map(({ value }) => value), ...(receiver === null ? [] : [receiver])])) return UNKNOWN;
  const asked = { callee, arguments: given, isNew: pending.isNew, span: pending.span, receiver, module: pending.module };
  if (frame.handedOn < 0) return throughUnknown(frame, asked, 'calls handed on too often');
  const called = given.filter((_, at) => pending.arguments[at]?.value.targets.some(({ kind }) => kind === 'function') === true);
  const result = frame.solver.call(frame, called.length === 0 ? asked : { ...asked, called });
  frame.state = state;
  return result;
}

/** A function of the repository that gets neither data nor functions does nothing here that it does not do by itself. */
function isWorthCalling({ targets }: Value, given: readonly Value[]): boolean {
  return targets.some(({ kind }) => kind !== 'function' && kind !== 'class') || given.some((value) => value.taints.length > 0 || value.targets.some(({ kind }) => kind === 'function'));
}

/** What a callee proves of its own values is in them already. */
function ofInputs(facts: Facts): Facts {
  return new Map([...facts].filter(([id]) => id.startsWith('#') || !PLACE.test(id)));
}
