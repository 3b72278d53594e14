import type { CallPart } from '../models/models.ts';
import { ALL_LABELS } from './labels.ts';
import { readMember } from './memory.ts';
import type { Call, CallArgument, Frame } from './program.ts';
import { settled } from './settled.ts';
import { bothFacts } from './facts.ts';
import type { Facts, Value } from './taint.ts';
import { joinValues, UNKNOWN, valueOf } from './value.ts';

/** The value of a part of a call. */
export function partOf(frame: Frame, asked: Call, part: CallPart): Value {
  if (part === 'receiver') return settled(frame, asked.receiver ?? UNKNOWN);
  if (part === 'result') return UNKNOWN;
  if (part === 'all') return asked.arguments.reduce<Value>((all, { value }) => joinValues(all, settled(frame, value)), asked.arguments.length === 0 ? UNKNOWN : settled(frame, asked.arguments[0]?.value ?? UNKNOWN));
  const given = argumentAt(asked.arguments, part);
  if (given === null) return UNKNOWN;
  return settled(frame, given.isSpread ? readMember(frame, given.value, null, given.span) : given.value);
}

export function argumentAt(given: readonly CallArgument[], part: CallPart): CallArgument | null {
  if (typeof part === 'number') {
    const plain = given.filter(({ name }) => name === null || name === '**');
    const spread = plain.findIndex(({ isSpread }) => isSpread);
    return spread >= 0 && part >= spread ? (plain[spread] ?? null) : (plain[part] ?? null);
  }
  return part.startsWith('name:') ? (given.find(({ name }) => name === part.slice(5)) ?? null) : null;
}

export interface Cleaning {
  readonly clears: number;
  readonly removes: number;
  readonly adds: number;
}

export function sanitized(value: Value, { clears, removes, adds }: Cleaning): Value {
  if (value.constants !== null) return { ...value, targets: [] };
  const taints = value.taints.map((taint) => ({ ...taint, labels: taint.labels & ~clears, removed: (taint.removed & ~adds) | removes }));
  return valueOf({ taints: clears === ALL_LABELS ? [] : taints });
}

export function prove(frame: Frame, facts: Facts): void {
  if (frame.state !== null) frame.state = { ...frame.state, facts: bothFacts(frame.state.facts, facts) };
}

export function elementOf(frame: Frame, list: Value): Value {
  const [id] = list.chain;
  const element = readMember(frame, list, null, { start: 0, stop: 0 });
  return id === undefined ? element : { ...element, chain: [`${id}[]`, ...element.chain.filter((own) => own !== `${id}[]`)] };
}

