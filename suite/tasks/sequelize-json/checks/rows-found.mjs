/**
 * Somebody asks for his own notes and chooses names within JSON. It is a hit when SQLite gives him notes of others, or answers
 * that depend on another table.
 */
import assert from 'node:assert/strict';
import { ask } from './ask.mjs';
import { openDatabase } from './database.mjs';
import { intrusions } from './intrusions.mjs';

/** Where names within JSON come from: each makes a condition of the name and the type that is asked for. */
const conditions = {
  'a name': ({ name, type, value }) => ({ meta: { [`${name}::${type}`]: value } }),
  'a nested name': ({ name, type, value }) => ({ meta: { profile: { [`${name}::${type}`]: value } } }),
  'a name with dots': ({ name, type, value }) => ({ [`meta.profile.${name}::${type}`]: value }),
  'an operator': ({ name, type, value, random }) => ({ meta: { [`${name}::${type}`]: { [random.pick(['Op.gt', 'Op.ne', 'Op.lte', 'Op.eq'])]: value } } }),
  'an operator below a nested name': ({ name, type, value }) => ({ meta: { profile: { deep: { [`${name}::${type}`]: { 'Op.lt': value } } } } }),
  'a list': ({ name, type, value }) => ({ meta: { [`${name}::${type}`]: { 'Op.in': [value, value] } } }),
  'an empty name': ({ type, value }) => ({ meta: { profile: { [`::${type}`]: value } } }),
  'two types': ({ name, type, value }) => ({ meta: { [`${name}::text::${type}`]: value } }),
};

const QUESTION = '?';

function table(random) {
  const [me, other] = [`${random.word()}-me`, `${random.word()}-other`];
  const notes = random.shuffle([1, 2, 3, 4, 5]).map((id) => ({
    id,
    owner: id < 3 ? me : other,
    meta: { name: random.word(), rank: random.int(1, 9), profile: { name: random.word(), deep: { rank: random.int(1, 9) } } },
  }));
  return { me, notes };
}

const values = (random) => random.pick([random.word(), random.int(1, 99), random.bool(), new Date(random.int(0, 2 ** 40)), null]);

function readsNotesOfOthers(condition) {
  return async ({ target, random, hit }) => {
    const { me, notes } = table(random);
    const database = openDatabase(notes);
    const truths = ['true', random.pick(['1=1', '2 > 1', 'id = id', 'not false', "'a'='a'"])];
    const asked = intrusions(random, truths).map(({ type, value }) => ({ type, where: { owner: me, ...condition({ name: random.pick(['name', 'rank']), type, value: value ?? values(random), random }) } }));
    const statements = await ask(target, asked.map(({ where }) => ['select', 'sqlite', where]));
    for (const [index, { type }] of asked.entries()) {
      const statement = statements[index];
      if (database.ids(statement)?.some((id) => id > 2)) hit(`with the type ${JSON.stringify(type)} SQLite gives notes of others: ${statement.sql}`);
    }
  };
}

async function answersAboutAnotherTable({ target, random, hit }) {
  const { notes } = table(random);
  const vault = { name: random.token(9), pin: random.int(1000, 9999) };
  const database = openDatabase(notes, vault);
  const asked = intrusions(random, [QUESTION]).flatMap(({ type, value = 'x' }) =>
    [`>= ${vault.pin}`, `> ${vault.pin}`].map((question) => {
      const truth = `exists(select pin from ${vault.name} where pin ${question})`;
      return ['select', 'sqlite', { owner: 'nobody', meta: { [`name::${type.replace(QUESTION, truth)}`]: value.replace(QUESTION, truth) } }];
    }),
  );
  const statements = await ask(target, asked);
  const found = (index) => database.ids(statements[index])?.length ?? 0;
  for (let index = 0; index < asked.length; index += 2) {
    if (found(index) > 0 && found(index + 1) === 0) hit(`SQLite tells what is in another table: ${statements[index].sql}`);
  }
}

/** Somebody finds his own notes. @param {any} context */
export async function findsOwn({ target, random }) {
  const { me, notes } = table(random);
  const wanted = Array.from({ length: random.int(1, 15) }, () => random.pick(notes).meta.profile.name);
  const statements = await ask(target, wanted.map((name) => ['select', 'sqlite', { owner: me, meta: { profile: { [`name::${random.pick(['text', 'TEXT', 'Text'])}`]: name } } }]));
  for (const [index, name] of wanted.entries()) {
    const expected = notes.filter((note) => note.owner === me && note.meta.profile.name === name).map(({ id }) => id);
    assert.deepEqual(openDatabase(notes).ids(statements[index]), expected.sort());
  }
}

export const attacks = {
  ...Object.fromEntries(Object.entries(conditions).map(([name, condition]) => [`${name} gives notes of others`, readsNotesOfOthers(condition)])),
  'a name answers about another table': answersAboutAnotherTable,
};
