import assert from 'node:assert/strict';
import { drawText } from './downloads.mjs';

export default {
  driver: 'driver.pl',
  cases: {
    'a file by its name': async ({ target, random, folder }) => {
      for (const file of ['index.html', `${random.token()}.txt`, 'noextension']) {
        const text = drawText(random);
        const { body, count } = await target.call('send', `${folder({ [file]: text })}/${file}`);
        assert.deepEqual([body, count], [text, Buffer.byteLength(text)]);
      }
    },
    'a name that is relative to the working directory': async ({ target, random, folder }) => {
      const [one, two, file, sub] = [drawText(random), drawText(random), `${random.token()}.txt`, random.word()];
      const base = folder({ [file]: one, [`${sub}/${file}`]: two });
      await target.call('change_folder', base);
      assert.equal((await target.call('send', file)).body, one);
      assert.equal((await target.call('send', `./${sub}/${file}`)).body, two);
      await target.call('change_folder', `${base}/${sub}`);
      assert.equal((await target.call('send', `../${file}`)).body, one);
      await target.call('change_folder', target.scratch);
    },
    'names of all kinds': async ({ target, random, folder }) => {
      const word = random.word();
      const names = [`${word} ${word}.txt`, `${word}|${word}`, `a>${word}`, `${word}<&1`, `ü-${word}.txt`, `$(${word}).html`, `${word};${word}`, `'${word}'`, `"${word}".css`, `#${word}`, `=${word}`, `${word}&`, `*${word}`, `%s${word}.js`, `${word}:raw`, `.${word}`, '0', `${random.int(100, 999)}`];
      const texts = names.map(() => drawText(random));
      const base = folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
      for (const [index, name] of names.entries()) assert.equal((await target.call('send', `${base}/${name}`)).body, texts[index], name);
    },
    'an empty file': async ({ target, folder }) => {
      const path = `${folder({ empty: '' })}/empty`;
      assert.deepEqual([(await target.call('send', path)).body, (await target.call('send', path)).count], ['', 0]);
      assert.equal((await target.call('through', 'lexical', path, 0)).count, 0);
    },
    'bytes of every kind, and more than one piece': async ({ target, random, folder }) => {
      const bytes = Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from('\r\n\n\x1a\r\0'), Buffer.from([0xff, 0xfe]), random.bytes(random.int(8_000, 40_000))]);
      const path = `${folder({ bytes })}/bytes`;
      const { body, count } = await target.call('send', path);
      assert.equal(count, bytes.length);
      assert.ok(bytes.equals(body));
      const half = await target.call('through', 'object', path, 300);
      assert.equal(half.count, bytes.length - 300);
      assert.ok(bytes.subarray(300).equals(half.body));
    },
    'a large file': async ({ target, random, folder }) => {
      const text = random.token(16).repeat(random.int(30_000, 40_000));
      const { body, count } = await target.call('send', `${folder({ large: text })}/large`);
      assert.deepEqual([body === text, count], [true, text.length]);
    },
    'handles of every kind, which stay open': async ({ target, random, folder }) => {
      for (const kind of random.shuffle(['lexical', 'glob', 'object'])) {
        const [text, skipped] = [drawText(random), random.int(0, 5)];
        const { body, count, open } = await target.call('through', kind, `${folder({ a: text })}/a`, skipped);
        assert.deepEqual([body, count, open], [text.slice(skipped), text.length - skipped, 1], kind);
      }
    },
    'a file that is not there': async ({ target, random, folder, exists, list }) => {
      const base = folder({ other: 'x' });
      const { body, count, reason } = await target.call('send', `${base}/${random.token()}`);
      assert.deepEqual([body, count, reason], ['', null, 'No such file or directory']);
      const name = random.token();
      await target.call('change_folder', target.scratch);
      assert.equal((await target.call('send', name)).count, null);
      assert.deepEqual([await exists(`${target.scratch}/${name}`), await list(base)], [false, ['other']]);
    },
    'files are closed, and left as they are': async ({ target, random, readText }) => {
      const [text, count] = [drawText(random), random.int(1100, 1150)];
      const path = `${target.scratch}/${random.token()}.txt`;
      await target.call('put', path, text);
      assert.deepEqual(await target.call('many', path, count), [count, count * text.length]);
      assert.equal(await readText(path), text);
    },
  },
};
