import assert from 'node:assert/strict';
import { drawAddress, drawMessage, header, readMessage } from './message.mjs';

/** The headers and the envelope of a message with these addresses. */
async function send({ target, random }, addresses) {
  const message = drawMessage(random);
  const { raw, envelope } = await target.call('send', { ...message, from: 'home@host.test', ...addresses });
  const read = readMessage(raw);
  assert.equal(header(read, 'subject'), message.subject);
  assert.equal(read.text, message.text);
  return { read, envelope, to: header(read, 'to'), cc: header(read, 'cc') };
}

const pair = (random) => `${random.word()} ${random.word()}`;

export default {
  driver: 'driver.mjs',
  cases: {
    'addresses without a name': async (context) => {
      const { random } = context;
      for (const address of [drawAddress(random), `a.${random.word()}-b@c-d.${random.word()}.test`, `${random.word()}@localhost`, `O'${random.word()}@x.test`, `"${random.word()}.x"@y.test`, `a@${random.word()}@b.test`, `!#$%&*/=?^_{|}~@${random.word()}.test`]) {
        const { to, envelope } = await send(context, { to: { name: '', address } });
        assert.deepEqual([to, envelope.to], [address, [address]]);
      }
    },
    'addresses with a name': async (context) => {
      const { random } = context;
      const [address, word] = [drawAddress(random), random.word()];
      for (const [name, written] of [[`${word} ${word}`, `${word} ${word}`], [word, word], [`${word}, ${word}`, `"${word}, ${word}"`], [`${word} "x"`, `"${word} \\"x\\""`], [`O'${word}`, `O'${word}`], [`${word}: <a@b>;`, `"${word}: <a@b>;"`]]) {
        const { to, envelope } = await send(context, { to: { name, address } });
        assert.deepEqual([to, envelope.to], [`${written} <${address}>`, [address]]);
      }
      const { to } = await send(context, { to: { name: 'Õ ☃', address } });
      assert.match(to, new RegExp(`^=\\?UTF-8\\?[BQ]\\?[^?]+\\?= <${address.replace(/[.+]/g, '\\$&')}>$`));
    },
    'addresses in texts': async (context) => {
      const { random } = context;
      const [one, two, three] = [drawAddress(random), drawAddress(random), drawAddress(random)];
      const name = pair(random);
      const { to, envelope } = await send(context, { to: `${one}, ${name} <${two}>,"x, y" <${three}>` });
      assert.deepEqual([to, envelope.to], [`${one}, ${name} <${two}>, "x, y" <${three}>`, [one, two, three]]);
    },
    'lists of both': async (context) => {
      const { random } = context;
      const all = Array.from({ length: random.int(2, 6) }, (_, index) => `${index}${drawAddress(random)}`);
      const { to, envelope } = await send(context, { to: all.map((address) => random.pick([address, { name: '', address }])) });
      assert.deepEqual([to, envelope.to], [all.join(', '), all]);
    },
    'domains are written in lower case and in ASCII, users are not changed': async (context) => {
      const { random } = context;
      const word = random.word();
      for (const [address, expected] of [[`${word}X@EXAMPLE.Test`, `${word}X@example.test`], [`${word}@jõgeva.ee`, `${word}@xn--jgeva-dua.ee`], [`jõ${word}@${word}.test`, `jõ${word}@${word}.test`], [`Õ@MÜNCHEN.example`, 'Õ@xn--mnchen-3ya.example'], [`A@B@${word}.TEST`, `A@B@${word}.test`], [`日本${word}@例え.test`, `日本${word}@xn--r8jz45g.test`]]) {
        for (const to of [{ name: '', address }, { name: 'n', address }]) {
          const { envelope, read } = await send(context, { to });
          assert.deepEqual(envelope.to, [expected]);
          assert.equal(header(read, 'to'), to.name === '' ? expected : `n <${expected}>`);
        }
      }
    },
    'users without a domain': async (context) => {
      const word = `${context.random.word()}X`;
      const { to, envelope } = await send(context, { to: { name: '', address: word }, cc: { name: 'n', address: `${word}2` } });
      assert.deepEqual([to, envelope.to], [word, [word, `${word}2`]]);
    },
    'white space at the ends': async (context) => {
      const address = drawAddress(context.random);
      for (const around of [` ${address}`, `${address}  `, `\t${address}\t`, `\r\n${address}\r\n`]) {
        const { to, envelope } = await send(context, { to: { name: '', address: around } });
        assert.deepEqual([to, envelope.to], [address, [address]]);
      }
    },
    'groups': async (context) => {
      const { random } = context;
      const [one, two, three] = [drawAddress(random), drawAddress(random), drawAddress(random)];
      const [group, name] = [random.word(), pair(random)];
      const { to, envelope } = await send(context, { to: `${group}: ${one}, ${name} <${two}>;, ${three}` });
      assert.deepEqual([to, envelope.to], [`${group}:${one}, ${name} <${two}>;, ${three}`, [one, two, three]]);
      const empty = await send(context, { to: `${group}:;`, cc: three });
      assert.deepEqual([empty.to, empty.envelope.to], [`${group}:;`, [three]]);
    },
    'an address counts once in the envelope, and is written as often as it comes': async (context) => {
      const { random } = context;
      const [one, two, three] = [drawAddress(random), drawAddress(random), `x${drawAddress(random)}`];
      const upper = one.replace(/@.*/, (domain) => domain.toUpperCase());
      const { to, cc, envelope } = await send(context, { to: [one, { name: 'n', address: one }, two], cc: [upper, three], bcc: [two, `y${three}`] });
      assert.deepEqual([to, cc], [`${one}, n <${one}>, ${two}`, `${one}, ${three}`]);
      assert.deepEqual(envelope.to, [one, two, three, `y${three}`]);
    },
    'the other headers': async (context) => {
      const { random } = context;
      const [from, sender, reply, to] = [drawAddress(random), drawAddress(random), drawAddress(random), drawAddress(random)];
      const name = pair(random);
      const { read, envelope } = await send(context, { from: { name, address: from }, sender: { name: '', address: sender }, replyTo: [{ name, address: reply }, to], to });
      assert.deepEqual(['from', 'sender', 'reply-to', 'to'].map((one) => header(read, one)), [`${name} <${from}>`, sender, `${name} <${reply}>, ${to}`, to]);
      assert.equal(envelope.from, from);
    },
    'copies that others do not see are in the envelope': async (context) => {
      const [to, bcc] = [drawAddress(context.random), `b${drawAddress(context.random)}`];
      const { envelope } = await send(context, { to, bcc: { name: 'n', address: bcc } });
      assert.deepEqual(envelope.to, [to, bcc]);
    },
    'empty addresses are none': async (context) => {
      const to = drawAddress(context.random);
      for (const empty of ['', undefined, []]) {
        const { read, envelope } = await send(context, { to, cc: empty });
        assert.deepEqual([header(read, 'cc') ?? '', envelope.to], ['', [to]]);
      }
    },
    'long lists are folded and stay whole': async (context) => {
      const { random } = context;
      const all = Array.from({ length: random.int(20, 40) }, (_, index) => ({ name: `${pair(random)}`, address: `${index}${drawAddress(random)}` }));
      const { to, envelope } = await send(context, { to: all });
      assert.equal((to ?? '').replace(/\s+/g, ' '), all.map(({ name, address }) => `${name} <${address}>`).join(', '));
      assert.deepEqual(envelope.to, all.map(({ address }) => address));
    },
  },
};
