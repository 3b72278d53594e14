import type { Context } from '../rules/rule.ts';
import { danger } from './danger.ts';
import { htmlDangers } from './html-context.ts';
import { ALL_CHARACTERS, bitsOf, characterBits, contextBits, type LabelName } from './labels.ts';
import { shellStanding, standingAfter, type QuotingRules, type Standing } from './quoting.ts';

/** Data is dangerous if it still has that label and, of each set in `needs`, at least one character. */
export interface Danger {
  readonly label: number;
  readonly needs: readonly number[];
}

// Longer texts are not read: then whatever the context may ask for counts.
const MAX_LENGTH = 65_536;
/** Other data: an ordinary character that no constant has for a meaning. */
const DATA = '\uE000';

/** What data can do at its place; `parts`: of a text, in their order, null for data. */
export function dangersAt(context: Context, parts: readonly (string | null)[], at: number): readonly Danger[] {
  const earlier = parts.slice(0, at);
  if (earlier.reduce((sum, part) => sum + (part?.length ?? 1), 0) > MAX_LENGTH) return [{ label: contextBits(context), needs: [] }];
  const before = earlier.map((part) => part ?? DATA).join('');
  const next = parts.slice(at + 1).find((part) => part !== '');
  const after = next === null ? DATA : (next ?? '');
  const isFollowed = parts.slice(at + 1).includes(null);
  switch (context) {
    case 'sql': return inDialects(SQL_DIALECTS, before, (standing) => [sqlDanger(standing, isFollowed)]);
    case 'shell': return shellDangers(before);
    case 'html': return htmlDangers(before, isFollowed);
    case 'path': return pathDangers(before, after);
    case 'url': return urlDangers(before, after);
    case 'code': return inDialects(CODE_DIALECTS, before, (standing) => codeDangers(standing, isFollowed));
    case 'xpath': return inDialects([XPATH], before, (standing) => [xpathDanger(standing)]);
    case 'header': case 'log': return [danger('line-break', '\n\r')];
    case 'ldap': return [danger('ldap', '*()\\\0&|="<>;#')];
    case 'regex': return [{ label: bitsOf(['regex']), needs: [SPECIAL] }];
    case 'template': return [{ label: bitsOf(['template']), needs: [SPECIAL] }];
    case 'deserialization': return [danger('object')];
    case 'nosql': return [danger('operator')];
    case 'option': return optionDangers(before);
  }
}

/** All but letters, digits and the dot: those alone make a word or a number. So does one with the line break at its end that `$` lets through. */
const SPECIAL = ALL_CHARACTERS & ~characterBits('a0.\n');

/** The same text as the dialects read it: what can go wrong in one counts. */
function inDialects(dialects: readonly QuotingRules[], before: string, dangersOf: (standing: Standing) => readonly Danger[]): readonly Danger[] {
  const found = new Map(dialects.flatMap((rules) => dangersOf(standingAfter(before, rules))).map((one) => [`${one.label}:${one.needs.join(',')}`, one]));
  return [...found.values()];
}

const SQL: QuotingRules = { quotes: `'"\``, backslash: true, lineComments: ['--'], hasBlockComments: true };
// `#` and the backslash are MySQL's, and it takes `--` for a comment before white space only.
const SQL_DIALECTS: readonly QuotingRules[] = [SQL, { ...SQL, backslash: false }, { ...SQL, lineComments: ['-- ', '--\t', '--\n', '#'] }];

/** A backslash takes the closing quote for a character of the text: that breaks the statement, and is of use only where other data follows. */
function sqlDanger({ quote, comment }: Standing, isFollowed: boolean): Danger {
  if (comment !== null) return inComment('sql-raw', comment);
  // What escapes for quotes leaves the back-tick as it is.
  if (quote === '`') return danger('sql-raw', '`');
  return quote === null ? { label: bitsOf(['sql-raw']), needs: [SPECIAL] } : danger('sql-quoted', isFollowed ? `${quote}\\` : quote);
}

