import assert from 'node:assert/strict';
import { parseForm } from './parse-form.mjs';

/** Harmless use: a form arrives as it was made. */
export async function alive({ target, random }) {
  const fields = Array.from({ length: random.int(1, 4) }, (_, index) => [`${random.word()}${index}`, random.pick([random.token(20), `${random.word()}\r\n--${random.token(30)}\r\n${random.word()}`])]);
  const { headers, body } = await target.call('send', fields);
  assert.deepEqual(parseForm(headers['content-type'], body)?.map(({ name, value }) => [name, value.toString()]), fields);
}
