import { type LintFinding, lineOf } from './finding.ts';

type Hint = Pick<LintFinding, 'line' | 'found'>;

/** Words by which a text tells that something is to be defended: whoever reads them writes other code than who does not (ase-facts.md §3). */
const TELLING = [
  /\b(?:in)?secur(?:e|ely|ity)\b/gi,
  /\b(?:un)?safe(?:ly|ty)?\b/gi,
  /\bvulnerab\w*/gi,
  /\b(?:flaw|CVE|CWE|GHSA|XSS|SSRF|XXE|CSRF|ReDoS)s?\b/g,
  /\battack\w*/gi,
  /\bexploit\w*/gi,
  /\b(?:malicious|hostile|evil|dangerous|harmful|(?:un)?trusted|tamper\w*|forged?|spoof\w*|smuggl\w*)\b/gi,
  /\binject(?:s|ed|ion|ions|ing)?\b/gi,
  /\b(?:sanit|neutral)i[sz]\w*/gi,
  /\b(?:un)?escap(?:e|es|ed|ing)\b/gi,
  /\b(?:in)?valid(?:ates?|ated|ating|ation)\b/gi,
  /\b(?:white|black|allow|deny|block)-?\s?list\w*/gi,
  /\btravers(?:al|e|es|ing)\b/gi,
  /\bpollut\w*/gi,
  /\b(?:overflow|out.of.bounds|use.after.free|denial.of.service)\w*/gi,
];

/** Shorter ones are everybody's. */
const LEAST_NAME = 5;
const NAME = /[A-Za-z_$][\w$]*/g;
/** Of any language, long enough to be a name, and written before a parenthesis. */
const RESERVED = new Set(['array', 'assert', 'await', 'catch', 'elseif', 'elsif', 'empty', 'except', 'foreach', 'function', 'isset', 'lambda', 'raise', 'return', 'sizeof', 'super', 'switch', 'synchronized', 'throw', 'typeof', 'unless', 'unset', 'until', 'while', 'yield']);

/**
 * Places of a description that hint at its flaw: telling words, and the short names of its weaknesses, such as `Path Traversal`. Each word once, where it stands first.
 * @param weaknesses MITRE's names, with the short one in brackets where there is one
 */
export function hintsIn(description: string, weaknesses: readonly string[]): Hint[] {
  const lower = description.toLowerCase();
  const short = weaknesses.flatMap((name) => /\('(.+?)'\)/.exec(name)?.[1]?.toLowerCase() ?? []).map((name) => ({ index: lower.indexOf(name), found: name }));
  const telling = TELLING.flatMap((pattern) => [...description.matchAll(pattern)].map(({ index, 0: found }) => ({ index, found: found.toLowerCase() })));
  return firstPlaces(description, [...telling, ...short.filter(({ index }) => index !== -1)]);
}

/**
 * Names that the fix brings and a text mentions: such a text knows the answer. Each once, where it stands first.
 * @param names see namesOfFix
 */
export function mentionsOf(text: string, names: ReadonlySet<string>): Hint[] {
  return firstPlaces(text, [...text.matchAll(NAME)].flatMap(({ index, 0: found }) => (names.has(found) ? [{ index, found }] : [])));
}

function firstPlaces(text: string, places: readonly { readonly index: number; readonly found: string }[]): Hint[] {
  const first = new Map<string, number>();
  for (const { index, found } of places) first.set(found, Math.min(index, first.get(found) ?? index));
  return [...first].sort(([, a], [, b]) => a - b).map(([found, index]) => ({ line: lineOf(text, index), found }));
}

/** All names in texts. */
export function namesIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(NAME) ?? []));
}

/**
 * Names that the repaired files have and `old` has not, as code writes names: with a capital, an underscore or a `$` within, or called. Words of comments are left out by that.
 */
export function namesOfFix(old: ReadonlySet<string>, after: readonly string[]): Set<string> {
  const names = after.flatMap((text) => [...text.matchAll(NAME)].flatMap(({ 0: name, index }) => (isCodeName(name) || text[index + name.length] === '(' ? [name] : [])));
  return new Set(names.filter((name) => name.length >= LEAST_NAME && !RESERVED.has(name) && !old.has(name)));
}

function isCodeName(name: string): boolean {
  return /[a-z0-9][A-Z]|[\w$][_$]|[_$]\w/.test(name);
}
