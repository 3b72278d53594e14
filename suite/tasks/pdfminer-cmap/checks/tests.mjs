import assert from 'node:assert/strict';
import { drawCodes, mapFile, textOf, unicodeFile, usingStream } from './maps.mjs';

/** A name as maps have them. @param {import('../../../kit/check.mjs').Context['random']} random */
const drawName = (random) => `${random.word()}${random.pick(['-', '_', '.', '+'])}${random.token(4)}-${random.pick(['H', 'V', 'UCS2', 'v1.2', `${random.int(1, 99)}`])}`;

/** What the published package gives. */
const EXPECTED = { H: [633, 1202], UniGB: [4162, 1597], EUC: [633], japan: '一', gb: '一' };

export default {
  driver: 'driver.py',
  cases: {
    'maps that the package brings': async ({ target }) => {
      await target.call('look_in', null);
      assert.deepEqual(await target.call('decode', 'H', Buffer.from('2121306e', 'hex')), EXPECTED.H);
      assert.deepEqual(await target.call('decode', 'UniGB-UCS2-H', Buffer.from('4e004e8c', 'hex')), EXPECTED.UniGB);
      assert.equal(await target.call('is_vertical', 'UniJIS-UCS2-H'), false);
      assert.equal(await target.call('is_vertical', 'UniJIS-UCS2-V'), true);
    },
    'characters of a collection': async ({ target }) => {
      await target.call('look_in', null);
      assert.equal(await target.call('to_unicode', 'Adobe-Japan1', 1200, false), EXPECTED.japan);
      assert.equal(await target.call('to_unicode', 'Adobe-GB1', 4162, true), EXPECTED.gb);
    },
    'a map of CMAP_PATH': async ({ target, random, folder }) => {
      for (const vertical of [true, false]) {
        const [name, codes] = [drawName(random), drawCodes(random)];
        const { text, cids } = textOf(codes);
        await target.call('look_in', folder({ [`${name}.pickle.gz`]: mapFile(codes, vertical) }));
        assert.deepEqual(await target.call('decode', name, text), cids);
        assert.equal(await target.call('is_vertical', name), vertical);
      }
    },
    'a map of CMAP_PATH is preferred to one that the package brings': async ({ target, random, folder }) => {
      const codes = drawCodes(random);
      const { text, cids } = textOf(codes);
      const name = random.pick(['GBK-EUC-V', 'KSC-H', 'B5pc-H', 'EUC-V']);
      await target.call('look_in', folder({ [`${name}.pickle.gz`]: mapFile(codes) }));
      assert.deepEqual(await target.call('decode', name, text), cids);
    },
    'the second folder is asked for what the first lacks': async ({ target, random, folder }) => {
      await target.call('look_in', random.pick([folder({ 'other.pickle.gz': mapFile(drawCodes(random)) }), `/${random.token()}/${random.token()}`]));
      assert.deepEqual(await target.call('decode', 'EUC-H', Buffer.from('a1a1', 'hex')), EXPECTED.EUC);
    },
    'characters of a collection of CMAP_PATH': async ({ target, random, folder }) => {
      const [name, cid] = [drawName(random), random.int(1, 20_000)];
      await target.call('look_in', folder({ [`to-unicode-${name}.pickle.gz`]: unicodeFile(new Map([[cid, 'h']]), new Map([[cid, 'v']])) }));
      assert.equal(await target.call('to_unicode', name, cid, false), 'h');
      assert.equal(await target.call('to_unicode', name, cid, true), 'v');
    },
    'CMAP_PATH in every way that it may be written': async ({ target, random, folder }) => {
      const ways = [(path) => `${path}/`, (path) => `${path}//`, (path) => `${path}/.`, (path) => `${path}/sub/..`, (path) => `/.${path}`, (path) => `//${path}`, (path) => path.split('/').at(-1)];
      for (const way of ways) {
        const [name, codes] = [drawName(random), drawCodes(random)];
        const { text, cids } = textOf(codes);
        const path = folder({ [`${name}.pickle.gz`]: mapFile(codes), 'sub/keep': '' });
        await target.call('change_folder', path.slice(0, path.lastIndexOf('/')));
        await target.call('look_in', way(path));
        assert.deepEqual(await target.call('decode', name, text), cids, `CMAP_PATH=${way(path)}`);
      }
    },
    'a map that another one uses': async ({ target, random, folder }) => {
      const [name, codes] = [drawName(random), drawCodes(random)];
      const { text, cids } = textOf(codes);
      await target.call('look_in', folder({ [`${name}.pickle.gz`]: mapFile(codes) }));
      assert.deepEqual(await target.call('use', usingStream(name), text), cids);
      assert.deepEqual(await target.call('use', usingStream(random.token()), text), []);
    },
    'what is given': async ({ target, random, folder }) => {
      const [name, codes, vertical] = [drawName(random), drawCodes(random), random.bool()];
      await target.call('look_in', folder({ [`${name}.pickle.gz`]: mapFile(codes, vertical) }));
      const code2cid = [...codes].sort(([a], [b]) => a - b);
      assert.deepEqual(await target.call('attributes', name), { name, code2cid, vertical });
      assert.deepEqual(await target.call('attributes', `${name.slice(0, 2)}\0${name.slice(2)}\0`), { name, code2cid, vertical });
    },
    'a map that nobody has': async ({ target, random, folder }) => {
      for (const path of [null, folder({ 'other.pickle.gz': mapFile(drawCodes(random)) })]) {
        const name = drawName(random);
        await target.call('look_in', path);
        await assert.rejects(target.call('attributes', name), { errorName: 'CMapNotFound', message: name });
        await assert.rejects(target.call('decode', `${name}x`, Buffer.from('a')), { errorName: 'CMapNotFound' });
      }
    },
  },
};
