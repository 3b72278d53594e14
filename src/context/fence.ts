import { extensionOf } from './comment-syntax.ts';

/** A text in a code fence that nothing in the text can close: longer than any run of back quotes in it. */
export function fenced(text: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${info}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}`;
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  for (let at = text.indexOf(character); at !== -1; ) {
    let end = at;
    while (text[end] === character) end += 1;
    longest = Math.max(longest, end - at);
    at = text.indexOf(character, end);
  }
  return longest;
}

const INFO_WORDS: Readonly<Record<string, string>> = { mjs: 'js', cjs: 'js', mts: 'ts', cts: 'ts', h: 'c', cc: 'cpp', hpp: 'cpp', pm: 'perl', pl: 'perl', rb: 'ruby', py: 'python', phtml: 'php' };

/** The info string for a file's fence. */
export function infoOf(file: string): string {
  const extension = extensionOf(file);
  return INFO_WORDS[extension] ?? (/^[a-z0-9]{1,12}$/.test(extension) ? extension : '');
}

/** A path that cannot break out of its line: file names may hold line breaks, back quotes and control characters. */
export function shownPath(path: string): string {
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u001f\u007f-\u009f`\u2028\u2029]/.test(path) ? JSON.stringify(path.replaceAll('`', "'")) : path;
}
