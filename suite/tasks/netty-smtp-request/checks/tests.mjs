import assert from 'node:assert/strict';
import { drawAddress, send, TYPES } from './requests.mjs';

/** @typedef {import('./requests.mjs').Context} Context */

/** @param {Context} context @param {string} way @param {string[]} texts @param {{ command: string, parameters: string[] }} expected */
async function expectSent(context, way, texts, { command, parameters }) {
  for (const type of context.random.shuffle(TYPES)) {
    const sent = await send(context, way, texts, type);
    assert.deepEqual({ command: sent.command, parameters: sent.parameters }, { command, parameters }, `${way} of ${type}`);
    assert.equal(sent.wire, `${[command, ...parameters].filter((part, index) => index > 0 || part !== '').join(' ')}\r\n`);
    assert.equal(sent.description, `DefaultSmtpRequest{command=SmtpCommand{name=${command}}, parameters=[${parameters.join(', ')}]}`);
  }
}

/** @param {Context} context @param {string} way @param {string[]} texts @param {string} name */
async function expectError({ target }, way, texts, name) {
  await assert.rejects(target.callWithin(30_000, 'request', way, 'string', ...texts), (error) => /** @type {any} */ (error).errorName === name, `${way} throws a ${name}`);
}

export default {
  driver: 'driver.mjs',
  cases: {
    'requests of a command and its parameters': async (context) => {
      const { random } = context;
      for (const command of ['EHLO', 'MAIL', 'VRFY', `X${random.token(5).toUpperCase()}`]) {
        const parameters = Array.from({ length: random.int(1, 9) }, () => random.token(random.int(1, 12)));
        for (const way of ['command', 'named']) await expectSent(context, way, [command, ...parameters], { command, parameters });
      }
    },
    'requests without parameters': async (context) => {
      for (const way of ['alone', 'command', 'named', 'no-parameters']) await expectSent(context, way, ['RSET'], { command: 'RSET', parameters: [] });
      await expectSent(context, 'noop', [], { command: 'NOOP', parameters: [] });
      await expectSent(context, 'quit', [], { command: 'QUIT', parameters: [] });
    },
    'senders and recipients': async (context) => {
      const [address, size] = [drawAddress(context.random), `SIZE=${context.random.int(1, 9_999)}`];
      await expectSent(context, 'mail', [address], { command: 'MAIL', parameters: [`FROM:<${address}>`] });
      await expectSent(context, 'mail', [address, 'BODY=8BITMIME', size], { command: 'MAIL', parameters: [`FROM:<${address}>`, 'BODY=8BITMIME', size] });
      await expectSent(context, 'rcpt', [address], { command: 'RCPT', parameters: [`TO:<${address}>`] });
      await expectSent(context, 'rcpt', [address, 'NOTIFY=SUCCESS,FAILURE'], { command: 'RCPT', parameters: [`TO:<${address}>`, 'NOTIFY=SUCCESS,FAILURE'] });
    },
    'other requests that applications make': async (context) => {
      const { random } = context;
      const [name, secret] = [`${random.word()}.example`, Buffer.from(`\0${random.word()}\0${random.token()}`).toString('base64')];
      await expectSent(context, 'helo', [name], { command: 'HELO', parameters: [name] });
      await expectSent(context, 'ehlo', ['[192.0.2.7]'], { command: 'EHLO', parameters: ['[192.0.2.7]'] });
      await expectSent(context, 'expn', [name], { command: 'EXPN', parameters: [name] });
      await expectSent(context, 'auth', ['PLAIN', secret], { command: 'AUTH', parameters: ['PLAIN', secret] });
      await expectSent(context, 'empty', [secret, name], { command: '', parameters: [secret, name] });
    },
    'blanks and signs of every kind': async (context) => {
      const signs = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
      const { random } = context;
      const mixed = random.shuffle([...signs]).join('');
      await expectSent(context, 'command', ['HELP', signs, mixed], { command: 'HELP', parameters: [signs, mixed] });
      for (const text of [`"a b"@${random.word()}.example`, 'rnrn', '\\r\\n', '%0d%0a', '=0D=0A', '', ' ', `${random.word()}: ${random.word()}`]) {
        await expectSent(context, 'command', ['VRFY', text], { command: 'VRFY', parameters: [text] });
        await expectSent(context, 'mail', [text], { command: 'MAIL', parameters: [`FROM:<${text}>`] });
        await expectSent(context, 'rcpt', [text, text], { command: 'RCPT', parameters: [`TO:<${text}>`, text] });
      }
    },
    'long texts and many parameters': async (context) => {
      const { random } = context;
      const [long, many] = [random.token(3_000), Array.from({ length: 200 }, (_, index) => `${random.token(3)}${index}`)];
      await expectSent(context, 'named', ['AUTH', long, ...many], { command: 'AUTH', parameters: [long, ...many] });
      await expectSent(context, 'mail', [long, ...many], { command: 'MAIL', parameters: [`FROM:<${long}>`, ...many] });
    },
    'a command has to be there': async (context) => {
      await expectError(context, 'no-command', [drawAddress(context.random)], 'NullPointerException');
      await expectError(context, 'no-command', [], 'NullPointerException');
    },
    'parameters cannot be changed': async (context) => {
      const texts = [drawAddress(context.random), context.random.token()];
      await expectError(context, 'changed', ['VRFY', ...texts], 'UnsupportedOperationException');
      await expectError(context, 'changed', ['MAIL', ...texts, ...texts], 'UnsupportedOperationException');
      await expectError(context, 'changed-list', texts, 'UnsupportedOperationException');
      await expectError(context, 'changed-list', [...texts, ...texts], 'UnsupportedOperationException');
    },
    'requests are equal where command and parameters are': async (context) => {
      const texts = [context.random.word(), drawAddress(context.random), context.random.token()];
      assert.deepEqual(await context.target.callWithin(30_000, 'request', 'equal', 'string', 'MAIL', ...texts), ['true false']);
    },
  },
};
