import { bitsWithout, charactersOf, EVERY, isWithin, NOTHING, type Characters } from './character-set.ts';
import { dangersAt } from './contexts.ts';
import { bitsOf, characterBits } from './labels.ts';
import { deepTaints } from './deep-taints.ts';
import type { CallArgument, Frame } from './program.ts';
import { type Expression, replaceProves, type Proof } from './regex-facts.ts';
import { canBeEmpty, possibleCharacters } from './regex-match.ts';
import { groupsOf, type Shape, shapeOf } from './regex-shape.ts';
import type { Taint, Text, Value } from './taint.ts';
import { textsOf, UNKNOWN, valueOf } from './value.ts';

const RAW = bitsOf(['code-raw']);
const QUOTED = bitsOf(['code-quoted']);
const MAX_ARGUMENTS = 12;

/** A whole literal of a language: quotes at both ends, all within escaped (`JSON.stringify`). */
function isLiteral({ labels }: Taint): boolean {
  return (labels & (RAW | QUOTED)) === QUOTED;
}

/** What a part of a text is; one of a literal may have lost a quote or half of an escape. */
export function pieceTaints(taints: readonly Taint[]): readonly Taint[] {
  if (!taints.some(isLiteral)) return taints;
  return taints.flatMap((taint) => (isLiteral(taint) ? [{ ...taint, labels: taint.labels & ~QUOTED }, { ...taint, labels: RAW | QUOTED, doubt: taint.doubt ?? 'a part of a literal' }] : [taint]));
}

/** What is left of a literal that something was done to: it may be none any more. */
export function brokenLiterals(taints: readonly Taint[]): readonly Taint[] {
  return taints.filter(isLiteral).map((taint) => ({ ...taint, labels: RAW, doubt: taint.doubt ?? 'a literal that was changed' }));
}

/** A function that is asked for each match what to put in its place: given pieces of the text, as far as the expression tells them. */
export function putBy(frame: Frame, replacement: Value, { subject, expression, span }: { subject: Value; expression: Expression | null; span: CallArgument['span'] }): Value {
  const taints = pieceTaints(deepTaints(frame, subject));
  const shape = expression === null ? null : shapeOf(expression);
  const groups = expression === null ? null : groupsOf(expression);
  const id = `${frame.unit.module.path}:${span.start}.match`;
  const piece = (at: number, of: Shape | null): Value => {
    const removed = of === null ? 0 : bitsWithout(EVERY & ~possibleCharacters(of));
    return valueOf({ taints: taints.map((taint) => ({ ...taint, removed: taint.removed | removed })), chain: taints.length === 0 ? [] : [`${id}${at}`] });
  };
  const given = groups === null ? Array.from({ length: MAX_ARGUMENTS }, (_, at) => piece(at, at === 0 ? shape : null)) : [piece(0, shape), ...groups.slice(0, MAX_ARGUMENTS).map((group, at) => piece(at + 1, group)), UNKNOWN, piece(-1, null)];
  const state = frame.state;
  const put = frame.solver.call(frame, { callee: replacement, arguments: given.map((value) => ({ value, name: null, isSpread: false, span })), isNew: false, span, receiver: null, module: '' });
  frame.state = state;
  return put;
}

