import { ALL_LABELS } from './labels.ts';
import type { Frame, Program, Unit } from './program.ts';
import { taintOf } from './sources.ts';
import { sourceOrigin, type Taint, type Target, type Value } from './taint.ts';

const MAX_LOOKED_AT = 400;

const KNOWN = new WeakMap<Unit, ReadonlySet<number>>();

/** What a library's callers give to a parameter of a function that its module exports, for rules that take that for data. */
export function exportedTaints(frame: Frame, { name, span }: { readonly name: string; readonly span: { start: number; stop: number } }): readonly Taint[] {
  const { program, unit, fn } = frame;
  if (!program.rules.some(({ takesModels, kinds }) => takesModels && kinds.has('exported')) || !exportedBy(program, unit).has(fn.index)) return [];
  return [{ ...taintOf(frame, sourceOrigin(`${unit.module.path}:${span.start}:exported`, { rule: null, label: null, sourceKind: 'exported' }), { span, note: `parameter ${name} of an exported function` }), labels: ALL_LABELS }];
}

/** Functions of a module that others reach through what it exports: itself, members, methods, and what stands in prototypes. Names that begin with `_` are nobody else's. */
function exportedBy(program: Program, unit: Unit): ReadonlySet<number> {
  const known = KNOWN.get(unit);
  if (known !== undefined) return known;
  const found = new Set<number>();
  const seen = new Set<string>();
  const pending: Value[] = [unit.exports];
  for (let value = pending.pop(); value !== undefined && seen.size < MAX_LOOKED_AT; value = pending.pop()) {
    for (const target of value.targets.filter(({ kind, key }) => (kind === 'function' || kind === 'class' || kind === 'object') && !seen.has(key))) {
      seen.add(target.key);
      for (const index of functionsOf(unit, target)) found.add(index);
      pending.push(...membersOf(program, target.key));
    }
  }
  // What the first look at a module finds is all that it exports.
  if (!unit.isShallow && unit.progress !== 'new') KNOWN.set(unit, found);
  return found;
}

function functionsOf(unit: Unit, target: Target): number[] {
  if ((target.kind !== 'function' && target.kind !== 'class') || target.self.module !== unit.module.path) return [];
  return target.kind === 'function' ? [target.self.index] : methodsOf(unit, target.self.index);
}

function membersOf({ heap }: Program, key: string): Value[] {
  return [key, `${key}:prototype`].flatMap((location) => [...(heap.get(location)?.fields ?? [])].flatMap(([name, field]) => (name.startsWith('_') ? [] : [field])));
}

function methodsOf(unit: Unit, index: number): number[] {
  return (unit.module.classes[index]?.members ?? []).flatMap(({ name, value }) => (value?.kind === 'function' && !name.startsWith('_') ? [value.index] : []));
}
