import { A_NUMBER, besides, membership, truth, withoutNames } from './conditions.ts';
import { factsOf } from './value-facts.ts';
import { bitsOf, PATH, UPS } from './labels.ts';
import { at, type Operate, type Operation, textOf } from './operation.ts';
import { contentsOf } from './heap.ts';
import { locationOf } from './memory.ts';
import { limitsForm, matchProves, noMatchProves, type Proof } from './regex-facts.ts';
import { expressionOf } from './regex-values.ts';
import { beginsWith, missingStart, textFacts as facts } from './beginnings.ts';
import { endsWithProves, includesProves } from './text-facts.ts';
import { bothFacts } from './facts.ts';
import { type Facts, NO_FACTS, type Value } from './taint.ts';
import { constantsValue, UNKNOWN, valueOf } from './value.ts';

const TRAVERSAL = bitsOf(['traversal']);

/** Operations whose outcome proves something of what they look at. */
export const TEST_OPERATIONS: readonly [string, Operate][] = [
  ['test-regex', testRegex],
  ['match', (operation) => ({ ...testRegex(operation), taints: at(operation.values, 1).taints })],
  ['starts-with', (operation) => (isFromWithin(operation) ? UNKNOWN : startsWith(at(operation.values, 0), at(operation.values, 1)))],
  ['ends-with', ({ values }) => bothWays(at(values, 0), at(values, 1), endsWithProves)],
  ['includes', (operation) => (isFromWithin(operation) ? UNKNOWN : includes(operation))],
  ['index-of', indexOf],
  ['in-list', ({ frame, values, options }) => (options.includes('loose') && hasNumbers(frame, at(values, 1)) ? UNKNOWN : membership(frame, at(values, 0), at(values, 1), 'values'))],
  ['has-key', ({ frame, values, options }) => membership(frame, at(values, 1), at(values, 0), options.includes('lists') && isList(frame, at(values, 0)) ? 'values' : 'keys')],
  ['is-number', ({ values }) => truth(factsOf(at(values, 0), A_NUMBER), NO_FACTS)],
  ['is-text', ({ values }) => truth(factsOf(at(values, 0), { labels: bitsOf(['operator']), removed: 0, rules: [], doubt: null, reason: 'a text' }), NO_FACTS)],
  ['is-array', () => UNKNOWN],
  ['is-function', () => UNKNOWN],
];

function testRegex({ frame, values, options }: Operation): Value {
  const dialect = options.includes('php') ? 'php' : options.includes('python') ? 'python' : 'javascript';
  const expression = expressionOf(frame, at(values, 0), dialect);
  const subject = at(values, 1);
  if (expression === null) return unknownTest(subject);
  const anchors = { start: options.includes('start') || options.includes('full'), end: options.includes('full') };
  const shown = `/${expression.source.slice(0, 60)}/`;
  return withWhole(subject, truth(limited(facts(subject, matchProves(expression, anchors), `matches ${shown}`), limitsForm(expression, anchors)), facts(subject, noMatchProves(expression), `does not match ${shown}`)));
}

/** What is asked of a piece of a path may be what was to be asked of the path. */
function withWhole({ derived }: Value, told: Value): Value {
  if (derived?.kind !== 'piece') return told;
  const more = besides(derived.of);
  return truth(bothFacts(told.proves?.whenTrue ?? NO_FACTS, more), bothFacts(told.proves?.whenFalse ?? NO_FACTS, more));
}

/** Where nobody knows what is asked of a path, it may be the right thing. */
function unknownTest(subject: Value): Value {
  const perhaps = factsOf(subject, { labels: 0, canonical: PATH, removed: 0, rules: [], doubt: 'an expression that is not known looks at it', reason: '' });
  return truth(perhaps, perhaps);
}

function limited(proven: Facts, isLimited: boolean): Facts {
  return isLimited ? new Map([...proven].map(([id, clearing]) => [id, { ...clearing, limits: 'an expression allows but a certain form of it' }])) : proven;
}

function foldedTest(subject: Value, needle: Value, test: (subject: string, needle: string) => boolean): Value | null {
  const [a, b] = [textOf(subject), textOf(needle)];
  return a === null || b === null ? null : constantsValue([test(a, b)]);
}

function bothWays(subject: Value, needle: Value, prove: (needle: string, isFound: boolean) => Proof): Value {
  const text = textOf(needle);
  if (text === null) return UNKNOWN;
  return truth(facts(subject, prove(text, true), `has ${JSON.stringify(text)}`), facts(subject, prove(text, false), `has no ${JSON.stringify(text)}`));
}

