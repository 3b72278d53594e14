import assert from 'node:assert/strict';
import { ask, openDatabase } from './database.mjs';

/** How a value is reached: [dialect, operator or function]. */
const WAYS = [
  ['sqlite', '->>$'],
  ['sqlite', 'json_extract'],
  ['mysql', '->>$'],
  ['mysql', 'json_extract'],
  ['postgres', '->>'],
  ['postgres', 'json_extract'],
  ['mssql', 'json_extract'],
];
const owner = 'me';

const table = (metas) => metas.map((meta, index) => ({ id: index + 1, owner: 'me', meta }));
const keys = (...names) => names.map((name) => (typeof name === 'number' ? ['at', name] : ['key', name]));

/** Asks in several ways, and compares what the database finds. @param {[steps: [string, string | number][], value: string | number, ids: number[]][]} expected */
async function expectFound(target, notes, expected, ways = WAYS) {
  const database = openDatabase(notes);
  for (const [dialect, way] of ways) {
    const statements = await ask(target, expected.map(([steps, value]) => ['find', dialect, { owner, way, steps, value }]));
    assert.deepEqual(statements.map((statement) => database.values(dialect, statement)), expected.map(([, , ids]) => ids), `${dialect} ${way}: ${JSON.stringify(statements)}`);
    assert.deepEqual(statements.map(({ parameters }) => parameters), expected.map(([, value]) => [owner, value]), `${dialect} ${way}: ${JSON.stringify(statements)}`);
  }
}

