import assert from 'node:assert/strict';
import { drawContent, drawOptions } from './storages.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {string} kind */
async function open({ target, random }, kind) {
  const root = `${target.scratch}/${random.token(12)}`;
  await target.call('use', kind, root);
  return root;
}

/** @param {Context['random']} random */
const drawNames = (random) => [
  `${random.token()}.txt`,
  `${random.word()}/${random.token()}.tar.gz`,
  `${random.word()}/${random.int(1, 99)}/${random.word()}/${random.token()}`,
  `${random.token()}..${random.word()}.txt`,
  `..${random.token()}/${random.word()}..${random.token(3)}`,
  `...${random.token()}`,
  `.${random.word()}/${random.token()}..`,
  `${random.word()} ä(1)/${random.token()} 語.txt`,
];

export default {
  driver: 'driver.py',
  cases: {
    'files in a folder': async (context) => {
      const { target, random, readText } = context;
      const root = await open(context, 'FileSystemStorage');
      for (const name of drawNames(random)) {
        const content = drawContent(random);
        assert.equal(await target.call('save', name, content, drawOptions(random)), name);
        assert.equal(await readText(`${root}/${name}`), `${content}`, name);
        assert.equal(`${await target.call('read', name)}`, `${content}`);
      }
    },
    'files of a storage that keeps names': async (context) => {
      const { target, random, readText } = context;
      const root = await open(context, 'Keeping');
      for (const name of drawNames(random)) {
        for (const content of [drawContent(random), drawContent(random)]) {
          assert.equal(await target.call('save', name, content, drawOptions(random)), name);
          assert.equal(await readText(`${root}/${name}`), `${content}`, name);
        }
      }
    },
    'every kind of content': async (context) => {
      const { target, random, readText } = context;
      for (const kind of ['FileSystemStorage', 'Keeping']) {
        const root = await open(context, kind);
        for (const content of ['bytes', 'text', 'content', 'file']) {
          for (const by_content of [true, false]) {
            const [name, data] = [`${random.word()}/${random.token()}`, drawContent(random)];
            assert.equal(await target.call('save', name, data, { content, by_content }), name);
            assert.equal(await readText(`${root}/${name}`), `${data}`, content);
          }
        }
      }
    },
    'much content': async (context) => {
      const { target, random, readText } = context;
      const root = await open(context, random.pick(['FileSystemStorage', 'Keeping']));
      const [name, data] = [random.token(), Buffer.from(random.token(100).repeat(random.int(1500, 2500)))];
      await target.call('save', name, data, { content: random.pick(['bytes', 'file', 'text']) });
      assert.equal(await readText(`${root}/${name}`), `${data}`);
    },
    'path objects': async (context) => {
      const { target, random, readText } = context;
      for (const kind of ['FileSystemStorage', 'Keeping', 'Guessing']) {
        const root = await open(context, kind);
        const [name, data] = [`${random.word()}/${random.token()}.txt`, drawContent(random)];
        assert.equal(await target.call('save', name, data, { as_path: true }), name);
        assert.equal(await readText(`${root}/${name}`), `${data}`);
      }
    },
    'a name that is taken': async (context) => {
      const { target, random, readText } = context;
      for (const kind of ['FileSystemStorage', 'Guessing']) {
        const root = await open(context, kind);
        const [sub, stem, first, second] = [random.word(), random.token(), drawContent(random), drawContent(random)];
        assert.equal(await target.call('save', `${sub}/${stem}.txt`, first, {}), `${sub}/${stem}.txt`);
        const other = await target.call('save', `${sub}/${stem}.txt`, second, {});
        assert.match(other, new RegExp(`^${sub}/${stem}_\\w{7}\\.txt$`));
        assert.equal(await readText(`${root}/${sub}/${stem}.txt`), `${first}`);
        assert.equal(await readText(`${root}/${other}`), `${second}`);
      }
    },
    'the greatest length': async (context) => {
      const { target, random, readText } = context;
      const root = await open(context, random.pick(['FileSystemStorage', 'Guessing']));
      const [max_length, data] = [random.int(20, 40), drawContent(random)];
      const name = await target.call('save', `${random.token(60)}.txt`, data, { max_length });
      assert.ok(name.length <= max_length && name.endsWith('.txt'), name);
      assert.equal(await readText(`${root}/${name}`), `${data}`);
      await assert.rejects(target.call('save', `${random.token(30)}.txt`, data, { max_length: random.int(1, 8) }), { errorName: 'SuspiciousFileOperation' });
    },
    'what a storage is asked for': async (context) => {
      const { target, random } = context;
      await open(context, 'Keeping');
      const [a, b, max_length] = [random.token(), random.token(), random.int(30, 300)];
      await target.call('save', a, drawContent(random), { max_length, by_content: random.bool() });
      await target.call('save', b, drawContent(random), { by_content: random.bool() });
      assert.deepEqual(await target.call('asked'), [[a, max_length], [b, null]]);
    },
    'names that storages make': async (context) => {
      const { target, random, readText } = context;
      const [a, b, data] = [random.word(), random.token(), drawContent(random)];
      for (const [kind, name, stored] of [['Decoding', `${a}%2F..${b}%20%25`, `${a}/..${b} %`], ['Sorting', `${a}:..:${b}`.replace(':..', ':..x'), `${a}/..x/${b}`], ['Closing', ` ${a} / ${b}\t.txt `, `${a}/${b}.txt`], ['Below', `${a}/${b}`, `files/${a}/${b}`]]) {
        const root = await open(context, kind);
        assert.equal(await target.call('save', name, data, drawOptions(random)), stored);
        assert.equal(await readText(`${root}/${stored}`), `${data}`, kind);
      }
    },
    'the name that the file lies under in the end': async (context) => {
      const { target, random, readText } = context;
      const root = await open(context, 'Renaming');
      const [name, data] = [`${random.word()}/${random.token()}`, drawContent(random)];
      assert.equal(await target.call('save', name, data, drawOptions(random)), `stored/${name}`);
      assert.equal(await readText(`${root}/stored/${name}`), `${data}`);
    },
    'errors reach the caller': async (context) => {
      const { target, random, list } = context;
      const root = await open(context, 'Full');
      await assert.rejects(target.call('save', random.token(), drawContent(random), {}), { errorName: 'OSError', code: '28' });
      await open(context, 'Unwilling');
      const name = random.token();
      await assert.rejects(target.call('save', name, drawContent(random), {}), { errorName: 'LookupError', message: `no name for ${name}` });
      assert.deepEqual(await list(root), []);
    },
    'no name at all': async (context) => {
      const { target, random, list } = context;
      const root = await open(context, random.pick(['FileSystemStorage', 'Guessing']));
      for (const name of ['', `${random.word()}/`, '.']) await assert.rejects(target.call('save', name, drawContent(random), { by_content: false }), { errorName: 'SuspiciousFileOperation' }, name);
      assert.deepEqual(await list(root), []);
    },
  },
};