function inComment(label: LabelName, comment: 'line' | 'block'): Danger {
  return comment === 'line' ? danger(label, '\n\r') : danger(label, '*', '/');
}

const SHELL_META = `'"\\<>&;|$\`() \n\r*{}[]#\0`;

function shellDangers(before: string): readonly Danger[] {
  // Who says the first word chooses the program, with letters alone.
  if (before.trim() === '') return [danger('shell-raw')];
  switch (shellStanding(before)) {
    case 'raw': return [danger('shell-raw', SHELL_META)];
    case 'double': return [danger('shell-double', '"`$\\')];
    case 'single': return [danger('shell-single', "'")];
    case 'comment': return [danger('shell-raw', '\n\r')];
  }
}

function pathDangers(before: string, after: string): readonly Danger[] {
  // A segment of its own goes up with two dots; within one, a separator is needed.
  const isSegment = (before === '' || /[/\\\uE000]$/u.test(before)) && /^[/\\\uE000]/u.test(after);
  const traversal = isSegment ? danger('traversal', '.') : danger('traversal', '.', '/\\');
  return before === '' ? [danger('absolute', '/\\'), traversal] : [traversal];
}

function urlDangers(before: string, after: string): readonly Danger[] {
  // PHP writes whole headers: `Location: ` is not of the URL.
  // Browsers take quotes around a URL off (`Refresh`), or who wrote them meant that.
  const start = before.trimStart().toLowerCase().replace(/^["']?(?:location:|refresh:\s{0,9}\d{0,9};\s{0,9}url=)\s{0,9}/u, '').replace(/^["']/u, '');
  if (start === '') return [danger('host', ':/\\'), danger('scheme', ':')];
  if (start.startsWith('javascript:')) return [danger('scheme')];
  // Behind other data that may be a host: `.evil.example` and `@evil.example` make another of it.
  if (/^\uE000+$/u.test(start)) return [danger('host', '.@')];
  if (start === '/' || start === '\\') return [danger('host', '/\\')];
  const isInHost = /^(?:(?:https?|wss?|ftps?):[/\\]*|[a-z][a-z0-9+.-]*:\/\/|[/\\]{2}|\uE000+:(?:\/\/)?)[^/\\?#]*$/u.test(start);
  if (!isInHost) return [];
  // What follows fixes the domain, unless the data ends the host before it.
  return [after.startsWith('.') ? danger('host', './\\#@:%') : danger('host')];
}

const CODE: QuotingRules = { quotes: `'"\``, backslash: true, lineComments: [], hasBlockComments: true };
// Python divides by `//`, and writes `#` for comments; PHP has both.
const CODE_DIALECTS: readonly QuotingRules[] = [CODE, { ...CODE, lineComments: ['//'] }, { ...CODE, lineComments: ['#'] }, { ...CODE, lineComments: ['//', '#'] }];

function codeDangers({ quote, comment }: Standing, isFollowed: boolean): readonly Danger[] {
  if (comment !== null) return [inComment('code-raw', comment)];
  if (quote === null) return [{ label: bitsOf(['code-raw']), needs: [SPECIAL] }];
  const leaving = danger('code-quoted', `${quote}${isFollowed ? '\\' : ''}`);
  // PHP and templates put values into a text where it says `$`: what escapes for quotes leaves that.
  return quote === "'" ? [leaving] : [leaving, danger('code-raw', '$')];
}

/** An argument of a program, or whatever must not begin with a sign. */
function optionDangers(before: string): readonly Danger[] {
  return before === '' || before.startsWith('-') ? [danger('option', '-')] : [];
}

const XPATH: QuotingRules = { quotes: `'"`, backslash: false, lineComments: [], hasBlockComments: false };

function xpathDanger({ quote }: Standing): Danger {
  return quote === null ? { label: bitsOf(['xpath-raw']), needs: [SPECIAL] } : danger('xpath-quoted', quote);
}