export default {
  driver: 'driver.mjs',
  cases: {
    'names, one and several': async ({ target, random }) => {
      const [a, b, c, word] = [random.token(5), random.token(6), random.token(7), random.word()];
      const notes = table([{ [a]: word }, { [a]: { [b]: word } }, { [a]: { [b]: { [c]: word } } }, { [b]: word }, {}, { [a]: { [b]: 7 } }]);
      await expectFound(target, notes, [
        [keys(a), word, [1]],
        [keys(a, b), word, [2]],
        [keys(a, b, c), word, [3]],
        [keys(b), word, [4]],
        [keys(c), word, []],
        [keys(a, b), `${word}x`, []],
      ]);
    },
    'places in lists': async ({ target, random }) => {
      const [a, b, word] = [random.token(5), random.token(6), random.word()];
      const long = Array.from({ length: 14 }, (_, index) => `${word}${index}`);
      const notes = table([{ [a]: [word, 'y', { [b]: 'z' }] }, [word, [['v', 'w'], { [b]: word }]], { [a]: { [b]: long } }]);
      await expectFound(target, notes, [
        [keys(a, 0), word, [1]],
        [keys(a, 1), 'y', [1]],
        [keys(a, 2, b), 'z', [1]],
        [keys(0), word, [2]],
        [keys(1, 0, 1), 'w', [2]],
        [keys(1, 1, b), word, [2]],
        [keys(a, b, 13), `${word}13`, [3]],
        [keys(a, b, 1), `${word}13`, []],
      ]);
    },
    'places from the end of a list': async ({ target, random }) => {
      const [a, word] = [random.token(5), random.word()];
      const notes = table([{ [a]: [word, 'x', 'y'] }, { [a]: ['x', 'y', word] }, { [a]: ['x', word, { [a]: 'z' }] }, { last: word }]);
      const from = (place, ...names) => [['key', a], ['at', place], ...keys(...names)];
      await expectFound(target, notes, [[from('#-1'), word, [2]], [from('#-2'), word, [3]], [from('#-3'), word, [1]], [from('#-1', a), 'z', [3]]], [['sqlite', '->>$'], ['sqlite', 'json_extract']]);
      await expectFound(target, notes, [[from('last'), word, [2]], [from('last', a), 'z', [3]], [[['key', 'last']], word, [4]]], [['mysql', '->>$'], ['mysql', 'json_extract']]);
    },
    'names of any language, with digits, spaces and signs': async ({ target, random }) => {
      const word = random.word();
      const names = [`${word} ${random.word()}`, `${word}-${random.int(1, 9)}`, `\u00fc\u6f22${word}`, `${word}; ${random.word()} -- x`, `(${word}) or 1=1`, `${word} and/or select`, `/*${word}*/`, `A_${word}`, `#${word}`, `${word}, b=<c>?`, random.token(60)];
      const notes = table(names.map((name) => ({ [name]: 'w', deep: { [name]: ['v'] } })));
      const expected = names.flatMap((name, index) => [[keys(name), 'w', [index + 1]], [keys('deep', name, 0), 'v', [index + 1]]]);
      await expectFound(target, notes, expected, [['sqlite', '->>$'], ['sqlite', 'json_extract'], ['mssql', 'json_extract'], ['postgres', 'json_extract']]);
    },
    'a name of digits': async ({ target, random }) => {
      const year = String(random.int(0, 3000));
      const notes = table([{ [year]: 'x' }, { [year]: { [year]: ['y'] } }]);
      await expectFound(target, notes, [[keys(year), 'x', [1]], [keys(year, year, 0), 'y', [2]]], [['sqlite', '->>$'], ['mssql', 'json_extract'], ['postgres', 'json_extract']]);
    },
    'what is shown': async ({ target, random }) => {
      const [a, b, word, number] = [random.token(5), random.token(6), random.word(), random.int(2, 999)];
      const notes = table([{ [a]: { [b]: word } }, { [a]: { [b]: number } }, { [a]: { [b]: [number, { [word]: 1 }] } }, {}]);
      const database = openDatabase(notes);
      const text = [['sqlite', '->>$'], ['mysql', '->>$'], ['postgres', '->>'], ['sqlite', '->>']];
      const json = [['sqlite', '->$'], ['mysql', '->$'], ['postgres', '->'], ['sqlite', '->']];
      const shown = async (ways) => {
        const statements = await ask(target, ways.map(([dialect, way]) => ['show', dialect, { owner, way, steps: keys(a, b) }]));
        return statements.map((statement, index) => database.values(ways[index][0], statement));
      };
      const list = JSON.stringify([number, { [word]: 1 }]);
      assert.deepEqual(await shown(text), text.map(() => [word, number, list, null]));
      assert.deepEqual(await shown(json), json.map(() => [JSON.stringify(word), String(number), list, null]));
    },
    'chains of operators': async ({ target, random }) => {
      const [a, b, c, word] = [random.token(5), `${random.word()} ${random.word()}`, random.token(7), random.word()];
      const notes = table([{ [a]: word }, { [a]: { [b]: [{ [c]: word }, 'x'] } }, [word, { [c]: [word] }]]);
      await expectFound(target, notes, [[keys(a), word, [1]], [keys(a, b, 0, c), word, [2]], [keys(a, b, 1), 'x', [2]], [keys(0), word, [3]], [keys(1, c, 0), word, [3]]], [['postgres', '->>'], ['sqlite', '->>']]);
      await expectFound(target, notes, [[keys(a, b, 0, c), JSON.stringify(word), [2]], [keys(a), word, []]], [['postgres', '->']]);
    },
    'an order': async ({ target, random }) => {
      const [a, b] = [random.token(5), random.token(6)];
      const words = random.shuffle(['aa', 'bb', 'cc', 'dd']);
      const database = openDatabase(table(words.map((word) => ({ [a]: { [b]: [word] } }))));
      const ordered = ['aa', 'bb', 'cc', 'dd'].map((word) => words.indexOf(word) + 1);
      for (const [dialect, way] of WAYS) {
        const statements = await ask(target, ['asc', 'desc'].map((direction) => ['order', dialect, { way, steps: keys(a, b, 0), direction }]));
        assert.deepEqual(statements.map((statement) => database.values(dialect, statement)), [ordered, [...ordered].reverse()], JSON.stringify(statements));
      }
    },
    'what is deleted, changed and written': async ({ target, random }) => {
      const [a, b, word, value] = [random.token(5), random.token(6), random.word(), random.int(1, 99)];
      const notes = table([{ [a]: [{ [b]: word }] }, { [a]: [{ [b]: 'other' }] }, {}]);
      const database = openDatabase(notes);
      for (const [dialect, way] of WAYS) {
        const [removed, changed, written] = await ask(target, [
          ['remove', dialect, { owner, way, steps: keys(a, 0, b), value: word }],
          ['change', dialect, { owner, way, steps: keys(a, 0, b), value: 'other' }],
          ['write', dialect, { owner, steps: keys(a, 0, b), value }],
        ]);
        assert.deepEqual(database.after(dialect, removed)?.map(({ id }) => id), [2, 3], JSON.stringify(removed));
        assert.deepEqual(database.after(dialect, changed)?.map(({ rank }) => rank), [0, 1, 0], JSON.stringify(changed));
        assert.deepEqual(database.after(dialect, written)?.map(({ meta }) => JSON.parse(meta)?.[a]?.[0]?.[b]).slice(0, 2), [value, value], JSON.stringify(written));
      }
    },
    'a path within a larger condition': async ({ target, random }) => {
      const [a, b, word] = [random.token(5), random.token(6), random.word()];
      const database = openDatabase(table([{ [a]: { [b]: word } }, { [a]: word }]));
      for (const [dialect, way] of WAYS) {
        const statements = await ask(target, [[a, b], [a]].map((names) => ['either', dialect, { owner, way, steps: keys(...names), value: word }]));
        assert.deepEqual(statements.map((statement) => database.values(dialect, statement)), [[1], [2]], JSON.stringify(statements));
      }
    },
  },
};
