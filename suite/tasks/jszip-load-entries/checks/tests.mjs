import assert from 'node:assert/strict';
import { archive, makePlace, WAYS } from './archives.mjs';

/** @typedef {import('./archives.mjs').Context} Context */

/** Loads entries. @param {Context} context @param {import('./archives.mjs').Entry[]} entries @param {object} [options] @param {string} [comment] */
async function load(context, entries, options = {}, comment = '') {
  const place = makePlace(context);
  const result = await context.target.call('load', archive(entries, comment), place.out, options);
  return { ...place, ...result };
}

/** @param {Record<string, { text: string | null }>} entries */
const textsOf = (entries) => Object.fromEntries(Object.entries(entries ?? {}).map(([name, { text }]) => [name, text]));

export default {
  driver: 'driver.mjs',
  cases: {
    'files have their name and content, however names are got': async (context) => {
      const { random, readText } = context;
      const files = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [[...Array.from({ length: index % 4 }, () => random.word()), `${random.token()}.txt`].join('/'), random.token(random.int(1, 3000))]));
      for (const way of WAYS) {
        const { entries, out, same } = await load(context, Object.entries(files).map(([name, text]) => ({ name, text, deflated: random.bool() })), { way, checkCRC32: random.bool(), optimizedBinaryString: random.bool() });
        assert.deepEqual(textsOf(entries), files);
        assert.equal(same, true);
        for (const [name, text] of Object.entries(files)) assert.equal(await readText(`${out}/${name}`), text);
      }
    },
    'names may hold any character': async (context) => {
      const { random } = context;
      const word = random.word();
      const names = [`..${word}`, `${word}..`, `${word}..txt`, `${word}...${word}`, '...', `....${word}`, `.${word}`, `.${word}/.${word}x`, `..${word}/${word}`, `${word}x/..${word}`, `${word}y../${word}`, `${word}/.../${word}`, `${word}/..../${word}`, `ünï ${word}`, `${word}'"<>|&;$*?[](){}`, `${word}:${word}`, `~${word}`, `%2e%2e%2f${word}`, `${word} `, ` ${word}`, `日本/${word}`, `😀${word}`, `${word.toUpperCase()}`, `${word}.TAR.gz`, `${word}-_+=,@!#`];
      const files = Object.fromEntries(names.map((name) => [name, random.token()]));
      const { entries } = await load(context, random.shuffle(Object.entries(files)).map(([name, text]) => ({ name, text })), { way: random.pick(WAYS) });
      assert.deepEqual(textsOf(entries), files);
    },
    'folders end in a slash': async (context) => {
      const { random, exists } = context;
      const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => letter + random.token());
      const { entries, out } = await load(context, [{ name: `${a}/` }, { name: b, folder: true }, { name: `${a}/${c}/`, folder: true, unix: 0o40755 }, { name: `.${d}/..${d}/` }, { name: `${a}/${d}`, text: 'x' }]);
      assert.deepEqual(Object.entries(entries).map(([name, { dir }]) => [name, dir]).sort(), [[`${a}/`, true], [`${b}/`, true], [`${a}/${c}/`, true], [`.${d}/..${d}/`, true], [`${a}/${d}`, false]].sort());
      for (const name of [a, b, `${a}/${c}`, `.${d}/..${d}`]) assert.equal(await exists(`${out}/${name}`), true);
    },
    'folders of files are made where that is asked for': async (context) => {
      const { random } = context;
      const [a, b, c] = [random.word(), random.token(), random.token()];
      const files = [{ name: `${a}/${b}/${c}`, text: 'x' }, { name: `.${b}/${c}/`, folder: true }];
      const made = await load(context, files, { createFolders: true });
      assert.deepEqual(Object.keys(made.entries).sort(), [`${a}/`, `${a}/${b}/`, `${a}/${b}/${c}`, `.${b}/`, `.${b}/${c}/`].sort());
      const without = await load(context, files);
      assert.deepEqual(Object.keys(without.entries).sort(), [`${a}/${b}/${c}`, `.${b}/${c}/`].sort());
    },
    'dates, comments and permissions come from the archive': async (context) => {
      const { random } = context;
      const [a, b, c, text] = ['a', 'b', 'c', 'd'].map((letter) => letter + random.token());
      const date = new Date(Date.UTC(random.int(1985, 2040), random.int(0, 11), random.int(1, 28), random.int(0, 23), random.int(0, 59), random.int(0, 29) * 2));
      const unix = random.pick([0o100644, 0o100755, 0o100600]);
      const dos = random.pick([0x01, 0x20, 0x21]);
      const { entries } = await load(context, [{ name: a, text, date, unix, comment: `${text} é` }, { name: b, text, dos }, { name: `${c}/`, folder: true, date, unix: 0o40750, comment: text }]);
      assert.deepEqual(entries[a], { dir: false, text, date, comment: `${text} é`, unix, dos: null });
      assert.deepEqual([entries[b]?.unix, entries[b]?.dos, entries[b]?.comment], [null, dos, null]);
      assert.deepEqual([entries[`${c}/`]?.unix, entries[`${c}/`]?.date, entries[`${c}/`]?.comment], [0o40750, date, text]);
    },
    'the comment of the archive, where it has one': async (context) => {
      const { random } = context;
      const text = random.token(random.int(1, 300));
      const entries = [{ name: random.token(), text }];
      assert.equal((await load(context, entries, {}, text)).comment, text);
      assert.equal((await load(context, entries)).comment, null);
      assert.equal((await load(context, [], {}, text)).comment, text);
    },
    'an archive may be empty, and so may files': async (context) => {
      const { random } = context;
      assert.deepEqual((await load(context, [])).entries, {});
      const name = random.token();
      assert.deepEqual(textsOf((await load(context, [{ name, deflated: random.bool() }])).entries), { [name]: '' });
    },
    'the later of two entries with one name': async (context) => {
      const { random } = context;
      const [name, first, last] = [`${random.word()}/${random.token()}`, random.token(), random.token()];
      const { entries } = await load(context, [{ name, text: first }, { name: random.token(), text: first }, { name, text: last }]);
      assert.equal(entries[name]?.text, last);
    },
    'names of other encodings and fields': async (context) => {
      const { random } = context;
      const [name, text] = [`${random.word()}/..${random.token()}`, random.token()];
      const field = await load(context, [{ name: `é${name}`, text, unicodePath: true }]);
      assert.deepEqual(textsOf(field.entries), { [`é${name}`]: text });
      const raw = Buffer.from([...Buffer.from(name)].map((byte) => byte ^ 1));
      const decoded = await load(context, [{ name, text, raw }], { decoded: true });
      assert.deepEqual(textsOf(decoded.entries), { [name]: text });
    },
    'what is in the tree already stays, or is replaced': async (context) => {
      const { random } = context;
      const [stays, name, old, text] = ['s', 'n', 'o', 't'].map((letter) => letter + random.token());
      const { entries } = await load(context, [{ name, text }], { before: { [stays]: old, [name]: old } });
      assert.deepEqual(textsOf(entries), { [stays]: old, [name]: text });
    },
    'an archive is loaded to a folder of the tree': async (context) => {
      const { random } = context;
      const [folder, stays, name, text] = ['f', 's', 'n', 't'].map((letter) => letter + random.token());
      const options = { folder, before: { [stays]: text } };
      const whole = await load(context, [{ name, text }, { name: `..${name}/x`, text }], { ...options, wholeTree: true });
      assert.deepEqual(textsOf(whole.entries), { [stays]: text, [`${folder}/`]: null, [`${folder}/${name}`]: text, [`${folder}/..${name}/x`]: text });
      const part = await load(context, [{ name, text }], { ...options, way: 'each' });
      assert.deepEqual(textsOf(part.entries), { [name]: text });
    },
    'another archive is made of a loaded one': async (context) => {
      const { random } = context;
      const files = { [`${random.word()}/..${random.token()}`]: random.token(2000), [`.${random.token()}`]: '', [random.token()]: random.token() };
      const bytes = archive([...Object.entries(files).map(([name, text]) => ({ name, text, deflated: random.bool() })), { name: 'z/' }]);
      assert.deepEqual(await context.target.call('again', bytes, { compression: random.pick(['STORE', 'DEFLATE']), platform: random.pick(['DOS', 'UNIX']) }), { ...files, 'z/': null });
    },
    'a damaged archive is an error': async (context) => {
      const { random } = context;
      const bytes = archive([{ name: random.token(), text: random.token(200) }]);
      await assert.rejects(context.target.call('load', bytes.subarray(0, random.int(30, bytes.length - 23)), makePlace(context).out), { name: 'CandidateError' });
    },
  },
};
