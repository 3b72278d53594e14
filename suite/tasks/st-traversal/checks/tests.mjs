import assert from 'node:assert/strict';
import { disguise, makeSite, visit } from './site.mjs';

/** Mounts a new site. */
async function start(context, options = {}, serving = {}) {
  const site = makeSite(context);
  const port = await context.target.call('serve', { path: site.path, ...options }, serving);
  return { ...site, get: (path, request) => visit(context, port, path, request) };
}

async function assertServed(answer, text) {
  const { status, text: body } = await answer;
  assert.deepEqual({ status, body }, { status: 200, body: text });
}

async function assertStatus(answer, expected) {
  assert.equal((await answer).status, expected);
}

const APPLICATION = 418;

/** Only what a path cannot hold is encoded. */
const spellPlainly = (name) => encodeURI(name).replaceAll('?', '%3f').replaceAll('#', '%23');

export default {
  driver: 'driver.mjs',
  cases: {
    'files of the folder and of folders below are served with their type': async (context) => {
      const { get, file, sub, below, texts } = await start(context);
      await assertServed(get(`/${file}`), texts.root);
      await assertServed(get(`/${sub}/${below}?${context.random.word()}=/${file}`), texts.sub);
      assert.match((await get(`/${sub}/${below}`)).fields['content-type'], /^text\/html/);
      await assertServed(get(`/${file}`), texts.root);
    },
    'what is not there is 404': async (context) => {
      const { get, file, sub } = await start(context);
      await assertStatus(get(`/${context.random.token()}.txt`), 404);
      await assertStatus(get(`/${sub}/${file}`), 404);
      await assertStatus(get(`/${sub}%20/${file}`), 404);
    },
    'encoded letters and dots are what they stand for': async (context) => {
      const { get, file, sub, below, texts } = await start(context);
      for (let turn = 0; turn < 4; turn++) {
        await assertServed(get(`/${disguise(context.random, file)}`), texts.root);
        await assertServed(get(`/${disguise(context.random, sub)}/${disguise(context.random, below)}`), texts.sub);
      }
    },
    'names of every kind are decoded once': async (context) => {
      const { target, random, folder } = context;
      const word = random.word();
      const names = [`${word} ${word}.txt`, `ünï-${word}.txt`, `100%${word}.txt`, `%2e%2e${word}.txt`, `%2f${word}%20.txt`, `${word}?${word}.txt`, `${word}#${word}.txt`, `${word}&+;=@:,$!~*.txt`, `(${word})[1]'.txt`, `${word}..${word}.txt`, `${word}...txt`, `日本${word}.txt`];
      const texts = names.map(() => random.token(30));
      const path = folder(Object.fromEntries(names.map((name, index) => [`${word} ${word}/${name}`, texts[index]])));
      const port = await target.call('serve', { path });
      for (const [index, name] of names.entries()) {
        await assertServed(visit(context, port, `/${word}%20${word}/${encodeURIComponent(name)}`), texts[index]);
        await assertServed(visit(context, port, `/${word}%20${word}/${spellPlainly(name)}`), texts[index]);
      }
    },
    'single dots and doubled slashes mean nothing': async (context) => {
      const { get, file, sub, below, texts } = await start(context);
      await assertServed(get(`//${file}`), texts.root);
      await assertServed(get(`/./${sub}//./${below}`), texts.sub);
      await assertServed(get(`/${sub}/%2e/${below}`), texts.sub);
    },
    'what cannot be decoded is left to the application': async (context) => {
      const { get, file } = await start(context);
      for (const path of ['/%', `/%zz${file}`, '/%c3%28', `/${file}%`, '/%e0%80%af']) await assertStatus(get(path), APPLICATION);
      const { get: other } = await start(context, {}, { next: true });
      await assertStatus(other('/%ff'), APPLICATION);
    },
    'a mount takes what lies below its URL': async (context) => {
      const { random } = context;
      for (const url of [`/${random.word()}`, random.word(), `/${random.word()}/${random.word()}`, `/${random.word()}/`]) {
        const { get, file, sub, below, texts } = await start(context, { url });
        const at = `/${url.replaceAll(/^\/|\/$/g, '')}`;
        await assertServed(get(`${at}/${file}`), texts.root);
        await assertServed(get(`${at}//${sub}/./${below}`), texts.sub);
        await assertServed(get(`${at}/${sub}/${disguise(random, below)}`), texts.sub);
        await assertStatus(get(`${at}/${random.token()}`), 404);
      }
    },
    'and leaves the rest to the application': async (context) => {
      const { random } = context;
      const url = `/${random.word()}`;
      for (const serving of [{ next: true }, { next: false }]) {
        const { get, file, sub, below } = await start(context, { url }, serving);
        for (const path of [`/${file}`, `/${sub}/${below}`, '/', `/x${url}/${file}`, `${url.slice(0, -1)}/${file}`]) await assertStatus(get(path), APPLICATION);
      }
    },
    'a folder below may be named like the mount': async (context) => {
      const { random, target, folder } = context;
      const [word, text] = [random.word(), random.token(30)];
      const path = folder({ [`${word}/${word}/${word}.txt`]: text, [`${word}.txt`]: random.token(31) });
      const port = await target.call('serve', { path, url: `/${word}` });
      await assertServed(visit(context, port, `/${word}/${word}/${word}/${word}.txt`), text);
      const nested = await target.call('serve', { path: `${path}/${word}`, url: `/${word}/${word}` });
      await assertServed(visit(context, nested, `/${word}/${word}/${word}/${word}.txt`), text);
    },
    'the URL of the mount is its folder': async (context) => {
      const { random } = context;
      const url = `/${random.word()}`;
      const { get, file, sub } = await start(context, { url });
      const listing = await get(`${url}/`);
      assert.equal(listing.status, 200);
      for (const name of [file, `${sub}/`]) assert.ok(listing.text.includes(`<a href="${name}">`), `${name} is not listed`);
      const redirect = await get(url);
      assert.deepEqual([redirect.status, redirect.fields.location], [301, `${url}/`]);
      const top = await start(context);
      assert.ok((await top.get('/')).text.includes(`<a href="${top.file}">`));
    },
    'folders are listed, or give their index file, or nothing': async (context) => {
      const { get, sub, below } = await start(context);
      assert.ok((await get(`/${sub}/`)).text.includes(`<a href="${below}">`));
      assert.equal((await get(`/${sub}`)).fields.location, `/${sub}/`);
      const site = await start(context, { index: 'index.html' });
      await assertServed(site.get(`/${site.sub}/`), site.texts.index);
      await assertServed(site.get(`/${disguise(context.random, site.sub)}`), site.texts.index);
      const bare = await start(context, { index: false });
      await assertStatus(bare.get(`/${bare.sub}/`), 404);
      await assertServed(bare.get(`/${bare.file}`), bare.texts.root);
    },
    'names with a dot in front follow the option': async (context) => {
      const { random, target, folder } = context;
      const [word, text] = [random.word(), random.token(30)];
      const path = folder({ [`.${word}/${word}.txt`]: text, [`.${word}.txt`]: text, [`${word}/.${word}.txt`]: text });
      const [open, closed] = [await target.call('serve', { path, dot: true }), await target.call('serve', { path })];
      for (const at of [`/.${word}/${word}.txt`, `/.${word}.txt`, `/${word}/.${word}.txt`, `/%2e${word}.txt`]) {
        await assertServed(visit(context, open, at), text);
        await assertStatus(visit(context, closed, at), 403);
      }
    },
    'the top of the file system can be mounted': async (context) => {
      const site = makeSite(context);
      const url = `/${context.random.word()}`;
      const port = await context.target.call('serve', { path: '/', url });
      await assertServed(visit(context, port, `${url}${site.path}/${site.file}`), site.texts.root);
    },
    'HEAD is answered, what was seen before is not sent again, other methods are the application\'s': async (context) => {
      const { get, file, sub, below } = await start(context);
      const head = await get(`/${file}`, { method: 'HEAD' });
      assert.equal(head.status, 200);
      const { fields } = await get(`/${sub}/${below}`);
      await assertStatus(get(`/${sub}/${below}`, { headers: { 'if-none-match': fields.etag } }), 304);
      await assertStatus(get(`/${file}`, { method: 'POST' }), APPLICATION);
    },
    'a missing file is passed through where that is asked for': async (context) => {
      const { get, file, texts } = await start(context, { passthrough: true }, { next: true });
      await assertServed(get(`/${file}`), texts.root);
      await assertStatus(get(`/${context.random.token()}`), APPLICATION);
    },
  },
};
