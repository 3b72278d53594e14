import assert from 'node:assert/strict';
import { archive, makePlace } from './place.mjs';

const file = (name, text, more = {}) => ({ name, text, ...more });
const time = (random) => new Date(random.int(1_000_000, 1_500_000) * 1_000_000);

/** Extracts entries into a place, and lets look at it. */
async function extract(context, entries, { options = {}, zipped = false, place } = {}) {
  const at = place ?? (await makePlace(context));
  const answer = await context.target.call('extract', await archive(entries, { zipped }), at.out, options);
  return { ...at, ...answer, read: (name) => context.readText(`${at.out}/${name}`), inspect: (name) => context.target.call('inspect', `${at.out}/${name}`) };
}

export default {
  driver: 'driver.mjs',
  cases: {
    'files in folders': async (context) => {
      const { random } = context;
      const names = [random.token(), `${random.word()}/${random.token()}`, `${random.word()}/${random.word()}/${random.word()}/${random.token()}`];
      for (const zipped of [false, true]) {
        const texts = names.map((_, index) => random.token(index * 900 + 1));
        const { read, entries } = await extract(context, [...names.map((name, index) => file(name, texts[index])), file(`${names[0]}-empty`, '')], { zipped });
        for (const [index, name] of names.entries()) assert.equal(await read(name), texts[index], name);
        assert.equal(await read(`${names[0]}-empty`), '');
        assert.deepEqual(entries.map(({ path, type, text }) => [path, type, text]), [...names.map((name, index) => [name, 'file', texts[index]]), [`${names[0]}-empty`, 'file', '']]);
      }
    },
    'names of any characters': async (context) => {
      const { random } = context;
      const word = random.word();
      const names = [`..${word}`, `${word}..${word}`, `${word}..`, `...`, `..${word}2/..${word}`, `.${word}/.${word}`, `${word} ${word}`, `\u00fc\u6f22${word}`, `a\\b${word}`, `[${word}](1)+$`, `${random.word()}/.../${word}`, `${'x'.repeat(90)}/${'y'.repeat(80)}`];
      const { read } = await extract(context, names.map((name) => file(name, `text of ${name}`)));
      for (const name of names) assert.equal(await read(name), `text of ${name}`, name);
    },
    'modes and times of files': async (context) => {
      const { random, target } = context;
      const mask = await target.call('umask');
      const made = [0o644, 0o755, 0o600, 0o640].map((mode) => file(`${random.word()}/${random.token()}`, 'x', { mode, mtime: time(random) }));
      const { inspect, entries } = await extract(context, made);
      for (const { name, mode, mtime } of made) {
        const facts = await inspect(name);
        assert.deepEqual([facts.type, facts.mode, facts.seconds], ['file', mode & ~mask, mtime.getTime() / 1000], name);
      }
      assert.deepEqual(entries.map(({ mode }) => mode), made.map(({ mode }) => mode));
    },
    'directories': async (context) => {
      const { random } = context;
      const [a, b, c, mtime] = [random.token(), random.token(), random.token(), time(random)];
      const directory = (name) => ({ name: `${name}/`, type: 'directory', mode: 0o755, mtime });
      const { inspect, read, word, file: old } = await extract(context, [directory(a), directory(`${b}/${c}/${a}`), directory(c), file(`${c}/${a}`, b), directory(`${a}${b}`)]);
      for (const name of [a, `${b}/${c}/${a}`, `${a}${b}`]) assert.deepEqual([(await inspect(name)).type, (await inspect(name)).seconds], ['directory', mtime.getTime() / 1000], name);
      assert.equal(await read(`${c}/${a}`), b);
      assert.notEqual(await read(`${word}/${old}`), null);
    },
    'a directory that is there stays, and a file that is there is overwritten': async (context) => {
      const { random } = context;
      const place = await makePlace(context);
      const [text, other] = [random.token(10), random.token(20)];
      const first = await extract(context, [{ name: `${place.word}/`, type: 'directory', mode: 0o755 }, file(`${place.word}/x`, random.token(30))], { place });
      assert.notEqual(await first.read(`${place.word}/${place.file}`), null);
      const { read } = await extract(context, [file(`${place.word}/${place.file}`, text), file(`${place.word}/x`, other)], { place });
      assert.deepEqual([await read(`${place.word}/${place.file}`), await read(`${place.word}/x`)], [text, other]);
    },
    'symbolic links': async (context) => {
      const { random } = context;
      const [a, b, c, text] = [random.word(), random.token(), random.token(), random.token(30)];
      const links = { [`${c}1`]: `${a}/${b}`, [`${c}2`]: `./${a}//${b}`, [`${a}/${c}`]: b, [`${a}/d/${c}`]: `../${b}`, [`${c}/e/${c}`]: `../../${a}/${b}` };
      const folders = { [`${b}1`]: a, [`${c}/f`]: `../${a}` };
      const missing = { [`${b}2`]: random.token(), [`${a}/${b}3`]: `../${random.token()}` };
      const all = Object.entries({ ...links, ...folders, ...missing });
      const { inspect, read, entries } = await extract(context, [...all.map(([name, linkname]) => ({ name, linkname, type: 'symlink' })), file(`${a}/${b}`, text)]);
      for (const [name, linkname] of all) assert.deepEqual([(await inspect(name)).type, (await inspect(name)).target], ['symlink', linkname], name);
      for (const name of Object.keys(links)) assert.equal(await read(name), text, name);
      for (const name of Object.keys(folders)) assert.equal(await read(`${name}/${b}`), text, name);
      assert.deepEqual(entries.map(({ path, linkname }) => [path, linkname]), [...all, [`${a}/${b}`, undefined]]);
    },
    'directories are stripped, entries filtered and mapped, in this order': async (context) => {
      const { random } = context;
      const [a, b, c, text] = [random.word(), random.token(), `${random.token()}.exe`, random.token(30)];
      const entries = [{ name: `${a}/`, type: 'directory', mode: 0o755 }, file(`${a}/${b}`, text), file(`${a}/x/${b}`, text), file(`${a}/x/${c}`, text), { name: `${a}/s`, linkname: b, type: 'symlink' }];
      const stripped = await extract(context, entries, { options: { strip: 1 } });
      for (const name of [b, `x/${b}`, 's', `x/${c}`]) assert.equal(await stripped.read(name), text, name);
      assert.equal(await context.exists(`${stripped.out}/${a}/x`), false);
      const all = await extract(context, entries, { options: { strip: 1, ending: '.exe', prefix: 'p-' } });
      assert.deepEqual(all.entries.map(({ path }) => path), all.mapped.map((path) => `p-${path}`));
      assert.deepEqual([all.filtered.slice(-4), all.mapped.slice(-3)], [[b, `x/${b}`, `x/${c}`, 's'], [b, `x/${b}`, 's']]);
      assert.equal(await all.read(`p-${b}`), text);
      assert.equal(await all.read(`p-x/${b}`), text);
      assert.equal((await all.inspect('p-s')).target, b);
      assert.deepEqual([await context.exists(`${all.out}/p-x/${c}`), await context.exists(`${all.out}/${b}`)], [false, false]);
      const deeper = await extract(context, [file(`${a}/b/c/${b}`, text)], { options: { strip: 2 } });
      assert.equal(await deeper.read(`c/${b}`), text);
    },
    'without a folder nothing is written': async (context) => {
      const { random, target, exists } = context;
      const [name, text] = [random.token(), random.token(30)];
      const bytes = await archive([file(`${name}/x`, text), { name: `${name}/y`, linkname: 'x', type: 'symlink' }]);
      const { entries } = await target.call('extract', bytes, null, {});
      assert.deepEqual(entries.map(({ path, type, text: found, linkname }) => [path, type, found, linkname]), [[`${name}/x`, 'file', text, undefined], [`${name}/y`, 'symlink', '', 'x']]);
      const some = await target.call('extract', bytes, null, { strip: 1, ending: 'y', prefix: 'z' });
      assert.deepEqual(some.entries.map(({ path }) => path), ['zx']);
      assert.deepEqual([await exists(`${target.scratch}/${name}`), await exists(`${target.scratch}/zx`)], [false, false]);
    },
    'an archive in a file, and what is no archive': async (context) => {
      const { random, target, folder, readText } = context;
      const { out } = await makePlace(context);
      const [name, text] = [random.token(), random.token(30)];
      const files = await folder({ 'x.tar.gz': await archive([file(name, text)], { zipped: true }) });
      await target.call('extract', `${files}/x.tar.gz`, out);
      assert.equal(await readText(`${out}/${name}`), text);
      assert.deepEqual((await target.call('extract', Buffer.from(random.token(700)), out)).entries, []);
    },
    'the folder may be written in several ways, and need not be there': async (context) => {
      const { random, target, readText } = context;
      const { base, name, out, neighbour, word } = await makePlace(context);
      const [link, a, b, text] = [random.token(), random.word(), random.token(), random.token(30)];
      await target.call('prepare', base, { [link]: { to: neighbour }, [`${link}2`]: { to: `${base}/${name}` } });
      await target.call('workingDirectory', base);
      const folders = [[`${out}/`, out], [name, out], [`./${a}1/x`, `${base}/${a}1/x`], [`${neighbour}/../${a}2/`, `${base}/${a}2`], [`${base}//${a}3/y/z`, `${base}/${a}3/y/z`], [link, `${base}/${neighbour}`], [`${base}/${link}2/${word}`, `${out}/${word}`]];
      for (const [folder, path] of folders) {
        const own = random.token();
        await target.call('extract', await archive([file(`${a}/${b}`, text), { name: `${a}-d/e/`, type: 'directory', mode: 0o755 }, { name: `${a}/${own}`, linkname: b, type: 'symlink' }]), folder);
        assert.equal(await readText(`${path}/${a}/${own}`), text, folder);
        assert.equal((await target.call('inspect', `${path}/${a}-d/e`)).type, 'directory', folder);
      }
      await target.call('workingDirectory', `${base}/${neighbour}`);
      await target.call('extract', await archive([file(b, text)]), '.');
      assert.equal(await readText(`${base}/${neighbour}/${b}`), text);
      await target.call('workingDirectory', target.scratch);
    },
    'what cannot be written rejects': async (context) => {
      const { random, target } = context;
      const place = await makePlace(context);
      const [a, b] = [random.token(), random.token()];
      await assert.rejects(target.call('extract', await archive([file(`${place.word}/${place.file}/${a}`, b)]), place.out), { name: 'CandidateError' });
      await assert.rejects(target.call('extract', await archive([file(place.word, b)]), place.out), { name: 'CandidateError' });
      await assert.rejects(target.call('extract', await archive([file(a, b)]), `${place.out}/${place.word}/${place.file}`), { name: 'CandidateError' });
    },
  },
};
