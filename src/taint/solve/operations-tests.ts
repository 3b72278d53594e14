import { A_NUMBER, factsOf, membership, truth } from './conditions.ts';
import { bitsOf } from './labels.ts';
import { at, type Operate, type Operation, textOf } from './operation.ts';
import { contentsOf } from './heap.ts';
import { locationOf } from './memory.ts';
import { limitsForm, matchProves, noMatchProves, type Proof } from './regex-facts.ts';
import { expressionOf } from './regex-values.ts';
import { endsWithProves, includesProves, startsWithProves } from './text-facts.ts';
import { type Clearing, type Facts, NO_FACTS, type Value } from './taint.ts';
import { constantsValue, textsOf, UNKNOWN, valueOf } from './value.ts';

const PATH = bitsOf(['traversal', 'absolute']);
const HOST = bitsOf(['host', 'scheme']);

/** Operations whose outcome proves something of what they look at. */
export const TEST_OPERATIONS: readonly [string, Operate][] = [
  ['test-regex', testRegex],
  ['match', (operation) => ({ ...testRegex(operation), taints: at(operation.values, 1).taints })],
  ['starts-with', ({ values }) => startsWith(at(values, 0), at(values, 1))],
  ['ends-with', ({ values }) => bothWays(at(values, 0), at(values, 1), endsWithProves)],
  ['includes', ({ frame, values }) => (isContainer(frame, at(values, 0)) ? membership(frame, at(values, 1), at(values, 0), 'values') : (foldedTest(at(values, 0), at(values, 1), (a, b) => a.includes(b)) ?? bothWays(at(values, 0), at(values, 1), includesProves)))],
  ['index-of', indexOf],
  ['in-list', ({ frame, values, options }) => (options.includes('loose') && hasNumbers(frame, at(values, 1)) ? UNKNOWN : membership(frame, at(values, 0), at(values, 1), 'values'))],
  ['has-key', ({ frame, values, options }) => membership(frame, at(values, 1), at(values, 0), options.includes('lists') && isList(frame, at(values, 0)) ? 'values' : 'keys')],
  ['is-number', ({ values }) => truth(factsOf(at(values, 0), A_NUMBER), NO_FACTS)],
  ['is-text', ({ values }) => truth(factsOf(at(values, 0), { labels: bitsOf(['operator']), removed: 0, rules: [], doubt: null, reason: 'a text' }), NO_FACTS)],
  ['is-array', () => UNKNOWN],
  ['is-function', () => UNKNOWN],
];

function clearingOf({ characters, labels }: Proof, reason: string): Clearing {
  return { labels, removed: characters, rules: [], doubt: null, reason };
}

function facts(value: Value, proof: Proof, reason: string): Facts {
  return proof.characters === 0 && proof.labels === 0 ? NO_FACTS : factsOf(value, clearingOf(proof, reason));
}

function testRegex({ frame, values, options }: Operation): Value {
  const dialect = options.includes('php') ? 'php' : options.includes('python') ? 'python' : 'javascript';
  const expression = expressionOf(frame, at(values, 0), dialect);
  const subject = at(values, 1);
  if (expression === null) return UNKNOWN;
  const anchors = { start: options.includes('start') || options.includes('full'), end: options.includes('full') };
  const shown = `/${expression.source.slice(0, 60)}/`;
  return truth(limited(facts(subject, matchProves(expression, anchors), `matches ${shown}`), limitsForm(expression, anchors)), facts(subject, noMatchProves(expression), `does not match ${shown}`));
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

/** Whether a text begins with another. A canonical path below a folder cannot leave it, if the folder's name ends with a separator. */
function startsWith(subject: Value, prefix: Value): Value {
  const folded = foldedTest(subject, prefix, (a, b) => a.startsWith(b));
  if (folded !== null) return folded;
  return truth(beginsWith(subject, prefix), missingStart(subject, prefix));
}

function missingStart(subject: Value, prefix: Value): Facts {
  const text = textOf(prefix);
  return text === null ? NO_FACTS : facts(subject, startsWithProves(text, false), `does not begin with ${JSON.stringify(text)}`);
}

function beginsWith(subject: Value, prefix: Value): Facts {
  const text = textOf(prefix);
  const isCanonical = subject.taints.length > 0 && subject.taints.every((taint) => taint.isCanonical);
  if (text !== null && !isCanonical) return facts(subject, startsWithProves(text, true), `begins with ${JSON.stringify(text)}`);
  if (!isCanonical) return NO_FACTS;
  const ends = textsOf(prefix).map((parts) => parts.at(-1));
  if (ends.every((end) => typeof end === 'string' && /[/\\]$/u.test(end))) return factsOf(subject, { labels: PATH | HOST, removed: 0, rules: [], doubt: null, reason: 'a resolved path below a folder' });
  // The folder is not known to end with a separator: /srv/files lets /srv/files-of-others in, unless it does.
  const isOpen = ends.every((end) => typeof end !== 'string');
  return isOpen && textsOf(prefix).every((parts) => parts.length === 1) ? factsOf(subject, { labels: PATH, removed: 0, rules: [], doubt: 'the folder may lack its last separator', reason: '' }) : NO_FACTS;
}

function indexOf({ frame, values }: Operation): Value {
  const [subject, needle] = [at(values, 0), at(values, 1)];
  if (isContainer(frame, subject)) {
    const member = membership(frame, needle, subject, 'values');
    const [found, missing] = [member.proves?.whenTrue ?? NO_FACTS, member.proves?.whenFalse ?? NO_FACTS];
    return valueOf({ search: { found, missing, atStart: found, notAtStart: NO_FACTS } });
  }
  const text = textOf(needle);
  const start = beginsWith(subject, needle);
  if (text === null) return valueOf({ search: { found: NO_FACTS, missing: NO_FACTS, atStart: start, notAtStart: NO_FACTS } });
  return valueOf({ search: { found: facts(subject, includesProves(text, true), ''), missing: facts(subject, includesProves(text, false), `has no ${JSON.stringify(text)}`), atStart: start, notAtStart: missingStart(subject, needle) } });
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
