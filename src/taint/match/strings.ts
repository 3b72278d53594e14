import type { Lowering } from './lowering.ts';
import { type Shape, shapeAt } from './shape.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0', b: '\b', f: '\f', v: '\v' };
const CONTENTS = new Set(['string_content', 'string_fragment', 'escape_sequence', 'string_value', 'template_chars', 'nowdoc_string']);
const MARKS = new Set(['string_start', 'string_end', 'heredoc_start', 'heredoc_end']);

function unescaped(text: string): string {
  if (!text.startsWith('\\')) return text;
  const code = /^\\(?:x([0-9a-fA-F]{2})|u\{?([0-9a-fA-F]{1,6})\}?)$/u.exec(text);
  const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
  if (!Number.isNaN(point) && point <= 0x10_ff_ff) return String.fromCodePoint(point);
  return ESCAPES[text.slice(1)] ?? text.slice(1);
}

/** A string by its value whatever its quotes; with interpolation, `template` of its pieces. */
export function stringParts(lowering: Lowering, node: number): Shape {
  const pieces: Shape[] = [];
  const addText = (start: number, stop: number, value: string): void => {
    const last = pieces.at(-1);
    if (last?.role === 'piece') pieces[pieces.length - 1] = shapeAt({ start: last.start, stop }, 'string', { value: last.value + value, role: 'piece' });
    else pieces.push(shapeAt({ start, stop }, 'string', { value, role: 'piece' }));
  };
  const visit = (parent: number): void => {
    for (const child of lowering.childrenOf(parent)) {
      const kind = lowering.kindOf(child);
      const place = lowering.place(child);
      if (['string', 'encapsed_string', 'heredoc_body', 'nowdoc_body'].includes(kind)) visit(child);
      else if (kind === 'string_content' && lowering.childrenOf(child).length > 0) contentOf(child);
      else if (CONTENTS.has(kind)) addText(place.start, place.stop, unescaped(lowering.textOf(child)));
      else if ((lowering.tree.kind[child] ?? -1) >= 0 && !MARKS.has(kind)) pieces.push(substituted(child));
    }
  };
  const substituted = (child: number): Shape => {
    const inner = lowering.childrenOf(child).filter((other) => (lowering.tree.kind[other] ?? -1) >= 0);
    const [only] = inner;
    return ['template_substitution', 'interpolation'].includes(lowering.kindOf(child)) && only !== undefined ? lowering.shape(only) : lowering.shape(child);
  };
  // Python's content holds its escapes as children, and the text between them as nothing.
  const contentOf = (content: number): void => {
    const { text } = lowering.tree;
    let { start } = lowering.place(content);
    const { stop } = lowering.place(content);
    for (const escape of lowering.childrenOf(content)) {
      const place = lowering.place(escape);
      addText(start, place.start, text.slice(start, place.start));
      addText(place.start, place.stop, unescaped(lowering.textOf(escape)));
      start = place.stop;
    }
    addText(start, stop, text.slice(start, stop));
  };
  visit(node);
  // In a pattern the text between the slashes is one of a regular expression, not of the language.
  const raw = /^[^'"`]*(['"`])(=~\/[\s\S]*\/[imsx]*)\1$/u.exec(lowering.textOf(node))?.[2];
  if (raw !== undefined) return shapeAt(lowering.place(node), 'string', { value: raw });
  const place = lowering.place(node);
  if (pieces.length === 0) return shapeAt(place, 'string');
  const [first] = pieces;
  if (pieces.length === 1 && first?.role === 'piece') return { ...first, ...place, role: '' };
  return shapeAt(place, 'template', { children: pieces });
}
