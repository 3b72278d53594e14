import { ALL_LABELS } from './labels.ts';
import type { Frame, Program, Unit } from './program.ts';
import { taintOf } from './sources.ts';
import type { Taint, Value } from './taint.ts';

const MAX_LOOKED_AT = 400;

const KNOWN = new WeakMap<Unit, ReadonlySet<number>>();

/** What a library's callers give to a parameter of a function that its module exports, for rules that take that for data. */
export function exportedTaints(frame: Frame, { name, span }: { readonly name: string; readonly span: { start: number; stop: number } }): readonly Taint[] {
  const { program, unit, fn } = frame;
  if (!program.rules.some(({ takesModels, kinds }) => takesModels && kinds.has('exported')) || !exportedBy(program, unit).has(fn.index)) return [];
  return [{ ...taintOf(frame, { kind: 'source', key: `${unit.module.path}:${span.start}:exported`, rule: null, label: null, sourceKind: 'exported' }, { span, note: `parameter ${name} of an exported function` }), labels: ALL_LABELS }];
}

/** Functions of a module that others reach through what it exports: itself, members, methods, and what stands in prototypes. Names that begin with `_` are nobody else's. */
function exportedBy(program: Program, unit: Unit): ReadonlySet<number> {
  const known = KNOWN.get(unit);
  if (known !== undefined) return known;
  const found = new Set<number>();
  const seen = new Set<string>();
  const pending: Value[] = [unit.exports];
  for (let value = pending.pop(); value !== undefined && seen.size < MAX_LOOKED_AT; value = pending.pop()) {
    for (const target of value.targets) {
      if (target.kind === 'input' || target.kind === 'symbol' || target.kind === 'module' || seen.has(target.key)) continue;
      seen.add(target.key);
      if (target.kind === 'function' && target.self.module === unit.module.path) found.add(target.self.index);
      if (target.kind === 'class' && target.self.module === unit.module.path) for (const index of methodsOf(unit, target.self.index)) found.add(index);
      for (const location of [target.key, `${target.key}:prototype`]) {
        const contents = program.heap.get(location);
        for (const [name, field] of contents?.fields ?? []) if (!name.startsWith('_')) pending.push(field);
      }
    }
  }
  // What the first look at a module finds is all that it exports.
  if (!unit.isShallow && unit.progress !== 'new') KNOWN.set(unit, found);
  return found;
}

function methodsOf(unit: Unit, index: number): number[] {
  return (unit.module.classes[index]?.members ?? []).flatMap(({ name, value }) => (value?.kind === 'function' && !name.startsWith('_') ? [value.index] : []));
}
