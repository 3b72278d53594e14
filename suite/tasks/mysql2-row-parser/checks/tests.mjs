import assert from 'node:assert/strict';

/** One row with one column. @param {any} context @param {string} type @param {string | Uint8Array | null} value @param {object} [how] @param {object} [column] */
async function read({ target, random }, type, value, how = {}, column = {}) {
  const name = random.token(8);
  const [row] = await target.call('rows', { columns: [{ name, type, ...column }], values: [[value]], config: { timezone: 'local' }, ...how });
  assert.deepEqual(Object.keys(row), [name]);
  return row[name];
}

/** @param {any} random */
function moment(random) {
  const [year, month, day, hour, minute, second] = [random.int(1971, 2037), random.int(1, 12), random.int(1, 28), random.int(0, 23), random.int(0, 59), random.int(0, 59)];
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  return { date, time: `${date} ${two(hour)}:${two(minute)}:${two(second)}`, day: Date.UTC(year, month - 1, day), utc: Date.UTC(year, month - 1, day, hour, minute, second) };
}

export default {
  driver: 'driver.mjs',
  cases: {
    'whole numbers': async (context) => {
      for (const type of ['TINY', 'SHORT', 'LONG', 'INT24', 'YEAR', 'LONGLONG']) {
        const number = context.random.int(-9999, 9999);
        assert.equal(await read(context, type, String(number)), number);
        assert.equal(await read(context, type, null), null);
      }
    },
    'big numbers': async (context) => {
      const big = `90${context.random.int(10_000_000, 99_999_999)}999999999`;
      for (const place of ['options', 'config']) {
        const how = (/** @type {object} */ given) => (place === 'options' ? { options: given, config: { timezone: 'local' } } : { options: {}, config: { timezone: 'local', ...given } });
        assert.equal(await read(context, 'LONGLONG', big, how({ supportBigNumbers: true })), big);
        assert.equal(await read(context, 'LONGLONG', '17', how({ supportBigNumbers: true })), 17);
        assert.equal(await read(context, 'LONGLONG', '17', how({ supportBigNumbers: true, bigNumberStrings: true })), '17');
        assert.equal(await read(context, 'LONGLONG', '17', how({ bigNumberStrings: true })), 17);
      }
    },
    'numbers with a point': async (context) => {
      const number = context.random.int(-9999, 9999) + 0.25;
      for (const type of ['FLOAT', 'DOUBLE']) assert.equal(await read(context, type, String(number)), number);
      for (const type of ['DECIMAL', 'NEWDECIMAL']) {
        assert.equal(await read(context, type, `${number}00`), `${number}00`);
        assert.equal(await read(context, type, `${number}00`, { config: { timezone: 'local', decimalNumbers: true } }), number);
        assert.equal(await read(context, type, `${number}00`, { options: { decimalNumbers: true }, config: { timezone: 'local' } }), `${number}00`);
      }
    },
    'nothing, times, places, documents': async (context) => {
      const { random } = context;
      assert.equal(await read(context, 'NULL', null), null);
      assert.equal(await read(context, 'TIME', '-12:34:56'), '-12:34:56');
      const point = Buffer.alloc(25);
      point[4] = 1;
      point.writeUInt32LE(1, 5);
      point.writeDoubleLE(1.5, 9);
      point.writeDoubleLE(-2, 17);
      assert.deepEqual(await read(context, 'GEOMETRY', point), { x: 1.5, y: -2 });
      const document = { [random.word()]: [`é ${random.word()}`, random.int(1, 9)] };
      assert.deepEqual(await read(context, 'JSON', JSON.stringify(document), {}, { characterSet: 63, encoding: 'binary' }), document);
    },
    'texts and bytes': async (context) => {
      const text = `é '${context.random.word()}" ${'x'.repeat(context.random.int(0, 400))}`;
      for (const type of ['VAR_STRING', 'STRING', 'BLOB', 'ENUM', 'SET', 'VARCHAR']) {
        assert.equal(await read(context, type, text), text);
        assert.deepEqual(await read(context, type, text, {}, { characterSet: 63 }), Buffer.from(text));
        assert.equal(await read(context, type, null), null);
      }
      assert.equal(await read(context, 'STRING', Buffer.from('caf\u00e9', 'latin1'), {}, { characterSet: 8, encoding: 'latin1' }), 'café');
    },
    'moments in every time zone': async (context) => {
      const { target, random } = context;
      const { date, time, day, utc } = moment(random);
      const [sign, hours, minutes] = [random.pick([1, -1]), random.int(0, 11), random.pick([0, 30, 45])];
      const zone = `${sign === 1 ? '+' : '-'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
      const shift = -sign * (hours * 60 + minutes) * 60_000;
      // Without summer time.
      await target.restart({ env: { TZ: 'Etc/GMT-5' } });
      for (const [timezone, moved] of [['Z', 0], ['local', -5 * 3_600_000], [zone, shift]]) {
        for (const how of [{ options: { timezone }, config: { timezone: random.pick(['Z', 'local', '+11:00']) } }, { options: {}, config: { timezone } }]) {
          assert.deepEqual(await read(context, 'DATE', date, how), new Date(day + Number(moved)));
          for (const type of ['DATETIME', 'TIMESTAMP']) assert.deepEqual(await read(context, type, time, how), new Date(utc + Number(moved)));
        }
      }
      await target.restart();
    },
    'moments as texts': async (context) => {
      const { date, time, day, utc } = moment(context.random);
      const config = { timezone: 'Z' };
      for (const how of [{ options: { dateStrings: true }, config }, { options: {}, config: { ...config, dateStrings: true } }, { options: { dateStrings: ['DATE', 'DATETIME', 'TIMESTAMP'] }, config }]) {
        assert.equal(await read(context, 'DATE', date, how), date);
        for (const type of ['DATETIME', 'TIMESTAMP']) assert.equal(await read(context, type, time, how), time);
      }
      const some = { options: { dateStrings: ['DATETIME'] }, config };
      assert.equal(await read(context, 'DATETIME', time, some), time);
      assert.deepEqual(await read(context, 'DATE', date, some), new Date(day));
      assert.deepEqual(await read(context, 'TIMESTAMP', time, some), new Date(utc));
      assert.equal(await read(context, 'DATE', null), null);
      assert.equal(await read(context, 'DATETIME', null), null);
    },
    'whole rows, in every form': async (context) => {
      const { target, random } = context;
      const columns = [{ name: 'id', type: 'LONG' }, { name: `when ${random.word()}`, type: 'DATETIME' }, { name: 'day', type: 'DATE', table: 'u' }, { name: 'text', type: 'VAR_STRING' }];
      const [first, second] = [moment(random), moment(random)];
      const word = random.word();
      const values = [['1', first.time, second.date, word], ['2', second.time, null, null]];
      const cells = [[1, new Date(first.utc), new Date(second.day), word], [2, new Date(second.utc), null, null]];
      const asked = { columns, values, config: { timezone: 'Z' } };
      const named = (/** @type {unknown[]} */ row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]));
      assert.deepEqual(await target.call('rows', asked), cells.map(named));
      assert.deepEqual(await target.call('rows', { ...asked, options: { rowsAsArray: true } }), cells);
      assert.deepEqual(await target.call('rows', { ...asked, options: { typeCast: 'call' } }), cells.map(named));
      assert.deepEqual(await target.call('rows', { ...asked, options: { nestTables: '.' } }), cells.map((row) => Object.fromEntries(columns.map(({ name, table = 't' }, index) => [`${table}.${name}`, row[index]]))));
      const types = ['LONG', 'DATETIME', 'DATE', 'VAR_STRING'];
      assert.deepEqual(await target.call('rows', { ...asked, options: { typeCast: 'typed', rowsAsArray: true } }), cells.map((row) => row.map((value, index) => [types[index], value])));
    },
  },
};
