import { symbolValue } from './value.ts';
import type { Frame } from './program.ts';
import { sourceTaints } from './sources.ts';
import type { Value } from './taint.ts';

/** What lies below a path of the world outside. */
export function symbolMember(frame: Frame, path: string, key: string, span: { start: number; stop: number }): Value {
  return symbolAt(frame, `${path}.${key}`, span);
}

/** A path of the world outside: with its constant, as a source, or just by its name. */
export function symbolAt(frame: Frame, written: string, span: { start: number; stop: number }): Value {
  const { models } = frame.unit;
  const path = models.normalise(written.length > 200 ? `${written.slice(0, 200)}…` : written);
  const constant = models.constant(path);
  if (constant !== null) return { ...symbolValue(path), constants: [constant.value], texts: typeof constant.value === 'string' ? [[constant.value]] : null };
  return { ...symbolValue(path), taints: sourceTaints(frame, path, span) };
}
