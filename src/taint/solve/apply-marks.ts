import type { Expression, Span } from '../ir/nodes.ts';
import { childrenOf } from '../ir/walk.ts';
import { APPENDED, factsOf } from './value-facts.ts';
import { ALL_LABELS, PATH } from './labels.ts';
import type { Mark, Marks } from './marks.ts';
import { deepTaints } from './deep-taints.ts';
import { contentsOf, writeContents } from './heap.ts';
import type { Frame } from './program.ts';
import { checkSink } from './sinks.ts';
import { requirementHolds } from './requires.ts';
import { taintOf } from './sources.ts';
import { bothFacts } from './facts.ts';
import { type Facts, joinTaints, NO_FACTS, type Proves, sourceOrigin, type Value } from './taint.ts';

/** What patterns of rules say of an expression, done to its value. */
export function applyMarks(frame: Frame, expression: Expression, value: Value): Value {
  const marks = frame.unit.marks?.at(expression.span) ?? [];
  let marked = value;
  for (const mark of marks) {
    if (mark.kind === 'sink' && ((mark.isWhole && expression.kind === 'call') || isSanitized(marks, mark.rule))) continue;
    if (mark.kind === 'sanitizer' && mark.clears === null && HOLDING.has(expression.kind)) cleanContents(frame, value, mark.rule);
    if (mark.kind === 'propagator') propagate(frame, expression, mark);
    marked = applyMark(frame, expression.span, marked, mark);
    // From here on the variable itself is data, not only where it is read here.
    if (mark.kind === 'source' && mark.bySideEffect && isPlace(expression)) frame.solver.assign(frame, expression, marked);
    // `$X = …` says it of the variable.
    if (expression.kind === 'assign' && (mark.kind === 'source' || mark.kind === 'sanitizer')) frame.solver.assign(frame, expression.target, marked);
  }
  return marked;
}

/** What a rule calls both is none of its sinks. */
function isSanitized(marks: readonly Mark[], rule: number): boolean {
  return marks.some((mark) => mark.kind === 'sanitizer' && mark.rule === rule && mark.clears === null);
}

const HOLDING: ReadonlySet<Expression['kind']> = new Set(['object', 'array']);

/** Of a literal that a rule calls clean, what is in it is clean too. */
function cleanContents(frame: Frame, { targets }: Value, rule: number): void {
  const clean = (value: Value): Value => ({ ...value, taints: value.taints.map((taint) => ({ ...taint, cleared: [...taint.cleared, rule] })) });
  for (const target of targets) {
    const [location] = target.kind === 'object' ? [target.key] : [];
    const contents = location === undefined ? null : contentsOf(frame, location);
    if (location === undefined || contents === null) continue;
    writeContents(frame, location, { ...contents, fields: new Map([...contents.fields].map(([key, value]) => [key, clean(value)])), rest: contents.rest === null ? null : clean(contents.rest) });
  }
}

function isPlace({ kind }: Expression): boolean {
  return kind === 'variable' || kind === 'member';
}

/** Data of one part of the code goes into another, which keeps it: `$LIST.append($ITEM)`. */
function propagate(frame: Frame, whole: Expression, { from, to }: Extract<Mark, { kind: 'propagator' }>): void {
  const [source, target] = [partAt(whole, from), partAt(whole, to)];
  if (source === null || target === null || !isPlace(target)) return;
  const known = frame.solver.evaluate(frame, target);
  const taints = joinTaints(known.taints, deepTaints(frame, frame.solver.evaluate(frame, source)));
  if (taints !== known.taints) frame.solver.assign(frame, target, { ...known, taints, constants: null, texts: null });
}

/** The outermost expression at a place within another. */
function partAt(whole: Expression, { start, stop }: Span): Expression | null {
  let pending: readonly Expression[] = [whole];
  while (pending.length > 0) {
    const found = pending.find(({ span }) => span.start === start && span.stop === stop);
    if (found !== undefined) return found;
    pending = pending.flatMap((part) => (part.span.start <= start && stop <= part.span.stop ? (childrenOf(part) as readonly Expression[]) : []));
  }
  return null;
}

/** The same for what has no expression of its own, such as a parameter. */
export function applyMarksAt(frame: Frame, marks: Marks, span: Span, value: Value): Value {
  return marks.at(span).reduce((marked, mark) => applyMark(frame, span, marked, mark), value);
}

/** What is assigned to a place that a rule calls a source or a sanitizer. */
export function markedTarget(frame: Frame, { span }: Expression, value: Value): Value {
  const marks = frame.unit.marks?.at(span) ?? [];
  return marks.reduce((marked, mark) => (mark.kind === 'source' || mark.kind === 'sanitizer' ? applyMark(frame, span, marked, mark) : marked), value);
}

