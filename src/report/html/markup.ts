import { html as honoHtml, raw } from 'hono/html';
import { spellOut } from '../escape-terminal.ts';

/** HTML that is whole. Only `html` and `trusted` make it. */
export type Markup = ReturnType<typeof raw>;
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

/** As escape-terminal.ts has them, without line feed and tab, which a page only shows; and piles of marks that cover other lines. */
const HIDDEN = /(?![\n\t])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|(?<=\p{M}{2})\p{M}/gu;

/**
 * A template whose values cannot become markup: text is escaped for elements and quoted attributes, and invisible and directional characters are spelled out.
 * Values stand in elements or quoted attributes only, never in a tag's or attribute's name, `style`, `href` or script.
 */
export function html(strings: TemplateStringsArray, ...values: Content[]): Markup {
  const made = honoHtml(strings, ...values.map(inert));
  if (made instanceof Promise) throw new TypeError('a template of the report waits for something');
  return made;
}

/** Markup that is our own, or that escaped what it holds. */
export function trusted(markup: string): Markup {
  return raw(markup);
}

/** Most texts: nothing in them can be hidden. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;

/** `\u202e` for what a reader would not see, or would see in another order. */
export function showHidden(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HIDDEN, spellOut);
}

function inert(value: Content): unknown {
  if (typeof value === 'string') return showHidden(value);
  return Array.isArray(value) ? value.map(inert) : value;
}
