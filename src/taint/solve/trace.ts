import type { Span } from '../ir/nodes.ts';

/** How data came to where it is, last step first; a call has the way inside a function behind the way to it. Shared by all that came the same way. */
export type Trace =
  | { readonly kind: 'step'; readonly file: string; readonly span: Span; readonly note: string; readonly previous: Trace | null }
  | { readonly kind: 'call'; /** Where it is called; the way to there is `previous`. */ readonly at: Step; readonly previous: Trace | null; readonly inner: Trace | null };

export interface Step {
  readonly file: string;
  readonly span: Span;
  readonly note: string;
}

const MAX_STEPS = 64;

/** From the source on; of very long ways the beginning and the end. */
export function stepsOf(trace: Trace | null): Step[] {
  const steps: Step[] = [];
  const pending: (Trace | null)[] = [trace];
  while (pending.length > 0 && steps.length < 4 * MAX_STEPS) {
    const next = pending.pop();
    if (next === null || next === undefined) continue;
    if (next.kind === 'call') {
      pending.push({ kind: 'step', ...next.at, previous: next.previous }, next.inner);
      continue;
    }
    steps.push({ file: next.file, span: next.span, note: next.note });
    pending.push(next.previous);
  }
  steps.reverse();
  return steps.length <= MAX_STEPS ? steps : [...steps.slice(0, MAX_STEPS / 2), ...steps.slice(-MAX_STEPS / 2)];
}

/** The same way, whose first step is where data comes in. */
export function beginning(trace: Trace, note: string, depth = 0): Trace {
  if (depth > MAX_STEPS) return trace;
  const { previous } = trace;
  if (trace.kind === 'step') return previous === null ? { ...trace, note } : { ...trace, previous: beginning(previous, note, depth + 1) };
  return previous === null ? { ...trace, at: { ...trace.at, note } } : { ...trace, previous: beginning(previous, note, depth + 2) };
}
