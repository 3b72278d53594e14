import { escapeTerminal } from '../escape-terminal.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 26;

/** The head of a narrow column: a generator's number in charts and, upright, its name; a long one loses its middle. */
export function columnHead(number: number, generator: string): Markup {
  return html`<th scope="col"><span class="tall"><span class="no">${number}</span> ${escapeTerminal(generator, { ascii: false, width: WIDTH })}</span></th>`;
}
