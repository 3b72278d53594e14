import type { Module, Span } from '../../../src/taint/ir/nodes.ts';

interface Found {
  readonly kind: string;
  readonly span: Span;
  readonly isExpression: boolean;
}

const STATEMENTS: ReadonlySet<string> = new Set(['evaluate', 'if', 'loop', 'each', 'switch', 'try', 'return', 'throw', 'break', 'continue', 'labelled', 'exit']);

/** Everything of a module that has a range, in the order of the tree. Without recursion: what it reads may be deep. */
export function everything(module: Module): Found[] {
  const found: Found[] = [];
  const left: unknown[] = [module];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('span' in value) {
      const kind = 'kind' in value ? String(value.kind) : '';
      const isPart = 'owner' in value || 'parameters' in value || 'members' in value || 'variable' in value;
      const isExpression = kind !== '' && !STATEMENTS.has(kind) && (kind === 'variable' || !isPart);
      found.push({ kind, span: value.span as Span, isExpression });
    }
    for (const child of Object.values(value).toReversed()) left.push(child);
  }
  return found;
}
