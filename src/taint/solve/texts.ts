import { deepTaints } from './deep-taints.ts';
import type { Frame } from './program.ts';
import { type Hole, joinTaints, type Text, textTaints, type Taint, type Value } from './taint.ts';
import { constantsValue, textsOf, valueOf } from './value.ts';

const MAX_TEXTS = 4;
const MAX_PARTS = 48;

/** Texts joined. `frame`: to find data in objects that are joined with texts. */
export function concatenated(values: readonly Value[], frame: Frame | null): Value {
  let texts: Text[] = [[]];
  let taints: readonly Taint[] = [];
  for (const value of values) {
    const own = frame === null || value.targets.length === 0 ? value.taints : deepTaints(frame, value);
    taints = joinTaints(taints, own);
    const parts: readonly Text[] = value.targets.length > 0 && own !== value.taints ? [[{ taints: own, chain: value.chain, input: value.input }]] : textsOf(value);
    texts = combined(texts, parts.map(joinable), taints);
  }
  return ofTexts(texts, textTaints(taints));
}

function joinable(text: Text): Text {
  return text.map((part) => (typeof part === 'string' ? part : { ...part, taints: textTaints(part.taints) }));
}

/** Each of the one before each of the other; where that is too much, the data without its places. */
function combined(left: readonly Text[], right: readonly Text[], taints: readonly Taint[]): Text[] {
  const all = left.length * right.length <= MAX_TEXTS ? left.flatMap((a) => right.map((b) => appended(a, b))) : left.map((a) => appended(a, [holeOf(right, taints)]));
  return all.map((text) => (text.length > MAX_PARTS ? [...text.slice(0, MAX_PARTS - 1), { taints, chain: [], input: null }] : text));
}

function holeOf(texts: readonly Text[], taints: readonly Taint[]): Hole | string {
  return texts.some((text) => text.some((part) => typeof part !== 'string')) ? { taints, chain: [], input: null } : { taints: [], chain: [], input: null };
}

function appended(left: Text, right: Text): Text {
  const last = left.at(-1);
  const [first, ...rest] = right;
  if (typeof last === 'string' && typeof first === 'string') return [...left.slice(0, -1), last + first, ...rest];
  return left.length === 0 ? right : [...left, ...right];
}

function ofTexts(texts: readonly Text[], taints: readonly Taint[]): Value {
  const constants = texts.map((text) => (text.length === 0 ? '' : text.length === 1 && typeof text[0] === 'string' ? text[0] : null));
  if (constants.every((constant) => constant !== null)) return constantsValue([...new Set(constants)]);
  return valueOf({ taints, texts });
}

/** Values by position, and by name. */
interface Given {
  readonly values: readonly Value[];
  readonly named: (name: string) => Value | null;
}

function byName(name: string | undefined, named: Given['named']): Value | null {
  return name === undefined || name === '' || /^\d/u.test(name) ? null : named(name);
}

/** A template with values in its places: `%s`, `{}`, `{0}`. Numbers' places take nothing dangerous. */
export function formatted(frame: Frame, template: Value, { values, named }: Given, style: 'printf' | 'braces'): Value {
  const all = values.reduce<readonly Taint[]>((taints, value) => joinTaints(taints, value.taints), template.taints);
  if (template.constants === null || template.constants.length !== 1 || typeof template.constants[0] !== 'string') return valueOf({ taints: all, texts: template.texts === null ? null : template.texts.map((text) => [...text, { taints: all, chain: [], input: null }]) });
  const pieces: Value[] = [];
  let rest = 0;
  let next = 0;
  const text = template.constants[0];
  for (const found of text.matchAll(style === 'printf' ? /%(?:(\d+)\$)?(?:\((\w*)\))?[-+ 0#']*(?:\d+|\*)?(?:\.\d+)?[hlL]*([a-zA-Z%])/gu : /\{\{|\}\}|\{(\w*)()[^{}]*\}/gu)) {
    pieces.push(constantsValue([text.slice(rest, found.index)]));
    rest = found.index + found[0].length;
    const [whole, position, name, letter] = found;
    if (whole === '%%' || whole === '{{' || whole === '}}') {
      pieces.push(constantsValue([whole.slice(1)]));
      continue;
    }
    const at = position !== undefined && /^\d+$/u.test(position) ? Number(position) - (style === 'printf' ? 1 : 0) : next;
    next += 1;
    const value = byName(style === 'printf' ? name : position, named) ?? values[at] ?? valueOf({ taints: all });
    pieces.push(style === 'printf' && letter !== undefined && !'srca'.includes(letter) ? valueOf({}) : value);
  }
  pieces.push(constantsValue([text.slice(rest)]));
  return concatenated(pieces, frame);
}
