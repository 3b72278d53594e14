import assert from 'node:assert/strict';
import { installCurl } from './curl.mjs';
import { address, assertAsked, headers } from './sites.mjs';

/** The result without its time, which has to be a number where the site is there and null where not. @param {any} result */
function timed({ ms, ...result }) {
  if (result.ok) assert.ok(typeof ms === 'number' && ms >= 0 && ms < 60_000, `ms is ${ms}`);
  else assert.equal(ms, null);
  return result;
}

export default {
  driver: 'driver.mjs',
  cases: {
    'sites that are there': async (context) => {
      const { target, random } = context;
      for (const status of random.shuffle([200, 301, 302, 304])) {
        const [curl, url] = [await installCurl(context, { stdout: headers(random, status) }), address(random)];
        assert.deepEqual(timed(await target.call('check', url)), { url, ok: true, status });
        assertAsked(await curl.calls(), url);
      }
    },
    'sites that answer otherwise': async (context) => {
      const { target, random } = context;
      for (const status of random.shuffle([404, 500, 503, 418, 403, 201])) {
        const [curl, url] = [await installCurl(context, { stdout: headers(random, status) }), address(random)];
        assert.deepEqual(timed(await target.call('check', url)), { url, ok: false, status });
        assertAsked(await curl.calls(), url);
      }
    },
    'sites that do not answer': async (context) => {
      const { target, random } = context;
      await installCurl(context, { stdout: '', code: random.pick([6, 7, 28]) });
      const url = address(random);
      assert.deepEqual(timed(await target.call('check', url)), { url, ok: false, status: 404 });
    },
    'callback and promise get the same': async (context) => {
      const { target, random } = context;
      for (const status of [200, 404]) {
        await installCurl(context, { stdout: headers(random, status) });
        const url = address(random);
        const { given, promised } = await target.call('called', url);
        assert.deepEqual(given, promised);
        assert.deepEqual(timed(promised), { url, ok: status === 200, status });
      }
    },
    'no address': async (context) => {
      const { target, random } = context;
      const curl = await installCurl(context, { stdout: headers(random, 200) });
      for (const nothing of ['', undefined, null]) {
        const { given, promised } = await target.call('called', nothing);
        assert.deepEqual([promised.ok, promised.status, promised.ms], [false, 404, null]);
        assert.deepEqual(given, promised);
      }
      assert.deepEqual(await curl.calls(), []);
    },
    'addresses of every kind': async (context) => {
      const { target, random } = context;
      for (const url of [`${random.word()}.example`, `http://${random.word()}.example/${random.word()}`, `https://user@${random.word()}.example:8443/a+b/~c_d/`, 'localhost:3000', `${'long/'.repeat(random.int(20, 100))}x`]) {
        const curl = await installCurl(context, { stdout: headers(random, 200) });
        assert.deepEqual(timed(await target.call('check', url)), { url, ok: true, status: 200 });
        assertAsked(await curl.calls(), url);
      }
    },
  },
};
