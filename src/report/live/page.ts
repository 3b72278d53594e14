import { type Content, html, type Markup, trusted } from '../html/markup.ts';

export interface Page {
  readonly title: string;
  readonly toolVersion: string;
  /** From the first page down to this one; the last has no address. */
  readonly crumbs: readonly { readonly name: string; readonly href?: string }[];
  readonly body: Markup;
  /** Style and script by address, or a style to put in: a file of its own has no server. */
  readonly style?: string;
  /** The policy of a file; a server sends its own as a header. */
  readonly policy?: string;
}

/** A whole document. Addresses are made by `hrefOf` or constants. */
export function pageHtml({ title, toolVersion, crumbs, body, style, policy }: Page): string {
  const head = style === undefined ? html`<link rel="stylesheet" href="/assets/style.css"><script src="/assets/live.js" defer></script>` : html`<style>${trusted(style)}</style>`;
  const meta = policy === undefined ? '' : html`<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">`;
  const way = crumbs.map(({ name, href }, index): Content => html`${index === 0 ? '' : ' › '}${href === undefined ? html`<span class="name">${name}</span>` : html`<a href="${trusted(href)}">${name}</a>`}`);
  return html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">${meta}<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>${title}</title>${head}</head>
<body><header>${crumbs.length < 2 ? '' : html`<nav class="crumbs" aria-label="Where you are">${way}</nav>`}<h1>${title}</h1></header>
<main>${body}</main>
<footer><p class="dim">ase ${toolVersion}</p></footer></body></html>
`.toString();
}

/** An address on the same server: foreign names stand in it as encoded text only. */
export function hrefOf(path: readonly string[], query: Readonly<Record<string, string | number>> = {}): string {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();
  const text = `/${path.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}${words === '' ? '' : `?${words}`}`;
  // What both encodings leave as it is, and a quoted attribute does not.
  return text.replaceAll("'", '%27').replaceAll('&', '&amp;');
}
