import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTEXTS, type Context } from '../../../src/taint/rules/rule.ts';
import { dangersAt } from '../../../src/taint/solve/contexts.ts';
import { ALL_LABELS } from '../../../src/taint/solve/labels.ts';
import { told } from './proofs.ts';

/** `label:characters characters …`; § for all but letters, digits and the dot; _ for a blank, ¶ for line breaks. */
function dangers(context: Context, parts: readonly (string | null)[], at = parts.indexOf(null)): string[] {
  return dangersAt(context, parts, at).map(({ label, needs }) => {
    const name = told({ characters: 0, labels: label }).trim();
    return [name, ...needs.map((characters) => words(told({ characters, labels: 0 })))].join(' ');
  });
}

function words(characters: string): string {
  return characters.length > 25 && !/[A0.]/u.test(characters) ? '§' : characters.replace('\n\r', '¶').replace(' ', '_');
}

test.each<[string, (string | null)[], string[]]>([
  ['whole', [null], ['sql-raw §']],
  ['raw', ['SELECT * FROM t WHERE id = ', null], ['sql-raw §']],
  ['single', ["SELECT * FROM t WHERE id = '", null, "'"], ["sql-quoted '"]],
  ['double', ['SELECT * FROM t WHERE id = "', null, '"'], ['sql-quoted "']],
  ['back-tick', ['SELECT * FROM `', null, '`'], ['sql-raw `']],
  ['followed by other data', ["WHERE a = '", null, "' AND b = '", null, "'"], [String.raw`sql-quoted '\ `.trim()]],
  ['doubled', ["WHERE a = 'it''s' AND b = '", null, "'"], ["sql-quoted '"]],
  ['closed', ["WHERE a = '", 'x', "' AND b = ", null], ['sql-raw §']],
  ['a back-slash is MySQL’s alone', [String.raw`WHERE a = '\' AND b = `, null], ["sql-quoted '", 'sql-raw §']],
  ['block comment', ["/* it's ", null, ' */'], ['sql-raw * /']],
  ['line comment', ["-- it's\n WHERE a = ", null], ['sql-raw §']],
])('sql: %s', (_, parts, found) => {
  expect(dangers('sql', parts)).toEqual(found);
});

test('sql: other data says nothing', () => {
  expect(dangers('sql', ["a = '", null, "' AND b = ", null], 3)).toEqual(['sql-raw §']);
});

test.each<[(string | null)[], string[]]>([
  [[null], ['shell-raw']],
  [[null, ' --version'], ['shell-raw']],
  [['ls ', null], [`shell-raw '"\\<>&;|$\`()_¶*{}[]#\0`]],
  [['ls "', null, '"'], ['shell-double "\\$`']],
  [["ls '", null, "'"], ["shell-single '"]],
  [["ls 'it'\\''s' ", null], [`shell-raw '"\\<>&;|$\`()_¶*{}[]#\0`]],
  [['echo "a $(ls ', null, ')"'], [`shell-raw '"\\<>&;|$\`()_¶*{}[]#\0`]],
  [['echo "a $(ls (x) "y") ', null, '"'], ['shell-double "\\$`']],
  [['echo `ls `"', null, '"'], ['shell-double "\\$`']],
  [['echo \\"', null], [`shell-raw '"\\<>&;|$\`()_¶*{}[]#\0`]],
  [["echo a # it's ", null], ['shell-raw ¶']],
])('shell: %j', (parts, found) => {
  expect(dangers('shell', parts)).toEqual(found);
});

test.each<[(string | null)[], string[]]>([
  [[null], ['html-text <']],
  [['<p>', null, '</p>'], ['html-text <']],
  [['a < b ', null], ['html-text <']],
  [['<p title="', null, '">'], ['html-double "']],
  [["<p title='", null, "'>"], ["html-single '"]],
  [['<p title=', null, '>'], ['html-raw <>=']],
  [['<p ', null, '>'], ['html-raw <>=']],
  [['<p ', null, '="', null, '">'], ['html-raw']],
  [['<', null, '>'], ['html-raw']],
  [['</', null, '>'], ['html-raw <>=']],
  [['<p title="a" ', null], ['html-raw <>=']],
  [['<p title="a>b">', null], ['html-text <']],
  [['<a href="', null, '">'], ['html-double "', 'scheme &:']],
  [['<a href="/x/', null, '">'], ['html-double "']],
  [['<a HREF = "  ', null, '">'], ['html-double "', 'scheme &:']],
  [['<a href=', null, '>'], ['html-raw <>=', 'scheme &:']],
  [['<form action="', null, '">'], ['html-double "', 'scheme &:']],
  [['<a href="javascript:f(\'', null, '\')">'], ['html-double "', "script-raw '&%"]],
  [['<p onclick="f(\'', null, '\')">'], ['html-double "', "script-raw '&"]],
  [['<p onclick="', null, '">'], ['html-double "', `script-raw '"\\<>&/;|$\`()¶*={}[]`]],
  [['<script>var a = "', null, '"</script>'], ['script-quoted "<']],
  [['<script>var a = `', null, '`</script>'], ['script-quoted <$`']],
  [['<script>var a = "', null, '", b = "', null, '"</script>'], ['script-raw "\\<']],
  [['<script>var a = "\uE000", b = "', null, '"</script>'], ['script-raw "\\<']],
  [['<script>setTimeout( "', null, '")</script>'], [`script-raw '"\\<>&/;|$\`()¶*={}[]`]],
  [['<script>location.href = "', null, '"</script>'], ['script-quoted "<', 'scheme :']],
  [['<script>location.href = "/', null, '"</script>'], ['script-quoted "<']],
  [['<script>var a = ', null, '</script>'], [`script-raw '"\\<>&/;|$\`()¶*={}[]`]],
  [['<script>if (a < b) "</p>"</SCRIPT><p>', null], ['html-text <']],
  [['<style>a { color: ', null], [`script-raw '"\\<>/;()*:{}@`]],
  [['<textarea><p title="', null], ['html-text <']],
  [['<!-- <p title="', null, '-->'], ['html-text >']],
  [['<!-- -->', null], ['html-text <']],
  [['<!-->', null], ['html-text <']],
])('html: %j', (parts, found) => {
  expect(dangers('html', parts)).toEqual(found);
});

