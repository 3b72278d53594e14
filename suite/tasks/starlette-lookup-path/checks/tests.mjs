import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {string} path @param {string} content */
async function comes({ target }, path, content) {
  const { status, body } = await target.call('get', path);
  assert.equal(status, 200, path);
  assert.equal(`${body}`, content, path);
}

/** @param {Context} context @param {string} path */
async function missing({ target }, path) {
  assert.equal((await target.call('get', path)).status, 404, path);
}

/** @param {Context['random']} random */
const drawName = (random) => `${random.word()}${random.pick(['', '-', '.', ' ', 'ä'])}${random.token(5)}.${random.pick(['txt', 'css', 'js'])}`;

export default {
  driver: 'driver.py',
  cases: {
    'files of the directory and below it': async (context) => {
      const { random, target, folder } = context;
      for (const follow_symlink of [true, false]) {
        const files = Object.fromEntries(['', `${random.word()}/`, `${random.word()}/${random.word()}/`].map((sub) => [`${sub}${drawName(random)}`, random.token(40)]));
        await target.call('serve', { directory: folder(files), follow_symlink, as_path: random.bool() });
        for (const [path, content] of Object.entries(files)) await comes(context, `/${path}`, content);
        await missing(context, `/${random.token()}`);
        await missing(context, `/${random.token()}/${drawName(random)}`);
      }
    },
    'names with dots in them': async (context) => {
      const { random, target, folder } = context;
      const files = Object.fromEntries([`..${random.word()}`, `..${random.word()}/${random.word()}`, `.${random.word()}/a`, `${random.word()}..${random.word()}`, `...`, `${random.word()}../x`, `${random.word()}/..${random.word()}`].map((name) => [name, random.token(20)]));
      for (const follow_symlink of [true, false]) {
        await target.call('serve', { directory: folder(files), follow_symlink });
        for (const [path, content] of Object.entries(files)) await comes(context, `/${path}`, content);
      }
    },
    'names that are like that of the directory': async (context) => {
      const { random, target, folder } = context;
      const name = random.word();
      const files = { [`${name}/${name}`]: random.token(20), [`${name}/${name}-2/${name}`]: random.token(21) };
      await target.call('serve', { directory: `${folder(files)}/${name}` });
      for (const [path, content] of Object.entries(files)) await comes(context, path.slice(name.length), content);
    },
    'what is found': async ({ target, random, folder }) => {
      const [sub, name, content] = [random.word(), drawName(random), random.token(random.int(3, 60))];
      const directory = folder({ [`${sub}/${name}`]: content });
      for (const follow_symlink of [true, false]) {
        await target.call('serve', { directory, follow_symlink });
        assert.deepEqual(await target.call('lookup', `${sub}/${name}`), { path: `${directory}/${sub}/${name}`, size: content.length });
        assert.equal((await target.call('lookup', sub)).path, `${directory}/${sub}`);
        assert.equal((await target.call('lookup', '.')).path, directory);
        assert.deepEqual(await target.call('lookup', random.token()), { path: '', size: null });
        assert.deepEqual(await target.call('lookup', `${sub}/${name}/${random.token()}`), { path: '', size: null });
      }
    },
    'the path of a link': async ({ target, random, folder }) => {
      const [name, link, content] = [drawName(random), random.token(), random.token(20)];
      const directory = folder({ [name]: content });
      symlinkSync(name, `${directory}/${link}`);
      await target.call('serve', { directory, follow_symlink: false });
      assert.deepEqual(await target.call('lookup', link), { path: `${directory}/${name}`, size: content.length });
      await target.call('serve', { directory, follow_symlink: true });
      assert.deepEqual(await target.call('lookup', link), { path: `${directory}/${link}`, size: content.length });
    },
    'links within the directory': async (context) => {
      const { random, target, folder } = context;
      const [sub, name, content] = [random.word(), drawName(random), random.token(20)];
      const directory = folder({ [`${sub}/${name}`]: content });
      symlinkSync(`${directory}/${sub}`, `${directory}/whole`);
      symlinkSync(`../${sub}/${name}`, `${directory}/${sub}/near`);
      for (const follow_symlink of [true, false]) {
        await target.call('serve', { directory, follow_symlink });
        await comes(context, `/whole/${name}`, content);
        await comes(context, `/${sub}/near`, content);
        await comes(context, `/whole/near`, content);
      }
    },
    'links that are followed anywhere': async (context) => {
      const { random, target, folder } = context;
      const [name, link, content] = [drawName(random), random.token(), random.token(20)];
      const [directory, elsewhere] = [folder({ 'a.txt': 'a' }), folder({ [name]: content })];
      symlinkSync(elsewhere, `${directory}/${link}`);
      symlinkSync(`${elsewhere}/${name}`, `${directory}/${link}.txt`);
      await target.call('serve', { directory, follow_symlink: true });
      await comes(context, `/${link}/${name}`, content);
      await comes(context, `/${link}.txt`, content);
    },
    'a directory that is written in any way': async (context) => {
      const { random, target, folder } = context;
      const ways = [(path) => `${path}/`, (path) => `${path}//`, (path) => `${path}/.`, (path) => `${path}/sub/..`, (path) => `/.${path}`, (path) => path.split('/').at(-1), (path) => `./${path.split('/').at(-1)}/`];
      for (const way of ways) {
        const [name, content] = [drawName(random), random.token(20)];
        const path = folder({ [name]: content, 'sub/keep': '' });
        await target.call('change_folder', path.slice(0, path.lastIndexOf('/')));
        for (const follow_symlink of [true, false]) {
          await target.call('serve', { directory: way(path), follow_symlink });
          await comes(context, `/${name}`, content);
        }
      }
    },
    'a directory that is a link, the root, or the one that the process is in': async (context) => {
      const { random, target, folder } = context;
      const [name, content] = [drawName(random), random.token(20)];
      const path = folder({ [`files/${name}`]: content });
      symlinkSync(`${path}/files`, `${path}/link`);
      await target.call('serve', { directory: `${path}/link` });
      await comes(context, `/${name}`, content);
      for (const follow_symlink of [true, false]) {
        await target.call('serve', { directory: '/', follow_symlink });
        await comes(context, `${path}/files/${name}`, content);
        await target.call('change_folder', `${path}/files`);
        await target.call('serve', { directory: '.', follow_symlink });
        await comes(context, `/${name}`, content);
      }
    },
    'the first of several directories that has it': async (context) => {
      const { random, target, folder } = context;
      const packages = Array.from({ length: 2 }, () => `p${random.token().toLowerCase()}`);
      const [both, second, third] = [drawName(random), `${random.word()}/b`, `${random.word()}/c.txt`];
      const [a, b, c] = [random.token(20), random.token(20), random.token(20)];
      const path = folder({ [`${packages[0]}/__init__.py`]: '', [`${packages[0]}/statics/${both}`]: b, [`${packages[0]}/statics/${second}`]: b, [`${packages[1]}/__init__.py`]: '', [`${packages[1]}/pub/${third}`]: c, [`${packages[1]}/pub/file/x`]: c });
      await target.call('serve', { directory: folder({ [both]: a, file: a }), path, packages: [[packages[0], 'statics'], [packages[1], 'pub']] });
      await comes(context, `/${both}`, a);
      await comes(context, `/${second}`, b);
      await comes(context, `/${third}`, c);
      await comes(context, '/file/x', c);
      await missing(context, `/${random.token()}`);
    },
    'pages of folders': async (context) => {
      const { random, target, folder } = context;
      const [sub, top, below, lost] = [random.word(), random.token(20), random.token(20), random.token(20)];
      await target.call('serve', { directory: folder({ 'index.html': top, [`${sub}/index.html`]: below, '404.html': lost, 'empty/a': '' }), html: true, follow_symlink: random.bool() });
      await comes(context, '/', top);
      await comes(context, `/${sub}/`, below);
      const moved = await target.call('get', `/${sub}`);
      assert.equal(moved.status, 307);
      assert.match(moved.headers.location, new RegExp(`/${sub}/$`));
      for (const path of [`/${random.token()}`, '/empty/']) {
        const { status, body } = await target.call('get', path);
        assert.deepEqual([status, `${body}`], [404, lost]);
      }
    },
    'without pages of folders': async (context) => {
      const { random, target, folder } = context;
      await target.call('serve', { directory: folder({ 'index.html': random.token(), 'sub/index.html': random.token() }) });
      await missing(context, '/');
      await missing(context, '/sub/');
      assert.equal((await target.call('get', '/index.html', 'POST')).status, 405);
    },
    'other errors reach the caller': async ({ target, random, folder }) => {
      await target.call('serve', { directory: folder({ 'a.txt': 'a' }), follow_symlink: random.bool() });
      await assert.rejects(target.call('lookup', random.token(random.int(300, 400))), { errorName: 'OSError', code: '36' });
      assert.equal(`${(await target.call('get', '/a.txt')).body}`, 'a');
    },
  },
};
