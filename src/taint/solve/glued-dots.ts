import { bitsOf, characterBits } from './labels.ts';
import { type Hole, type Taint, type Text, withLabels } from './taint.ts';

export const TRAVERSAL = bitsOf(['traversal']);
const DOT = characterBits('.');
const GLUED = 'what stands before it may end with a dot';

/** Whether a dot stands before data in its name, so that both make two dots: `'.' + './name'`. Null: perhaps, since it is data too. */
function hasDotBefore(before: Text[number] | undefined): boolean | null {
  if (before === undefined) return false;
  if (typeof before === 'string') return /(?:^|[/\\])\.$/u.test(before);
  return before.taints.every(({ origin, removed }) => origin.kind === 'input' || (removed & DOT) !== 0) ? false : null;
}

/** What was resolved begins with no dot of that kind. */
function canMakeSteps({ origin, labels, removed, isCanonical }: Taint): boolean {
  return origin.kind === 'source' && labels !== 0 && (labels & TRAVERSAL) === 0 && (removed & DOT) === 0 && !isCanonical;
}

/** Data without steps that becomes one by what stands before it. */
export function gluedTaints(text: Text, at: number, taints: readonly Taint[]): Taint[] {
  const isGlued = hasDotBefore(text[at - 1]);
  if (isGlued === false) return [];
  return taints.filter(canMakeSteps).map((taint) => (isGlued === true ? taint : { ...taint, doubt: taint.doubt ?? GLUED }));
}

/** The same before a path is resolved: from then on nobody can tell. */
export function withGluedDots(text: Text): Text {
  if (text.length < 2) return text;
  return text.map((part, at): string | Hole => {
    const glued = typeof part === 'string' ? [] : gluedTaints(text, at, part.taints);
    if (typeof part === 'string' || glued.length === 0) return part;
    return { ...part, chain: [], taints: part.taints.map((taint) => (canMakeSteps(taint) ? withLabels({ ...taint, doubt: glued[0]?.doubt ?? taint.doubt }, TRAVERSAL) : taint)) };
  });
}
