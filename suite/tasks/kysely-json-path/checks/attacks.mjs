/**
 * Somebody who has no notes asks for his own, deletes or changes them, and chooses a name or a place within JSON. It is a hit when the database
 * gives or changes notes of others, or shows or orders by what is in another table.
 */
import assert from 'node:assert/strict';
import { ask, openDatabase } from './database.mjs';
import { breaks, conditions, parameter } from './intrusions.mjs';

function scene(random) {
  const [me, other] = [`${random.word()}-me`, `${random.word()}-other`];
  const notes = random.shuffle([1, 2, 3, 4, 5]).map((id) => ({ id, owner: id < 3 ? me : other, meta: { name: random.token(8), list: [random.token(9)], profile: { name: random.token(10), list: ['a', random.token(11)] } } }));
  return { me, notes, stranger: `${random.word()}-new`, vault: { name: random.token(9), pin: random.token(12) } };
}

/** Where the text stands among harmless legs: alone, at the end, at the beginning. */
function around(random, step, text) {
  const harmless = () => random.pick([['key', random.word()], ['at', random.int(0, 5)]]);
  return random.pick([[[step, text]], [[step, text]], [harmless(), [step, text]], [[step, text], harmless()], [harmless(), [step, text], harmless()]]);
}

/**
 * @param {{ dialect: string, way: string, step: 'key' | 'at', apart?: boolean }} place `apart`: the operators stand one behind the other, so that the text has a literal of its own
 */
function attacksAt({ dialect, way, step, apart = false }) {
  const behind = /^\w/.test(way) ? ')' : '';
  const where = `a ${step === 'key' ? 'name' : 'place'} behind ${way} of ${dialect}`;
  const requests = (random, owner) => conditions(random, dialect, step, behind).map((text) => ({ owner, way, steps: apart ? [[step, text]] : around(random, step, text), value: random.word() }));
  const reads = (kind) => async ({ target, random, hit }) => {
    const { notes, stranger } = scene(random);
    const database = openDatabase(notes);
    for (const statement of await ask(target, requests(random, stranger).map((request) => [kind, dialect, request]))) {
      if ((database.values(dialect, statement) ?? []).length > 0) hit(`the database gives notes of others: ${statement.sql}`);
    }
  };
  const changes = (kind) => async ({ target, random, hit }) => {
    const { notes, stranger } = scene(random);
    const database = openDatabase(notes);
    const before = JSON.stringify(database.after('sqlite', { sql: 'update notes set rank = 0' }));
    for (const statement of await ask(target, requests(random, stranger).map((request) => [kind, dialect, request]))) {
      const left = database.after(dialect, statement);
      if (left !== null && JSON.stringify(left) !== before) hit(`the database changes notes of others: ${statement.sql}`);
    }
  };
  const shows = async ({ target, random, hit }) => {
    const { me, notes, vault } = scene(random);
    const database = openDatabase(notes, vault);
    const texts = breaks(random, dialect, step, behind).flatMap(({ start, reopen }) => [`${start} as a, (select pin from ${vault.name}) as b, ${reopen}`, `${start} as a, pin from notes, ${vault.name} where owner <> ${parameter(dialect, 1)} -- `]);
    const asked = texts.map((text) => ['show', dialect, { owner: me, way, steps: [[step, text]] }]);
    for (const statement of await ask(target, asked)) {
      if ((database.cells(dialect, statement) ?? []).includes(vault.pin)) hit(`the database shows what is in another table: ${statement.sql}`);
    }
  };
  const orders = async ({ target, random, hit }) => {
    const { notes, vault } = scene(random);
    const database = openDatabase(notes, vault);
    const texts = breaks(random, dialect, step, behind).flatMap(({ start, reopen }) => ['=', '<>'].map((sign) => `${start}, case when exists(select 1 from ${vault.name} where pin ${sign} '${vault.pin}') then id else -id end, ${reopen}`));
    const statements = await ask(target, texts.map((text) => ['order', dialect, { way, steps: [[step, text]], direction: random.pick(['asc', 'desc']) }]));
    for (let index = 0; index < texts.length; index += 2) {
      const [one, two] = [database.values(dialect, statements[index]), database.values(dialect, statements[index + 1])];
      if (one !== null && two !== null && JSON.stringify(one) !== JSON.stringify(two)) hit(`the order tells what is in another table: ${statements[index].sql}`);
    }
  };
  return {
    [`${where} gives notes of others`]: reads('find'),
    [`${where}, before other conditions, gives notes of others`]: reads('either'),
    [`${where} deletes notes of others`]: changes('remove'),
    [`${where} changes notes of others`]: changes('change'),
    [`${where} shows another table`]: shows,
    [`${where} orders by another table`]: orders,
  };
}

/** Somebody writes into his own notes, of which he has none. */
export function writesInto(dialect, step) {
  return {
    [`a ${step} that is written to in ${dialect} changes notes of others`]: async ({ target, random, hit }) => {
      const { notes, stranger } = scene(random);
      const database = openDatabase(notes);
      const before = JSON.stringify(database.after('sqlite', { sql: 'update notes set rank = 0' }));
      const texts = breaks(random, dialect, step).map(({ start }) => `${start}, ${parameter(dialect, 1)}), rank = ${random.int(1, 99)} where owner <> ${parameter(dialect, 2)} -- `);
      for (const statement of await ask(target, texts.map((text) => ['write', dialect, { owner: stranger, steps: [[step, text]], value: random.word() }]))) {
        const left = database.after(dialect, statement);
        if (left !== null && JSON.stringify(left) !== before) hit(`the database changes notes of others: ${statement.sql}`);
      }
    },
  };
}

export const attacksOn = (places) => Object.assign({}, ...places.map(attacksAt));

/** Somebody finds his own notes. @param {[dialect: string, way: string][]} ways */
export const findsOwn = (ways) => async ({ target, random }) => {
  const { me, notes } = scene(random);
  const [dialect, way] = random.pick(ways);
  const wanted = Array.from({ length: random.int(5, 60) }, () => random.pick(notes).meta.profile);
  const places = wanted.map(({ name, list }) => random.pick([[[['key', 'profile'], ['key', 'name']], name], [[['key', 'profile'], ['key', 'list'], ['at', 1]], list[1]]]));
  const statements = await ask(target, places.map(([steps, value]) => ['find', dialect, { owner: me, way, steps, value }]));
  const database = openDatabase(notes);
  for (const [index, profile] of wanted.entries()) {
    const own = notes.filter(({ owner, meta }) => owner === me && meta.profile === profile).map(({ id }) => id);
    assert.deepEqual(database.values(dialect, statements[index]), own, JSON.stringify(statements[index]));
  }
};
