import { expect, test } from 'vitest';
import { leakGuard } from '../../src/context/leak-guard.ts';

const region = `  const target = path.normalize(decode(this.path));
  if (target.startsWith(this.root)) {
    return this.sendFile(target, { dotfiles: 'allow' });
  }

  // anything else is not ours
  this.error(403, "outside \\n of <root>");
`;
const guard = leakGuard([region]);
const before = ['const path = require("path");', 'const root = path.resolve("public");', 'module.exports = serve;'];
const after = ['function serve(request, response) {', '  return send(request, response, root);', '}'];
const around = (middle: string): string => [...before, ...middle.split('\n'), ...after].join('\n');
const lines = region.trimEnd().split('\n');
const rest = (count: number): string => around(count === 1 ? '[1 line is left out]' : `[${count} lines are left out]`);

test.each<[name: string, copy: string, shown: string, cut: number]>([
  ['the region itself', lines.join('\n'), rest(7), 7],
  ['with other white space', lines.map((line) => `\t\t${line.trim().replaceAll(' ', '  ')}`).join('\r\n'), rest(7), 7],
  ['all in one line', lines.map((line) => line.trim()).join(''), rest(1), 1],
  ['in a string of a JSON document', JSON.stringify({ source: region }), rest(1), 1],
  ['in a page', region.trimEnd().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'), rest(7), 7],
  ['in a comment', lines.map((line) => `  // ${line.trim()}`).join('\n'), rest(7), 7],
  ['in a diff', lines.map((line) => `-${line}`).join('\n'), rest(7), 7],
  ['three telling lines of it, with a blank one between', `${lines[1]}\n\n${lines[2]}\n${lines[5]}`, rest(4), 4],
  ['an inline source map', '//# sourceMappingURL=data:application/json;base64,AAAA', rest(1), 1],
])('%s is cut out', (_name, copy, shown, cut) => {
  const found = guard(around(copy));
  expect(found.text).toBe(shown);
  expect(found.cut.reduce((sum, [first, last]) => sum + last - first + 1, 0)).toBe(cut);
});

test.each([
  ['two lines of it', `${lines[0]}\n${lines[1]}`],
  ['three lines in another order', `${lines[2]}\n${lines[1]}\n${lines[0]}`],
  ['short lines that every file has', '  }\n\n  }\n'],
  ['an empty text', ''],
])('%s are left as they are', (_name, text) => {
  expect(guard(text)).toEqual({ text, cut: [] });
});

test('a text of which too little is left is dropped', () => {
  expect(guard(`'use strict';\n${region}`)).toEqual({ text: null, cut: [[2, 8]] });
});

test('a region of one line, and one of nothing but blanks', () => {
  expect(leakGuard(['  return eval(text);\n'])(around('return eval( text );')).text).toBe(rest(1));
  expect(leakGuard(['  \n\n'])(around('')).text).toBe(around(''));
});

test('a common phrase that the region has too is no leak of it', () => {
  const phrase = '        if (callback) {\n          callback(result);\n        }\n        resolve(result);\n';
  const text = around(phrase);
  expect(leakGuard([`const result = [];\n${phrase}const unlike = anythingElseInTheWholeRegion(result);\n`])(text).text).toBe(text);
});
