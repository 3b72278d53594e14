import type { GrammarName } from '../../util/grammars.ts';
import { compilePattern } from '../match/compile-pattern.ts';
import { isComparison } from '../match/conditions.ts';
import { genericRegex } from '../match/generic-pattern.ts';
import { translateRegex } from '../match/translate-regex.ts';
import type { Condition, Formula } from './rule.ts';
import type { Entry, YamlReader } from './yaml-reader.ts';

/** What reading a formula needs to know of its rule. */
export interface FormulaContext {
  readonly reader: YamlReader;
  readonly grammars: readonly GrammarName[];
  /** It is asked of text, whatever its language: `regex` has no patterns, those of `generic` are words and signs. */
  readonly text?: 'regex' | 'generic';
  /** Option `symbolic_propagation`. */
  readonly isSymbolic?: boolean;
  /** The formula is asked of what a metavariable stands for: it may say only what that must not be. */
  readonly isOfMetavariable?: true;
}

const OPERATORS = ['pattern', 'patterns', 'pattern-either', 'pattern-regex', 'pattern-inside'] as const;
/** Keys of a mapping that is a formula; one of them a mapping. */
export const FORMULA_KEYS: readonly string[] = OPERATORS;
const PART_KEYS = [...OPERATORS, 'pattern-not', 'pattern-not-inside', 'pattern-not-regex', 'focus-metavariable', 'metavariable-regex', 'metavariable-pattern', 'metavariable-comparison'];

/** A mapping's formula: exactly one operator; other keys are the caller's. */
export async function readFormula(context: FormulaContext, entries: readonly Entry[], owner: Entry): Promise<Formula | null> {
  const operators = entries.filter(({ key }) => FORMULA_KEYS.includes(key));
  const [only] = operators;
  if (only === undefined || operators.length > 1) {
    context.reader.fault(owner.place, owner.field, operators.length === 0 ? 'no pattern' : 'several patterns', `one of ${FORMULA_KEYS.join(', ')}`);
    return null;
  }
  return readOperator(context, only);
}

async function readOperator(context: FormulaContext, entry: Entry): Promise<Formula | null> {
  switch (entry.key) {
    case 'pattern':
      return readPattern(context, entry);
    case 'pattern-regex': {
      const regex = readRegex(context, entry);
      return regex === null ? null : { type: 'regex', regex, place: entry.place };
    }
    case 'pattern-inside': {
      const formula = await readNested(context, entry);
      return formula === null ? null : { type: 'inside', of: formula };
    }
    case 'pattern-either':
      return { type: 'any', of: await readEither(context, entry) };
    default:
      return readAll(context, entry);
  }
}

async function readPattern({ reader, grammars, isSymbolic, text: ofText }: FormulaContext, entry: Entry): Promise<Formula | null> {
  const text = reader.text(entry.value, entry.field);
  if (text === null) return null;
  if (ofText === 'generic') {
    const regex = genericRegex(text);
    if (regex === null) reader.fault(reader.placeOf(entry.value), entry.field, 'a pattern without a word or sign', 'words, signs, metavariables');
    return regex === null ? null : { type: 'regex', regex, place: entry.place };
  }
  if (ofText === 'regex') {
    reader.fault(entry.place, entry.field, 'a pattern of code in a rule for text', 'pattern-regex, or languages that say whose code it is');
    return null;
  }
  const compiled = new Map<GrammarName, unknown>();
  for (const grammar of grammars) {
    const pattern = await compilePattern(text, grammar, isSymbolic);
    if (pattern !== null) compiled.set(grammar, pattern);
  }
  if (compiled.size > 0) return { type: 'pattern', pattern: compiled, place: entry.place };
  if (grammars.length > 0) reader.fault(reader.placeOf(entry.value), entry.field, `a pattern that does not parse (${text.trim().split('\n', 1)[0]?.slice(0, 60)})`, `code of ${grammars.join(' or ')} with metavariables and …`);
  return null;
}

function readRegex({ reader }: FormulaContext, entry: Entry): RegExp | null {
  const text = reader.text(entry.value, entry.field);
  if (text === null) return null;
  const regex = translateRegex(text.trim());
  if (regex === null) reader.fault(reader.placeOf(entry.value), entry.field, 'a regular expression that we cannot run', 'one without possessive parts, recursion and inline flags behind its beginning');
  return regex;
}

async function readEither(context: FormulaContext, entry: Entry): Promise<Formula[]> {
  const parts: Formula[] = [];
  for (const [at, item] of context.reader.items(entry.value, entry.field).entries()) {
    const owner: Entry = { ...entry, value: item, field: `${entry.field}[${at}]`, place: context.reader.placeOf(item) };
    const part = await readFormula(context, context.reader.entries(item, owner.field, FORMULA_KEYS), owner);
    if (part !== null) parts.push(part);
  }
  return parts;
}

