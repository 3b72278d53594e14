import assert from 'node:assert/strict';
import { ask, drawSite, FORMS, saidBy } from './browse.mjs';

/** A server, and what it makes of paths. */
async function start({ target, random, http }, options, form = random.pick(FORMS)) {
  const port = await target.call('serve', options, form);
  const site = drawSite(random);
  const get = (path, method) => ask({ http, port, site, method }, path);
  return {
    get,
    async assertRedirected(path, expected, status = 302, method = 'GET') {
      const answer = await get(path, method);
      assert.deepEqual([answer.status, answer.location?.href, answer.text], [status, `http://${site}${expected}`, ''], path);
    },
    async assertPassed(path, method = 'GET') {
      const answer = await get(path, method);
      assert.deepEqual([answer.status, answer.location, saidBy(answer).reached], [200, null, path]);
    },
  };
}

const drawPath = (random) => Array.from({ length: random.int(1, 4) }, () => `/${random.pick([random.word(), `${random.word()}.html`, `${random.word()}-${random.int(1, 9)}`, `a..${random.word()}`])}`).join('');

export default {
  driver: 'driver.mjs',
  cases: {
    'a slash is added': async (context) => {
      for (const form of FORMS) {
        const { assertRedirected } = await start(context, { slash: true }, form);
        for (let round = 0; round < 4; round++) {
          const path = drawPath(context.random);
          await assertRedirected(path, `${path}/`);
        }
      }
    },
    'a slash is taken away': async (context) => {
      for (const form of FORMS) {
        const { assertRedirected } = await start(context, { slash: false }, form);
        for (let round = 0; round < 4; round++) {
          const path = drawPath(context.random);
          await assertRedirected(`${path}/`, path);
        }
      }
    },
    'what is as it should be is passed on': async (context) => {
      for (const form of FORMS) {
        const added = await start(context, { slash: true }, form);
        const none = await start(context, { slash: false }, form);
        for (let round = 0; round < 3; round++) {
          const [path, query] = [drawPath(context.random), context.random.pick(['', '?a=b', '?a=/b/', '?'])];
          await added.assertPassed(`${path}/${query}`);
          await none.assertPassed(`${path}${query}`);
        }
        await added.assertPassed('/');
        await added.assertPassed('/?x=1');
      }
    },
    'arguments are handed on': async (context) => {
      const { get } = await start(context, { slash: true }, 'more');
      assert.deepEqual(saidBy(await get('/a/')), { reached: '/a/', more: ['first', 'second'] });
      const plain = await start(context, undefined, 'handler');
      assert.deepEqual(saidBy(await plain.get('/a/')), { reached: '/a/', more: [] });
    },
    'defaults: a slash, and 302': async (context) => {
      for (const form of FORMS) {
        for (const options of [undefined, {}]) {
          const { assertRedirected, assertPassed } = await start(context, options, form);
          const path = drawPath(context.random);
          await assertRedirected(path, `${path}/`, 302);
          await assertPassed(`${path}/`);
        }
      }
    },
    'the status that was asked for': async (context) => {
      for (const status of [301, 302, 307, 308]) {
        const slash = context.random.bool();
        const { assertRedirected } = await start(context, { slash, status });
        const path = drawPath(context.random);
        await (slash ? assertRedirected(path, `${path}/`, status) : assertRedirected(`${path}/`, path, status));
      }
    },
    'queries stay as they are and do not count': async (context) => {
      const { random } = context;
      const added = await start(context, { slash: true });
      const none = await start(context, { slash: false });
      const word = random.word();
      for (const query of ['?a=1', `?a=1&b=${word}`, `?next=/${word}/`, `?next=/${word}`, `?url=http://${word}.test//x/`, `?q=a%20b%2Fc+d`, `?a?b`, `?//${word}/`]) {
        const path = drawPath(random);
        await added.assertRedirected(`${path}${query}`, `${path}/${query}`);
        await none.assertRedirected(`${path}/${query}`, `${path}${query}`);
        await added.assertPassed(`${path}/${query}`);
        await none.assertPassed(`${path}${query}`);
      }
    },
    'paths stay as they are but for the slash': async (context) => {
      const { random } = context;
      const added = await start(context, { slash: true });
      const none = await start(context, { slash: false });
      const word = random.word();
      const paths = [`/a%20${word}`, `/%2F${word}`, `/${word}%2F`, `/%2f%2f${word}.test`, `/${word}//b`, `/a///${word}//c`, `/%C3%BC/${word}`, `/100%25`, `/@${word}`, `/${word}@b.test`, `/a:${word}`, `/a;b=${word}`, `/~${word}`];
      for (const path of [...paths, `/http://${word}.test/x`, `/${word}.test//${word}`, `/a+b,c=d&e`, `/(${word})!`, `/...`, `/.${word}`, `/${word}..`]) {
        await added.assertRedirected(path, `${path}/`);
        await none.assertRedirected(`${path}/`, path);
      }
    },
    'one slash only is taken away': async (context) => {
      const { assertRedirected } = await start(context, { slash: false });
      const path = drawPath(context.random);
      await assertRedirected(`${path}//`, `${path}/`);
    },
    'all methods are treated alike': async (context) => {
      const { assertRedirected, assertPassed } = await start(context, { slash: true, status: 307 });
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const path = drawPath(context.random);
        await assertRedirected(path, `${path}/`, 307, method);
        await assertPassed(`${path}/`, method);
      }
    },
    'requests one after the other and side by side': async (context) => {
      const { random } = context;
      const [one, two] = [await start(context, { slash: true }), await start(context, { slash: false })];
      const paths = Array.from({ length: 10 }, () => drawPath(random));
      await Promise.all(paths.flatMap((path) => [one.assertRedirected(path, `${path}/`), two.assertRedirected(`${path}/`, path), one.assertPassed(`${path}/`)]));
    },
  },
};
