import assert from 'node:assert/strict';
import { makeSite, quote, upFromRoot, visit } from './site.mjs';

/** Serves a new site and asks for paths of it. */
async function start(context, options = {}, serving = {}) {
  const site = makeSite(context);
  const port = await context.target.call('serve', { root: site.root, ...options }, serving);
  return { ...site, port, get: (path, request) => visit(context, port, path, request) };
}

async function assertServed(answer, text) {
  const { status, text: body } = await answer;
  assert.deepEqual({ status, body }, { status: 200, body: text });
}

async function assertStatus(answer, expected) {
  assert.equal((await answer).status, expected);
}

export default {
  driver: 'driver.mjs',
  cases: {
    'files of the root and of folders below are served with their type': async (context) => {
      const { get, file, sub, below, page, texts } = await start(context);
      await assertServed(get(`/${file}`), texts.root);
      await assertServed(get(`/${sub}/${below}.txt`), texts.sub);
      const { fields } = await get(`/${page}.html?${context.random.word()}=1`);
      assert.match(fields['content-type'], /^text\/html/);
      assert.equal(fields['content-length'], String(texts.page.length));
      assert.equal(await context.target.call('gaveTheResponse'), true);
    },
    'HEAD has the length and no body; a range has its part': async (context) => {
      const { get, file, texts } = await start(context);
      const head = await get(`/${file}`, { method: 'HEAD' });
      assert.deepEqual([head.status, head.text, head.fields['content-length']], [200, '', String(texts.root.length)]);
      const part = await get(`/${file}`, { headers: { range: 'bytes=3-9' } });
      assert.deepEqual([part.status, part.text], [206, texts.root.slice(3, 10)]);
    },
    'what is not there is 404': async (context) => {
      const { get, file, sub } = await start(context);
      await assertStatus(get(`/${context.random.token()}.txt`), 404);
      await assertStatus(get(`/${sub}/${file}`), 404);
      await assertStatus(get(`/${file}/${file}`), 404);
    },
    'names of every kind are decoded once': async ({ target, random, folder, http }) => {
      const word = random.word();
      const names = [`${word} ${word}.txt`, `ünï-${word}.txt`, `100%25${word}.txt`, `%2e%2e${word}.txt`, `${word}?#&+;=@:,$!~*.txt`, `(${word})[1]'.txt`, `${word}..${word}.txt`, `${word}...txt`, `${word}..`];
      const texts = names.map(() => random.token(30));
      const root = folder(Object.fromEntries(names.map((name, index) => [`${word}/${name}`, texts[index]])));
      const port = await target.call('serve', { root });
      for (const [index, name] of names.entries()) {
        await assertServed(visit({ http, random }, port, `/${word}/${quote(name)}`), texts[index]);
        await assertServed(visit({ http, random }, port, `/${word}/${encodeURI(name).replaceAll('?', '%3f').replaceAll('#', '%23')}`), texts[index]);
      }
      await assertServed(visit({ http, random }, port, `/${[...word].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')}/${quote(names[0])}`), texts[0]);
    },
    'dots and doubled slashes below the root are resolved': async (context) => {
      const { get, file, sub, below, texts } = await start(context);
      await assertServed(get(`/${sub}/../${file}`), texts.root);
      await assertServed(get(`/${sub}/%2e%2e/${file}`), texts.root);
      await assertServed(get(`/${context.random.word()}/../${sub}/./${below}.txt`), texts.sub);
      await assertServed(get(`//${sub}///${below}.txt`), texts.sub);
      await assertServed(get(`/${sub}%2f${below}.txt`), texts.sub);
    },
    'a path that cannot be decoded, or holds a null character, is 400': async (context) => {
      const { get, file, sub } = await start(context);
      for (const path of [`/%`, `/%zz${file}`, `/${sub}/%c3%28`, `/${file}%00`, `/${sub}%00/../${file}`]) await assertStatus(get(path), 400);
    },
    'a path without a slash in front begins at the root': async (context) => {
      const { get, file, sub, below, texts } = await start(context, {}, { prefix: '/files/' });
      await assertServed(get(`/files/${file}`), texts.root);
      await assertServed(get(`/files/${sub}/../${file}`), texts.root);
      await assertServed(get(`/files/./${sub}/${below}.txt`), texts.sub);
    },
    'a folder with a slash gives its index file': async (context) => {
      const { get, sub, texts } = await start(context);
      await assertServed(get(`/${sub}/`), texts.index);
      await assertStatus(get('/'), 404);
      const other = await start(context, { index: [`${context.random.token()}.html`, 'index.html'] });
      await assertServed(other.get(`/${other.sub}/`), other.texts.index);
    },
    'a folder without index files, or without a slash, is not a file': async (context) => {
      const { get, sub } = await start(context, { index: false });
      await assertStatus(get(`/${sub}/`), 403);
      const redirect = await get(`/${sub}`);
      assert.deepEqual([redirect.status, redirect.fields.location], [301, `/${sub}/`]);
    },
    'the root itself is a folder like others': async (context) => {
      const { random } = context;
      const text = random.token(30);
      const root = context.folder({ 'index.html': text });
      const port = await context.target.call('serve', { root });
      await assertServed(visit(context, port, '/'), text);
      const mounted = await context.target.call('serve', { root }, { prefix: '/files' });
      const answer = await visit(context, mounted, '/files');
      assert.deepEqual([answer.status, answer.fields.location], [301, '/']);
    },
    'extensions are tried where a name has none': async (context) => {
      const { get, page, texts } = await start(context, { extensions: ['txt', 'html'] });
      await assertServed(get(`/${page}`), texts.page);
      await assertStatus(get(`/${context.random.token()}`), 404);
    },
    'the file system root is a root': async (context) => {
      const site = makeSite(context);
      const port = await context.target.call('serve', { root: '/', dotfiles: 'allow' });
      await assertServed(visit(context, port, `${site.root}/${site.file}`), site.texts.root);
      await assertServed(visit(context, port, `${site.root}/${site.sub}/../${site.file}`), site.texts.root);
      await assertServed(visit(context, port, `${site.root}/${site.sub}/`), site.texts.index);
    },
    'a root is taken with a slash behind it, with dots in it, and by its older method': async (context) => {
      const site = makeSite(context);
      for (const root of [`${site.root}/`, `${site.root}/${site.sub}/..`, `${site.base}/./${site.rootName}//`]) {
        const port = await context.target.call('serve', { root });
        await assertServed(visit(context, port, `/${site.file}`), site.texts.root);
      }
      for (const rootCall of ['root', 'from']) {
        const port = await context.target.call('serve', { root: site.root }, { rootCall });
        await assertServed(visit(context, port, `/${site.sub}/${site.below}.txt`), site.texts.sub);
      }
    },
    'dotfiles are served, denied or ignored as asked': async (context) => {
      for (const [dotfiles, status] of [['allow', 200], ['deny', 403], ['ignore', 404]]) {
        const { get, dotted, sub, below, file, texts } = await start(context, { dotfiles });
        for (const path of [`/.${dotted}.txt`, `/.${dotted}/${below}.txt`, `/${sub}/../.${dotted}.txt`, `/%2e${dotted}.txt`]) {
          const answer = await get(path);
          assert.equal(answer.status, status, `${dotfiles} ${path}`);
          if (status === 200) assert.equal(answer.text, texts.dotted);
        }
        await assertServed(get(`/${file}`), texts.root);
        await assertServed(get(`/.${dotted}/../${file}`), texts.root);
      }
    },
    'without the option only the last name counts, and hidden allows it': async (context) => {
      const { get, dotted, below, texts } = await start(context);
      await assertStatus(get(`/.${dotted}.txt`), 404);
      await assertServed(get(`/.${dotted}/${below}.txt`), texts.dotted);
      const open = await start(context, { hidden: true });
      await assertServed(open.get(`/.${open.dotted}.txt`), open.texts.dotted);
    },
    'a root may lie in a dot folder': async ({ target, random, folder, http }) => {
      const [home, file, text] = [`.${random.word()}`, `${random.token()}.txt`, random.token(30)];
      const base = folder({ [`${home}/.www/${file}`]: text });
      for (const dotfiles of ['deny', 'ignore']) {
        const port = await target.call('serve', { root: `${base}/${home}/.www`, dotfiles });
        await assertServed(visit({ http, random }, port, `/${file}`), text);
      }
    },
    'without a root a path is one of the file system': async (context) => {
      const site = makeSite(context);
      const port = await context.target.call('serve', {});
      await assertServed(visit(context, port, `${site.root}/${site.file}`), site.texts.root);
      await assertServed(visit(context, port, `${site.root}/${site.sub}/`), site.texts.index);
      await assertStatus(visit(context, port, `${site.root}/${context.random.token()}.txt`), 404);
      await assertStatus(visit(context, port, `${site.root}/.${site.dotted}.txt`), 404);
      await context.target.call('workingDirectory', site.root);
      const relative = await context.target.call('serve', { dotfiles: 'deny' }, { prefix: '/' });
      await assertServed(visit(context, relative, `/${site.sub}/${site.below}.txt`), site.texts.sub);
      await assertServed(visit(context, relative, `/./${site.file}`), site.texts.root);
      await assertStatus(visit(context, relative, `/.${site.dotted}/${site.below}.txt`), 403);
      await context.target.call('workingDirectory', context.target.scratch);
    },
    'without a root two dots as a name are 403, within a name they are not': async (context) => {
      const { random, target, folder } = context;
      const [word, text] = [random.word(), random.token(30)];
      const base = folder({ [`${word}/${word}..txt`]: text, [`${word}/a..b/${word}.txt`]: text });
      const port = await target.call('serve', {});
      await assertServed(visit(context, port, `${base}/${word}/${word}..txt`), text);
      await assertServed(visit(context, port, `${base}/${word}/a..b/${word}.txt`), text);
      for (const path of [`${base}/x/../${word}/${word}..txt`, `${base}/x/%2e%2e/${word}/${word}..txt`, `${base}/${word}/..`]) await assertStatus(visit(context, port, path), 403);
    },
    'two neighbours can be served side by side': async (context) => {
      const site = makeSite(context);
      const port = await context.target.call('serve', { root: `${site.base}/${site.neighbour}` });
      await assertServed(visit(context, port, `/${site.file}`), site.texts.neighbour);
      await assertServed(visit(context, port, `/${site.sub}/`), site.texts.neighbour);
      const { status, text } = await visit(context, port, `${upFromRoot(context.random, site.sub)}/${quote(site.neighbour)}${context.random.token()}/${site.file}`);
      assert.ok(status >= 400, `${status} ${text}`);
    },
  },
};
