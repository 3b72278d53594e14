import { EMPTY } from './state.ts';
import { CONSTRUCTOR, type Expression, type Member } from '../ir/nodes.ts';
import { classOf, type Frame } from './program.ts';
import { symbolMember } from './symbols.ts';
import type { ClassRef, Value } from './taint.ts';
import { UNKNOWN, valueOf } from './value.ts';

export const MAX_BASES = 16;

/** `class:<index>:<module>` as a parent of an object: its methods are looked up in the class. */
export function classKey({ module, index }: ClassRef): string {
  return `class:${index}:${module}`;
}

export function classRef(key: string): ClassRef | null {
  const [, index = '', module = ''] = /^class:(\d+):(.*)$/su.exec(key) ?? [];
  return index === '' ? null : { module, index: Number(index) };
}

/** Any object of a class, where it is not known which. */
export function instanceOf({ heap }: Frame['program'], ref: ClassRef): string {
  const key = `instance:${classKey(ref)}`;
  if (!heap.has(key)) heap.set(key, { ...EMPTY, parents: [classKey(ref), `${classKey(ref)}:prototype`] });
  return key;
}

/** Classes in the order of their look-up: itself first. */
export function lineage(frame: Frame, start: ClassRef): ({ readonly kind: 'class'; readonly ref: ClassRef } | { readonly kind: 'symbol'; readonly path: string })[] {
  const found: ({ readonly kind: 'class'; readonly ref: ClassRef } | { readonly kind: 'symbol'; readonly path: string })[] = [];
  const pending: ClassRef[] = [start];
  const seen = new Set<string>();
  while (pending.length > 0 && found.length < MAX_BASES) {
    const ref = pending.shift();
    if (ref === undefined || seen.has(classKey(ref))) continue;
    seen.add(classKey(ref));
    found.push({ kind: 'class', ref });
    const bases = (classOf(frame.program, ref)?.self.bases ?? []).flatMap((base) => staticValue(frame, ref.module, base).targets);
    for (const target of bases) {
      if (target.kind === 'class') pending.push(target.self);
      else if (target.kind === 'symbol') found.push({ kind: 'symbol', path: target.key });
    }
  }
  return found;
}

/** A name of a class as it is known without running anything. */
export function staticValue(frame: Frame, module: string, expression: Expression): Value {
  const unit = frame.program.units.get(module);
  if (unit === undefined) return UNKNOWN;
  switch (expression.kind) {
    case 'class':
      return valueOf({ targets: [{ kind: 'class', key: classKey({ module, index: expression.index }), self: { module, index: expression.index } }] });
    case 'function':
      return valueOf({ targets: [{ kind: 'function', key: `fn:${expression.index}:${module}`, self: { module, index: expression.index }, captured: null, receiver: null }] });
    case 'variable': {
      const fixed = unit.fixed.get(expression.variable);
      return fixed === undefined || fixed.kind === 'variable' ? (unit.cells.get(expression.variable) ?? UNKNOWN) : staticValue(frame, module, fixed);
    }
    case 'symbol':
    case 'import':
      return frame.solver.evaluate({ ...frame, unit }, expression);
    case 'member': {
      const key = expression.key.kind === 'literal' ? [String(expression.key.value)] : null;
      return frame.solver.readMember({ ...frame, unit }, staticValue(frame, module, expression.object), key, expression.span);
    }
    default:
      return UNKNOWN;
  }
}

function memberOf(frame: Frame, ref: ClassRef, name: string, isStatic: boolean): { ref: ClassRef; member: Member } | { path: string } | null {
  let symbol: string | null = null;
  for (const ancestor of lineage(frame, ref)) {
    if (ancestor.kind === 'symbol') {
      symbol ??= ancestor.path;
      continue;
    }
    const member = classOf(frame.program, ancestor.ref)?.self.members.find((other) => other.name === name && other.isStatic === isStatic && other.kind !== 'setter');
    if (member !== undefined) return { ref: ancestor.ref, member };
  }
  return symbol === null ? null : { path: symbol };
}

/** A static member, or a method by the class's name. */
export function classMember(frame: Frame, ref: ClassRef, name: string): Value | null {
  const found = memberOf(frame, ref, name, true) ?? memberOf(frame, ref, name, false);
  if (found === null || 'path' in found) return found === null ? null : symbolMember(frame, found.path, name, { start: 0, stop: 0 });
  return memberValue(frame, found);
}

export function instanceMember(frame: Frame, ref: ClassRef, name: string): Value | null {
  const found = memberOf(frame, ref, name, false) ?? memberOf(frame, ref, name, true);
  if (found === null) return null;
  if ('path' in found) return symbolMember(frame, `${found.path}()`, name, { start: 0, stop: 0 });
  return found.member.kind === 'field' ? null : memberValue(frame, found);
}

function memberValue(frame: Frame, { ref, member }: { ref: ClassRef; member: Member }): Value {
  if (member.value === null) return UNKNOWN;
  if (member.value.kind !== 'function') return frame.solver.evaluate({ ...frame, unit: frame.program.units.get(ref.module) ?? frame.unit }, member.value);
  const { index } = member.value;
  return valueOf({ targets: [{ kind: 'function', key: `fn:${index}:${ref.module}`, self: { module: ref.module, index }, captured: null, receiver: null }] });
}

/** The constructor that a class has or inherits. */
export function constructorOf(frame: Frame, ref: ClassRef): { fn: Value | null; symbol: string | null } {
  const found = memberOf(frame, ref, CONSTRUCTOR, false);
  if (found === null) return { fn: null, symbol: null };
  return 'path' in found ? { fn: null, symbol: found.path } : { fn: memberValue(frame, found), symbol: null };
}
