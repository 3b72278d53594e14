import type { CodeLook } from './code-look.ts';
import hljs from 'highlight.js/lib/core';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import perl from 'highlight.js/lib/languages/perl';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import typescript from 'highlight.js/lib/languages/typescript';
import { html, type Markup, showHidden, trusted } from './markup.ts';

const LANGUAGES = { c, cpp, go, java, javascript, perl, php, python, ruby, typescript } as const;
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

/** Characters that are coloured; grammars take long over more, and over what they were not made for. */
const MAX_LENGTH = 60_000;

/** Lines of code, coloured at once where the language is known. */
export function colouredNow(language: string): CodeLook {
  return { lines: (lines) => highlightText(lines.map((line) => showHidden(line.replaceAll('\n', ' '))).join('\n'), language), later: null };
}

function highlightText(text: string, language: string): Markup[] {
  if (!Object.hasOwn(LANGUAGES, language) || text.length > MAX_LENGTH) return text.split('\n').map((line) => html`${line}`);
  return balanceLines(hljs.highlight(text, { language, ignoreIllegals: true }).value).map(trusted);
}

/** A span that goes on over line ends is closed and opened again at each. */
function balanceLines(markup: string): string[] {
  let open: string[] = [];
  return markup.split('\n').map((line) => {
    const before = open.join('');
    const stack = [...open];
    for (const [tag] of line.matchAll(/<span class="[^"]*">|<\/span>/g)) {
      if (tag === '</span>') stack.pop();
      else stack.push(tag);
    }
    open = stack;
    return `${before}${line}${'</span>'.repeat(stack.length)}`;
  });
}
