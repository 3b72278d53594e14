import { translateRegex } from './translate-regex.ts';

/** What an expression is; null: not known, and then no comparison holds. */
export type Value = number | string | boolean | readonly Value[] | null;
/** What a metavariable stands for. */
export type ValueOf = (metavariable: string) => Value;
type Expression = (valueOf: ValueOf) => Value;

const TOKEN = /\s*(?:(\$[A-Z_][A-Z0-9_]*)|(0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+(?:\.\d+)?)|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(not\s+in\b|[A-Za-z_][\w.]*)|(\*\*|\/\/|==|!=|<=|>=|[-+*/%<>&|^~()[\],]))/uy;
/** How deep an expression may be: it stands in a rule file, which somebody else may have written. */
const MAX_DEPTH = 50;

const kept = new Map<string, Expression | null>();

/** A comparison, to be asked for each finding; null where we cannot read it: Python's arithmetic, comparisons and `in`, with `int`, `float`, `str`, `len`, `re.match`. */
export function readComparison(text: string): Expression | null {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const tokens = tokensOf(text);
  const reader = tokens === null ? null : { tokens, at: 0, depth: 0 };
  const read = reader === null ? null : binary(reader, 0);
  const expression = reader !== null && reader.at === reader.tokens.length ? read : null;
  if (kept.size < 1000) kept.set(text, expression);
  return expression;
}

interface Token {
  readonly kind: 'metavariable' | 'number' | 'string' | 'word' | 'sign';
  readonly text: string;
}
const KINDS = ['metavariable', 'number', 'string', 'word', 'sign'] as const;

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed);
    if (found === null) return null;
    const at = found.slice(1).findIndex((group) => group !== undefined);
    tokens.push({ kind: KINDS[at] ?? 'sign', text: (found[at + 1] ?? '').replace(/^not\s+in$/u, 'not in') });
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/** From what binds least to what binds most, as in Python. */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['not'], ['==', '!=', '<=', '>=', '<', '>', 'in', 'not in'], ['|'], ['^'], ['&'], ['+', '-'], ['*', '/', '//', '%'], ['**']];
const NOT = 2;

function binary(reader: Reader, level: number): Expression | null {
  const operators = LEVELS[level];
  if (operators === undefined) return unary(reader);
  if (level === NOT) return negated(reader);
  let left = binary(reader, level + 1);
  while (left !== null) {
    const operator = reader.tokens[reader.at];
    if (operator === undefined || operator.kind === 'string' || !operators.includes(operator.text)) return left;
    reader.at += 1;
    left = applied(operator.text, left, binary(reader, level + 1));
  }
  return null;
}

function applied(operator: string, left: Expression, right: Expression | null): Expression | null {
  if (right === null) return null;
  if (operator === 'and') return (valueOf) => isTrue(left(valueOf)) && isTrue(right(valueOf));
  if (operator === 'or') return (valueOf) => isTrue(left(valueOf)) || isTrue(right(valueOf));
  return (valueOf) => {
    const [a, b] = [left(valueOf), right(valueOf)];
    return a === null || b === null ? null : decide(a, operator, b);
  };
}

function negated(reader: Reader): Expression | null {
  if (reader.tokens[reader.at]?.text !== 'not') return binary(reader, NOT + 1);
  reader.at += 1;
  const inner = deeper(reader, () => negated(reader));
  if (inner === null) return null;
  return (valueOf) => {
    const value = inner(valueOf);
    return value === null ? null : !isTrue(value);
  };
}

function deeper(reader: Reader, read: () => Expression | null): Expression | null {
  if (reader.depth >= MAX_DEPTH) return null;
  reader.depth += 1;
  const found = read();
  reader.depth -= 1;
  return found;
}

