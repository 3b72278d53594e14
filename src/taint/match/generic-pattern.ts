import { translateRegex } from './translate-regex.ts';

const TOKEN = /\$\.\.\.[A-Z_][A-Z0-9_]*|\$[A-Z_][A-Z0-9_]*|\.\.\.|\w+|[^\s\w]/gu;

/**
 * A pattern of Semgrep's mode for any text, as a regular expression: words and signs one after the other, whatever space is between them; `...` and `$...X` are any text, `$X` a word.
 * Null where it says nothing.
 */
export function genericRegex(pattern: string): RegExp | null {
  const tokens = pattern.match(TOKEN) ?? [];
  while (tokens.at(-1) === '...') tokens.pop();
  while (tokens[0] === '...') tokens.shift();
  if (tokens.length === 0) return null;
  const bound = new Set<string>();
  return translateRegex(tokens.map((token) => regexOf(token, bound)).join('\\s*'));
}

function regexOf(token: string, bound: Set<string>): string {
  if (token.endsWith('...') || token.startsWith('$...')) return '[\\s\\S]*?';
  if (/^\w/u.test(token)) return `\\b${token}\\b`;
  if (!/^\$\w/u.test(token)) return token.replace(/[\\^$.*+?()[\]{}|/-]/u, '\\$&');
  const name = token.slice(1);
  if (bound.has(name)) return `\\k<${name}>`;
  bound.add(name);
  return `(?<${name}>\\b\\w+\\b)`;
}
