import assert from 'node:assert/strict';
import { inPage, sanitized } from './page.mjs';

/** Addresses that stay what they are. */
const kept = (random) => [
  `http://${random.word()}.example/${random.word()}/to:${random.word()}`,
  `https://${random.word()}.example:${random.int(1, 9999)}/${random.word()}:x?q=${random.word()}#${random.word()}`,
  `HTTPS://${random.word()}.EXAMPLE/%20%0a%C3%BC?a=b+c`,
  `mailto:${random.word()}@${random.word()}.example?subject=hello+${random.word()}`,
  `tel:+${random.int(1000, 999_999)}`,
  `ftp://${random.word()}@${random.word()}.example/`,
  `com.${random.word()}.demo://${random.word()}?x=1`,
  `${random.word()}+x-y.z:${random.word()}`,
  `sms:${random.int(100, 999)}&body=${random.word()}`,
  `//${random.word()}.example/robots.txt`,
  `/${random.word()}/${random.word()}.json`,
  `./${random.word()}:${random.word()}`,
  `../${random.word()}?x=a:b`,
  `?${random.word()}=${random.word()}:${random.int(1, 99)}&amp;x=1`,
  `#${random.word()}`,
  `www.${random.word()}.example`,
  `www.${random.word()}.example:4567/path/to:${random.word()}`,
  `${random.word()}.example/with-\u00e1cc\u00eant\u0161/\u043b\u043e\u0442.\u0440\u0444\u00fc\u2013`,
  `${random.word()}/\u6f22\u{1f600}/${random.word()}`,
  `${random.word()} ${random.word()}.html`,
  random.word(),
];

/** What only looks like a refused scheme. */
const elsewhere = (random, scheme) => [
  `/${scheme}:${random.word()}`,
  `./${scheme}:${random.word()}`,
  `https://${random.word()}.example/${scheme}:${random.word()}`,
  `https://${random.word()}.example/?next=${scheme}:${random.word()}(1)`,
  `https://${scheme}.example/#${scheme}:x`,
  `mailto:${scheme}@${random.word()}.example`,
  `x${scheme}:${random.word()}`,
  `${random.word()}-${scheme}:${random.word()}`,
  `#${scheme}`,
  `?${random.word()}=${scheme}`,
  `${random.word()}.html`,
];

const SCHEMES = ['javascript', 'data', 'vbscript'];
const INVISIBLE = ['\u0000', '\u0001', '\u0008', '\t', '\n', '\u000b', '\f', '\r', '\u001f', '\u007f', '\u0080', '\u009f', '\u2000', '\u200b', '\u200d', '\ufeff'];

/** @param {any} random @param {string} text */
function mixed(random, text) {
  const letters = [...text].map((char) => (random.bool() ? char.toUpperCase() : char));
  return letters.join('');
}

/** Invisible characters anywhere. */
function sprinkled(random, text) {
  const chars = [...text];
  for (let count = random.int(1, 5); count > 0; count--) chars.splice(random.int(0, chars.length), 0, random.pick(INVISIBLE));
  return chars.join('');
}

async function expectResults({ target, random }, pairs) {
  const shuffled = random.shuffle(pairs);
  assert.deepEqual((await sanitized(target, shuffled.map(([url]) => url))).map(inPage), shuffled.map(([, expected]) => inPage(expected)));
}

export default {
  driver: 'driver.mjs',
  cases: {
    'addresses of all kinds stay': (context) => expectResults(context, kept(context.random).map((url) => [url, url])),
    'nothing gives about:blank': (context) => expectResults(context, [['', 'about:blank'], [undefined, 'about:blank'], [null, 'about:blank']]),
    'refused schemes in any case': (context) => {
      const { random } = context;
      return expectResults(context, SCHEMES.flatMap((scheme) => [scheme, scheme.toUpperCase(), mixed(random, scheme)].flatMap((name) => [`:${random.word()}`, ':', `://${random.word()}.example/?a=b%0a${random.word()}(1)`, `:text/html;base64,${random.word()}`].map((rest) => [`${name}${rest}`, 'about:blank']))));
    },
    'refused schemes among invisible characters': (context) => {
      const { random } = context;
      const pairs = SCHEMES.flatMap((scheme) => INVISIBLE.map((char) => {
        const place = random.int(0, scheme.length);
        return [`${scheme.slice(0, place)}${char}${scheme.slice(place)}:${random.word()}`, 'about:blank'];
      }));
      return expectResults(context, [...pairs, ...SCHEMES.map((scheme) => [sprinkled(random, `  ${mixed(random, scheme)}:${random.word()}`), 'about:blank'])]);
    },
    'white space around refused schemes': (context) => expectResults(context, SCHEMES.flatMap((scheme) => [' ', '  ', '\n ', '\u00a0', '\t'].map((space) => [`${space}${scheme}:${context.random.word()} `, 'about:blank']))),
    'names of schemes elsewhere are text': (context) => expectResults(context, SCHEMES.flatMap((scheme) => elsewhere(context.random, scheme).map((url) => [url, url]))),
    'invisible characters are removed': (context) => {
      const { random } = context;
      return expectResults(context, [...kept(random), ...kept(random)].map((url) => [sprinkled(random, url), url]));
    },
    'each invisible character, anywhere': (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      return expectResults(context, INVISIBLE.flatMap((char) => [[`https://${a}.example/${char}${b}`, `https://${a}.example/${b}`], [`${char}/${a}${char}${char}/${b}`, `/${a}/${b}`], [`ht${char}tps://${a}.example`, `https://${a}.example`]]));
    },
    'white space at both ends is removed, inside it stays': (context) => {
      const { random } = context;
      return expectResults(context, kept(random).map((url) => [`${random.pick(['', ' ', '  ', '\u00a0', '\n'])}${url}${random.pick(['', ' ', ' \t', '\u3000'])}`, url]));
    },
    'visible characters next to the invisible ones stay': (context) => expectResults(context, ['\u00a1', '\u00ad', '\u2010', '\u2013', '\u201c', '~', '!'].map((char) => `/${context.random.word()}${char}x`).map((url) => [url, url])),
    'references in the text of an address': (context) => {
      const { random } = context;
      return expectResults(context, [`https://${random.word()}.example/?a=1&amp;b=${random.word()}`, `/${random.word()}?a=1&#38;${random.word()}=2`, `./${random.word()}&#233;`, `https://${random.word()}.example/${random.word()}&#039;s`].map((url) => [url, url]));
    },
    'long addresses': (context) => {
      const url = `https://${context.random.word()}.example/${context.random.token(20).repeat(500)}?a=${'x:'.repeat(500)}`;
      return expectResults(context, [[url, url], [`javascript:${'x'.repeat(10_000)}`, 'about:blank']]);
    },
    'the result is a text': async ({ target, random }) => {
      for (const result of await sanitized(target, ['', 'javascript:x', ...kept(random)])) assert.equal(typeof result, 'string');
    },
  },
};