function unary(reader: Reader): Expression | null {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'sign' || !['-', '~', '+'].includes(token.text)) return primary(reader);
  reader.at += 1;
  const inner = deeper(reader, () => unary(reader));
  if (inner === null) return null;
  return (valueOf) => {
    const value = inner(valueOf);
    if (typeof value !== 'number') return null;
    return token.text === '-' ? -value : token.text === '~' ? ~value : value;
  };
}

const WORDS: Readonly<Record<string, Value>> = { True: true, False: false, true: true, false: false };

function primary(reader: Reader): Expression | null {
  const token = reader.tokens[reader.at];
  if (token === undefined) return null;
  reader.at += 1;
  const { kind, text } = token;
  if (kind === 'metavariable') return (valueOf) => valueOf(text);
  if (kind === 'number') return () => Number(text);
  if (kind === 'string') return () => text.slice(1, -1).replaceAll(/\\(["'\\])/gu, '$1');
  if (kind === 'word') return Object.hasOwn(WORDS, text) ? (): Value => WORDS[text] ?? null : called(reader, text);
  if (text === '[') return listed(reader, ']', (items) => items);
  if (text !== '(') return null;
  return listed(reader, ')', (items) => (items.length === 1 ? (items[0] ?? null) : items));
}

function listed(reader: Reader, end: string, make: (items: readonly Value[]) => Value): Expression | null {
  const items: Expression[] = [];
  while (reader.tokens[reader.at]?.text !== end) {
    const item = deeper(reader, () => binary(reader, 0));
    if (item === null) return null;
    items.push(item);
    const next = reader.tokens[reader.at]?.text;
    if (next !== ',' && next !== end) return null;
    if (next === ',') reader.at += 1;
  }
  reader.at += 1;
  return (valueOf) => make(items.map((item) => item(valueOf)));
}

const FUNCTIONS: Readonly<Record<string, (first: Value, second: Value) => Value>> = {
  int: (value) => numberOf(value, Math.trunc),
  float: (value) => numberOf(value, (number) => number),
  str: (value) => (value === null || typeof value === 'object' ? null : String(value)),
  // Digits in quotes are a number to us.
  len: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value).length : Array.isArray(value) ? value.length : null),
  're.match': (regex, text) => {
    const compiled = typeof regex === 'string' && typeof text === 'string' ? translateRegex(`^(?:${regex})`) : null;
    return compiled === null ? null : compiled.test(String(text));
  },
};

function called(reader: Reader, name: string): Expression | null {
  const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (call === undefined || reader.tokens[reader.at]?.text !== '(') return null;
  reader.at += 1;
  return listed(reader, ')', ([first = null, second = null]) => call(first, second));
}

function numberOf(value: Value, round: (number: number) => number): Value {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? round(number) : null;
}

const isTrue = (value: Value): boolean => value !== null && value !== false && value !== 0 && value !== '';

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '//': (a, b) => Math.floor(a / b), '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b, '|': (a, b) => a | b, '^': (a, b) => a ^ b, '&': (a, b) => a & b,
};

function decide(a: Value, operator: string, b: Value): Value {
  if (operator === '==' || operator === '!=') return (JSON.stringify(a) === JSON.stringify(b)) === (operator === '==');
  if (operator === 'in' || operator === 'not in') return contains(a, b, operator === 'in');
  if (typeof a === 'string' && typeof b === 'string') return operator === '+' ? a + b : ordered(a < b ? -1 : Number(a > b), operator);
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  const calculate = ARITHMETIC[operator];
  return calculate === undefined ? ordered(a - b, operator) : calculate(a, b);
}

function contains(item: Value, container: Value, isIn: boolean): Value {
  if (typeof container === 'string') return typeof item === 'string' ? container.includes(item) === isIn : null;
  return Array.isArray(container) ? container.some((other) => JSON.stringify(other) === JSON.stringify(item)) === isIn : null;
}

function ordered(difference: number, operator: string): boolean | null {
  if (operator === '<') return difference < 0;
  if (operator === '>') return difference > 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>=' ? difference >= 0 : null;
}
