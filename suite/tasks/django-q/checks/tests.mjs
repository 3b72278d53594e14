import assert from 'node:assert/strict';
import { drawBooks } from './books.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Record<string, unknown>} kwargs @param {unknown[]} [args] */
const make = (kwargs, args = []) => ({ make: { args, kwargs } });

/** @param {{ title: string }[]} books */
const titlesOf = (books) => books.map(({ title }) => title).sort();

/** @param {Context} context */
async function filled({ target, random }) {
  const books = drawBooks(random);
  await target.call('fill', books.rows.map((row) => ({ ...row })));
  return books;
}

export default {
  driver: 'driver.py',
  cases: {
    'conditions by name stand in the order of their names': async ({ target, random }) => {
      const [a, b] = [random.token(), random.int(1, 99)];
      assert.deepEqual(await target.call('tell', make({ title: a, owner: 'x', pages: b })), { connector: 'AND', negated: false, children: [['owner', 'x'], ['pages', b], ['title', a]], text: `(AND: ('owner', 'x'), ('pages', ${b}), ('title', '${a}'))` });
    },
    'other conditions stand before them': async ({ target, random }) => {
      const a = random.token();
      const told = await target.call('tell', make({ pages: 1 }, [['title', a], make({ owner: a })]));
      assert.equal(told.text, `(AND: ('title', '${a}'), (AND: ('owner', '${a}')), ('pages', 1))`);
    },
    'without anything': async ({ target }) => {
      assert.deepEqual(await target.call('tell', make({})), { connector: 'AND', negated: false, children: [], text: '(AND: )' });
    },
    'a connector and a negation are kept': async ({ target, random }) => {
      const a = random.token();
      for (const [given, connector] of [['AND', 'AND'], ['OR', 'OR'], [null, 'AND']]) {
        for (const negated of [true, false]) {
          const told = await target.call('tell', make({ title: a, pages: 1, _connector: given, _negated: negated }));
          assert.deepEqual([told.connector, told.negated, told.children], [connector, negated, [['pages', 1], ['title', a]]]);
        }
      }
      assert.equal((await target.call('tell', make({ title: a, _connector: 'OR' }))).text, `(OR: ('title', '${a}'))`);
      assert.equal((await target.call('tell', make({ title: a, _negated: true }))).text, `(NOT (AND: ('title', '${a}')))`);
    },
    'filters are combined': async ({ target, random }) => {
      const [a, b, c] = [random.token(), random.token(), random.token()];
      const [one, two, three] = [make({ title: a }), make({ owner: b }), make({ title: c })];
      assert.equal((await target.call('tell', { any: [one, two] })).text, `(OR: ('title', '${a}'), ('owner', '${b}'))`);
      assert.equal((await target.call('tell', { all: [one, two, three] })).text, `(AND: ('title', '${a}'), ('owner', '${b}'), ('title', '${c}'))`);
      assert.equal((await target.call('tell', { any: [{ all: [one, two] }, three] })).text, `(OR: (AND: ('title', '${a}'), ('owner', '${b}')), ('title', '${c}'))`);
      assert.equal((await target.call('tell', { not: one })).text, `(NOT (AND: ('title', '${a}')))`);
      assert.equal((await target.call('tell', { all: [{ not: { any: [one, two] } }, three] })).text, `(AND: (NOT (AND: (OR: ('title', '${a}'), ('owner', '${b}')))), ('title', '${c}'))`);
      assert.equal((await target.call('tell', { not: { not: one } })).text, `(NOT (AND: (NOT (AND: ('title', '${a}')))))`);
    },
    'empty filters change nothing': async ({ target, random }) => {
      const a = random.token();
      const one = make({ title: a, pages: 1, _connector: random.pick(['AND', 'OR']) });
      const alone = await target.call('tell', one);
      for (const spec of [{ all: [make({}), one] }, { any: [one, make({})] }, { any: [make({}), make({}), one] }, { all: [one, make({}), make({})] }]) assert.deepEqual(await target.call('tell', spec), alone);
      const negated = await target.call('tell', { not: one });
      assert.deepEqual(await target.call('tell', { all: [{ not: one }, make({})] }), negated);
    },
    'only filters can be combined': async ({ target, random }) => {
      for (const other of [random.token(), 5, null, ['title', 'x']]) await assert.rejects(target.call('combine_with', other), (/** @type {any} */ error) => error.errorName === 'TypeError');
    },
    'taken apart and made again they are equal': async ({ target, random }) => {
      const a = random.token();
      for (const spec of [make({ title: a }), make({ title: a, pages: 1, _connector: 'OR' }), { not: make({ title: a }) }, { any: [make({ title: a }), { not: make({ owner: a, pages: 2 }) }] }, make({ title: a, pages: 3, _connector: 'OR', _negated: true })]) {
        assert.deepEqual(await target.call('rebuilt', spec), [true, true, await target.call('tell', spec)]);
      }
      assert.deepEqual(await target.call('deconstruct', make({ title: a })), ['django.db.models.Q', [['title', a]], {}]);
      assert.deepEqual(await target.call('deconstruct', make({ title: a, _connector: 'OR', _negated: true })), ['django.db.models.Q', [['title', a]], { _connector: 'OR', _negated: true }]);
    },
    'books are found by all conditions': async (context) => {
      const { mine, own } = await filled(context);
      for (const way of ['filter', 'complex', 'marked', 'within', 'except', 'get']) {
        for (const more of [{}, { _connector: 'AND' }, { _connector: null }]) assert.deepEqual(await context.target.call(way, { owner: mine, title: own[1]?.title, ...more }), [own[1]?.title], way);
      }
      assert.deepEqual(await context.target.call('filter', { owner: mine, pages__gt: 0 }), titlesOf(own));
      assert.deepEqual(await context.target.call('filter', { owner: mine, title: 'none' }), []);
    },
    'books are found by any of the conditions': async (context) => {
      const { mine, own, foreign } = await filled(context);
      for (const way of ['filter', 'complex', 'marked', 'within', 'except']) assert.deepEqual(await context.target.call(way, { owner: mine, title: foreign[0]?.title, _connector: 'OR' }), titlesOf([...own, ...foreign.slice(0, 1)]), way);
      assert.equal(await context.target.call('count', { owner: mine, title: foreign[0]?.title, _connector: 'OR' }), own.length + 1);
      assert.deepEqual(await context.target.call('exists', { title: foreign[0]?.title, pages: foreign[1]?.pages, _connector: 'OR' }), [foreign[0]?.shelf, foreign[1]?.shelf].sort());
      assert.deepEqual(await context.target.call('delete', { owner: mine, title: foreign[0]?.title, _connector: 'OR' }), titlesOf(foreign.slice(1)));
    },
    'books are left out': async (context) => {
      const { mine, own, foreign } = await filled(context);
      assert.deepEqual(await context.target.call('exclude', { owner: mine, pages__gt: 0 }), titlesOf(foreign));
      assert.deepEqual(await context.target.call('exclude', { owner: mine, title: foreign[0]?.title, _connector: 'OR' }), titlesOf(foreign.slice(1)));
      assert.deepEqual(await context.target.call('filter', { owner: mine, _negated: true }), titlesOf(foreign));
      assert.deepEqual(await context.target.call('find', { all: [{ not: make({ title: own[0]?.title }) }, make({ owner: mine })] }), titlesOf(own.slice(1)));
    },
    'filters within filters': async (context) => {
      const { own, foreign } = await filled(context);
      const spec = { any: [{ all: [make({ title: own[0]?.title }), make({ pages: own[0]?.pages })] }, { all: [make({ title: foreign[0]?.title }), { not: make({ lent: 0 }) }] }, make({}, [make({ title: own[2]?.title }), make({ title: own[1]?.title }, [])])] };
      assert.deepEqual(await context.target.call('find', spec), titlesOf([own[0], foreign[0]].filter((book) => book !== undefined)));
      assert.deepEqual(await context.target.call('find', make({ _connector: 'OR' }, [make({ title: own[2]?.title }), ['title', own[1]?.title]])), titlesOf(own.slice(1)));
    },
    'values are values': async ({ target, random }) => {
      const owner = `${random.word()}' OR 1=1 -- ) "(%s) AND`;
      await target.call('fill', [{ owner, title: 'a', pages: 1 }, { owner: 'b', title: 'OR', pages: 1 }]);
      assert.deepEqual(await target.call('filter', { owner, title: 'a' }), ['a']);
      assert.deepEqual(await target.call('filter', { owner: 'none', title: 'OR', _connector: 'OR' }), ['OR']);
    },
  },
};
