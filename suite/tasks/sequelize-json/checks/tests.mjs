import assert from 'node:assert/strict';
import { ask } from './ask.mjs';
import { openDatabase } from './database.mjs';
import { comparisons, nodes, read } from './statement.mjs';

/** Asserts that SQLite finds the notes of these ids. */
async function finds(target, notes, where, ids) {
  const [statement] = await ask(target, [['select', 'sqlite', where]]);
  assert.deepEqual(openDatabase(notes).ids(statement), ids, `${JSON.stringify(where)} became ${statement?.sql ?? statement?.refused}`);
}

/** Asserts what PostgreSQL reads. */
async function compares(target, where, expected) {
  const [statement] = await ask(target, [['select', 'postgres', where]]);
  assert.deepEqual(comparisons(statement), expected, `${JSON.stringify(where)} became ${statement?.sql ?? statement?.refused}`);
}

const notesOf = (metas) => metas.map((meta, index) => ({ id: index + 1, owner: index % 2 === 0 ? 'even' : 'odd', meta }));

const TYPES = { text: 'text', integer: 'int4', bigint: 'int8', numeric: 'numeric', 'double precision': 'float8', boolean: 'bool', date: 'date', timestamptz: 'timestamptz' };

const inAnyCase = (random, type) => random.pick([type, type.toUpperCase(), type[0].toUpperCase() + type.slice(1)]);

