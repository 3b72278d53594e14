import type { Literal } from '../ir/nodes.ts';
import { MARK } from './assumed.ts';
import { type Frame, inputOfKey, type Program } from './program.ts';
import type { Clearing, Input, Proves, Value } from './taint.ts';
import { UNDEFINED } from './value.ts';

function entry(input: Input, says: string): [string, Clearing] {
  return [`${MARK}${input.key}`, { labels: 0, removed: 0, rules: [], doubt: null, reason: says }];
}

/** A parameter as a condition: what either outcome says of it, and which one is known already. */
export function asCondition(frame: Frame, value: Value): Value {
  const { input } = value;
  if (input === null || input.root.kind !== 'parameter' || value.proves !== null || value.constants !== null) return value;
  // Fields may be written meanwhile, by whom nobody knows.
  const known = input.path.length > 0 ? undefined : frame.state?.assumed.get(input.key);
  const proves: Proves = { whenTrue: known === 'falsy' ? null : new Map([entry(input, 'truthy')]), whenFalse: known === 'truthy' ? null : new Map([entry(input, 'falsy')]) };
  return { ...value, proves };
}

/** What a comparison of a parameter with constants says; null where it is known to be something else. */
export function comparedWith(frame: Frame, { input }: Value, constants: readonly Literal[]): Proves {
  if (input === null || input.root.kind !== 'parameter') return { whenTrue: new Map(), whenFalse: new Map() };
  const known = input.path.length > 0 ? undefined : frame.state?.assumed.get(input.key);
  const cannot = known?.startsWith('is:') === true && violates(known.slice(3), (literals) => !literals.some((one) => constants.includes(one)));
  return { whenTrue: cannot ? null : new Map([entry(input, `is:${JSON.stringify(constants)}`)]), whenFalse: new Map([entry(input, `not:${JSON.stringify(constants)}`)]) };
}

function violates(literals: string, test: (literals: readonly Literal[]) => boolean): boolean {
  return test(JSON.parse(literals) as readonly Literal[]);
}

/** The parameter that an id is about, where it is of that kind. */
export function assumedInput(program: Program, id: string): Input | null {
  return id.startsWith(MARK) ? inputOfKey(program, id.slice(1)) : null;
}

export function assumptionOf(input: Input, { reason }: Clearing): [string, Clearing] {
  return entry(input, reason);
}

/** Whether what a parameter is here is surely not what was assumed. Constants are compared as loosely as any language does. */
export function contradicts(says: string, value: Value): boolean {
  const { constants } = value;
  // What is not given may have a default.
  if (constants === null || constants.length === 0 || value === UNDEFINED) return false;
  if (says === 'truthy') return constants.every((constant) => !constant);
  if (says === 'falsy') return constants.every((constant) => constant === true || (typeof constant === 'number' && constant !== 0) || (typeof constant === 'string' && constant !== '' && constant !== '0'));
  if (says.startsWith('not:')) return violates(says.slice(4), (literals) => constants.every((constant) => literals.length === 1 && constant !== null && constant === literals[0]));
  // oxlint-disable-next-line eqeqeq -- as a language may compare
  return violates(says.slice(3), (literals) => constants.every((constant) => !literals.some((one) => one == constant)));
}
