import assert from 'node:assert/strict';
import { drawAlias, drawShop } from './shop.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context */
async function filled({ target, random }) {
  const shop = drawShop(random);
  await target.call('fill', shop.books, shop.vault);
  return { ...shop, alias: drawAlias(random) };
}

/** @param {Promise<unknown>} answer @param {RegExp} message */
const refused = (answer, message) => assert.rejects(answer, (/** @type {any} */ error) => error.errorName === 'ValueError' && message.test(error.message));

export default {
  driver: 'driver.py',
  cases: {
    'a relation by another name': async (context) => {
      const { alias, titles, label, other } = await filled(context);
      for (const method of ['annotate', 'alias']) {
        assert.deepEqual((await context.target.call('values', [[alias, 'shelf', null]], ['title', `${alias}__label`], method)).sort(), [[titles[0], label], [titles[1], other], [titles[2], null]]);
        assert.deepEqual(await context.target.call('filter', [[alias, 'shelf', null]], { [`${alias}__label`]: other }, method), [titles[1]]);
      }
    },
    'a relation with a condition': async (context) => {
      const { alias, titles, label } = await filled(context);
      const relation = [alias, 'shelf', { shelf__label: label }];
      assert.deepEqual((await context.target.call('values', [relation], ['title', `${alias}__label`])).sort(), [[titles[0], label], [titles[1], null], [titles[2], null]]);
      assert.deepEqual(await context.target.call('filter', [relation], { [`${alias}__isnull`]: false }), [titles[0]]);
      assert.deepEqual(await context.target.call('filter', [relation], { [`${alias}__isnull`]: true }), [titles[1], titles[2]]);
      assert.deepEqual(await context.target.call('exclude', [relation], { [`${alias}__label`]: label }), [titles[1], titles[2]]);
    },
    'several conditions': async (context) => {
      const { alias, titles } = await filled(context);
      assert.deepEqual(await context.target.call('filter', [[alias, 'notes', { notes__word: 'good', notes__stars__gt: 3 }]], { [`${alias}__isnull`]: false }), [titles[0]]);
      assert.deepEqual(await context.target.call('filter', [[alias, 'notes', { notes__word__in: ['long', 'none'] }]], { [`${alias}__stars__lt`]: 3 }), [titles[0]]);
      assert.deepEqual(await context.target.call('filter', [[alias, 'notes', { notes__word__startswith: 'go', notes__pk__gt: 0 }]], { [`${alias}__stars`]: 1 }), [titles[1]]);
    },
    'many rows of the other side': async (context) => {
      const { alias, titles } = await filled(context);
      assert.deepEqual(await context.target.call('counted', [[alias, 'notes', { notes__stars__gt: 1 }]], alias), [[titles[0], 2], [titles[1], 0], [titles[2], 0]]);
      assert.deepEqual(await context.target.call('counted', [[alias, 'notes', null]], `${alias}__word`), [[titles[0], 2], [titles[1], 1], [titles[2], 0]]);
    },
    'a relation of a relation': async (context) => {
      const { alias, titles, towns, label } = await filled(context);
      assert.deepEqual((await context.target.call('values', [[alias, 'shelf__town', { shelf__town__name: towns[1] }]], ['title', `${alias}__name`])).sort(), [[titles[0], null], [titles[1], towns[1]], [titles[2], null]]);
      assert.deepEqual(await context.target.call('filter', [[alias, 'shelf__town', { shelf__label: label }]], { [`${alias}__name`]: towns[0] }), [titles[0]]);
    },
    'several relations': async (context) => {
      const { titles, label, other } = await filled(context);
      const [a, b, c] = ['a', 'b', 'c'].map((end) => `${drawAlias(context.random)}_${end}`);
      const relations = [[a, 'shelf', { shelf__label: label }], [b, 'shelf', { shelf__label: other }], [c, 'notes', { notes__word: 'good' }]];
      assert.deepEqual((await context.target.call('values', relations, ['title', `${a}__label`, `${b}__label`, `${c}__stars`])).sort(), [[titles[0], label, null, 5], [titles[1], null, other, 1], [titles[2], null, null, null]]);
    },
    'orders, other names and whole objects': async (context) => {
      const { alias, titles, label, other } = await filled(context);
      const relation = [alias, 'shelf', { shelf__label: label }];
      assert.equal((await context.target.call('ordered', [relation], `-${alias}__label`, 'title'))[0], titles[0]);
      assert.deepEqual(await context.target.call('ordered', [[alias, 'shelf', null]], `${alias}__label`), [titles[2], ...(label < other ? [titles[0], titles[1]] : [titles[1], titles[0]])]);
      assert.deepEqual(await context.target.call('renamed', [relation], `${alias}__label`), [[titles[0], label], [titles[1], null], [titles[2], null]]);
      assert.deepEqual((await context.target.call('computed', [relation], `${alias}__label`)).map(String).sort(), ['', '', label]);
      assert.deepEqual(await context.target.call('related', [relation], alias), [[titles[0], label], [titles[1], null], [titles[2], null]]);
    },
    'names as applications give them': async (context) => {
      const { titles, label, other } = await filled(context);
      for (const alias of ['x', 'X', '_x', 'shelf2', 'the_shelf', 'theShelf', 'x'.repeat(60), 'r1_2_3', `${context.random.token()}_`]) {
        assert.deepEqual((await context.target.call('values', [[alias, 'shelf', null]], ['title', alias.endsWith('_') ? 'shelf__label' : `${alias}__label`])).sort(), [[titles[0], label], [titles[1], other], [titles[2], null]]);
      }
    },
    'a name that a field has already': async (context) => {
      await filled(context);
      await refused(context.target.call('made', [['title', 'shelf', null]]), /title/);
    },
    'a relation that is not used changes nothing': async (context) => {
      const { alias, titles } = await filled(context);
      assert.equal(await context.target.call('made', [[alias, 'notes', { notes__word: 'good' }]]), titles.length);
    },
    'a relation cannot contain lookups': async (context) => {
      const { alias } = await filled(context);
      for (const name of ['shelf__label__exact', 'title__contains', 'notes__word__in']) await refused(context.target.call('made', [[alias, name, null]]), /relation_name cannot contain lookups/);
    },
    'conditions belong to the relation': async (context) => {
      const { alias } = await filled(context);
      for (const [name, condition] of [['shelf', { notes__word__in: ['x'] }], ['notes', { shelf__label__gt: 'x' }], ['shelf__town', { notes__word__in: ['x'] }], ['notes', { notes__word: 'good', shelf__label__startswith: 'x' }]]) await refused(context.target.call('made', [[alias, name, condition]]), /doesn't support relations outside/);
      for (const [name, condition] of [['shelf', { shelf__town__name__in: ['x'] }], ['notes', { notes__book__title__gt: 'x' }], ['notes', { notes__book__shelf__label__startswith: 'x' }], ['shelf', { shelf__town__name__contains: 'x', shelf__label: 'y' }]]) await refused(context.target.call('made', [[alias, name, condition]]), /doesn't support nested relations deeper/);
    },
    'conditions that are put together': async (context) => {
      const { alias, titles } = await filled(context);
      assert.deepEqual(await context.target.call('filter', [[alias, 'notes', { notes__word: 'good', notes__stars: 5, _connector: 'OR' }]], { [`${alias}__stars__gt`]: 0 }), [titles[0], titles[1]]);
    },
    'what is not there is an error': async (context) => {
      const { alias } = await filled(context);
      await assert.rejects(context.target.call('made', [[alias, context.random.token(), null]]), (/** @type {any} */ error) => error.errorName === 'FieldError');
    },
  },
};