export default {
  driver: 'driver.mjs',
  cases: {
    'a text at any depth': async ({ target, random }) => {
      const [a, b] = [random.word(), `${random.word()}'s "${random.word()}"`];
      const notes = notesOf([{ x: a, y: { z: { w: b } } }, { x: b }, { y: { z: { w: b } } }, { x: a, y: { z: { w: a } } }]);
      await finds(target, notes, { meta: { x: a } }, [1, 4]);
      await finds(target, notes, { meta: { y: { z: { w: b } } } }, [1, 3]);
      await finds(target, notes, { 'meta.y.z.w': b }, [1, 3]);
      await finds(target, notes, { meta: { x: a, y: { z: { w: b } } } }, [1]);
    },
    'numbers compare as numbers': async ({ target, random }) => {
      const n = random.int(10, 90);
      const notes = notesOf([{ n }, { n: 9 }, { n: String(n + 1) }, { n: n + 0.5 }, { other: n }]);
      await finds(target, notes, { meta: { n } }, [1]);
      await finds(target, notes, { meta: { n: { 'Op.gt': 9 } } }, [1, 3, 4]);
      await finds(target, notes, { meta: { n: { 'Op.gt': 9, 'Op.lt': n + 0.7 } } }, [1, 4]);
      await finds(target, notes, { meta: { n: { 'Op.in': [n, n + 1] } } }, [1, 3]);
      await finds(target, notes, { meta: { n: { 'Op.between': [n, n + 0.5] } } }, [1, 4]);
    },
    'booleans, dates and nothing': async ({ target, random }) => {
      const time = random.int(1_000_000_000_000, 2_000_000_000_000);
      const at = (seconds) => new Date(time + seconds * 1000);
      const notes = notesOf([{ ok: true, at: at(0) }, { ok: false, at: at(60) }, { at: at(-60) }, { ok: null }]);
      await finds(target, notes, { meta: { ok: true } }, [1]);
      await finds(target, notes, { meta: { ok: false } }, [2]);
      await finds(target, notes, { meta: { ok: null } }, [3, 4]);
      await finds(target, notes, { meta: { ok: { 'Op.ne': null } } }, [1, 2]);
      await finds(target, notes, { meta: { at: at(60) } }, [2]);
      await finds(target, notes, { meta: { at: { 'Op.lt': at(1) } } }, [1, 3]);
      await finds(target, notes, { meta: { at: { 'Op.in': [at(0), at(60)] } } }, [1, 2]);
    },
    'a cast to text compares texts': async ({ target, random }) => {
      const n = random.int(1, 9);
      const notes = notesOf([{ code: `00${n}` }, { code: n }, { code: String(n) }, { part: { code: `0${n}` } }]);
      await finds(target, notes, { meta: { [`code::${inAnyCase(random, 'text')}`]: n } }, [2, 3]);
      await finds(target, notes, { meta: { 'code::text': `00${n}` } }, [1]);
      await finds(target, notes, { meta: { part: { 'code::text': { 'Op.ne': n } } } }, [4]);
      await finds(target, notes, { 'meta.part.code::text': `0${n}` }, [4]);
    },
    'a cast to integer cuts the fraction': async ({ target, random }) => {
      const n = random.int(2, 90);
      const notes = notesOf([{ n: n + 0.7 }, { n: String(n) }, { n: n - 1 }, { deep: { er: { n: n + 0.2 } } }]);
      const type = inAnyCase(random, random.pick(['integer', 'bigint']));
      await finds(target, notes, { meta: { [`n::${type}`]: n } }, [1, 2]);
      await finds(target, notes, { meta: { [`n::${type}`]: { 'Op.lte': n, 'Op.gt': n - 1 } } }, [1, 2]);
      await finds(target, notes, { meta: { deep: { er: { [`n::${type}`]: { 'Op.in': [n, 0] } } } } }, [4]);
    },
    'a cast decides how texts of digits compare': async ({ target, random }) => {
      const notes = notesOf([{ n: 10 }, { n: '9' }, { n: 100.5 }, { n: '8.5' }]);
      for (const type of random.shuffle(['numeric', 'double precision'])) {
        await finds(target, notes, { meta: { [`n::${inAnyCase(random, type)}`]: { 'Op.gt': '8.7' } } }, [1, 2, 3]);
        await finds(target, notes, { meta: { [`n::${type}`]: { 'Op.lt': '10' } } }, [2, 4]);
      }
    },
    'names of every kind, with and without a cast': async ({ target, random }) => {
      const [word, n] = [random.word(), random.int(1, 99)];
      for (const name of random.shuffle(["it's", 'with space', 'a-b', 'x:y', 'or', '--', ')', 'naïve'])) {
        const notes = notesOf([{ [name]: word, deep: { [name]: n } }, { [name]: `${word}s` }, { deep: { [name]: n + 1 } }]);
        await finds(target, notes, { meta: { [name]: word } }, [1]);
        await finds(target, notes, { meta: { [`${name}::text`]: word } }, [1]);
        await finds(target, notes, { meta: { deep: { [`${name}::integer`]: { 'Op.gte': n } } } }, [1, 3]);
      }
    },
    'elements of lists': async ({ target, random }) => {
      const [a, n] = [random.word(), random.int(1, 99)];
      const notes = notesOf([{ list: [a, { n }] }, { list: ['other', { n: n + 1 }] }]);
      await finds(target, notes, { meta: { list: { 0: a } } }, [1]);
      await finds(target, notes, { meta: { list: { 1: { 'n::integer': { 'Op.gt': n } } } } }, [2]);
    },
    'together with other conditions': async ({ target, random }) => {
      const n = random.int(1, 50);
      const notes = notesOf([{ n, s: 'a' }, { n, s: 'b' }, { n: n + 1, s: 'a' }, { n: n + 2, s: 'b' }]);
      await finds(target, notes, { owner: 'odd', meta: { 'n::integer': { 'Op.gte': n } } }, [2, 4]);
      await finds(target, notes, { owner: 'even', meta: { 'n::integer': n, 's::text': 'a' } }, [1]);
      await finds(target, notes, { 'Op.or': [{ meta: { 's::text': 'a' } }, { meta: { n: n + 2 } }] }, [1, 3, 4]);
      await finds(target, notes, { 'Op.not': { meta: { 's::text': 'a' } } }, [2, 4]);
      await finds(target, notes, { meta: { s: 'b', 'n::integer': { 'Op.ne': n } } }, [4]);
    },
    'rows are deleted and changed': async ({ target, random }) => {
      const [n, rank] = [random.int(1, 50), random.int(1, 99)];
      const notes = notesOf([{ n }, { n: n + 1 }, { deep: { n: String(n) } }]);
      const [remove, change] = await ask(target, [['remove', 'sqlite', { meta: { 'n::integer': n } }], ['change', 'sqlite', { rank }, { owner: 'even', meta: { deep: { 'n::integer': { 'Op.eq': n } } } }]]);
      assert.deepEqual(openDatabase(notes).after(remove)?.map(({ id }) => id), [2, 3]);
      assert.deepEqual(openDatabase(notes).after(change)?.map((row) => row.rank), [0, 0, rank]);
    },
    'PostgreSQL casts to the type that is named': async ({ target, random }) => {
      for (const [type, known] of random.shuffle(Object.entries(TYPES))) {
        const [a, b, value] = [random.word(), random.word(), random.pick([random.word(), random.int(1, 9), random.bool()])];
        await compares(target, { meta: { [a]: { [`${b}::${inAnyCase(random, type)}`]: { 'Op.ne': value } } } }, [{ accessor: '#>>', path: `{${a},${b}}`, type: known, operator: '<>' }]);
      }
    },
    'PostgreSQL casts by the value where no type is named': async ({ target, random }) => {
      const a = random.word();
      const values = [[random.word(), null], [random.int(1, 9), 'float8'], [random.bool(), 'bool'], [new Date(random.int(0, 2 ** 40)), 'timestamptz']];
      for (const [value, type] of random.shuffle(values)) {
        await compares(target, { meta: { [a]: value } }, [{ accessor: '#>>', path: `{${a}}`, type, operator: '=' }]);
        await compares(target, { meta: { [a]: { b: { 'Op.in': [value, value] } } } }, [{ accessor: '#>>', path: `{${a},b}`, type, operator: '=' }]);
      }
    },
    'PostgreSQL keeps JSON for what contains a text': async ({ target, random }) => {
      const [a, word] = [random.word(), random.word()];
      await compares(target, { meta: { [a]: { tags: { 'Op.contains': word } } } }, [{ accessor: '#>', path: `{${a},tags}`, type: null, operator: '@>' }]);
      const [statement] = await ask(target, [['select', 'postgres', { owner: word, meta: { [`${a}::text`]: { 'Op.in': [word, 'x'] } } }]]);
      const [select] = read(statement) ?? [];
      assert.deepEqual(nodes(select, 'A_Const').map((node) => node.sval?.sval), [word, `{${a}}`, word, 'x']);
    },
  },
};
