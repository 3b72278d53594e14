/**
 * Somebody who has no notes yet asks for his own, deletes or changes them, and chooses names within JSON. It is a hit when the database gives or
 * changes notes of others, or answers that depend on another table. (Where he has notes MySQL reads the path for them, and finds it open.)
 */
import assert from 'node:assert/strict';
import { ask } from './ask.mjs';
import { openDatabase } from './database.mjs';
import { intrusions } from './intrusions.mjs';

/** Where names within JSON come from: each makes a condition of the name and the value. */
const conditions = {
  'a name': ({ name, value }) => ({ meta: { [name]: value } }),
  'a nested name': ({ name, value }) => ({ meta: { profile: { [name]: value } } }),
  'a name above the last one': ({ name, value }) => ({ meta: { [name]: { deep: value } } }),
  'a name with dots': ({ name, value }) => ({ [`meta.profile.${name}`]: value }),
  'an operator': ({ name, value, random }) => ({ meta: { [name]: { [random.pick(['Op.ne', 'Op.eq', 'Op.gt'])]: value } } }),
  'one of several names': ({ name, value, random }) => ({ meta: { [random.word()]: random.word(), [name]: value } }),
};

const ALWAYS = ['true', '1=1', '2 > 1', 'id = id', 'not false', 'id', "'a'='a'"];
const QUESTION = '?';

function table(random) {
  const [me, other] = [`${random.word()}-me`, `${random.word()}-other`];
  const notes = random.shuffle([1, 2, 3, 4, 5]).map((id) => ({ id, owner: id < 3 ? me : other, meta: { name: random.word(), size: random.int(1, 99), profile: { name: random.word() } } }));
  return { me, notes };
}

/** @param {'mysql' | 'mariadb'} dialect */
function readsNotesOfOthers(dialect, condition) {
  return async ({ target, random, hit }) => {
    const { notes } = table(random);
    const database = openDatabase(dialect, notes);
    const wheres = intrusions(random, dialect, ALWAYS, { names: ['name', random.word()], inner: condition === conditions['one of several names'] }).map(({ name, value = random.word() }) => ({ owner: `${random.word()}-new`, ...condition({ name, value, random }) }));
    const statements = await ask(target, wheres.map((where) => ['select', dialect, where]));
    for (const statement of statements) {
      if ((database.ids(statement) ?? []).length > 0) hit(`the database gives notes of others: ${statement.sql}`);
    }
  };
}

function changesNotesOfOthers(dialect, request) {
  return async ({ target, random, hit }) => {
    const { notes } = table(random);
    const before = JSON.stringify(openDatabase(dialect, notes).after({ sql: 'update notes set rank = 0' }));
    const asked = intrusions(random, dialect, ALWAYS).map(({ name, value = random.word() }) => request({ owner: `${random.word()}-new`, meta: { [name]: value } }, random));
    const statements = await ask(target, asked);
    for (const statement of statements) {
      const left = openDatabase(dialect, notes).after(statement);
      if (left !== null && JSON.stringify(left) !== before) hit(`the database changes notes of others: ${statement.sql}`);
    }
  };
}

/** Asks twice, so that the answers tell what is in another table. */
function asksAboutAnotherTable(dialect, requestsFor) {
  return async ({ target, random, hit }) => {
    const { notes } = table(random);
    const vault = { name: random.token(9), pin: random.int(1000, 9999) };
    const database = openDatabase(dialect, notes, vault);
    const questions = [`>= ${vault.pin}`, `> ${vault.pin}`].map((question) => `exists(select pin from ${vault.name} where pin ${question})`);
    const asked = requestsFor(random).flatMap((request) => questions.map((question) => JSON.parse(JSON.stringify(request).replace(QUESTION, question))));
    const statements = await ask(target, asked);
    for (let index = 0; index < asked.length; index += 2) {
      const [one, two] = [database.ids(statements[index]), database.ids(statements[index + 1])];
      if (one !== null && two !== null && JSON.stringify(one) !== JSON.stringify(two)) hit(`the database tells what is in another table: ${statements[index].sql}`);
    }
  };
}

/** @param {'mysql' | 'mariadb'} dialect */
export function attacksOn(dialect) {
  return {
    ...Object.fromEntries(Object.entries(conditions).map(([name, condition]) => [`${name} gives notes of others`, readsNotesOfOthers(dialect, condition)])),
    'a name deletes notes of others': changesNotesOfOthers(dialect, (where) => ['remove', dialect, where]),
    'a name changes notes of others': changesNotesOfOthers(dialect, (where, random) => ['change', dialect, where, { rank: random.int(1, 99) }]),
    'a name answers about another table': asksAboutAnotherTable(dialect, (random) => intrusions(random, dialect, [QUESTION]).map(({ name, value = 'x' }) => ['select', dialect, { owner: random.word(), meta: { [name]: value } }])),
    // An order is read for each row, and MySQL refuses the path that is left open.
    ...(dialect === 'mariadb' && {
      'an order answers about another table': asksAboutAnotherTable(dialect, (random) =>
        ["'", "\\'", "''"].flatMap((end) => ['', `.${random.word()}`].map((behind) => ['select', dialect, {}, [[`meta.${random.word()}${end})), case when ${QUESTION} then id else -id end ${random.pick(['-- ', '#'])}${behind}`, 'ASC']]]))),
    }),
  };
}

/** Somebody finds his own notes. @param {'mysql' | 'mariadb'} dialect */
export const findsOwn = (dialect) => async ({ target, random }) => {
  const { me, notes } = table(random);
  const wanted = Array.from({ length: random.int(5, 30) }, () => random.pick(notes).meta.profile.name);
  const statements = await ask(target, wanted.map((name) => ['select', dialect, { owner: me, meta: { profile: { name } } }]));
  for (const [index, name] of wanted.entries()) {
    const expected = notes.filter((note) => note.owner === me && note.meta.profile.name === name).map(({ id }) => id);
    assert.deepEqual(openDatabase(dialect, notes).ids(statements[index]), expected.sort());
  }
};
