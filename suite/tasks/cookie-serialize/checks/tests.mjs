import assert from 'node:assert/strict';
import { readCookie } from './browser.mjs';

const serialize = ({ target }, ...args) => target.call('serialize', ...args);
const typeError = (message) => ({ errorName: 'TypeError', message });

const CONTROLS = ['\n', '\r\n', '\r', '\0', '\u007f', '\u0001'];

export default {
  driver: 'driver.mjs',
  cases: {
    'a name and a value': async (context) => {
      const { random } = context;
      for (let round = 0; round < 5; round++) {
        const [name, value] = [random.word(), random.word()];
        assert.equal(await serialize(context, name, value), `${name}=${value}`);
        assert.equal(await serialize(context, name, value, {}), `${name}=${value}`);
        assert.equal(await serialize(context, name, value, undefined, { noOptions: true }), `${name}=${value}`);
      }
    },
    'names that cookies have': async (context) => {
      const { random } = context;
      for (const name of ['a', '7', `__Host-${random.word()}`, `__Secure-${random.word()}`, `${random.word()}.sid`, `_${random.word()}_`, `${random.word()}-${random.int(1, 99)}`, "!#$%&'*+.^_`|~", `${random.word()}|x`, random.token(200), `PHPSESSID${random.int(1, 9)}`, 'path', 'Domain', 'constructor']) {
        assert.equal(await serialize(context, name, 'x', { path: '/' }), `${name}=x; Path=/`);
      }
    },
    'values are encoded': async (context) => {
      const word = context.random.word();
      for (const value of [`${word} ${word}`, `a;b=${word}`, `ü☃${word}`, '"quoted"', `a,b/c?d&${word}`, '', `${word}\r\n`, '100%', `=${word}`]) {
        const text = await serialize(context, 'name', value);
        assert.equal(text, `name=${encodeURIComponent(value)}`);
        assert.deepEqual(await context.target.call('parse', text), { name: value });
      }
      assert.equal(await serialize(context, 'n', 17), 'n=17');
      assert.equal(await serialize(context, 'n', true), 'n=true');
    },
    'an encoder of the application': async (context) => {
      const word = context.random.word();
      assert.equal(await serialize(context, 'n', word, { path: '/' }, { encoder: 'base64' }), `n=${Buffer.from(word).toString('base64')}; Path=/`);
      assert.equal(await serialize(context, 'n', word, {}, { encoder: 'quoted' }), `n="${word}"`);
      for (const value of [word, `a=b&${word}=c`, `%20${word}`, `{a:[1]}${word}`, `/${word}?x#y`, '']) assert.equal(await serialize(context, 'n', value, {}, { encoder: 'identity' }), `n=${value}`);
      for (const encoder of [17, 'text', {}]) await assert.rejects(serialize(context, 'n', word, {}, { encoder }), typeError('option encode is invalid'));
    },
    'what cannot be in a header is refused': async (context) => {
      const { random } = context;
      for (const bad of [...CONTROLS, '\u2603']) {
        const text = `${random.word()}${bad}${random.word()}`;
        await assert.rejects(serialize(context, text, 'x'), typeError('argument name is invalid'));
        await assert.rejects(serialize(context, 'n', text, {}, { encoder: 'identity' }), typeError('argument val is invalid'));
        await assert.rejects(serialize(context, 'n', 'x', { domain: `${random.word()}${bad}.test` }), typeError('option domain is invalid'));
        await assert.rejects(serialize(context, 'n', 'x', { path: `/${text}` }), typeError('option path is invalid'));
      }
      await assert.rejects(serialize(context, '', 'x'), typeError('argument name is invalid'));
    },
    'how long it lives': async (context) => {
      const seconds = context.random.int(1, 1e6);
      for (const [maxAge, expected] of [[seconds, seconds], [seconds + 0.7, seconds], [0, 0], [-1, -1], [String(seconds), seconds], [-1.5, -2]]) {
        assert.equal(await serialize(context, 'n', 'x', { maxAge }), `n=x; Max-Age=${expected}`);
      }
      for (const maxAge of [undefined, null]) assert.equal(await serialize(context, 'n', 'x', { maxAge }), 'n=x');
      for (const maxAge of [Number.NaN, Infinity, -Infinity, context.random.word()]) await assert.rejects(serialize(context, 'n', 'x', { maxAge }), typeError('option maxAge is invalid'));
    },
    'domains': async (context) => {
      const { random } = context;
      const word = random.word();
      for (const domain of ['localhost', `${word}.test`, `a.${word}-b.c.test`, `.${word}.test`, `xn--${word}-kva.example`, '127.0.0.1', `${word.toUpperCase()}.Test`, `${word}1.co`]) {
        assert.equal(await serialize(context, 'n', 'x', { domain }), `n=x; Domain=${domain}`);
      }
      assert.equal(await serialize(context, 'n', 'x', { domain: '' }), 'n=x');
    },
    'paths': async (context) => {
      const word = context.random.word();
      for (const path of ['/', `/${word}`, `/${word}/b.c/`, `/a%20${word}`, `/a ${word}`, `/a=${word},b`, `/${word}?c=d&e`, `/~${word}/(x)!$*'+:@`, `/%3B${word}`, word]) {
        assert.equal(await serialize(context, 'n', 'x', { path }), `n=x; Path=${path}`);
      }
      assert.equal(await serialize(context, 'n', 'x', { path: '' }), 'n=x');
    },
    'everything together, in its order': async (context) => {
      const { random } = context;
      const [name, value, domain, path, maxAge] = [random.word(), random.word(), `${random.word()}.test`, `/${random.word()}`, random.int(1, 9999)];
      const expires = new Date(1700000000000 + random.int(0, 1e9) * 1000);
      const options = { maxAge, domain, path, expires, httpOnly: true, secure: true, partitioned: true, priority: 'high', sameSite: 'lax' };
      const text = await serialize(context, name, value, options);
      assert.equal(text, `${name}=${value}; Max-Age=${maxAge}; Domain=${domain}; Path=${path}; Expires=${expires.toUTCString()}; HttpOnly; Secure; Partitioned; Priority=High; SameSite=Lax`);
      const read = readCookie(text);
      assert.deepEqual([read.name, read.value, read.attributes.slice(0, 3)], [name, value, [['max-age', String(maxAge)], ['domain', domain], ['path', path]]]);
    },
    'the other options are looked at, too': async (context) => {
      await assert.rejects(serialize(context, 'n', 'x', { sameSite: context.random.word() }), typeError('option sameSite is invalid'));
      await assert.rejects(serialize(context, 'n', 'x', { path: '/', priority: context.random.word() }), typeError('option priority is invalid'));
      await assert.rejects(serialize(context, 'n', 'x', { expires: 'tomorrow' }), typeError('option expires is invalid'));
      assert.equal(await serialize(context, 'n', 'x', { sameSite: true, httpOnly: false }), 'n=x; SameSite=Strict');
    },
  },
};
