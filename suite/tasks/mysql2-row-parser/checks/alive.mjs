import assert from 'node:assert/strict';

/** Harmless use, drawn like the attacks. @param {any} context */
export async function alive({ target, random }) {
  const [name, hours] = [random.token(8), random.int(1, 9)];
  const timezone = `+0${hours}:00`;
  const type = random.pick(['DATETIME', 'TIMESTAMP']);
  const where = random.bool() ? { options: { timezone } } : { config: { timezone } };
  const [row] = await target.call('rows', { columns: [{ name, type }], values: [['2021-02-03 14:05:06']], ...where });
  assert.deepEqual(row, { [name]: new Date(Date.UTC(2021, 1, 3, 14 - hours, 5, 6)) });
}
