import { openHtml } from './html-context.ts';
import type { Call, CallArgument, Frame } from './program.ts';
import { EMPTY } from './state.ts';
import type { Text, Value } from './taint.ts';
import { constantsValue, textsOf } from './value.ts';

const PRINTING: ReadonlySet<string> = new Set(['echo', 'print']);
const MAX_WAYS = 4;
/** Where a state keeps what was printed: no object has such a name. */
const LOCATION = 'printed:';
const FIELD = 'html';
const DATA = '\uE000';

/** PHP prints a page in pieces: what stands before says where a piece is, `<script>` for one. */
export function printing(frame: Frame, asked: Call): Call {
  if (frame.unit.support.name !== 'php' || !asked.callee.targets.some(({ kind, key }) => kind === 'symbol' && PRINTING.has(key))) return asked;
  let before = waysOf(frame);
  const given = asked.arguments.map((argument): CallArgument => {
    const texts = textsOf(argument.value).slice(0, MAX_WAYS);
    const after = before.flatMap((way) => texts.map((text) => openHtml(way + text.map((part) => (typeof part === 'string' ? part : DATA)).join(''))));
    const value = before.every((way) => way === '') ? argument.value : behind(argument.value, before, texts);
    before = [...new Set(after)].slice(0, MAX_WAYS);
    return { ...argument, value };
  });
  frame.state?.heap.set(LOCATION, { ...EMPTY, fields: new Map([[FIELD, constantsValue(before)]]) });
  return { ...asked, arguments: given };
}

function waysOf({ state }: Frame): readonly string[] {
  const known = state?.heap.get(LOCATION)?.fields.get(FIELD)?.constants?.filter((constant) => typeof constant === 'string') ?? [];
  return known.length === 0 ? [''] : known.slice(0, MAX_WAYS);
}

function behind(value: Value, ways: readonly string[], texts: readonly Text[]): Value {
  if (value.taints.length === 0) return value;
  const whole = ways.flatMap((way) => texts.map((text): Text => (typeof text[0] === 'string' ? [way + text[0], ...text.slice(1)] : [way, ...text])));
  return { ...value, constants: null, input: null, texts: whole.slice(0, MAX_WAYS) };
}
