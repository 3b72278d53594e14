import assert from 'node:assert/strict';
import { archive, makePlace } from './place.mjs';

/** Extracts entries to a new place. */
async function extract(context, entries, options = {}) {
  const place = await makePlace(context);
  const made = await context.target.call('extract', await archive(entries), place.out, options);
  const inspect = (name) => context.target.call('inspect', `${place.out}/${name}`);
  const read = (name) => context.readText(`${place.out}/${name}`);
  return { ...place, made, inspect, read };
}

async function assertLink(inspect, name, target) {
  const facts = await inspect(name);
  assert.deepEqual({ name, type: facts.type, target: facts.target }, { name, type: 'symlink', target });
}

async function assertSameFile(inspect, one, other) {
  const [first, second] = [await inspect(one), await inspect(other)];
  assert.deepEqual([first.type, second.type, second.inode], ['file', 'file', first.inode]);
}

export default {
  driver: 'driver.mjs',
  cases: {
    'symbolic links keep their text and lead to their file': async (context) => {
      const [a, b, c, text] = [context.random.word(), context.random.token(), context.random.token(), context.random.token(30)];
      const links = {
        [`${c}1`]: `${a}/${b}`, [`${c}2`]: `./${a}//${b}`, [`${c}3`]: `${a}/../${a}/${b}`, [`${a}/${c}`]: b, [`${a}/d/${c}`]: `../${b}`, [`${a}/d/e/${c}`]: `../../${b}`, [`${c}/d/e/${c}`]: `../../../${a}/d/../${b}`,
      };
      const { inspect, read } = await extract(context, [{ name: `${a}/${b}`, text }, ...Object.entries(links).map(([name, linkname]) => ({ name, linkname, type: 'symlink' }))]);
      for (const [name, linkname] of Object.entries(links)) {
        await assertLink(inspect, name, linkname);
        assert.equal(await read(name), text, name);
      }
    },
    'symbolic links lead to folders, the folder itself and what is not there yet': async (context) => {
      const [a, b, later, text] = [context.random.word(), context.random.token(), context.random.token(), context.random.token(30)];
      const links = { [`${b}1`]: a, [`${b}2`]: `${a}/`, [`${b}3`]: '.', [`${a}/${b}4`]: '..', [`${a}/${b}5`]: '../', [`${a}/x/${b}`]: '../..', [`${b}6`]: later, [`${a}/${b}7`]: `../${later}`, [`${b}8`]: context.random.token() };
      const entries = [...Object.entries(links).map(([name, linkname]) => ({ name, linkname, type: 'symlink' })), { name: `${a}/${b}`, text }, { name: later, text }];
      const { inspect, read } = await extract(context, entries);
      for (const [name, linkname] of Object.entries(links)) await assertLink(inspect, name, linkname);
      for (const name of [`${b}1/${b}`, `${b}2/${b}`, `${b}3/${a}/${b}`, `${a}/${b}4/${later}`, `${a}/x/${b}/${later}`, `${b}6`, `${a}/${b}7`]) assert.equal(await read(name), text, name);
    },
    'names of links and targets may hold any character': async (context) => {
      const [word, text] = [context.random.word(), context.random.token(30)];
      const files = [`${word} ${word}`, `ünï-${word}`, `..${word}`, `...`, `${word}..`, `${word}..${word}`, `[${word}](1)+$`, `${word}-${word}`];
      const entries = files.flatMap((name, index) => [{ name: `${name}/${word}`, text }, { name: `link ${index}..`, linkname: `${name}/${word}`, type: 'symlink' }, { name: `${word}/${index}`, linkname: `../${name}/${word}`, type: 'symlink' }, { name: `hard/${index}`, linkname: `${name}/${word}`, type: 'link' }]);
      const { inspect, read } = await extract(context, entries);
      for (const [index, name] of files.entries()) {
        await assertLink(inspect, `link ${index}..`, `${name}/${word}`);
        assert.equal(await read(`${word}/${index}`), text);
        await assertSameFile(inspect, `${name}/${word}`, `hard/${index}`);
      }
    },
    'an absolute target in the folder is taken': async (context) => {
      const place = await makePlace(context);
      const [word, text] = [context.random.token(), context.random.token(30)];
      const entries = [{ name: `${word}/${word}`, text }, { name: 'a', linkname: `${place.out}/${word}/${word}`, type: 'symlink' }, { name: `${word}/b`, linkname: `${place.out}`, type: 'symlink' }];
      await context.target.call('extract', await archive(entries), place.out);
      await assertLink((name) => context.target.call('inspect', `${place.out}/${name}`), 'a', `${place.out}/${word}/${word}`);
      assert.equal(await context.readText(`${place.out}/${word}/b/a`), text);
    },
    'a link takes the place of what had its name': async (context) => {
      const [a, b, text] = [context.random.word(), context.random.token(), context.random.token(30)];
      const entries = [
        { name: a, text: context.random.token() }, { name: b, text }, { name: a, linkname: b, type: 'symlink' },
        { name: `${a}2`, text: context.random.token() }, { name: `${a}2`, linkname: b, type: 'link' },
        { name: `${a}3`, linkname: a, type: 'symlink' }, { name: `${a}3`, linkname: b, type: 'symlink' },
      ];
      const { inspect, read } = await extract(context, entries);
      await assertLink(inspect, a, b);
      await assertSameFile(inspect, b, `${a}2`);
      await assertLink(inspect, `${a}3`, b);
      assert.equal(await read(b), text);
    },
    'hard links are further names of one file': async (context) => {
      const [a, b, c, text] = [context.random.word(), context.random.token(), context.random.token(), context.random.token(30)];
      const links = { [`${c}1`]: `${a}/${b}`, [`${a}/${c}`]: `${a}/${b}`, [`${a}/d/e/${c}`]: `${a}/${b}`, [`${c}2`]: `/${a}/${b}`, [`${c}3`]: `./${a}//${b}`, [`${c}4`]: `${c}1` };
      const { inspect, read } = await extract(context, [{ name: `${a}/${b}`, text }, ...Object.entries(links).map(([name, linkname]) => ({ name, linkname, type: 'link' }))]);
      for (const name of Object.keys(links)) {
        await assertSameFile(inspect, `${a}/${b}`, name);
        assert.equal(await read(name), text);
      }
    },
    'hard links find their file through symbolic links': async (context) => {
      const [a, b, c, text] = [context.random.word(), context.random.token(), context.random.token(), context.random.token(30)];
      const { inspect } = await extract(context, [
        { name: `${a}/${b}`, text }, { name: `${c}/s`, linkname: `../${a}`, type: 'symlink' }, { name: 't', linkname: `${c}/s/${b}`, type: 'symlink' },
        { name: 'x', linkname: `${c}/s/${b}`, type: 'link' }, { name: `${c}/y`, linkname: 't', type: 'link' },
      ]);
      await assertSameFile(inspect, `${a}/${b}`, 'x');
      await assertSameFile(inspect, `${a}/${b}`, `${c}/y`);
    },
    'a hard link to what is not there is an error': async (context) => {
      const [a, b] = [context.random.word(), context.random.token()];
      for (const linkname of [b, `${a}/${b}`, `${a}/../${b}`]) {
        await assert.rejects(extract(context, [{ name: `${a}/x`, text: 'x' }, { name: 'y', linkname, type: 'link' }]), { name: 'CandidateError' });
      }
    },
    'later entries follow, and write through links in the folder': async (context) => {
      const [a, b, text] = [context.random.word(), context.random.token(), context.random.token(30)];
      const { read, made } = await extract(context, [{ name: `${a}/${b}`, text: 'x' }, { name: 's', linkname: `${a}/${b}`, type: 'symlink' }, { name: 's', text }, { name: `${a}/z`, text }], { ownFs: true });
      assert.equal(await read(`${a}/${b}`), text);
      assert.equal(await read(`${a}/z`), text);
      assert.deepEqual(made.map(([kind, target]) => [kind, target]), [['symlink', `${a}/${b}`]]);
    },
    'a file system of the user makes the links': async (context) => {
      const [a, b] = [context.random.word(), context.random.token()];
      const { made, out } = await extract(context, [{ name: a, text: b }, { name: b, linkname: a, type: 'link' }, { name: `${b}/s`.slice(1), linkname: `../${a}`, type: 'symlink' }], { ownFs: true });
      assert.deepEqual(made, [['link', `${out}/${a}`, `${out}/${b}`], ['symlink', `../${a}`, `${out}/${b.slice(1)}/s`]]);
    },
    'where hard links are refused a copy is made, if that is asked for': async (context) => {
      const [a, b, text] = [context.random.word(), context.random.token(), context.random.token(3000)];
      const entries = [{ name: `${a}/${b}`, text }, { name: `${b}/x`, linkname: `${a}/${b}`, type: 'link', mode: 0o600 }, { name: 'z', text }];
      const { inspect, read } = await extract(context, entries, { ownFs: true, linkError: 'EPERM', hardlinkAsFilesFallback: true });
      assert.equal(await read(`${b}/x`), text);
      assert.equal(await read('z'), text);
      const [copy, first] = [await inspect(`${b}/x`), await inspect(`${a}/${b}`)];
      assert.equal(copy.type, 'file');
      assert.notEqual(copy.inode, first.inode);
      await assert.rejects(extract(context, entries, { ownFs: true, linkError: 'EPERM' }), { name: 'CandidateError', code: 'EPERM' });
      await assert.rejects(extract(context, entries, { ownFs: true, linkError: 'EMLINK', hardlinkAsFilesFallback: true }), { name: 'CandidateError', code: 'EMLINK' });
    },
    'times of folders and modes of files come from the archive': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.token()];
      const [folder, file] = [new Date(random.int(1_000_000, 1_500_000) * 1000 * 1000), new Date(random.int(1_000_000, 1_500_000) * 1000 * 1000)];
      const { inspect } = await extract(context, [
        { name: 'f', text: 'x' }, { name: `${a}/`, type: 'directory', mode: 0o755, mtime: folder }, { name: `${a}/s`, linkname: '../f', type: 'symlink', mtime: file },
        { name: `${b}/`, type: 'directory', mode: 0o755, mtime: folder }, { name: `${b}/h`, linkname: 'f', type: 'link', mode: 0o640, mtime: file },
      ], { umask: 0 });
      for (const name of [a, b]) assert.equal((await inspect(name)).seconds, folder.getTime() / 1000);
      const { seconds, mode } = await inspect('f');
      assert.deepEqual([seconds, mode], [file.getTime() / 1000, 0o640]);
    },
    'the folder may be relative, or written in another way': async (context) => {
      const { target, random, readText } = context;
      const [a, b, text] = [random.word(), random.token(), random.token(30)];
      const bytes = await archive([{ name: `${a}/${b}`, text }, { name: `${a}/s`, linkname: `../${a}/${b}`, type: 'symlink' }, { name: 't', linkname: '.', type: 'symlink' }, { name: 'h', linkname: `${a}/${b}`, type: 'link' }]);
      const { base, out, name, other } = await makePlace(context);
      await target.call('workingDirectory', base);
      const folders = [[name, out], [`./${a}x`, `${base}/${a}x`], [`${other}/../${a}y/`, `${base}/${a}y`], [`${base}//${a}z/`, `${base}/${a}z`]];
      for (const [folder, path] of folders) {
        await target.call('extract', bytes, folder);
        for (const link of [`${a}/s`, `t/${a}/${b}`, 'h']) assert.equal(await readText(`${path}/${link}`), text, `${folder} ${link}`);
      }
      await target.call('workingDirectory', `${base}/${other}`);
      await target.call('extract', bytes, '.');
      for (const link of [`${a}/s`, `t/${a}/${b}`, 'h']) assert.equal(await readText(`${base}/${other}/${link}`), text, link);
      await target.call('workingDirectory', target.scratch);
    },
    'headers are used as options changed them': async (context) => {
      const [a, b, c, text] = [context.random.word(), context.random.token(), context.random.token(), context.random.token(30)];
      const { inspect } = await extract(context, [{ name: `${a}/${b}`, text }, { name: `${a}/h`, linkname: `${a}/${b}`, type: 'link' }, { name: `${a}/s`, linkname: b, type: 'symlink' }, { name: `${a}/d/t`, linkname: `../${b}`, type: 'symlink' }], { strip: 1 });
      await assertSameFile(inspect, b, 'h');
      await assertLink(inspect, 's', b);
      await assertLink(inspect, 'd/t', `../${b}`);
      const renamed = await extract(context, [{ name: c, text }, { name: 's', linkname: `../../${b}`, type: 'symlink' }, { name: 'h', linkname: b, type: 'link' }], { renameTo: c });
      await assertLink(renamed.inspect, 's', c);
      await assertSameFile(renamed.inspect, c, 'h');
    },
  },
};
