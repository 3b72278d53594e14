import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { escapeCsv } from '../../src/report/escape-csv.ts';
import { escapeMarkdown } from '../../src/report/escape-markdown.ts';
import { displayWidth, escapeTerminal } from '../../src/report/escape-terminal.ts';
import { escapeXml, removeForXml } from '../../src/report/escape-xml.ts';
import { hostileText, UNSHOWN } from './hostile.ts';

const shown = (text: string, width?: number): string => escapeTerminal(text, { ascii: false, ...(width === undefined ? {} : { width }) });

test.each([
  ['a plain name stays', 'openai:gpt-5?effort=high', 'openai:gpt-5?effort=high'],
  ['colours and links', '\x1b[31mred\x1b]8;;http://x\x07', '\\x1b[31mred\\x1b]8;;http://x\\x07'],
  ['one-byte controls', '\x9b2J\x85\x7f', '\\x9b2J\\x85\\x7f'],
  ['going back over what was written', 'insecure\r\b\bsecure\n', 'insecure\\r\\x08\\x08secure\\n'],
  ['other directions', 'a\u202eb\u2066c\u061c', 'a\\u202eb\\u2066c\\u061c'],
  ['nothing to see', 'a\u200b\u2060\ufeff\u00ad\u3164\u{e0041}b', 'a\\u200b\\u2060\\ufeff\\xad\\u3164\\u{e0041}b'],
  ['blanks other than the space', 'a \u00a0\u2003\u3000\u2800\u2028b', 'a \\xa0\\u2003\\u3000\\u2800\\u2028b'],
  ['half a character', '\ud800x', '\\ud800x'],
  ['two marks on a letter, not a pile', 'e\u0301\u0302\u0303\u0304', 'e\u0301\u0302\\u0303\\u0304'],
  ['no mark on what stands before', '\u0301x', '\\u0301x'],
  ['letters of any script', '通义千问 ñ', '通义千问 ñ'],
])('terminal: %s', (_, text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('terminal: in plain ASCII everything else is spelled out', () => {
  expect(escapeTerminal('ñ 通 👍 ~', { ascii: true })).toBe('\\xf1 \\u901a \\u{1f44d} ~');
});

test.each([
  ['anthropic:claude-opus?thinking=8000', 20, 'anthropic:…king=8000'],
  ['通义千问通义千问通义千问', 11, '通义…义千问'],
  ['aaaa\x1bbbbb\x1bcccc', 14, 'aaaa…b\\x1bcccc'],
])('terminal: %s in %d columns loses its middle, and no piece is cut', (text, width, expected) => {
  expect(shown(text, width)).toBe(expected);
  expect(displayWidth(expected)).toBeLessThanOrEqual(width);
});

test('terminal: nothing that moves, hides or reorders is left, and the width holds', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 8, max: 60 }), fc.boolean(), (text, width, ascii) => {
      const whole = escapeTerminal(text, { ascii });
      expect(whole).not.toMatch(UNSHOWN);
      const fitted = escapeTerminal(text, { ascii, width });
      expect(fitted).not.toMatch(UNSHOWN);
      expect(displayWidth(fitted)).toBeLessThanOrEqual(width);
      if (ascii) expect(whole + fitted).toMatch(/^[ -~]*$/);
      if (displayWidth(whole) <= width) expect(fitted).toBe(whole);
    }),
    { numRuns: 2000 },
  );
});

/** Every token of a document, however deep. */
function tokensOf(markdown: string): Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => void found.push(token));
  return found;
}

/** What the reader of a code span must see. */
const spanText = (text: string): string => {
  const visible = escapeTerminal(text, { ascii: false, width: 160 }).replaceAll('`', '\\x60').replaceAll('|', '\\x7c');
  return visible.trim() === '' ? '""' : visible;
};

test('markdown: any text is one code span, in a line and in a table, and nothing else', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const line = tokensOf(`Before ${escapeMarkdown(text)} after.\n`);
      expect(line.map(({ type }) => type)).toEqual(['paragraph', 'text', 'codespan', 'text']);
      expect(line[2]).toMatchObject({ text: spanText(text) });
      const table = tokensOf(`| a | b |\n|---|---|\n| ${escapeMarkdown(text)} | own |\n`);
      expect(table.map(({ type }) => type)).toEqual(['table', 'text', 'text', 'codespan', 'text']);
      expect(table[3]).toMatchObject({ text: spanText(text) });
    }),
    { numRuns: 2000 },
  );
});

test('markdown: what is spelled out', () => {
  expect(escapeMarkdown('a|b`c\nd <b> @x #1')).toBe('`a\\x7cb\\x60c\\nd <b> @x #1`');
  expect(escapeMarkdown('')).toBe('`""`');
  expect(escapeMarkdown('  ')).toBe('`""`');
});

test('csv: a real parser reads the same cells, but for the apostrophe before formulas', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hostileText, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const wellFormed = rows.map((row) => row.map((cell) => cell.toWellFormed()));
      const csv = wellFormed.map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('');
      const expected = wellFormed.map((row) => row.map((cell) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell)));
      expect(parseCsv(csv, { record_delimiter: '\r\n' })).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['-1', "'-1"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ['1-1', '1-1'],
])('csv: %j', (cell, expected) => {
  expect(escapeCsv(cell)).toBe(expected);
});

test('xml: a strict parser reads the same text, but for what is removed', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const read = readXml(`<?xml version="1.0" encoding="UTF-8"?><a b="${escapeXml(text)}">${escapeXml(text)}</a>`);
      expect(read).toEqual({ attribute: removeForXml(text), text: removeForXml(text) });
    }),
    { numRuns: 2000 },
  );
});

test('xml: what is removed', () => {
  expect(removeForXml('a\0\x1b\x08\x7f\x9b\u202e\u2066\ufffe\uffff\ud800b\t\r\n\u{1f44d}')).toBe('ab\t\r\n\u{1f44d}');
  expect(escapeXml('<a b=\'"&\r\n\t')).toBe('&lt;a b=&apos;&quot;&amp;&#13;&#10;&#9;');
});

function readXml(xml: string): { attribute: string | undefined; text: string } {
  const parser = new SaxesParser();
  const read = { attribute: undefined as string | undefined, text: '' };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ attributes }) => {
    read.attribute = attributes.b;
  });
  parser.on('text', (text) => {
    read.text += text;
  });
  parser.write(xml).close();
  return read;
}
