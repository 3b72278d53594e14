import assert from 'node:assert/strict';
import { imagesIn, jpegOf, quoted } from './sites.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ images: { data: string, width: number, height: number }[], content: string }} Facts */

/** @param {Facts} facts */
const contentOf = ({ content }) => Buffer.from(content, 'base64').toString('latin1');

/** @param {Facts} facts how often images are put on the page */
const drawnIn = (facts) => contentOf(facts).match(/\/I\d+ Do/g)?.length ?? 0;

/** Each address shows the image, between words that are there. @param {Context} context @param {{ folder: string, served?: string | null, local?: boolean }} place @param {[src: string, image: Buffer | null][]} expected */
async function expectImages({ target, random }, { folder, served = null, local = false }, expected) {
  const [before, after] = [random.word(), random.word()];
  const texts = expected.map(([src]) => `<p>${before} <img src="${quoted(src)}" width="20" height="10"> ${after}</p>`);
  const found = await target.call('write', folder, served, texts, local);
  for (const [index, [src, image]] of expected.entries()) {
    const facts = found[index];
    assert.deepEqual(imagesIn(facts), image === null ? [] : [image.toString('base64')], src);
    assert.equal(drawnIn(facts), image === null ? 0 : 1, src);
    for (const word of [before, after]) assert.ok(contentOf(facts).includes(word), `${word} is on the page beside ${src}`);
  }
}

export default {
  driver: 'driver.php',
  cases: {
    'relative addresses': async (context) => {
      const { random } = context;
      const names = [`${random.word()}.jpg`, `${random.word()}/${random.word()}.jpeg`, `${random.word()} 1.jpg`, `a..${random.word()}.jpg`, `..${random.word()}.jpg`, `${random.word()}...jpg`, `${random.word()}..x/y.jpg`, `.${random.word()}/${random.word()}.JPG`];
      const images = names.map(() => jpegOf(random.token(20)));
      const folder = await context.folder(Object.fromEntries(names.map((name, index) => [name, images[index] ?? ''])));
      const expected = names.map((name, index) => /** @type {[string, Buffer | null]} */ ([name, images[index] ?? null]));
      await expectImages(context, { folder }, expected);
      await expectImages(context, { folder }, expected.map(([name, image]) => [`./${name}`, image]));
      await expectImages(context, { folder, served: folder }, expected);
    },
    'absolute addresses where nothing is served': async (context) => {
      const { random } = context;
      const [name, image] = [`${random.word()}/${random.word()}.jpg`, jpegOf(random.token(20))];
      const folder = await context.folder({ [name]: image });
      const other = await context.folder({ 'x.txt': '' });
      await expectImages(context, { folder: other }, [[`${folder}/${name}`, image]]);
    },
    'addresses from the root of the site': async (context) => {
      const { random } = context;
      const names = [`${random.word()}.jpg`, `${random.word()}/${random.word()}.jpg`, `${random.word()}/a b ${random.word()}.jpg`, `a..${random.word()}.jpg`];
      const images = names.map(() => jpegOf(random.token(20)));
      const root = await context.folder(Object.fromEntries(names.map((name, index) => [name, images[index] ?? ''])));
      const other = await context.folder({ 'x.txt': '' });
      for (const served of [root, `${root}/`]) {
        const expected = names.map((name, index) => /** @type {[string, Buffer | null]} */ ([name, images[index] ?? null]));
        await expectImages(context, { folder: other, served }, expected.map(([name, image]) => [`/${name.replaceAll(' ', '%20')}`, image]));
        await expectImages(context, { folder: other, served }, expected.map(([name, image]) => [`${root}/${name}`, image]));
      }
    },
    'images in the text': async (context) => {
      const { random } = context;
      const folder = await context.folder({ 'x.txt': '' });
      for (let round = 0; round < 3; round += 1) {
        const image = jpegOf(random.token(random.int(20, 200)));
        await expectImages(context, { folder }, [[`data:image/jpeg;base64,${image.toString('base64')}`, image], [`@${image.toString('base64')}`, image]]);
      }
    },
    'addresses of files, where they are allowed': async (context) => {
      const { random } = context;
      const [name, image] = [`${random.word()}.jpg`, jpegOf(random.token(20))];
      const folder = await context.folder({ [name]: image });
      const other = await context.folder({ 'x.txt': '' });
      await expectImages(context, { folder: other, local: true }, [[`file://${folder}/${name}`, image]]);
      await expectImages(context, { folder: other }, [[`file://${folder}/${name}`, null]]);
    },
    'images that are not there': async (context) => {
      const { random } = context;
      const folder = await context.folder({ 'x.txt': '' });
      const [facts] = await context.target.call('write', folder, null, [`<p>one <img> two <img src=""> three</p>`]);
      assert.deepEqual(imagesIn(facts), []);
      for (const word of ['one', 'two', 'three']) assert.ok(contentOf(facts).includes(word), word);
      await expectImages(context, { folder }, [[`${random.word()}.jpg`, null]]);
    },
    'several images, and their sizes': async (context) => {
      const { random, target } = context;
      const sizes = [1, 2, 3].map(() => ({ width: random.int(10, 80), height: random.int(10, 80) }));
      const images = sizes.map((size) => jpegOf(random.token(20), size));
      const names = images.map(() => `${random.token(6)}.jpg`);
      const folder = await context.folder(Object.fromEntries(names.map((name, index) => [name, images[index] ?? ''])));
      const [facts] = await target.call('write', folder, null, [names.map((name) => `<div>${random.word()}<img src="${name}"></div>`).join('') + `<img src="${names[0]}">`]);
      assert.deepEqual(facts.images.map((/** @type {Facts['images'][0]} */ { data, width, height }) => ({ data, width, height })), sizes.map((size, index) => ({ data: images[index]?.toString('base64'), ...size })));
      assert.equal(drawnIn(facts), 4);
    },
  },
};
