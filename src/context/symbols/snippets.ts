import type { ContextItem } from '../context-item.ts';
import type { LineRange } from '../leak-guard.ts';
import type { Definition, Mention } from './file-symbols.ts';
import { innermost } from './wanted-names.ts';

const MAX_LINES = 80;
const MAX_COMMENT_LINES = 20;
/** Around a call in a definition that is too long to be shown whole. */
const AROUND_CALL = 10;

/** A definition from its first line on, with the comment right above it. */
export function definitionItem(path: string, text: readonly string[], { lines: [first, last] }: Definition): ContextItem {
  let start = first;
  while (start > 1 && first - start < MAX_COMMENT_LINES && isComment(text[start - 2] ?? '')) start -= 1;
  return item({ path, kind: 'definition', text }, [start, Math.min(last, first + MAX_LINES - 1)]);
}

/** The definition that a call stands in, or what is around the call. */
export function callerItem(path: string, text: readonly string[], definitions: readonly Definition[], { line }: Mention): ContextItem {
  const inside = innermost(definitions, line);
  if (inside !== null && inside.lines[1] - inside.lines[0] < MAX_LINES / 2) return item({ path, kind: 'caller', text }, inside.lines);
  return item({ path, kind: 'caller', text }, [Math.max(1, line - AROUND_CALL), Math.min(text.length, line + AROUND_CALL)]);
}

function item({ path, kind, text }: { path: string; kind: ContextItem['kind']; text: readonly string[] }, lines: LineRange): ContextItem {
  return { path, lines, score: null, kind, text: `${text.slice(lines[0] - 1, lines[1]).join('\n')}\n` };
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*|#(?!\[))/.test(line);
}
