import assert from 'node:assert/strict';
import { drawConfig, WAYS } from './configs.mjs';

export default {
  driver: 'driver.pl',
  cases: {
    'a file by its name, in every way': async ({ target, random, folder }) => {
      for (const way of WAYS) {
        const { text, values } = drawConfig(random);
        const file = `${random.token()}.ini`;
        assert.deepEqual((await target.call('read', way, `${folder({ [file]: text })}/${file}`)).values, values);
      }
    },
    'a name that is relative to the working directory': async ({ target, random, folder }) => {
      const [one, two] = [drawConfig(random), drawConfig(random)];
      const [file, sub] = [`${random.token()}.ini`, random.word()];
      const base = folder({ [file]: one.text, [`${sub}/${file}`]: two.text });
      await target.call('change_folder', base);
      assert.deepEqual((await target.call('read', 'new', file)).values, one.values);
      assert.deepEqual((await target.call('read', 'tie', `./${sub}/${file}`)).values, two.values);
      await target.call('change_folder', `${base}/${sub}`);
      assert.deepEqual((await target.call('read', 'later', file)).values, two.values);
      assert.deepEqual((await target.call('read', 'new', `../${file}`)).values, one.values);
      await target.call('change_folder', target.scratch);
    },
    'names of all kinds': async ({ target, random, folder }) => {
      const word = random.word();
      const names = [`${word} ${word}.ini`, `${word}|${word}.ini`, `a>${word}`, `${word}<&1`, `ü-${word}.ini`, `$(${word}).ini`, `${word};${word}`, `'${word}'`, `"${word}".ini`, `#${word}`, `=${word}`, `${word}&`, `*${word}`, `%s${word}.ini`, `${word}:utf8`, `.${word}`, `${random.int(100, 999)}`];
      const configs = names.map(() => drawConfig(random));
      const base = folder(Object.fromEntries(names.map((name, index) => [name, configs[index]?.text ?? ''])));
      for (const [index, name] of names.entries()) assert.deepEqual((await target.call('read', random.pick(WAYS), `${base}/${name}`)).values, configs[index]?.values, name);
    },
    'handles of every kind': async ({ target, random, folder }) => {
      for (const kind of random.shuffle(['lexical', 'glob', 'reference', 'object'])) {
        const { text, values } = drawConfig(random);
        const file = random.token();
        assert.deepEqual(await target.call('through', kind, `${folder({ [file]: text })}/${file}`), values, kind);
      }
    },
    'a handle by its name': async ({ target, random, folder }) => {
      const { text, values } = drawConfig(random);
      const file = random.token();
      assert.deepEqual(await target.call('named', `${folder({ [file]: text })}/${file}`), values);
    },
    'a text, by reference and in memory': async ({ target, random }) => {
      for (const way of ['text', 'memory']) {
        const { text, values } = drawConfig(random);
        assert.deepEqual(await target.call(way, text), values, way);
      }
    },
    'a file that is not there': async ({ target, random, folder, exists, list }) => {
      const base = folder({ other: '' });
      const name = `${random.token()}.ini`;
      for (const way of WAYS) {
        const { values, warnings } = await target.call('read', way, `${base}/${name}`);
        assert.equal(values, null);
        assert.match(warnings, /No such file or directory/);
      }
      await target.call('change_folder', target.scratch);
      assert.equal((await target.call('read', 'new', name)).values, null);
      assert.equal(await exists(`${target.scratch}/${name}`), false);
      assert.deepEqual(await list(base), ['other']);
    },
    'a file is read and left as it is, again and again': async ({ target, random, readText }) => {
      const [one, two] = [drawConfig(random), drawConfig(random)];
      const path = `${target.scratch}/${random.token()}.ini`;
      await target.call('put', path, one.text);
      assert.deepEqual((await target.call('read', 'new', path)).values, one.values);
      assert.equal(await readText(path), one.text);
      assert.deepEqual(await target.call('again', path, two.text), [one.values, two.values]);
      assert.equal(await readText(path), two.text);
    },
    'bytes are given as they are': async ({ target, random, folder }) => {
      const word = random.word();
      const base = folder({ latin: Buffer.from(`[${word}]\nname = caf\xe9 ${word}\r\n`, 'latin1') });
      const { values } = await target.call('read', 'new', `${base}/latin`);
      assert.deepEqual(values, { [word]: { name: Buffer.from(`caf\xe9 ${word}`, 'latin1') } });
    },
    'a configuration is written through a handle': async ({ target, random, readText }) => {
      const { text, section, key } = drawConfig(random);
      const [path, value] = [`${target.scratch}/${random.token()}.ini`, random.token(9)];
      await target.call('put', path, text);
      assert.equal(await target.call('change', path, section, key, value), 1);
      assert.deepEqual((await target.call('read', 'new', path)).values[section][key], value);
      assert.match((await readText(path)) ?? '', new RegExp(`^${key}=${value}$`, 'm'));
    },
  },
};
