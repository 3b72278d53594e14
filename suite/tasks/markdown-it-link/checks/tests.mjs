import assert from 'node:assert/strict';
import { mixed } from './documents.mjs';
import { linksIn, pages, textIn } from './html.mjs';

const REFUSED = ['javascript', 'vbscript', 'file'];
const PICTURES = ['png', 'gif', 'jpeg', 'webp'];

/** Addresses that are accepted, as they come out. */
const accepted = (random) => [
  `https://${random.word()}.example:8080/${random.word()}?a=1&b=x:y#${random.word()}`,
  `HTTP://${random.word()}.example/`,
  `ftp://${random.word()}.example/a`,
  `mailto:${random.word()}@${random.word()}.example`,
  `tel:+${random.int(1000, 99_999)}`,
  `skype:${random.word()}`,
  `${random.token(7)}:${random.word()}`,
  `x-${random.token(5)}+y.z:${random.word()}`,
  `//${random.word()}.example/a:b`,
  `/${random.word()}:${random.word()}`,
  `../${random.word()}.html`,
  `?${random.word()}=a:b`,
  `#${random.word()}`,
  random.word(),
  '',
];

/** What only looks like a refused scheme. */
const alike = (random, scheme) => [`/${scheme}:${random.word()}`, `?a=${scheme}:x`, `#${scheme}:${random.word()}`, `https://${random.word()}.example/${scheme}:x`, `${scheme}s:${random.word()}`, `${scheme}/${random.word()}:x`, `x${scheme}:${random.word()}`, `x-${scheme}:${random.word()}`, `${scheme}`, `./${scheme}:${random.word()}`, `${scheme}.html`];

async function expectLinks({ target, random }, addresses, write, tag = 'a') {
  const shuffled = random.shuffle(addresses);
  const html = await pages(target, shuffled.map(write));
  assert.deepEqual(html.map(linksIn), shuffled.map((address) => [{ tag, address }]));
}

async function expectTexts({ target, random }, addresses, write) {
  const shuffled = random.shuffle(addresses);
  const html = await pages(target, shuffled.map(write));
  assert.deepEqual(html.map(linksIn), shuffled.map(() => []));
  for (const page of html) assert.ok(textIn(page).includes('word'), page);
}

const refused = (random) => REFUSED.flatMap((scheme) => [scheme, scheme.toUpperCase(), mixed(random, scheme)]).flatMap((scheme) => [`${scheme}:${random.word()}(1)`, `${scheme}://${random.word()}/%0a${random.word()}`, `${scheme}:`]);
const pictures = (random) => PICTURES.flatMap((type) => [`data:image/${type};base64,${random.token(20)}`, `DATA:image/${type.toUpperCase()};base64,${random.token(20)}==`, `data:image/${type};charset=x;base64,${random.token(4)}`]);

export default {
  driver: 'driver.mjs',
  cases: {
    'links of all kinds': (context) => expectLinks(context, accepted(context.random), (address) => `[word](${address})`),
    'links with titles, and in angle brackets': async (context) => {
      await expectLinks(context, accepted(context.random), (address) => `*[word](<${address}> "title")*`);
      await expectLinks(context, accepted(context.random).filter((address) => address !== ''), (address) => `[word](${address} 'title')`);
    },
    'images of all kinds': (context) => expectLinks(context, accepted(context.random), (address) => `![word](${address})`, 'img'),
    'references': (context) => expectLinks(context, accepted(context.random).filter((address) => address !== ''), (address) => `[word]\n\n[word]: ${address}`),
    'addresses in angle brackets and in plain text': async (context) => {
      const { random } = context;
      const address = `https://${random.word()}.example/${random.word()}`;
      await expectLinks(context, [address, `mailto:${random.word()}@${random.word()}.example`, `ftp://${random.word()}.example/`], (one) => `word <${one}>`);
      const [page] = await pages(context.target, [`word ${address} word`], { linkify: true });
      assert.deepEqual(linksIn(page), [{ tag: 'a', address }]);
    },
    'refused schemes in any case': async (context) => {
      const { random } = context;
      await expectTexts(context, refused(random), (address) => `[word](${address})`);
      await expectTexts(context, refused(random), (address) => `![word](<${address}>)`);
      await expectTexts(context, refused(random), (address) => `[word]\n\n[word]: ${address}`);
      await expectTexts(context, refused(random), (address) => `word <${address.replace(/:$/, ':x')}>`);
    },
    'refused schemes written in entities': (context) => expectTexts(context, refused(context.random), (address) => `[word](${address.replace(':', context.random.pick(['&colon;', '&#58;', '\\:', '&#x3A;'])).replace(/^./, (char) => `&#${String(char.charCodeAt(0))};`)})`),
    'names that look like refused schemes': async (context) => {
      const addresses = REFUSED.flatMap((scheme) => alike(context.random, scheme));
      await expectLinks(context, addresses, (address) => `[word](${address})`);
      await expectLinks(context, addresses, (address) => `[word]\n\n[word]: <${address}>`);
    },
    'names that look like the scheme of pictures': (context) => expectLinks(context, alike(context.random, 'data'), (address) => `[word](${address})`),
    'pictures within the address': async (context) => {
      const { random } = context;
      await expectLinks(context, pictures(random), (address) => `![word](${address})`, 'img');
      await expectLinks(context, pictures(random), (address) => `[word](${address})`);
      await expectLinks(context, pictures(random), (address) => `![word]\n\n[word]: ${address}`, 'img');
    },
    'large pictures': async (context) => {
      const address = `data:image/png;base64,${context.random.token(64).repeat(1000)}`;
      await expectLinks(context, [address], (one) => `![word](${one})`, 'img');
    },
    'links among refused ones': async (context) => {
      const { random } = context;
      const [a, b, c] = [random.word(), random.word(), random.word()];
      const [page] = await pages(context.target, [`[word](/${a}) [${b}](javascript:${b}) ![word](/${b}) [word](${random.pick(REFUSED)}:x)\n\n[word](tel:${c.length})`]);
      assert.deepEqual(linksIn(page).map(({ address }) => address), [`/${a}`, `/${b}`, `tel:${c.length}`]);
    },
    'the function by itself': async ({ target, random }) => {
      const urls = random.shuffle([...accepted(random), ...refused(random), ...pictures(random)]);
      const expected = urls.map((url) => !REFUSED.some((scheme) => url.toLowerCase().startsWith(`${scheme}:`)));
      assert.deepEqual(await target.call('validate', urls), expected);
    },
  },
};