test.each<[Context, (string | null)[], number, string[]]>([
  ['path', [null], 0, ['absolute \\/', 'traversal . \\/']],
  ['path', ['', null], 1, ['absolute \\/', 'traversal . \\/']],
  ['path', ['/base/', null], 1, ['traversal . \\/']],
  ['path', ['/base/', null, '/config'], 1, ['traversal .']],
  ['path', ['/base/file-', null, '/config'], 1, ['traversal . \\/']],
  ['path', ['/base/', null, '.txt'], 1, ['traversal . \\/']],
  ['path', [null, '/', null], 2, ['traversal . \\/']],
  ['url', [null], 0, ['host \\/:', 'scheme :']],
  ['url', ['https://', null], 1, ['host']],
  ['url', ['https:', null], 1, ['host']],
  ['url', ['//', null], 1, ['host']],
  ['url', ['https://example.com', null], 1, ['host']],
  ['url', ['https://', null, '.example.com/'], 1, ['host \\/.%:#@']],
  ['url', ['https://example.com/', null], 1, []],
  ['url', ['https://example.com?q=', null], 1, []],
  ['url', ['Location: ', null], 1, ['host \\/:', 'scheme :']],
  ['url', ['Location: /page?id=', null], 1, []],
  ['url', ["Location: '", null, "'"], 1, ['host \\/:', 'scheme :']],
  ['url', ["Refresh: 0; url='", null, "'"], 1, ['host \\/:', 'scheme :']],
  ['url', ['X-Name: ', null], 1, []],
  ['url', ['https://', null, '/', null], 3, []],
  ['url', [null, '/path/', null], 2, []],
  ['url', [null, null], 1, ['host .@']],
  ['url', ['/', null], 1, ['host \\/']],
  ['url', ['/path?q=', null], 1, []],
  ['code', [null], 0, ['code-raw §']],
  ['code', ['f("', null, '")'], 1, ['code-quoted "', 'code-raw $']],
  ['code', ["f('", null, "')"], 1, ["code-quoted '"]],
  ['code', ['f(`', null, '`)'], 1, ['code-quoted `', 'code-raw $']],
  ['code', [String.raw`f("\"`, null], 1, ['code-quoted "', 'code-raw $']],
  ['code', ["f(a // b's\n", null], 1, ["code-quoted '", 'code-raw §']],
  ['header', ['a: ', null], 1, ['line-break ¶']],
  ['log', [null], 0, ['line-break ¶']],
  ['ldap', ['(uid=', null, ')'], 1, [`ldap "\\<>&;|()*=#\0`]],
  ['xpath', ["//a[@b='", null, "']"], 1, ["xpath-quoted '"]],
  ['xpath', ['//a[@b=', null, ']'], 1, ['xpath-raw §']],
  ['regex', ['^', null], 1, ['regex §']],
  ['template', [null], 0, ['template §']],
  ['deserialization', [null], 0, ['object']],
])('%s: %j at %i', (context, parts, at, found) => {
  expect(dangers(context, parts, at)).toEqual(found);
});

test('what is too long to read has all dangers of its context', () => {
  expect(dangers('sql', ["'".repeat(70_000), null])).toEqual(['sql-raw sql-quoted']);
});

test('whatever the constants are, in each context something is told of labels that there are', () => {
  const piece = fc.constantFrom('<', '>', '"', "'", '`', '/', '=', 'script', 'a', ' ', '<!--', '-->', '$(', ')', '\\', '//', '/*', '*/', '#', '--', '\n', 'https:', '\uE000');
  const parts = fc.array(fc.oneof(piece, fc.constant(null)), { maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...CONTEXTS), parts, (context, before) => {
      const found = dangersAt(context, [...before, null], before.length);
      expect(found.length > 0 || context === 'url' || context === 'option').toBe(true);
      for (const { label, needs } of found) expect(label > 0 && (label & ~ALL_LABELS) === 0 && needs.every((need) => need > 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