/** Whether a text begins with another. */
function startsWith(subject: Value, prefix: Value): Value {
  const folded = foldedTest(subject, prefix, (a, b) => a.startsWith(b));
  if (folded !== null) return folded;
  return withWhole(subject, truth(beginsWith(subject, prefix), missingStart(subject, prefix)));
}

function includes({ frame, values }: Operation): Value {
  return namesTest(at(values, 0), at(values, 1)) ?? (isContainer(frame, at(values, 0)) ? membership(frame, at(values, 1), at(values, 0), 'values') : (foldedTest(at(values, 0), at(values, 1), (a, b) => a.includes(b)) ?? bothWays(at(values, 0), at(values, 1), includesProves)));
}

/** It is not looked for from the start on: `text.indexOf(x, 3)`. PHP's third argument is another one now and then. */
function isFromWithin({ frame, asked, parts, values }: Operation): boolean {
  if (frame.unit.support.name === 'php') return false;
  const given = asked.arguments.slice(parts.filter((part) => typeof part === 'number').length);
  return given.length > 0 && !at(values, 0).targets.some(({ kind }) => kind === 'object') && !given.every(({ value }) => value.constants?.every((from) => from === 0) === true);
}

/** Whether two dots are one of the names of a path. */
function namesTest({ derived }: Value, needle: Value): Value | null {
  return derived?.kind === 'names' && textOf(needle) === '..' ? truth(NO_FACTS, withoutNames(derived, UPS | TRAVERSAL)) : null;
}

function indexOf(operation: Operation): Value {
  const { frame, values } = operation;
  if (isFromWithin(operation)) return UNKNOWN;
  const [subject, needle] = [at(values, 0), at(values, 1)];
  const names = namesTest(subject, needle);
  if (names !== null) return valueOf({ search: { found: NO_FACTS, missing: names.proves?.whenFalse ?? NO_FACTS, atStart: NO_FACTS, notAtStart: NO_FACTS } });
  if (isContainer(frame, subject)) {
    const member = membership(frame, needle, subject, 'values');
    const [found, missing] = [member.proves?.whenTrue ?? NO_FACTS, member.proves?.whenFalse ?? NO_FACTS];
    return valueOf({ search: { found, missing, atStart: found, notAtStart: NO_FACTS } });
  }
  if (operation.options.includes('pattern')) return searched(operation);
  const text = textOf(needle);
  const start = beginsWith(subject, needle);
  if (text === null) return valueOf({ search: { found: NO_FACTS, missing: NO_FACTS, atStart: start, notAtStart: NO_FACTS } });
  return valueOf({ search: { found: facts(subject, includesProves(text, true), ''), missing: isOnlyStart(operation) ? missingStart(subject, needle) : facts(subject, includesProves(text, false), `has no ${JSON.stringify(text)}`), atStart: start, notAtStart: missingStart(subject, needle) } });
}

/** `text.search(/x/)`. */
function searched({ frame, values }: Operation): Value {
  const subject = at(values, 0);
  const expression = expressionOf(frame, at(values, 1), 'javascript');
  const told = expression === null ? unknownTest(subject).proves : null;
  const missing = expression === null ? NO_FACTS : facts(subject, noMatchProves(expression), `does not match /${expression.source.slice(0, 60)}/`);
  return valueOf({ search: { found: told?.whenTrue ?? NO_FACTS, missing: told?.whenFalse ?? missing, atStart: told?.whenTrue ?? NO_FACTS, notAtStart: told?.whenFalse ?? NO_FACTS } });
}

/** `text.lastIndexOf(x, 0)` looks at the start alone. */
function isOnlyStart({ asked, frame }: Operation): boolean {
  return frame.unit.support.name === 'javascript' && asked.arguments.length > 1;
}

function isContainer(frame: Operation['frame'], value: Value): boolean {
  return value.targets.some((target) => {
    const location = target.kind === 'object' ? locationOf(target) : null;
    const contents = location === null ? null : contentsOf(frame, location);
    return contents !== null && (contents.isList || contents.fields.size > 0);
  });
}

/** A set is kept as a list of what it has. */
function isList(frame: Operation['frame'], value: Value): boolean {
  return value.targets.some((target) => {
    const location = locationOf(target);
    return location !== null && contentsOf(frame, location)?.isList === true;
  });
}

/** A loose comparison with numbers lets texts pass that only begin like them. */
function hasNumbers(frame: Operation['frame'], list: Value): boolean {
  return list.targets.some((target) => {
    const location = locationOf(target);
    const contents = location === null ? null : contentsOf(frame, location);
    return contents === null || [...contents.fields.values()].some(({ constants }) => constants === null || constants.some((constant) => typeof constant !== 'string'));
  });
}
