import assert from 'node:assert/strict';
import { decode } from './resources.mjs';

/** @typedef {import('./resources.mjs').Context} Context */

/**
 * Decodes a resource, and asks where it went, what it holds then and what was noted.
 * @param {Context} context
 * @param {import('./resources.mjs').Resource} resource
 * @param {{ path: string, content: string, value?: string }} expected
 */
async function expectDecoded(context, resource, { path, content, value = resource.file }) {
  const base = `${context.target.scratch}/${context.random.token()}`;
  const answers = await decode(context, base, resource);
  assert.equal(await context.readText(`${base}/res/${path}`), content, `res/${path} of ${resource.type}/${resource.name}`);
  assert.equal(answers[0], value);
  return answers.slice(1);
}

/** @param {Context['random']} random */
const drawWords = (random) => ({ name: `${random.word()}_${random.token(5)}`, file: `res/${random.token(4)}`, text: random.token(20) });

export default {
  driver: 'driver.mjs',
  cases: {
    'raw files and fonts are copied': async (context) => {
      const { name, file, text } = drawWords(context.random);
      for (const end of ['.txt', '.JSON', '.tar.gz', '']) {
        const written = end.slice(end.lastIndexOf('.') === -1 ? 0 : end.lastIndexOf('.')).toLowerCase();
        await expectDecoded(context, { type: 'raw', name, file: `${file}${end}`, content: text }, { path: `raw/${name}${written}`, content: text });
      }
      await expectDecoded(context, { type: 'font', name, file: `${file}.ttf`, content: text }, { path: `font/${name}.ttf`, content: text });
      await expectDecoded(context, { type: 'raw', name, file: `${file}.xml`, content: text }, { path: `raw/${name}.xml`, content: text });
    },
    'documents are decoded': async (context) => {
      const { name, file, text } = drawWords(context.random);
      for (const type of ['layout', 'xml', 'font', 'drawable', 'mipmap', 'anim']) await expectDecoded(context, { type, name, file: `${file}.xml`, content: text }, { path: `${type}/${name}.xml`, content: `xml:${text}` });
      await expectDecoded(context, { type: 'menu', name, file, content: text }, { path: `menu/${name}`, content: `xml:${text}` });
      await expectDecoded(context, { type: 'color', name, file: `${file}.XML`, content: text }, { path: `color/${name}.xml`, content: `xml:${text}` });
    },
    'what is a document already is copied': async (context) => {
      const { name, file, text } = drawWords(context.random);
      for (const type of ['xml', 'drawable', 'layout']) await expectDecoded(context, { type, name, file: `${file}.xml`, content: `text ${text}` }, { path: `${type}/${name}.xml`, content: `text ${text}` });
    },
    'pictures are copied': async (context) => {
      const { name, file, text } = drawWords(context.random);
      for (const type of ['drawable', 'mipmap']) {
        for (const end of ['.png', '.jpg', '.webp', '.m4a', '.qmg']) await expectDecoded(context, { type, name, file: `${file}${end}`, content: text }, { path: `${type}/${name}${end}`, content: text });
        await expectDecoded(context, { type, name, file: `${file}.PNG`, content: text }, { path: `${type}/${name}.png`, content: text });
        await expectDecoded(context, { type, name, file, content: text }, { path: `${type}/${name}`, content: text });
      }
    },
    'pictures of nine parts': async (context) => {
      const { name, file, text } = drawWords(context.random);
      for (const type of ['drawable', 'mipmap']) {
        await expectDecoded(context, { type, name, file: `${file}.9.png`, content: text }, { path: `${type}/${name}.9.png`, content: `9patch:${text}` });
        await expectDecoded(context, { type, name, file: `${file}.r.9.png`, content: text }, { path: `${type}/${name}.r.9.png`, content: `9patch:${text}` });
        await expectDecoded(context, { type, name, file: `${file}.9.xml`, content: text }, { path: `${type}/${name}.9.xml`, content: `xml:${text}` });
        for (const end of ['.9.qmg', '.9.spi']) await expectDecoded(context, { type, name, file: `${file}${end}`, content: text }, { path: `${type}/${name}${end}`, content: text });
      }
      await expectDecoded(context, { type: 'raw', name, file: `${file}.9.png`, content: text }, { path: `raw/${name}.png`, content: text });
    },
    'pictures that only say that they have nine parts': async (context) => {
      const { name, file, text } = drawWords(context.random);
      const base = `${context.target.scratch}/${context.random.token()}`;
      await decode(context, base, { type: 'drawable', name, file: `${file}.9.png`, content: `flat ${text}` });
      assert.equal(await context.readText(`${base}/res/drawable/${name}.png`), `flat ${text}`);
      assert.equal(await context.readText(`${base}/res/drawable/${name}.9.png`), null);
    },
    'what cannot be decoded becomes a false value': async (context) => {
      const { name, file, text } = drawWords(context.random);
      const base = `${context.target.scratch}/${context.random.token()}`;
      for (const type of ['layout', 'drawable']) assert.equal((await decode(context, base, { type, name, file: `${file}.xml`, content: `broken ${text}` }))[0], 'bool false');
    },
    'files of other names are noted': async (context) => {
      const { name, file, text } = drawWords(context.random);
      assert.deepEqual(await expectDecoded(context, { type: 'raw', name, file: `${file}.txt`, content: text }, { path: `raw/${name}.txt`, content: text }), [`${file}.txt -> res/raw/${name}.txt`]);
      assert.deepEqual(await expectDecoded(context, { type: 'raw', name, file: `r/${name}.txt`, content: text }, { path: `raw/${name}.txt`, content: text }), [`r/${name}.txt -> res/raw/${name}.txt`]);
      assert.deepEqual(await expectDecoded(context, { type: 'raw', name, file: `res/raw/${name}.txt`, content: text }, { path: `raw/${name}.txt`, content: text }), []);
      assert.deepEqual(await expectDecoded(context, { type: 'drawable', name, file: `res/drawable/${name}.9.png`, content: text }, { path: `drawable/${name}.9.png`, content: `9patch:${text}` }), [`res/drawable/${name}.9.png -> res/drawable/${name}.png`]);
    },
    'names of many kinds': async (context) => {
      const { random } = context;
      const { file, text } = drawWords(random);
      const words = [`${random.word()}.${random.word()}`, `a..b${random.word()}`, `${random.word()}..`, `$${random.word()}__0`, `.${random.word()}`, `${random.word()}-${random.word()} x`, `Größe_${random.word()}`, '_', random.token(120), `%2e%2e%2f${random.word()}`];
      for (const name of words) await expectDecoded(context, { type: 'raw', name, file: `${file}.bin`, content: text }, { path: `raw/${name}.bin`, content: text });
      for (const type of ['drawable-hdpi', `^attr-${random.word()}`, 'raw.x', 'id..x']) await expectDecoded(context, { type, name: 'n', file: `${file}.xml`, content: text }, { path: `${type}/n.xml`, content: `xml:${text}` });
    },
    'many resources in one folder': async (context) => {
      const { random } = context;
      const base = `${context.target.scratch}/${random.token()}`;
      const resources = Array.from({ length: 30 }, (_, index) => ({ type: random.pick(['raw', 'font']), name: `n${index}`, file: `res/${index}.bin`, content: random.token() }));
      for (const resource of resources) await decode(context, base, resource);
      for (const { type, name, content } of random.shuffle(resources).slice(0, 8)) assert.equal(await context.readText(`${base}/res/${type}/${name}.bin`), content);
    },
  },
};
