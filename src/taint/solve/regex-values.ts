import { contentsOf } from './heap.ts';
import { locationOf } from './memory.ts';
import type { Frame } from './program.ts';
import type { Expression } from './regex-facts.ts';
import type { Value } from './taint.ts';

/** The regular expression that a value surely is: a literal, an object made of one, or a text that a function takes for one. */
export function expressionOf(frame: Frame, value: Value, dialect: Expression['dialect']): Expression | null {
  for (const target of value.targets) {
    const location = target.kind === 'object' ? locationOf(target) : null;
    const contents = location === null ? null : contentsOf(frame, location);
    const source = contents?.fields.get('source')?.constants;
    const flags = contents?.fields.get('flags')?.constants;
    if (source?.length === 1 && typeof source[0] === 'string') return { source: source[0], flags: String(flags?.[0] ?? ''), dialect };
  }
  const text = value.constants?.length === 1 ? value.constants[0] : null;
  if (typeof text !== 'string') return null;
  return dialect === 'php' ? withoutDelimiters(text) : { source: text, flags: '', dialect };
}

/** `/x/i`, `#x#`, `{x}u` of PHP. */
function withoutDelimiters(text: string): Expression | null {
  const trimmed = text.trimStart();
  const open = trimmed[0];
  if (open === undefined || /[\w\\]/u.test(open)) return null;
  const close = { '(': ')', '[': ']', '{': '}', '<': '>' }[open] ?? open;
  const end = trimmed.lastIndexOf(close);
  return end <= 0 ? null : { source: trimmed.slice(1, end), flags: trimmed.slice(end + 1), dialect: 'php' };
}
