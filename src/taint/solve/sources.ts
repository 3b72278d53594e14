import type { Span } from '../ir/nodes.ts';
import { ALL_LABELS } from './labels.ts';
import type { Frame } from './program.ts';
import type { Origin, Taint } from './value.ts';

const NO_TAINTS: readonly Taint[] = [];

/** What comes in by a path of the models. */
export function sourceTaints(frame: Frame, path: string, span: Span): readonly Taint[] {
  const source = frame.unit.models.source(path);
  if (source === null) return NO_TAINTS;
  return [taintOf(frame, { kind: 'source', key: `${frame.unit.module.path}:${span.start}:${path}`, rule: null, label: null, sourceKind: source.kind }, { span, note: `${source.path}: ${source.kind}` })];
}

export function taintOf({ unit }: Frame, origin: Origin, { span, note }: { span: Span; note: string }): Taint {
  return { origin, labels: ALL_LABELS, removed: 0, isCanonical: false, isReset: false, doubt: null, cleared: [], trace: { kind: 'step', file: unit.module.path, span, note, previous: null } };
}
