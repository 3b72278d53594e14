/** Somebody deletes or changes his own notes that a condition on JSON finds. It is a hit when SQLite deletes or changes notes of others. */
import assert from 'node:assert/strict';
import { ask } from './ask.mjs';
import { openDatabase } from './database.mjs';
import { intrusions } from './intrusions.mjs';

function table(random) {
  const [me, other] = [`${random.word()}-me`, `${random.word()}-other`];
  return { me, notes: [1, 2, 3, 4].map((id) => ({ id, owner: id % 2 === 0 ? me : other, meta: { state: random.word(), size: random.int(1, 99), parts: { state: random.word() } } })) };
}

/** What the rows of others are after the statement, null where SQLite refuses it. */
function others(notes, me, statement) {
  return openDatabase(notes).after(statement)?.filter(({ id }) => notes.find((note) => note.id === id).owner !== me) ?? null;
}

function attack(use) {
  return async ({ target, random, hit }) => {
    const { me, notes } = table(random);
    const expected = others(notes, me, { sql: 'update notes set rank = 0' });
    const truths = ['true', random.pick(['1=1', 'id > 0', 'not null is not null', 'owner is not null'])];
    const asked = intrusions(random, truths).map(({ type, value }) => ({ type, request: use({ me, type, value: value ?? random.pick([random.word(), random.int(1, 99), true]), random }) }));
    const statements = await ask(target, asked.map(({ request }) => request));
    for (const [index, { type }] of asked.entries()) {
      const statement = statements[index];
      const left = others(notes, me, statement);
      if (left !== null && JSON.stringify(left) !== JSON.stringify(expected)) hit(`with the type ${JSON.stringify(type)} SQLite changes notes of others: ${statement.sql}`);
    }
  };
}

/** Requests to the driver. */
const changes = {
  'deletes by a name': ({ me, type, value }) => ['remove', 'sqlite', { owner: me, meta: { [`state::${type}`]: value } }],
  'deletes by a nested name with an operator': ({ me, type, value }) => ['remove', 'sqlite', { owner: me, meta: { parts: { [`state::${type}`]: { 'Op.gte': value } } } }],
  'deletes by a name with dots': ({ me, type, value }) => ['remove', 'sqlite', { owner: me, [`meta.parts.state::${type}`]: value }],
  'changes by a name': ({ me, type, value, random }) => ['change', 'sqlite', { rank: random.int(1, 99) }, { owner: me, meta: { [`size::${type}`]: value } }],
  'changes by a nested name with an operator': ({ me, type, value, random }) =>
    ['change', 'sqlite', { rank: random.int(1, 99) }, { owner: me, meta: { parts: { [`state::${type}`]: { 'Op.ne': value } } } }],
};

/** Somebody changes his own notes. @param {any} context */
export async function changesOwn({ target, random }) {
  const { me, notes } = table(random);
  const ranks = Array.from({ length: random.int(1, 15) }, () => random.int(1, 99));
  const statements = await ask(target, ranks.map((rank) => ['change', 'sqlite', { rank }, { owner: me, meta: { 'size::integer': { 'Op.gt': 50 } } }]));
  for (const [index, rank] of ranks.entries()) {
    const expected = notes.map(({ id, owner, meta }) => ({ id, owner, rank: owner === me && meta.size > 50 ? rank : 0 }));
    assert.deepEqual(openDatabase(notes).after(statements[index]), expected);
  }
}

export const attacks = Object.fromEntries(Object.entries(changes).map(([name, use]) => [name, attack(use)]));
