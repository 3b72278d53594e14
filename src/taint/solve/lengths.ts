import { contentsOf, writeContents } from './heap.ts';
import { fieldOf, type Frame } from './program.ts';
import type { Contents } from './state.ts';
import type { Value } from './taint.ts';
import { constantsValue, constantValue, UNKNOWN, valueOf } from './value.ts';

/** The name of a field that no code can write: how many items there are. */
export const LENGTH = '#length';

/** How many items a value has, or characters; for what only the callers know, a question to them. */
export function lengthOf(frame: Frame, { targets, constants }: Value): Value {
  const [target, ...others] = targets;
  if (target === undefined) return constants === null ? UNKNOWN : textLengths(constants);
  if (others.length > 0) return UNKNOWN;
  if (target.kind === 'input') {
    // What the function has written to it changes how many there are.
    if (contentsOf(frame, `in:${target.key}`) !== null) return UNKNOWN;
    const input = fieldOf(target.input, LENGTH);
    return frame.given.get(input.key) ?? valueOf({ targets: [{ kind: 'input', key: input.key, input }], input });
  }
  const count = target.kind === 'object' && !isShared(frame, target.key) ? countOf(contentsOf(frame, target.key)) : null;
  return count === null ? UNKNOWN : constantValue(count);
}

/** Other functions may change it at any time. */
function isShared(frame: Frame, key: string): boolean {
  return frame.fn.index !== 0 && frame.program.heap.has(key);
}

function countOf(contents: Contents | null): number | null {
  if (contents === null || contents.rest !== null || contents.parents.length > 0 || contents.mayHaveMore === true) return null;
  const { size } = contents.fields;
  for (let at = 0; contents.isList && at < size; at += 1) if (!contents.fields.has(String(at))) return null;
  return size;
}

/** Languages count other characters than these differently. */
const ASCII = /^[\0-\x7f]*$/u;

function textLengths(constants: NonNullable<Value['constants']>): Value {
  const texts = constants.filter((constant) => typeof constant === 'string' && ASCII.test(constant));
  return texts.length === 0 || texts.length < constants.length ? UNKNOWN : constantsValue([...new Set(texts.map((text) => String(text).length))]);
}

/** What goes to code of which nothing is known may be longer or shorter afterwards. */
export function forgetLength(frame: Frame, { targets }: Value): void {
  for (const target of targets) {
    const contents = target.kind === 'object' ? contentsOf(frame, target.key) : null;
    if (contents !== null && contents.rest === null && contents.mayHaveMore !== true) writeContents(frame, target.kind === 'object' ? target.key : '', { ...contents, mayHaveMore: true });
  }
}
