/** All that is no character of XML 1.0, and controls and directional overrides that it allows: readers of reports print them. */
const REMOVED = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Line breaks and tabs by number, or a parser would make spaces of those in attributes and lose carriage returns everywhere. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** Text or attribute value of XML 1.0. Control characters, lone surrogates, non-characters and directional overrides are removed; all else is read back as it was. */
export function escapeXml(text: string): string {
  return removeForXml(text).replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character] ?? '');
}

/** What is left of a text. */
export function removeForXml(text: string): string {
  return text.replace(REMOVED, '');
}
