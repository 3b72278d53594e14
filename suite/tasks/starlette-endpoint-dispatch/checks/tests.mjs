import assert from 'node:assert/strict';
import { drawHandlers, METHODS } from './endpoints.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

export default {
  driver: 'driver.py',
  cases: {
    'every method has its handler': async ({ target, random }) => {
      for (const app of [true, false]) {
        for (const sync of [true, false]) {
          const own = Object.fromEntries(METHODS.map((method) => [method.toLowerCase(), { text: random.token(20), sync }]));
          await target.call('define', { own, app });
          for (const method of random.shuffle([...METHODS])) {
            const { status, body } = await target.call('ask', method);
            assert.deepEqual([status, body], [200, own[method.toLowerCase()].text], method);
          }
        }
      }
    },
    'inherited handlers': async ({ target, random }) => {
      const inherited = drawHandlers(random, random.pick([['GET', 'PATCH'], ['POST', 'OPTIONS'], ['PUT', 'DELETE']]));
      const put = { text: random.token(20) };
      await target.call('define', { inherited, own: { put }, app: random.bool() });
      for (const [name, { text }] of Object.entries({ ...inherited, put })) assert.equal((await target.call('ask', name.toUpperCase())).body, text, name);
    },
    'handlers of every kind': async ({ target, random }) => {
      for (const kind of ['method', 'static', 'object', 'class']) {
        const [get, post] = [{ text: random.token(20), kind, sync: random.bool() }, { text: random.token(20), kind, sync: random.bool() }];
        await target.call('define', { own: { get, post }, app: random.bool() });
        assert.equal((await target.call('ask', 'GET')).body, get.text, kind);
        assert.equal((await target.call('ask', 'POST')).body, post.text, kind);
      }
    },
    'HEAD without a handler of its own': async ({ target, random }) => {
      for (const sync of [true, false]) {
        const get = { text: random.token(20), sync };
        await target.call('define', { [random.pick(['own', 'inherited'])]: { get }, app: false });
        assert.deepEqual(await target.call('ask', 'HEAD').then(({ status, headers }) => [status, headers['content-length']]), [200, '20']);
      }
    },
    'HEAD with a handler of its own': async ({ target, random }) => {
      const [get, head] = [{ text: random.token(20) }, { text: random.token(13), sync: random.bool() }];
      await target.call('define', { own: { get, head }, app: random.bool() });
      assert.equal((await target.call('ask', 'HEAD')).headers['content-length'], '13');
      assert.equal((await target.call('ask', 'GET')).body, get.text);
    },
    'methods that a class does not answer': async ({ target, random }) => {
      for (const app of [true, false]) {
        const own = drawHandlers(random, ['POST']);
        const { get, ...rest } = own;
        for (const members of [rest, { ...rest, get: get ?? { text: 'x' } }]) {
          await target.call('define', { own: members, app });
          const answered = METHODS.filter((method) => method.toLowerCase() in members);
          const others = METHODS.filter((method) => !answered.includes(method) && !(method === 'HEAD' && 'get' in members));
          for (const method of [...others, random.word().toUpperCase(), `M-${random.int(1, 99)}`, 'PROPFIND', 'TRACE']) {
            const { status, headers, body } = await target.call('ask', method);
            assert.deepEqual([status, body], [405, 'Method Not Allowed'], method);
            assert.deepEqual(headers.allow.split(', '), answered);
          }
        }
      }
    },
    'an answer of its own to them': async ({ target, random }) => {
      for (const app of [true, false]) {
        await target.call('define', { own: { post: { text: random.token() }, method_not_allowed: { special: 'own_answer' } }, app });
        for (const method of ['GET', 'HEAD', 'PUT', `${random.word().toUpperCase()}`]) {
          const { status, body } = await target.call('ask', method);
          assert.deepEqual([status, body], [405, `own ${method}`]);
        }
      }
    },
    'what handlers see of the request': async ({ target, random }) => {
      for (const method of METHODS) {
        const [path, query, word, text] = [random.word(), random.token(), random.token(), random.token(30)];
        await target.call('define', { own: { [method.toLowerCase()]: { special: 'tell' } }, app: true });
        const { status, headers, body } = await target.call('ask', method, `/${path}`, text, { 'x-word': word }, `q=${query}`);
        assert.deepEqual([status, headers['x-told']], [202, 'yes']);
        assert.equal(body, [method, `/${path}`, query, word, text, path].join('|'));
      }
    },
    'other functions run in a thread of their own': async ({ target, random }) => {
      const method = random.pick(['GET', 'POST', 'DELETE']);
      await target.call('define', { own: { [method.toLowerCase()]: { special: 'where' } }, app: random.bool() });
      assert.equal((await target.call('ask', method)).body, 'True');
    },
    'handlers use the other methods of their class': async ({ target, random }) => {
      for (const place of ['own', 'inherited', 'instance']) {
        const [helper, text] = [random.pick([`_${random.word()}`, `${random.word()}_get`, random.word()]), random.token(20)];
        const parts = { own: { get: { helper } }, app: random.bool() };
        await target.call('define', place === 'own' ? { ...parts, own: { ...parts.own, [helper]: { text } } } : { ...parts, [place]: { [helper]: { text } } });
        assert.equal((await target.call('ask', 'GET', '/', '', { 'x-key': 'open' })).body, text);
        assert.equal((await target.call('ask', 'GET')).status, 403);
      }
    },
    'what handlers raise': async ({ target, random }) => {
      await target.call('define', { own: { get: { special: 'fail' }, put: { special: 'refuse' } }, app: false });
      await assert.rejects(target.call('ask', random.pick(['GET', 'HEAD'])), { errorName: 'LookupError', message: 'a handler failed' });
      await assert.rejects(target.call('ask', 'PUT'), { errorName: 'HTTPException' });
      await target.call('define', { own: { get: { special: 'refuse' } }, app: true });
      assert.equal((await target.call('ask', 'GET')).status, 418);
    },
  },
};
