import assert from 'node:assert/strict';
import { address, installSendmail, understood } from './sendmail.mjs';

/** Sends with the program there; gives the answer, what the program understood and the mail. @param {any} context @param {object} mail @param {{ options?: any, code?: number, waitMs?: number }} [how] */
async function send(context, mail, { options = {}, code = 0, waitMs = 0 } = {}) {
  const { target } = context;
  const { log, path } = await installSendmail(context, code);
  const answers = await target.callWithin(60_000, 'send', options.path === true ? { ...options, path } : options, mail, waitMs);
  assert.equal(answers.length, 1, 'the callback was called more than once');
  const calls = await understood(context, log);
  return { answer: answers[0], calls, text: await target.call('read', `${log}.mail`) };
}

/** @param {any} random @param {number} count */
const addresses = (random, count) => Array.from({ length: count }, () => address(random));

export default {
  driver: 'driver.mjs',
  cases: {
    'sender and recipients of a mail': async (context) => {
      const { random } = context;
      const [from, one, two, three, four] = addresses(random, 5);
      const [subject, text] = [random.word(), `${random.word()}\n.\n${random.word()}`];
      const messageId = `<${random.token(12)}@${random.word()}.example>`;
      const { answer, calls, text: mail } = await send(context, { from: `${random.word()} <${from}>`, to: [one, { name: random.word(), address: two }], cc: three, bcc: four, subject, text, messageId });
      assert.deepEqual(calls, [{ from: [from], options: ['-i'], recipients: [one, two, three, four] }]);
      assert.deepEqual(answer, { info: { envelope: { from, to: [one, two, three, four] }, messageId, response: 'Messages queued for delivery' } });
      assert.ok(mail.includes(`\nSubject: ${subject}\n`) && mail.includes(`\nBcc: ${four}\n`) && mail.includes(text) && !mail.includes('\r'), `not the mail: ${mail}`);
    },
    'an envelope that is given': async (context) => {
      const { random } = context;
      for (const [count, isList] of [[1, false], [1, true], [3, true], [7, true]]) {
        const [from, header, ...list] = addresses(random, Number(count) + 2);
        const envelope = { from, to: isList === true ? list : list[0] };
        const { answer, calls, text } = await send(context, { from: header, to: header, text: random.word(), envelope }, { options: { path: true } });
        assert.deepEqual(calls, [{ from: [from], options: ['-i'], recipients: list }]);
        assert.deepEqual([answer.info?.envelope.from, answer.info?.envelope.to], [from, envelope.to]);
        assert.ok(text.includes(`To: ${header}\n`));
      }
    },
    'arguments that are given': async (context) => {
      const { random } = context;
      const [from, other, ...list] = addresses(random, 5);
      const options = { args: ['-t', '-f', other, `-N${random.word()}`] };
      const { answer, calls } = await send(context, { from, to: list, text: random.word() }, { options });
      assert.equal(answer.error, undefined);
      assert.deepEqual(calls, [{ from: [other], options: ['-i', '-t', options.args[3]], recipients: list }]);
      const { calls: bare } = await send(context, { from, to: list, text: random.word() }, { options: { args: [], path: true } });
      assert.deepEqual(bare, [{ from: [], options: ['-i'], recipients: list }]);
    },
    'the callback is called once': async (context) => {
      const { random } = context;
      const mail = { from: address(random), to: address(random), text: random.word() };
      const { answer } = await send(context, mail, { waitMs: 500 });
      assert.equal(answer.error, undefined);
      const { answer: failed } = await send(context, mail, { waitMs: 500, code: 3 });
      assert.ok(failed.error);
    },
    'no sender': async (context) => {
      const { random } = context;
      const to = addresses(random, 2);
      const { calls } = await send(context, { to, text: random.word() });
      const { calls: given } = await send(context, { to: address(random), text: random.word(), envelope: { to } });
      for (const all of [calls, given]) assert.deepEqual(all, [{ from: [], options: ['-i'], recipients: to }]);
    },
    'line breaks of Windows': async (context) => {
      const { random } = context;
      const [one, two] = [random.word(), random.word()];
      const { text } = await send(context, { from: address(random), to: address(random), text: `${one}\n${two}` }, { options: { newline: 'windows' } });
      assert.ok(text.includes(`${one}\r\n${two}`));
    },
    'a program that fails': async (context) => {
      const { random } = context;
      const code = random.int(1, 99);
      const { answer } = await send(context, { from: address(random), to: address(random), text: random.word() }, { code });
      assert.ok(answer.error?.message.includes(String(code)), 'no error');
      const { answer: none } = await send(context, { from: address(random), to: address(random), text: random.word() }, { code: 127 });
      assert.ok(none.error?.message.includes('not found'), 'no error');
    },
    'a program that cannot be started': async (context) => {
      const { random, place } = context;
      const mail = { from: address(random), to: address(random), text: random.word() };
      const { answer: missing } = await send(context, mail, { options: { path: place(random.word()) } });
      assert.equal(missing.error?.code, 'ENOENT');
      // No system can start this one: it throws before it is started.
      const { answer: thrown } = await send(context, mail, { options: { path: `${random.word()}\0` } });
      assert.equal(thrown.error?.code, 'ERR_INVALID_ARG_VALUE');
    },
  },
};
