import { danger } from './danger.ts';
import { standingAfter, type QuotingRules } from './quoting.ts';

type Danger = ReturnType<typeof danger>;

/** Where a piece of HTML ends. `value`: what of the attribute's value stands before the end. */
type Place =
  | { readonly type: 'text' | 'name' | 'tag' | 'comment' }
  | { readonly type: 'raw'; readonly element: string; readonly content: string }
  | { readonly type: 'value'; readonly quote: string; readonly attribute: string; readonly value: string };

/** What data can do behind a piece of HTML. `isFollowed`: by other data. */
export function htmlDangers(before: string, isFollowed: boolean): readonly Danger[] {
  const place = placeAfter(before);
  switch (place.type) {
    case 'text': return [danger('html-text', '<')];
    case 'comment': return [danger('html-text', '>')];
    // The name of an element: letters suffice.
    case 'name': return [danger('html-raw')];
    // The name of an attribute does nothing without a value.
    case 'tag': return [isFollowed ? danger('html-raw') : danger('html-raw', '=<>')];
    case 'raw': return rawDangers(place.element, place.content, isFollowed);
    case 'value': return [quoteDanger(place.quote), ...valueDangers(place, isFollowed)];
  }
}

const MAX_OPEN = 20_000;

/** What of a piece of HTML says where it ends: from the last element or tag that is still open on. */
export function openHtml(before: string): string {
  const place = placeAfter(before);
  const [, name = 'a'] = /^<([a-z][a-z0-9]{0,20})/iu.exec(before.slice(before.lastIndexOf('<'), before.lastIndexOf('<') + 30)) ?? [];
  switch (place.type) {
    case 'text': return '';
    case 'comment': return '<!--';
    case 'raw': return `<${place.element}>${place.content.length > MAX_OPEN ? '' : place.content}`;
    case 'name': return before.slice(before.lastIndexOf('<'));
    case 'tag': return `<${name} `;
    case 'value': return place.value.length > MAX_OPEN ? '' : `<${name} ${place.attribute}=${place.quote}${place.value}`;
  }
}

function quoteDanger(quote: string): Danger {
  if (quote === '"') return danger('html-double', '"');
  return quote === "'" ? danger('html-single', "'") : danger('html-raw', '=<>');
}

const URL_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background', 'cite', 'ping', 'manifest', 'codebase']);

function valueDangers({ attribute, value }: Place & { readonly type: 'value' }, isFollowed: boolean): readonly Danger[] {
  if (attribute.startsWith('on')) return scriptDangers(value, { encoding: '&', isFollowed });
  if (attribute === 'srcdoc') return [danger('script-raw', '<&')];
  if (!URL_ATTRIBUTES.has(attribute)) return [];
  const start = value.trimStart().toLowerCase();
  if (start.startsWith('javascript:')) return scriptDangers(start.slice('javascript:'.length), { encoding: '&%', isFollowed });
  // A colon may be written as `&colon;`.
  return start === '' ? [danger('scheme', ':&')] : [];
}

/** Other data: as in `contexts.ts`. */
const DATA = '\uE000';

const SCRIPT: QuotingRules = { quotes: `'"\``, backslash: true, lineComments: ['//', '<!--'], hasBlockComments: true };
const SCRIPT_SPECIAL = `'"\\<>&/;|$\`()\n\r*={}[]`;

/** `encoding`: characters that begin what is decoded before it runs; none within `<script>`, which ends at `</`. */
interface ScriptPlace {
  readonly encoding: string;
  readonly isFollowed: boolean;
}