async function readAll(context: FormulaContext, entry: Entry): Promise<Formula> {
  const [parts, conditions, focus]: [Formula[], Condition[], string[]] = [[], [], []];
  for (const [at, item] of context.reader.items(entry.value, entry.field).entries()) {
    for (const part of context.reader.entries(item, `${entry.field}[${at}]`, PART_KEYS)) {
      if (part.key === 'focus-metavariable') focus.push(...context.reader.texts(part.value, part.field));
      else if (part.key.startsWith('metavariable-')) conditions.push(...(await readCondition(context, part)));
      else parts.push(...(await readPart(context, part)));
    }
  }
  if (context.isOfMetavariable !== true && !parts.some(({ type }) => type !== 'not' && type !== 'not-inside')) context.reader.fault(entry.place, entry.field, 'only what must not match', 'a pattern that must match');
  return { type: 'all', of: parts, conditions, focus };
}

const NEGATED: Readonly<Record<string, 'not' | 'not-inside'>> = { 'pattern-not': 'not', 'pattern-not-inside': 'not-inside' };

async function readPart(context: FormulaContext, entry: Entry): Promise<Formula[]> {
  if (entry.key === 'pattern-not-regex') {
    const regex = readRegex(context, entry);
    return regex === null ? [] : [{ type: 'not', of: { type: 'regex', regex, place: entry.place } }];
  }
  const type = NEGATED[entry.key];
  const formula = type === undefined ? await readOperator(context, entry) : await readNested(context, entry);
  return formula === null ? [] : [type === undefined ? formula : { type, of: formula }];
}

/** Old syntax has a pattern there, the rules in use also a mapping. */
function readNested(context: FormulaContext, entry: Entry): Promise<Formula | null> {
  const isMapping = entry.value !== null && 'items' in entry.value;
  return isMapping ? readFormula(context, context.reader.entries(entry.value, entry.field, FORMULA_KEYS), entry) : readPattern(context, entry);
}

async function readCondition(context: FormulaContext, entry: Entry): Promise<Condition[]> {
  const { reader } = context;
  const own = { 'metavariable-regex': ['regex'], 'metavariable-comparison': ['comparison'], 'metavariable-pattern': [...FORMULA_KEYS, 'language'] }[entry.key] ?? [];
  const entries = reader.entries(entry.value, entry.field, ['metavariable', ...own]);
  const named = entries.find(({ key }) => key === 'metavariable');
  const metavariable = named === undefined ? null : reader.text(named.value, named.field);
  if (metavariable === null && entry.key !== 'metavariable-comparison') {
    reader.fault(entry.place, entry.field, 'no metavariable', 'metavariable: $NAME');
    return [];
  }
  const rest = entries.filter((other) => other !== named && other.key !== 'language');
  if (entry.key === 'metavariable-pattern') {
    const text = readTextLanguage(reader, entries.find(({ key }) => key === 'language'));
    const formula = await readFormula({ ...context, isOfMetavariable: true, ...text }, rest, entry);
    return formula === null || metavariable === null ? [] : [{ type: 'metavariable-pattern', metavariable, formula, isText: text.text !== undefined }];
  }
  const [only] = rest;
  if (only === undefined) {
    reader.fault(entry.place, entry.field, 'nothing', own.join());
    return [];
  }
  if (entry.key === 'metavariable-regex') {
    const regex = readRegex(context, only);
    return regex === null || metavariable === null ? [] : [{ type: 'metavariable-regex', metavariable, regex }];
  }
  return readComparison(reader, only, metavariable);
}

/** What stands in a text may be asked for in another way than code. */
function readTextLanguage(reader: YamlReader, entry: Entry | undefined): Pick<FormulaContext, 'text'> {
  if (entry === undefined) return {};
  const name = reader.choice(entry.value, entry.field, ['regex', 'generic']);
  return name === 'regex' || name === 'generic' ? { text: name } : {};
}

function readComparison(reader: YamlReader, entry: Entry, metavariable: string | null): Condition[] {
  const comparison = reader.text(entry.value, entry.field);
  if (comparison !== null && isComparison(comparison)) return [{ type: 'metavariable-comparison', metavariable, comparison }];
  reader.fault(reader.placeOf(entry.value), entry.field, 'a comparison that we cannot decide', 'numbers, texts and metavariables with Python’s operators, int, float, str, len and re.match');
  return [];
}
