import { danger } from './danger.ts';
import { standingAfter, type QuotingRules } from './quoting.ts';

type Danger = ReturnType<typeof danger>;

/** Where a piece of HTML ends. `value`: what of the attribute's value stands before the end. */
type Place =
  | { readonly type: 'text' | 'tag' | 'comment' }
  | { readonly type: 'raw'; readonly element: string; readonly content: string }
  | { readonly type: 'value'; readonly quote: string; readonly attribute: string; readonly value: string };

export function htmlDangers(before: string): readonly Danger[] {
  const place = placeAfter(before);
  switch (place.type) {
    case 'text': return [danger('html-text', '<')];
    case 'comment': return [danger('html-text', '>')];
    // The name of an element or attribute: letters suffice.
    case 'tag': return [danger('html-raw')];
    case 'raw': return rawDangers(place.element, place.content);
    case 'value': return [quoteDanger(place.quote), ...valueDangers(place)];
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
    case 'tag': return `<${name} `;
    case 'value': return place.value.length > MAX_OPEN ? '' : `<${name} ${place.attribute}=${place.quote}${place.value}`;
  }
}

function quoteDanger(quote: string): Danger {
  if (quote === '"') return danger('html-double', '"');
  return quote === "'" ? danger('html-single', "'") : danger('html-raw', '=<>');
}

const URL_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background', 'cite', 'ping', 'manifest', 'codebase']);

function valueDangers({ attribute, value }: Place & { readonly type: 'value' }): readonly Danger[] {
  if (attribute.startsWith('on')) return [scriptDanger(value, '&')];
  if (attribute === 'srcdoc') return [danger('script', '<&')];
  if (!URL_ATTRIBUTES.has(attribute)) return [];
  const start = value.trimStart().toLowerCase();
  if (start.startsWith('javascript:')) return [scriptDanger(start.slice('javascript:'.length), '&%')];
  // A colon may be written as `&colon;`.
  return start === '' ? [danger('scheme', ':&')] : [];
}

const SCRIPT: QuotingRules = { quotes: `'"\``, backslash: true, lineComments: ['//', '<!--'], hasBlockComments: true };
const SCRIPT_SPECIAL = `'"\\<>&/;|$\`()\n\r*={}[]`;

function scriptDanger(before: string, encoding: string): Danger {
  const { quote, comment } = standingAfter(before, SCRIPT);
  if (quote !== null) return danger('script', `${quote}\\<\n\r${quote === '`' ? '$' : ''}${encoding}`);
  return danger('script', `${comment === null ? SCRIPT_SPECIAL : '\n\r*<'}${encoding}`);
}

function rawDangers(element: string, content: string): readonly Danger[] {
  if (element === 'script') return [scriptDanger(content, '')];
  return element === 'style' ? [danger('script', `<>{}();:\\@/*'"`)] : [danger('html-text', '<')];
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
  return { name, end: text.length, place: { type: 'tag' } };
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
