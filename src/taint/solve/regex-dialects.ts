/** What regex-facts.ts calls an expression. */
export interface Written {
  readonly source: string;
  readonly flags: string;
  readonly dialect: 'javascript' | 'php' | 'python';
}

/** An expression as JavaScript's parser reads it, with what the dialect's flags mean; null where it says what JavaScript cannot. */
export interface Readable {
  readonly source: string;
  readonly unicode: boolean;
  readonly unicodeSets: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  /** The expression is tried at the start only. */
  readonly isAnchored: boolean;
}

// Each group costs the parser a few frames of the stack.
const MAX_LENGTH = 4096;
const MAX_GROUPS = 200;

const KNOWN_FLAGS = { javascript: /^[dgimsuvy]*$/u, php: /^[imsxADSUXJu]*$/u, python: /^[aimsux]*$/u } as const;

export function readableExpression(expression: Written): Readable | null {
  const { source, dialect } = expression;
  if (source.length > MAX_LENGTH || countOf(source, '(') > MAX_GROUPS || countOf(source, '[') > MAX_GROUPS) return null;
  const lead = dialect === 'javascript' ? null : /^\(\?([aimsux]+)\)/u.exec(source);
  const flags = (dialect === 'python' ? expression.flags.toLowerCase() : expression.flags) + (lead?.[1] ?? '');
  if (!KNOWN_FLAGS[dialect].test(flags)) return null;
  const has = (flag: string): boolean => flags.includes(flag);
  const given = { ignoreCase: has('i'), multiline: has('m'), dotAll: has('s'), isAnchored: dialect === 'php' && has('A') };
  if (dialect === 'javascript') return { ...given, source, unicode: has('u'), unicodeSets: has('v') };
  const translated = translate({ text: lead === null ? source : source.slice(lead[0].length), isPhp: dialect === 'php', isExtended: has('x'), isStrictEnd: has('D'), isMultiline: has('m') });
  return translated === null ? null : { ...given, source: translated, unicode: true, unicodeSets: false };
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

interface Foreign {
  readonly text: string;
  readonly isPhp: boolean;
  readonly isExtended: boolean;
  readonly isStrictEnd: boolean;
  readonly isMultiline: boolean;
}

const START = '(?-m:^)';
const END = '(?-m:$)';
// Python's and PHP's own end: before a last line break too. To find it, or to be sure of the end of a text, this says the same.
const LAX_END = String.raw`(?:\n?(?-m:$))`;

const POSIX: ReadonlyMap<string, string> = new Map([
  ['alpha', 'a-zA-Z'], ['digit', '0-9'], ['alnum', 'a-zA-Z0-9'], ['upper', 'A-Z'], ['lower', 'a-z'], ['xdigit', '0-9A-Fa-f'], ['space', String.raw`\t-\r\x20`], ['blank', String.raw`\t\x20`],
  ['punct', String.raw`!-\/:-@\[-\x60\{-~`], ['word', String.raw`\w`],
]);

function translate(foreign: Foreign): string | null {
  const out: string[] = [];
  let at = 0;
  while (at < foreign.text.length) {
    const token = foreign.text[at] === '[' ? classAt(foreign, at) : tokenAt(foreign, at);
    if (token === null) return null;
    out.push(token.says);
    at += token.length;
  }
  return out.join('');
}

interface Token {
  /** A whole class, of which no range can be made. */
  readonly isSet?: boolean;
  readonly says: string;
  readonly length: number;
}

function tokenAt(foreign: Foreign, at: number): Token | null {
  const character = String.fromCodePoint(foreign.text.codePointAt(at) ?? 0);
  switch (character) {
    case '\\': return escapeAt(foreign, at, false);
    case '(': return groupAt(foreign, at);
    case '^': case '.': case '|': case ')': return { says: character, length: 1 };
    case '$': return { says: dollar(foreign), length: 1 };
    case '*': case '+': case '?': case '{': return quantifierAt(foreign, at);
    default:
      // A white space that `x` ignores could stand between a quantifier and its `+`.
      if (foreign.isExtended && /[\s#]/u.test(character)) return null;
      return { says: literal(character), length: character.length };
  }
}

function dollar(foreign: Foreign): string {
  if (foreign.isMultiline) return '$';
  return foreign.isStrictEnd ? END : LAX_END;
}

function literal(character: string): string {
  return /[a-z0-9]/iu.test(character) ? character : String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function groupAt(foreign: Foreign, at: number): Token | null {
  const rest = foreign.text.slice(at, at + 80);
  if (rest.startsWith('(*')) return null;
  if (!rest.startsWith('(?')) return { says: '(', length: 1 };
  const plain = /^\(\?(?:[:=!]|<[=!])/u.exec(rest);
  if (plain !== null) return { says: plain[0], length: plain[0].length };
  // Names are nobody's business here, and may stand twice.
  const named = /^\(\?(?:P?<\w{1,60}>|'\w{1,60}')/u.exec(rest);
  if (named !== null && (!foreign.isPhp ? rest.startsWith('(?P<') : true)) return { says: '(', length: named[0].length };
  const flagged = /^\(\?([is]*)(?:-([is]+))?:/u.exec(rest);
  return flagged === null ? null : { says: flagged[0], length: flagged[0].length };
}

function quantifierAt(foreign: Foreign, at: number): Token | null {
  const found = /^(?:[*+?]|\{\d{1,6}(?:,\d{0,6})?\})/u.exec(foreign.text.slice(at, at + 20));
  if (found === null) return null;
  const after = foreign.text[at + found[0].length];
  // Possessive ones match less than their greedy twins.
  if (after === '+') return null;
  return after === '?' ? { says: `${found[0]}?`, length: found[0].length + 1 } : { says: found[0], length: found[0].length };
}

const CONTROL: ReadonlyMap<string, string> = new Map([['n', String.raw`\n`], ['r', String.raw`\r`], ['t', String.raw`\t`], ['f', String.raw`\f`], ['a', String.raw`\x07`]]);

function escapeAt(foreign: Foreign, at: number, isInClass: boolean): Token | null {
  const next = foreign.text[at + 1];
  if (next === undefined) return null;
  const hex = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/iu.exec(foreign.text.slice(at, at + 6));
  if (hex !== null && !(foreign.isPhp && next === 'u')) return { says: String.raw`\u{${hex[1] ?? hex[2] ?? '0'}}`, length: hex[0].length };
  if (/[dDwWsS]/u.test(next)) return { says: `\\${next}`, length: 2, isSet: true };
  if (next === '0' && !/\d/u.test(foreign.text[at + 2] ?? '')) return { says: String.raw`\x00`, length: 2 };
  const control = CONTROL.get(next);
  if (control !== undefined) return { says: control, length: 2 };
  if (!/[a-z0-9]/iu.test(next)) {
    const whole = String.fromCodePoint(foreign.text.codePointAt(at + 1) ?? 0);
    return { says: literal(whole), length: 1 + whole.length };
  }
  if (foreign.isPhp && next === 'h') return { says: isInClass ? String.raw`\t\x20\xa0` : String.raw`[\t\x20\xa0]`, length: 2, isSet: true };
  return isInClass ? null : assertionOf(foreign, next);
}

function assertionOf(foreign: Foreign, letter: string): Token | null {
  switch (letter) {
    case 'A': return { says: START, length: 2 };
    case 'z': return { says: END, length: 2 };
    case 'Z': return { says: foreign.isPhp ? LAX_END : END, length: 2 };
    case 'b': case 'B': return { says: `\\${letter}`, length: 2 };
    default: return null;
  }
}

/** A class; a bracket directly behind its beginning is an ordinary character, other than in JavaScript. */
function classAt(foreign: Foreign, from: number): Token | null {
  const { text } = foreign;
  const isNegated = text[from + 1] === '^';
  const out = [isNegated ? '[^' : '['];
  const first = from + (isNegated ? 2 : 1);
  let at = first;
  // Behind the beginning, before the end and behind a whole class, a hyphen stands for itself.
  let isHyphenPlain = true;
  while (at < text.length) {
    if (text[at] === ']' && at > first) return { says: `${out.join('')}]`, length: at + 1 - from };
    const token: Token | null = text[at] === '-' ? hyphenAt(text, at, isHyphenPlain) : classPartAt(foreign, at);
    if (token === null) return null;
    out.push(token.says);
    isHyphenPlain = token.isSet === true;
    at += token.length;
  }
  return null;
}

function hyphenAt(text: string, at: number, isPlain: boolean): Token | null {
  if (isPlain || text[at + 1] === ']') return { says: literal('-'), length: 1 };
  return text.startsWith('-[:', at) ? null : { says: '-', length: 1 };
}

function classPartAt(foreign: Foreign, at: number): Token | null {
  const { text, isPhp } = foreign;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '\\') return escapeAt(foreign, at, true);
  if (character !== '[' || !/^\[[:.=]/u.test(text.slice(at, at + 2)) || !isPhp) return { says: literal(character), length: character.length };
  const posix = /^\[:(\w{1,10}):\]/u.exec(text.slice(at, at + 20));
  const means = posix === null ? undefined : POSIX.get(posix[1] ?? '');
  return posix === null || means === undefined ? null : { says: means, length: posix[0].length, isSet: true };
}