/** Texts that run: `setTimeout('…')`. */
const RUNS_TEXT = /\b(?:setTimeout|setInterval|eval|Function|execScript)\s{0,9}\(\s{0,9}["'`]$/u;
/** Texts that the browser goes to: `location = '…'`. */
const GOES_TO_TEXT = /\blocation(?:\.href)?\s{0,9}=\s{0,9}["'`]$|\blocation\.(?:assign|replace)\s{0,9}\(\s{0,9}["'`]$/u;
const LOOKED_AT = 60;

function scriptDangers(before: string, { encoding, isFollowed }: ScriptPlace): readonly Danger[] {
  const { quote, comment } = standingAfter(before, SCRIPT);
  if (comment !== null) return [danger('script-raw', `\n\r*<${encoding}`)];
  const start = before.slice(before.lastIndexOf(quote ?? '') + 1 - LOOKED_AT, before.lastIndexOf(quote ?? '') + 1);
  if (quote === null || RUNS_TEXT.test(start)) return [danger('script-raw', `${SCRIPT_SPECIAL}${encoding}`)];
  // A backslash takes the closing quote for a character of the text: that breaks the script, and is of use only where other data stands in it too.
  const isAlone = !isFollowed && !before.includes(DATA);
  const isQuoted = isAlone && encoding === '';
  const leaving = danger(isQuoted ? 'script-quoted' : 'script-raw', `${quote}${isAlone ? '' : '\\'}${encoding === '' ? '<' : ''}${quote === '`' ? '$' : ''}${encoding}`);
  return GOES_TO_TEXT.test(before.slice(-LOOKED_AT)) ? [leaving, danger('scheme', ':')] : [leaving];
}

function rawDangers(element: string, content: string, isFollowed: boolean): readonly Danger[] {
  if (element === 'script') return scriptDangers(content, { encoding: '', isFollowed });
  return element === 'style' ? [danger('script-raw', `<>{}();:\\@/*'"`)] : [danger('html-text', '<')];
}

const RAW_ELEMENTS: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);

function placeAfter(text: string): Place {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open < 0) return { type: 'text' };
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 2);
      if (end < 0) return { type: 'comment' };
      at = end + 3;
      continue;
    }
    if (open + 1 < text.length && !/[a-z/!?\uE000]/iu.test(text[open + 1] ?? '')) {
      at = open + 1;
      continue;
    }
    const tag = tagAt(text, open + 1);
    if (tag.place !== null) return tag.place;
    at = tag.end;
    if (!RAW_ELEMENTS.has(tag.name)) continue;
    const close = endOfRaw(text, tag.end, tag.name);
    if (close < 0) return { type: 'raw', element: tag.name, content: text.slice(tag.end) };
    at = close;
  }
  return { type: 'text' };
}

function endOfRaw(text: string, from: number, name: string): number {
  for (let at = text.indexOf('</', from); at >= 0; at = text.indexOf('</', at + 2)) {
    if (text.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return -1;
}

interface Tag {
  readonly name: string;
  readonly end: number;
  /** Where the text ends, if it ends within the tag. */
  readonly place: Place | null;
}

function tagAt(text: string, from: number): Tag {
  const name = wordAt(text, from, /[\s/>]/u);
  let at = from + Math.max(1, name.length);
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '>') return { name: name.toLowerCase(), end: at + 1, place: null };
    if (/[\s/]/u.test(character)) {
      at += 1;
      continue;
    }
    const attribute = wordAt(text, at, /[\s/>=]/u);
    at = afterSpaces(text, at + Math.max(1, attribute.length));
    if (text[at] !== '=') continue;
    const value = valueAt(text, afterSpaces(text, at + 1), attribute.toLowerCase());
    if (value.place !== null) return { name, end: text.length, place: value.place };
    at = value.end;
  }
  return { name, end: text.length, place: { type: from + name.length < text.length ? 'tag' : 'name' } };
}

function valueAt(text: string, from: number, attribute: string): { readonly end: number; readonly place: Place | null } {
  const quote = text[from] ?? '';
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, from + 1);
    return close < 0 ? { end: text.length, place: { type: 'value', quote, attribute, value: text.slice(from + 1) } } : { end: close + 1, place: null };
  }
  const value = wordAt(text, from, /[\s>]/u);
  const end = from + value.length;
  return { end, place: end < text.length ? null : { type: 'value', quote: '', attribute, value } };
}

function wordAt(text: string, from: number, end: RegExp): string {
  let at = from;
  while (at < text.length && !end.test(text[at] ?? '')) at += 1;
  return text.slice(from, at);
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (/\s/u.test(text[at] ?? '')) at += 1;
  return at;
}
