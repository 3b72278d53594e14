import assert from 'node:assert/strict';
import { evaluate, identifier, isWhole, nodes, read, selected, texts, toBigInt } from './statement.mjs';
import { below, notBelow, smallBelow } from './numbers.mjs';

/** Formats a query that selects expressions, and gives what they come to. */
async function compute(target, query, values, toNumber) {
  const sql = await target.call('format', query, values);
  const results = selected(sql, toNumber);
  assert.notEqual(results, null, `PostgreSQL does not take ${sql}`);
  return results;
}

/** A candidate may write -0 as 0. */
function sameNumber(actual, expected, sql) {
  assert.ok(actual === expected || Object.is(actual, expected), `${String(actual)} instead of ${String(expected)} in ${sql}`);
}

export default {
  driver: 'driver.mjs',
  cases: {
    'numbers of every shape keep their value': async ({ target, random }) => {
      for (const number of [...below(random), ...below(random).map((other) => -other), 0]) {
        const sql = `select ${await target.call('number', number)}`;
        sameNumber(selected(sql, typeof number === 'bigint' ? toBigInt : Number)?.[0], number, sql);
      }
    },
    'the ends of the range': async ({ target }) => {
      const ends = [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1e21, -1e21, 1e-7, -1e-7, 0.1 + 0.2, -0.1 - 0.2];
      for (const number of ends) sameNumber((await compute(target, 'select $1', [number]))[0], number, String(number));
    },
    'zero, with a sign too': async ({ target }) => {
      assert.deepEqual((await compute(target, 'select $1, 5 + $2, $3', [0, -0, 0n])).map(Math.abs), [0, 5, 0]);
    },
    'bigints keep all their digits': async ({ target, random }) => {
      const numbers = [2n ** 53n + 1n, -(2n ** 53n) - 1n, BigInt(random.int(1, 1000)) * 10n ** 40n + 7n, -(10n ** 30n) - BigInt(random.int(1, 1000)), 0n, -1n];
      assert.deepEqual(await compute(target, 'select $1, $2, $3, $4, $5, $6', numbers, toBigInt), numbers);
    },
    'what is no finite number': async ({ target, random }) => {
      const numbers = random.shuffle([NaN, Infinity, -Infinity]);
      assert.deepEqual(await compute(target, 'select $1::float8, $2::numeric, $3::double precision', numbers), numbers);
    },
    'what is no finite number, by itself': async ({ target }) => {
      for (const number of [NaN, Infinity, -Infinity]) {
        const found = texts(read(`select ${await target.call('number', number)}`));
        assert.equal(found.length, 1);
        assert.match(found[0], /^[+-]?(nan|inf|infinity)$/i);
      }
    },
    'arithmetic goes on as it is written': async ({ target, random }) => {
      const [a, b, c] = [smallBelow(random), random.int(2, 900), smallBelow(random)];
      const expected = [a + b, 5 * a, a - b, a * b + c, b + c * 2, a / 4, -b, 100 - b];
      assert.deepEqual(await compute(target, 'select $1 + $2, 5 * $1, $1 - $2, $1*$2+$3, $2+$3*2, $1 / 4, -$2, 100-$2', [a, b, c]), expected);
    },
    'several numbers below zero go together': async ({ target, random }) => {
      const [a, b] = [smallBelow(random), smallBelow(random)];
      assert.deepEqual(await compute(target, 'select ${a} + ${b}, ${a} * ${b}, ${a} - ${c}', { a, b, c: 3n }), [a + b, a * b, a - 3]);
    },
    'whole numbers stay whole for PostgreSQL': async ({ target, random }) => {
      const [position, subscript] = [smallBelow(random), random.int(1, 900)];
      for (const number of [position, subscript, BigInt(position)]) {
        const sql = await target.call('format', `select data->$1, (list)[$1] from ${identifier(random)}`, [number]);
        const [select] = read(sql) ?? [];
        assert.ok(isWhole(select?.SelectStmt?.targetList?.[0]?.ResTarget.val.A_Expr?.rexpr), sql);
        assert.ok(isWhole(nodes(select, 'A_Indices')[0]?.uidx), sql);
      }
    },
    'numbers in conditions, limits and texts': async ({ target, random }) => {
      const [low, high, word] = [smallBelow(random), random.int(1, 900), random.word()];
      const sql = await target.call('format', 'select name from lists where rank between ${low} and ${high} and name <> ${word} limit ${high} offset ${zero}', { low, high, word, zero: 0 });
      const [select] = read(sql) ?? [];
      const between = nodes(select, 'A_Expr').find((node) => node.kind === 'AEXPR_BETWEEN');
      assert.deepEqual(between?.rexpr?.List?.items?.map((node) => evaluate(node)), [low, high], sql);
      assert.equal(evaluate(select?.SelectStmt?.limitCount), high, sql);
      assert.ok(texts(select).includes(word), sql);
    },
    'arrays and lists': async ({ target, random }) => {
      const numbers = [smallBelow(random), random.int(1, 99), -0.25, BigInt(smallBelow(random)), notBelow(random)];
      const listed = selected(`select ${await target.call('csv', numbers)}`);
      assert.deepEqual(listed?.map(Number), numbers.map(Number));
      const array = read(`select ${await target.call('array', numbers)}`)?.[0]?.SelectStmt?.targetList?.[0]?.ResTarget.val.A_ArrayExpr;
      assert.deepEqual(array?.elements?.map((node) => evaluate(node)), numbers.map(Number));
    },
    'functions and custom types': async ({ target, random }) => {
      const [a, b] = [smallBelow(random), notBelow(random)];
      assert.deepEqual(await compute(target, 'select $1, $2', [{ computed: a }, { custom: b }]), [a, Number(b)]);
    },
    'helpers write rows': async ({ target, random }) => {
      const rows = [0, 1, 2].map(() => ({ rank: smallBelow(random), size: random.int(1, 99) / 4, name: random.word() }));
      const sql = await target.call('insert', rows, ['rank', 'size', 'name'], identifier(random));
      const lists = nodes(read(sql), 'valuesLists')[0]?.map((entry) => entry.List.items);
      const values = lists?.map(([rank, size, name]) => ({ rank: evaluate(rank), size: evaluate(size), name: name?.A_Const?.sval?.sval }));
      assert.deepEqual(values, rows, sql);
    },
    'a helper writes an update': async ({ target, random }) => {
      const row = { rank: smallBelow(random), size: notBelow(random) };
      const sql = await target.call('update', row, ['rank', 'size'], identifier(random));
      const [update] = read(sql) ?? [];
      assert.deepEqual(update?.UpdateStmt?.targetList?.map((item) => evaluate(item.ResTarget?.val)), [row.rank, Number(row.size)], sql);
    },
  },
};
