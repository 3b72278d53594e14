import assert from 'node:assert/strict';
import { headerLines, WAYS } from './requests.mjs';

/** @param {import('../../../kit/check.mjs').Context} context @param {string} host @param {string} expected @param {string[]} [ways] */
async function expectHost({ target, random }, host, expected, ways = WAYS) {
  for (const way of random.shuffle(ways)) assert.deepEqual(await target.call('host', way, host), { host: expected, uri: `http://${expected}/a?b` });
}

export default {
  driver: 'driver.php',
  cases: {
    'names in small letters': async (context) => {
      const [a, b] = [context.random.word(), context.random.token(5)];
      await expectHost(context, `${a.toUpperCase()}.${b}.Example`, `${a}.${b.toLowerCase()}.example`);
    },
    'names of many kinds stay as they are': async (context) => {
      const word = context.random.word();
      for (const host of [`${word}_x.example`, `xn--${word}-kva.example`, `${word}`, `a.b.c.d.${word}.example.`, `1.${word}`, `${word}-1.example`, `${word}~x.example`, `a+b.${word}`, `(${word})`]) await expectHost(context, host, host);
    },
    'letters beyond ASCII': async (context) => {
      const word = context.random.word();
      await expectHost(context, `BÜCHER-${word}.EXAMPLE`, `bÜcher-${word}.example`);
      await expectHost(context, `${word}.例え.テスト`, `${word}.例え.テスト`);
    },
    'percent-encoded characters': async (context) => {
      const word = context.random.word();
      for (const way of ['withHost', 'fromParts']) assert.equal((await context.target.call('host', way, `%41${word}%2E%c3%BC.example`)).host, `%41${word}%2e%c3%bc.example`);
    },
    'addresses': async (context) => {
      for (const host of [`127.0.${context.random.int(0, 255)}.1`, '[::1]', '[2001:db8::8a2e:370:7334]']) await expectHost(context, host, host, ['withHost', 'fromParts', 'parsed']);
      for (const way of ['withHost', 'fromParts']) assert.equal((await context.target.call('host', way, '[2001:DB8::A]')).host, '[2001:db8::a]');
    },
    'a port behind the host is none of it': async (context) => {
      const word = context.random.word();
      for (const way of ['parsed', 'resolved']) assert.deepEqual(await context.target.call('host', way, `${word}.example:8080`), { host: `${word}.example`, uri: `http://${word}.example:8080/a?b` });
      const message = await context.target.call('message', 'parsed', `${word}.example:8080`, {});
      assert.deepEqual(headerLines(message), { lines: [`Host: ${word}.example:8080`], rest: [''] });
    },
    'no host': async ({ target }) => {
      assert.equal((await target.call('host', 'fromParts', '')).host, 'localhost');
    },
    'the Host header of a request comes first': async ({ target, random }) => {
      const [host, word] = [`${random.word()}.example`, random.word()];
      for (const way of WAYS) {
        for (const headers of [{ 'X-A': word }, { 'X-A': word, 'X-B': word }]) {
          const message = await target.call('message', way, host, headers);
          assert.deepEqual(headerLines(message).lines, [`Host: ${host}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]);
        }
      }
    },
    'what is no string is refused': async ({ target, random }) => {
      for (const host of [random.int(1, 99), [random.word()], true, 1.5]) {
        await assert.rejects(target.call('host', 'withHost', host), { name: 'CandidateError', errorName: 'InvalidArgumentException' });
      }
    },
  },
};
