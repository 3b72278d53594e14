import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literalReplaceProves, matchProves, noMatchProves, replaceProves, type Expression } from '../../../src/taint/solve/regex-facts.ts';
import { allBut, lies, told } from './proofs.ts';

const FREE = { start: false, end: false };
const javascript = ({ source, flags }: RegExp): Expression => ({ source, flags, dialect: 'javascript' });
const php = (source: string, flags = ''): Expression => ({ source, flags, dialect: 'php' });
const python = (source: string, flags = ''): Expression => ({ source, flags, dialect: 'python' });

test.each<[Expression, string]>([
  [javascript(/^[a-z]+$/), `${allBut('A')} traversal absolute option`],
  [javascript(/^[a-z]+$/m), ''],
  [javascript(/^[a-z]+/), ' absolute option'],
  [javascript(/[a-z]+$/), ''],
  [javascript(/^\d+$/), `${allBut('0')} scheme traversal absolute option`],
  [javascript(/^[^<>]*$/), '<>'],
  [javascript(/^[\w.-]+$/), `${allBut('A0.-')} absolute`],
  [javascript(/^[\w-]+(?:\.[\w-]+)*$/), `${allBut('A0.-')} traversal absolute`],
  [javascript(/^(?!.*\.\.)[\w./-]+$/), `${allBut('A0./-')} traversal up up-below`],
  [javascript(/^(?!.*\.\.)[^<]+$/), '< up up-below'],
  [javascript(/^a$|^b$/), `${allBut('A')} traversal absolute option`],
  [javascript(/^a|b$/), ''],
  [javascript(/^(?:a|b)$/), `${allBut('A')} traversal absolute option`],
  [javascript(/^https?:\/\//), ' scheme absolute option'],
  [javascript(/^https:\/\/example\.com\//), ' scheme absolute host option'],
  [javascript(/^https:\/\/example\.com$/), `${allBut('A:/.')} scheme traversal absolute host option`],
  [javascript(/^https:\/\/example\.com/), ' scheme absolute option'],
  [javascript(/^https:\/\/example.com\//), ' scheme absolute option'],
  [javascript(/^\//), ' scheme option'],
  [javascript(/^\/[^/]/), ' scheme option'],
  [javascript(/^\/[a-z]/), ' scheme host option'],
  [javascript(/^(.)\1$/), ''],
  [javascript(/^[\w]+$/v), `${allBut('A0')} traversal absolute option`],
  [javascript(/^[[a-z.]--[.]]+$/v), `${allBut('A')} traversal absolute option`],
  [php('^[a-z]+$'), `${allBut('A\n')} traversal absolute option`],
  [php('^[a-z]+$', 'D'), `${allBut('A')} traversal absolute option`],
  [php('[a-z]+$', 'AD'), `${allBut('A')} traversal absolute option`],
  [php('^[a-z]+$', 'mD'), ''],
  [php(String.raw`\A[[:alnum:]_-]+\z`), `${allBut('A0-')} traversal absolute`],
  [php('^[]a]+$', 'D'), `${allBut(']A')} traversal absolute option`],
  [php('^(?<name>[a-z]++)$', 'D'), ''],
  [php('^a b$', 'xD'), ''],
  [php('(*ANYCRLF)^a$', 'D'), ''],
  [python('^[a-z]+$'), `${allBut('A\n')} traversal absolute option`],
  [python(String.raw`(?i)^(?P<name>[a-z]+)\Z`), `${allBut('A')} traversal absolute option`],
  [python('^[a-z]+$', 'M'), ''],
  [python('^(?P<a>.)(?P=a)$'), ''],
  [python('a{,5}'), ''],
  [javascript(/^[a-z]{2000}$/), `${allBut('A')} traversal absolute option`],
  [{ source: '^(', flags: '', dialect: 'javascript' }, ''],
  [{ source: `${'('.repeat(5000)}a`, flags: '', dialect: 'javascript' }, ''],
  [{ source: `^${'(?:'.repeat(150)}a?${'){9}'.repeat(150)}$`, flags: '', dialect: 'javascript' }, `${allBut('A')} traversal`],
  [{ source: `^${'(?:'.repeat(150)}${'){9}'.repeat(150)}b$`, flags: '', dialect: 'javascript' }, `${allBut('A')} traversal`],
])('a match of %j proves %j', (expression, proof) => {
  expect(told(matchProves(expression, FREE))).toBe(proof);
});

test('what the call anchors counts as the expression says it', () => {
  expect(told(matchProves(python('[a-z]+'), { start: true, end: true }))).toBe(`${allBut('A')} traversal absolute option`);
  expect(told(matchProves(python('[a-z]+'), { start: true, end: false }))).toBe(' absolute option');
  expect(told(matchProves(python('[a-z]+$'), { start: true, end: false }))).toBe(`${allBut('A\n')} traversal absolute option`);
  expect(told(noMatchProves(python('[<>]'), { start: true, end: false }))).toBe('');
});

test.each<[Expression, string]>([
  [javascript(/[<>"']/), `'"<>`],
  [javascript(/[<>]+/), '<>'],
  [javascript(/<|>|\.\./), '<> traversal up up-below'],
  [javascript(/\.\./), ' traversal up up-below'],
  [javascript(/\.{2,}/), ' traversal up up-below'],
  [javascript(/\.\.\//), ' up-below'],
  [javascript(/(?:^|[\\/])\.\.(?:[\\/]|$)/), ' traversal up up-below'],
  [javascript(/(?:^|\/)\.\.(?:\/|$)/), ' up up-below'],
  [javascript(/^\.\.(?:\/|$)/), ' up up-below'],
  [javascript(/^\.\.\//), ' up-below'],
  [javascript(/^\.\.$/), ' up'],
  [javascript(/%2e/i), ' encoded-dot'],
  [javascript(/%2e/), ''],
  [javascript(/%(?:2f|5c)/i), ' encoded-separator'],
  [javascript(/%2f/i), ''],
  [javascript(/^\//), ' absolute'],
  [javascript(/^-/), ' option'],
  [javascript(/[^a-z0-9]/), `${allBut('A0')} traversal absolute up up-below encoded-dot encoded-separator`],
  [javascript(/[^a-z.]/), `${allBut('A.')} absolute encoded-dot encoded-separator`],
  [javascript(/^.*</), ''],
  [javascript(/^.*</s), '<'],
  [javascript(/\b</), ''],
  [javascript(/(?=x)</), ''],
  [javascript(/</g), ''],
  [javascript(/<$/), ''],
  [javascript(/[a-z]/), ''],
  [php('[<>]'), '<>'],
  [php('[<>]', 'u'), ''],
  [php('(a+)+b|[<>]'), ''],
  [php('<.*>|<'), ''],
  [php(String.raw`\.\.|^/`), ' traversal absolute up up-below'],
  [python('[<>]', 'i'), '<>'],
  [{ source: `${'(?:|'.repeat(150)}${'){8}'.repeat(150)}<`, flags: '', dialect: 'javascript' }, ''],
])('no match of %j proves %j', (expression, proof) => {
  expect(told(noMatchProves(expression))).toBe(proof);
});

test.each<[Expression, string | null, boolean, string]>([
  [javascript(/[^a-z]/g), '', true, allBut('A')],
  [javascript(/[^a-z]/g), '_', true, `${allBut('A')} encoded-dot encoded-separator`],
  [javascript(/[^a-z]/g), '-', true, `${allBut('A-')} encoded-dot encoded-separator`],
  [javascript(/[^a-z]/), '', false, ''],
  [javascript(/[^a-z]/g), null, true, ''],
  [javascript(/[^a-z]*/g), '', true, ''],
  [javascript(/</g), '&lt;', true, '<'],
  [javascript(/</g), '$&', true, ''],
  [javascript(/'/g), "''", true, ' sql-quoted'],
  [javascript(/'/g), "\\'", true, ''],
  [javascript(/['\\]/g), String.raw`\$&`, true, ' sql-quoted'],
  [javascript(/["$`\\]/g), String.raw`\$&`, true, ' shell-double'],
  [javascript(/'/g), String.raw`'\''`, true, ' shell-single'],
  [javascript(/%2e/gi), '.', true, ' encoded-dot'],
  [javascript(/%2e/gi), '', true, ''],
  [javascript(/%2e/g), '.', true, ''],
  [javascript(/%2e/i), '.', false, ''],
  [javascript(/%2f|%5c/gi), '/', true, ' encoded-separator'],
  [javascript(/%2f|%5c/gi), '%2', true, ''],
  [javascript(/\.\.\//g), '', true, ''],
  [javascript(/\.\./g), '', true, ' traversal'],
  [javascript(/\.\.|x/g), '', true, ''],
  [javascript(/^</g), '', true, ''],
  [javascript(/^[^]*?</g), '', true, ''],
  [php('[^a-z]', 'u'), '', true, allBut('A')],
  [php('<'), String.raw`\0`, true, ''],
  [python('[^a-z]'), '', true, allBut('A')],
])('replacing %j by %j (all: %j) proves %j', (expression, replacement, isGlobal, proof) => {
  expect(told(replaceProves(expression, replacement, isGlobal)).trimEnd()).toBe(proof.trimEnd());
});

test.each<[string, string | null, boolean, string]>([
  ['<', '', true, '<'],
  ['<', '', false, ''],
  ['<', null, true, ''],
  ['<', '<<', true, ''],
  ['<', '$&', true, ''],
  ['../', '', true, ''],
  ['..', '', true, ' traversal'],
  ['..', '.', true, ''],
  ["'", "''", true, ' sql-quoted'],
  ['', 'x', true, ''],
])('replacing the text %j by %j (all: %j) proves %j', (needle, replacement, isAll, proof) => {
  expect(told(literalReplaceProves(needle, replacement, isAll))).toBe(proof);
});

const LETTERS = ['a', 'k', 's', 'A', 'K', 'ſ', '\u212A', 'é', '7', '.', '/', '\\', '<', "'", '-', ':', '_', ' ', '\n', '\r', '\u2028', '\t'];
const written = (character: string): string => (/[a-z0-9]/iu.test(character) && character < '\u0080' ? character : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
const character = fc.constantFrom(...LETTERS).map(written);
const inClass = fc.oneof(character, fc.constantFrom(String.raw`\w`, String.raw`\W`, String.raw`\d`, String.raw`\S`, 'a-z', 'A-Z', '!-~'));
const atom = fc.oneof(
  character,
  fc.constantFrom('.', String.raw`\w`, String.raw`\s`, String.raw`\D`, '[^]', String.raw`\.\.`, String.raw`\/`),
  fc.tuple(fc.constantFrom('[', '[^'), fc.array(inClass, { minLength: 1, maxLength: 3 })).map(([open, parts]) => `${open}${parts.join('')}]`),
);
const { pattern } = fc.letrec<{ pattern: string; part: string; sequence: string }>((tie) => ({
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
  sequence: fc.tuple(fc.constantFrom('^', '', ''), fc.array(tie('part'), { maxLength: 3 }), fc.constantFrom('$', '', '')).map(([start, parts, end]) => `${start}${parts.join('')}${end}`),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '+?', '*?')).map((both) => both.join('')),
    fc.tuple(fc.constantFrom('(?:', '(', '(?!', '(?=', '(?<!'), tie('pattern')).map(([open, inner]) => `${open}${inner})`),
    fc.tuple(fc.constantFrom('(?:', '(?i:'), tie('pattern'), fc.constantFrom('', '?', '*', '+', '{2}')).map(([open, inner, many]) => `${open}${inner})${many}`),
    fc.constantFrom(String.raw`\b`, '(?!.*\\.\\.)', '(?!\\/)'),
  ),
}));
const expressions = fc.oneof(
  pattern,
  pattern.map((inner) => `^(?:${inner})$`),
  atom.map((one) => `^${one}*$`),
);
const flags = fc.subarray(['i', 'm', 's', 'u']).map((all) => all.join(''));
const texts = fc.array(fc.array(fc.constantFrom(...LETTERS, '..', '/'), { maxLength: 5 }).map((all) => all.join('')), { minLength: 20, maxLength: 40 });

function compiled(source: string, given: string): RegExp {
  return new RegExp(source, given);
}

test('no text that a random expression finds, or does not find, holds what the proof excludes', () => {
  let proofs = 0;
  fc.assert(
    fc.property(expressions, flags, texts, (source, given, all) => {
      const regex = compiled(source, given);
      const found = matchProves(javascript(regex), FREE);
      const missed = noMatchProves(javascript(regex));
      for (const text of all) {
        const proof = regex.test(text) ? found : missed;
        if (proof.characters !== 0 || proof.labels !== 0) proofs += 1;
        expect(lies(proof, text)).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
  expect(proofs).toBeGreaterThan(300);
});

test('no result of a random replacement holds what the proof excludes', () => {
  let proofs = 0;
  fc.assert(
    fc.property(fc.oneof(pattern, atom), flags, fc.constantFrom('', '.', '_', '<', '$&', "a'"), texts, (source, given, replacement, all) => {
      const regex = compiled(source, `g${given}`);
      const proof = replaceProves(javascript(regex), replacement, true);
      if (proof.characters !== 0 || proof.labels !== 0) proofs += 1;
      for (const text of all) expect(lies(proof, text.replace(regex, replacement))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(proofs).toBeGreaterThan(30);
});
