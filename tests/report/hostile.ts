import fc from 'fast-check';

/** Pieces of text that do harm where they are taken for more than text. */
const PIECES = [
  '\x1b[7m', '\x1b]8;;https://evil.example\x07here\x1b]8;;\x07', '\x1b]0;title\x07', '\x9b2J', '\x90q\x9c', '\x07', '\b\b\b', '\r', '\n', '\r\n', '\t', '\0', '\x7f', '\x85',
  '\u202e', '\u2066', '\u2069', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u2028', '\u2029', '\u00a0', '\u3000', '\u3164', '\u2800', '\u{e0041}', '\ufe0f', '\ue000', '\uffff', '\ud800',
  'e\u0301\u0302\u0303\u0304\u0305\u0306', '\u0488', '通义千问', '한국어', 'हिन्दी', '👩‍💻', '👍🏽', '🇩🇪', 'ﷺ',
  '`', '``', '```', '|', '\\|', '\\', '\\`', '<script>alert(1)</script>', '<!--', '-->', '<img src=x onerror=alert(1)>', '&lt;b&gt;', '&#60;', '&amp;', ']]>', '<![CDATA[', '"', "'",
  '[text](https://evil.example)', '![image](https://evil.example/x.png)', '[a]: https://evil.example', '<https://evil.example>', 'https://evil.example', 'www.evil.example', 'someone@evil.example',
  '@someone', '#1', 'GH-1', 'owner/name#1', '$x$', '**bold**', '__proto__', '~~gone~~', '# heading', '- item', '---', '> quote', ':tada:',
  '=1+1', '+1', '-1', '@SUM(1)', '＝1', ',', ';', '""', "'", 'true', 'null', '%s', '${x}', '$(id)', ' ', '  ', 'secure', 'model-a', '1.0',
];

/** Any text: characters of every kind, mixed with what is meant to do harm. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) }), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** Characters that a terminal obeys, or does not show, or shows in another place. */
export const UNSHOWN = /[\p{C}\p{Zl}\p{Zp}\u00a0\u2800\u3000]|(?! )\p{Zs}|\p{Default_Ignorable_Code_Point}/u;