const NOT_IN_CODE_TEXTS = characterBits(`'"\`\\\n\r$`);
/** What begins an escape by number, in code, addresses and HTML. */
const ESCAPE = /^(?:\\u\{?|\\x|%|&#x?)$/u;

/** Of a text in which each match became its number behind a sign: `'\\u' + c.charCodeAt(0).toString(16)`. Null: it is put otherwise. */
export function encodedProof(expression: Expression, put: Text, isGlobal: boolean): Proof | null {
  const [sign, ...rest] = put;
  if (typeof sign !== 'string' || !ESCAPE.test(sign) || rest.length === 0 || rest.some((part) => typeof part !== 'string' && part.taints.length > 0)) return null;
  const gone = replaceProves(expression, '', isGlobal).characters;
  const constants = put.filter((part) => typeof part === 'string').join('');
  const isCode = sign.startsWith('\\') && (gone & NOT_IN_CODE_TEXTS) === NOT_IN_CODE_TEXTS;
  return { characters: gone & ~characterBits(`${constants}a0`), labels: isCode ? QUOTED : 0 };
}

/** It puts the match itself behind a backslash. */
export function isBackslashed(put: Text): boolean {
  const [sign, match, ...rest] = put;
  return sign === '\\' && match !== undefined && typeof match !== 'string' && rest.length === 0 && match.chain.length === 1 && match.chain[0]?.endsWith('.match0') === true;
}

const BACKSLASH = charactersOf('\\');
/** What can stand in an escape behind its backslash; and the quote, which ends the literal. */
const IN_ESCAPES = charactersOf('"\\/bfnrtu0123456789abcdefABCDEF');

/** Whether a literal of double quotes is one still where each match was replaced: nothing is cut through, and what is put in leaves the literal only to come back. */
export function keepsLiterals(expression: Expression | null, needle: string | null, puts: readonly Text[]): boolean {
  const shape = needle !== null ? textShape(needle) : expression === null ? null : shapeOf(expression);
  if (shape === null || canBeEmpty(shape) || !isWithin(firstCharacters(shape), EVERY & ~IN_ESCAPES) || !endsWhole([shape], NOTHING)) return false;
  return puts.every(isWithinLiteral);
}

function textShape(needle: string): Shape {
  return { type: 'sequence', of: [...needle].slice(0, 200).map((one) => ({ type: 'set', must: charactersOf(one), may: charactersOf(one) })) };
}

/** What a match can begin with; look-behinds and the like let everything through. */
function firstCharacters(shape: Shape): Characters {
  switch (shape.type) {
    case 'set': return shape.may;
    case 'start': case 'end': case 'empty': return NOTHING;
    case 'repeat': return firstCharacters(shape.of);
    case 'choice': return shape.of.reduce((all, one) => all | firstCharacters(one), NOTHING);
    case 'sequence': {
      let all = NOTHING;
      for (const part of shape.of) {
        all |= firstCharacters(part);
        if (!canBeEmpty(part)) break;
      }
      return all;
    }
  }
}

/** Its last character is of no escape; or no escape can have begun in it. `before`: what can stand in the match before. */
function endsWhole(parts: readonly Shape[], before: Characters): boolean {
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    const part = parts[at];
    if (part === undefined) return false;
    const earlier = parts.slice(0, at).reduce((all, one) => all | possibleCharacters(one), before);
    if (!isWholeEnd(part, earlier)) return false;
    if (!canBeEmpty(part)) return true;
  }
  return true;
}

function isWholeEnd(part: Shape, earlier: Characters): boolean {
  const own = possibleCharacters(part);
  if ((own & IN_ESCAPES) === NOTHING || ((own | earlier) & (BACKSLASH | charactersOf('"'))) === NOTHING) return true;
  switch (part.type) {
    case 'sequence': return endsWhole(part.of, earlier);
    case 'choice': return part.of.every((one) => isWholeEnd(one, earlier));
    case 'repeat': return isWholeEnd(part.of, earlier | (part.max > 1 ? own : NOTHING));
    case 'set': case 'start': case 'end': case 'empty': return false;
  }
}

function isWithinLiteral(put: Text): boolean {
  const parts = ['"', ...put.map((part) => (typeof part === 'string' ? part : null)), null];
  const last = put.at(-1);
  if (typeof last === 'string' && (/\\*$/u.exec(last.slice(-100))?.[0].length ?? 0) % 2 === 1) return false;
  if (dangersAt('code', parts, parts.length - 1).some(({ label }) => label !== QUOTED)) return false;
  return put.every((part, at) => typeof part === 'string' || part.taints.every(({ labels, removed }) => dangersAt('code', parts, at + 1).every(({ label, needs }) => (labels & label) === 0 || needs.some((characters) => (characters & ~removed) === 0))));
}

/** What can be put in; null: nobody knows. */
export function putTexts(put: Value): readonly Text[] | null {
  if (put === UNKNOWN) return null;
  if (put.constants === null) return textsOf(put);
  const texts = put.constants.filter((constant) => typeof constant === 'string');
  return texts.length === put.constants.length ? texts.map((text) => [text]) : null;
}
