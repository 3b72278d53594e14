import assert from 'node:assert/strict';
import { parseForm } from './parse-form.mjs';

const VALID = /^[A-Za-z0-9_.'+-]{1,70}$/;

const drawFields = (random) => Array.from({ length: random.int(1, 5) }, (_, index) => [`${random.word()}${index}`, random.pick([random.word(), '', `${random.word()} ü ☃`, `${random.word()}\r\n${random.word()}\r\n`, '-'.repeat(random.int(1, 60)), `--${random.token(30)}--`])]);

/** The form arrives as these fields. */
async function assertArrives({ target }, fields, options) {
  const sent = await target.call('send', fields, options);
  const parts = parseForm(sent.headers['content-type'], sent.body);
  assert.ok(parts !== null, `no form: ${sent.headers['content-type']}`);
  const bytes = (value) => (value !== null && typeof value === 'object' && 'stream' in value ? Buffer.from(value.stream) : Buffer.from(Buffer.isBuffer(value) ? value : String(value)));
  assert.deepEqual(parts.map(({ name, value }) => [name, value.toString('hex')]), fields.map(([name, value]) => [name, bytes(value).toString('hex')]));
  if (sent.length !== null) assert.deepEqual([sent.length, sent.sync], [sent.body.length, sent.body.length]);
  assert.equal(sent.headers['content-type'], `multipart/form-data; boundary=${sent.boundary}`);
  assert.equal(sent.headers['x-own'], 'yes');
  assert.equal(sent.again, sent.boundary);
  return { ...sent, parts };
}

export default {
  driver: 'driver.mjs',
  cases: {
    'fields arrive, and lengths are right': async (context) => {
      for (let round = 0; round < 8; round++) await assertArrives(context, drawFields(context.random));
      await assertArrives(context, [[context.random.word(), 7], [context.random.word(), null]]);
    },
    'fields arrive in a stream': async (context) => {
      for (let round = 0; round < 4; round++) await assertArrives(context, drawFields(context.random), { streamed: true });
      const bytes = context.random.bytes(3000);
      await assertArrives(context, [['a', 'b'], ['file', { stream: bytes }, { filename: 'x.bin' }], ['c', 'd']], { streamed: true });
    },
    'files arrive with their names, whatever they hold': async (context) => {
      const { random } = context;
      const [filename, text] = [`${random.word()}.png`, random.word()];
      const { parts } = await assertArrives(context, [['one', random.bytes(random.int(1, 5000)), { filename }], ['two', Buffer.from(text), { filename: 'a.txt', contentType: 'text/x-own' }], ['three', random.bytes(0)]]);
      assert.deepEqual(parts.slice(0, 2).map((part) => [part.filename, part.type]), [[filename, 'image/png'], ['a.txt', 'text/x-own']]);
    },
    'values that hold other boundaries': async (context) => {
      const { random } = context;
      const parts = Array.from({ length: 20 }, () => `${'-'.repeat(random.int(2, 26))}${random.token(24)}`).map((one) => `\r\n--${one}\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--${one}--\r\n`);
      await assertArrives(context, [['a', parts.join('')], [random.word(), random.word()]]);
      await assertArrives(context, [['a', `\r\n--${'-'.repeat(26)}${'0'.repeat(24)}--\r\n`], ['b', '\r\n--undefined--\r\n']]);
    },
    'boundaries are ones that a header can hold': async ({ target }) => {
      for (const boundary of await target.call('boundaries', 400)) assert.match(boundary, VALID);
    },
    'forms without fields have one, too': async ({ target }) => {
      const boundaries = await target.call('boundaries', 60);
      assert.ok(boundaries.every((one) => one.length > 0));
    },
    'a boundary can be set, and made anew': async (context) => {
      const { target, random } = context;
      const own = `own-${random.token(20)}`;
      const { boundary } = await assertArrives(context, drawFields(random), { boundary: own });
      assert.equal(boundary, own);
      const [first, second, third, header, isProperty] = await target.call('changes', own);
      assert.match(first, VALID);
      assert.match(third, VALID);
      assert.deepEqual([second, header, isProperty], [own, `multipart/form-data; boundary=${third}`, true]);
      assert.notEqual(third, own);
    },
    'forms side by side': async (context) => {
      const { random } = context;
      await Promise.all(Array.from({ length: 6 }, () => assertArrives(context, drawFields(random), { streamed: random.bool() })));
    },
    'an empty form': async ({ target }) => {
      const { body, boundary } = await target.call('send', []);
      assert.equal(body.toString(), `--${boundary}--\r\n`);
    },
  },
};
