import type { Span } from '../ir/nodes.ts';
import { ALL_LABELS } from './labels.ts';
import type { Frame } from './program.ts';
import { type Origin, sourceOrigin, type Taint } from './taint.ts';

const NO_TAINTS: readonly Taint[] = [];

/** What comes in by a path of the models. */
export function sourceTaints(frame: Frame, path: string, span: Span): readonly Taint[] {
  const source = frame.unit.models.source(path);
  if (source === null || (source.kind === 'request' && path.endsWith('.path') && hasFixedRoute(frame))) return NO_TAINTS;
  return [taintOf(frame, sourceOrigin(`${frame.unit.module.path}:${span.start}:${path}`, { rule: null, label: null, sourceKind: source.kind }), { span, note: `${source.path}: ${source.kind}` })];
}

const ROUTES: ReadonlySet<string> = new Set(['route', 'get', 'post', 'put', 'patch', 'delete']);

/** Where a function answers one address alone, the address' path is no data: `@app.route('/users')`. */
function hasFixedRoute({ fn }: Frame): boolean {
  const routes = fn.decorators.filter((one) => one.kind === 'call' && one.callee.kind === 'member' && one.callee.key.kind === 'literal' && ROUTES.has(String(one.callee.key.value)));
  return routes.length > 0 && routes.every((one) => one.kind === 'call' && one.arguments[0]?.value.kind === 'literal' && /^\/[\w./-]*$/u.test(String(one.arguments[0].value.value)));
}

export function taintOf({ unit }: Frame, origin: Origin, { span, note }: { span: Span; note: string }): Taint {
  return { origin, labels: ALL_LABELS, removed: 0, isCanonical: false, isReset: false, adds: 0, doubt: null, perhaps: null, within: 0, cleared: [], trace: { kind: 'step', file: unit.module.path, span, note, previous: null } };
}
