import assert from 'node:assert/strict';
import { REQUESTS } from './requests.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {object[]} calls @param {string[]} expected */
async function expectLog({ target }, calls, expected) {
  const { text, records } = await target.call('log', calls);
  assert.equal(text, expected.map((line) => `${line}\n`).join(''));
  return records;
}

export default {
  driver: 'driver.py',
  cases: {
    'the level follows the status': async (context) => {
      const word = context.random.word();
      const levels = { 100: 'INFO', 200: 'INFO', 302: 'INFO', 399: 'INFO', 400: 'WARNING', 404: 'WARNING', 499: 'WARNING', 500: 'ERROR', 503: 'ERROR', 599: 'ERROR' };
      const records = await expectLog(context, Object.keys(levels).map((status) => ({ message: `${word} %s`, args: [status], status: Number(status) })), Object.entries(levels).map(([status, level]) => `${level} django.request ${word} ${status}`));
      assert.deepEqual(records.map((/** @type {any} */ record) => record.status), Object.keys(levels).map(Number));
    },
    'a level that is given counts': async (context) => {
      const { random } = context;
      const word = random.word();
      for (const level of ['debug', 'info', 'warning', 'error', 'critical']) await expectLog(context, [{ message: word, level, status: random.pick([200, 404, 500]) }], [`${level.toUpperCase()} django.request ${word}`]);
    },
    'a logger that is given is used': async (context) => {
      const word = context.random.word();
      await expectLog(context, [{ message: '%s', args: [word], logger: 'shop' }, { message: word, logger: 'django.security' }, { message: word }], [`WARNING shop ${word}`, `WARNING django.security ${word}`, `WARNING django.request ${word}`]);
    },
    'status, request and error go along': async (context) => {
      const { random } = context;
      const request = { path: random.token() };
      const [first, second] = await expectLog(context, [{ message: 'a', status: 503, request, failing: true }, { message: 'b', status: 403 }], ['ERROR django.request a', 'WARNING django.request b']);
      assert.deepEqual([first.status, first.request, first.error], [503, request, 'KeyError']);
      assert.deepEqual([second.status, second.request, second.error], [403, null, null]);
    },
    'a response is logged once': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      await expectLog(context, [{ message: a, times: context.random.int(2, 4) }, { message: b, times: 2, failing: true }], [`WARNING django.request ${a}`, `WARNING django.request ${b}`]);
      assert.deepEqual(await context.target.call('marked'), [false, null, true, 'WARNING django.request x\n']);
    },
    'a message without values stands as it is': async (context) => {
      const word = context.random.word();
      await expectLog(context, [{ message: `100% ${word} %s %d` }, { message: '' }], [`WARNING django.request 100% ${word} %s %d`, 'WARNING django.request ']);
    },
    'values of every kind are put into the message': async (context) => {
      const { random } = context;
      const [word, number, part] = [random.word(), random.int(1, 999), random.int(1, 9) + 0.5];
      await expectLog(context, [
        { message: '%s %s %s', args: [word, number, null] },
        { message: '%d %05d %x', args: [number, number, 255] },
        { message: '%.2f %s', args: [part, true] },
        { message: '%r %s', args: [number, [word, 1]] },
        { message: '%6s|%-6s|', args: ['ab', 'cd'] },
      ], [`${word} ${number} None`, `${number} ${String(number).padStart(5, '0')} ff`, `${part.toFixed(2)} True`, `${number} ['${word}', 1]`, '    ab|cd    |'].map((line) => `WARNING django.request ${line}`));
    },
    'texts are put in as they are': async (context) => {
      const word = context.random.word();
      const texts = [`/a/${word}/`, `it's "${word}"`, `100%s %d %(x)s ${word}`, `<b>&amp;${word}</b>`, `${word} ${word}  ${word} `, '{0} {x}', `#?;,!$*+=@^~|[]()\`_-.:`, ''];
      await expectLog(context, texts.map((text) => ({ message: 'path: %s.', args: [text] })), texts.map((text) => `WARNING django.request path: ${text}.`));
    },
    'requests are logged': async ({ target, random }) => {
      for (const [method, start, said] of REQUESTS) {
        const path = `${start}-${random.word()}/${random.token()}/it's "100%"(1)`;
        const { text, records } = await target.call('visit', [[method, path]]);
        assert.equal(text, `${said}${path}\n`);
        assert.equal(records.length, 1);
      }
      assert.equal((await target.call('visit', [['GET', '/fine'], ['GET', '/method'], ['GET', '/form']])).text, '');
    },
    'many responses give many entries': async (context) => {
      const words = Array.from({ length: 50 }, () => context.random.token());
      await expectLog(context, words.map((word) => ({ message: '%s', args: [word] })), words.map((word) => `WARNING django.request ${word}`));
    },
  },
};