function applyMark(frame: Frame, span: Span, value: Value, mark: Mark): Value {
  switch (mark.kind) {
    case 'source': {
      if (mark.requires !== null && !requirementHolds(mark.requires, labelsIn(value, mark.rule))) return value;
      const taint = taintOf(frame, sourceOrigin(`${frame.unit.module.path}:${span.start}-${span.stop}:${mark.rule}:${mark.label ?? ''}`, { rule: mark.rule, label: mark.label, sourceKind: '' }), { span, note: 'data comes in' });
      const id = `${frame.unit.module.path}:${span.start}-${span.stop}`;
      return { ...value, constants: null, texts: null, taints: joinTaints(value.taints, [taint]), chain: value.chain.length === 0 ? [id] : value.chain };
    }
    case 'sink':
      checkSink(frame, { rule: mark.rule, module: frame.unit.module.path, span, note: 'reached', requires: mark.requires, context: frame.program.rules[mark.rule]?.context ?? null }, value);
      return value;
    case 'sanitizer': {
      if (mark.bySideEffect && frame.state !== null) frame.state = { ...frame.state, facts: bothFacts(frame.state.facts, factsOf(value, { labels: 0, removed: 0, rules: [mark.rule], doubt: null, reason: 'sanitizer of the rule' })) };
      return { ...value, taints: value.taints.map((taint) => (mark.clears === null ? { ...taint, cleared: [...taint.cleared, mark.rule] } : { ...taint, labels: taint.labels & ~mark.clears })), texts: null, chain: mark.bySideEffect ? value.chain : cleanedChain(value, mark.clears) };
    }
    case 'resolved':
      return { ...value, isFolder: true, texts: null, taints: value.taints.map((taint) => ({ ...taint, isCanonical: true })) };
    case 'guard':
    case 'propagator':
      return value;
  }
}

/** What clears a path of some dangers leaves it the same path. */
function cleanedChain({ chain }: Value, clears: number | null): readonly string[] {
  return clears !== null && (clears & ~PATH) === 0 ? chain.map((id) => `${id}${APPENDED}`) : [];
}

function labelsIn(value: Value, rule: number): string[] {
  return value.taints.flatMap(({ origin }) => (origin.kind === 'source' && origin.rule === rule && origin.label !== null ? [origin.label] : []));
}

/** Guards of rules at a call or comparison: what its outcome proves of the values that it looks at. */
export function guardsAt(frame: Frame, span: Span, valueAt: (span: Span) => Value | null, value: Value): Value {
  let proves = value.proves;
  for (const mark of frame.unit.marks?.at(span) ?? []) {
    if (mark.kind !== 'guard') continue;
    const checked = valueAt(mark.checks);
    if (checked === null) continue;
    const facts = factsOf(checked, { labels: mark.clears ?? ALL_LABELS, removed: 0, rules: mark.clears === null ? [mark.rule] : [], doubt: null, reason: 'guard of the rule' });
    const known: Proves = proves ?? { whenTrue: NO_FACTS, whenFalse: NO_FACTS };
    const checkedIds = new Set(checked.chain);
    // What the rule names a guard is none where it has the other outcome, whatever a comparison proves by itself.
    const without = (others: Facts | null): Facts | null => others === null ? null : new Map([...others].filter(([id]) => !checkedIds.has(id)));
    const withGuard = (others: Facts | null): Facts | null => (others === null ? null : bothFacts(others, facts));
    proves = mark.when ? { whenTrue: withGuard(known.whenTrue), whenFalse: without(known.whenFalse) } : { whenTrue: without(known.whenTrue), whenFalse: withGuard(known.whenFalse) };
  }
  return proves === value.proves ? value : { ...value, proves };
}

/** Sinks that are whole calls and members: any data in their parts counts, as Semgrep has it. */
export function checkMarkedWhole(frame: Frame, span: Span, parts: readonly Value[]): void {
  for (const mark of frame.unit.marks?.at(span) ?? []) {
    if (mark.kind !== 'sink' || !mark.isWhole || isSanitized(frame.unit.marks?.at(span) ?? [], mark.rule)) continue;
    for (const part of parts) {
      const taints = deepTaints(frame, part);
      checkSink(frame, { rule: mark.rule, module: frame.unit.module.path, span, note: 'reached', requires: mark.requires, context: frame.program.rules[mark.rule]?.context ?? null }, taints === part.taints ? part : { ...part, taints });
    }
  }
}
