import assert from 'node:assert/strict';
import { drawGroups, full, network, written } from './addresses.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** Texts of an address whose groups of zeros from `from` on, `count` of them, may be left out. @param {Context['random']} random @param {number[]} groups @param {number} from @param {number} count */
function spellings(random, groups, from, count) {
  const text = (/** @type {number[]} */ part) => part.map((group) => written(random, group)).join(':');
  const short = `${text(groups.slice(0, from))}::${text(groups.slice(from + count))}`;
  return [short, text(groups), text(groups).toUpperCase(), text(groups).toLowerCase()];
}

export default {
  driver: 'driver.pl',
  cases: {
    'an address in all its spellings is the same': async ({ target, random }) => {
      for (let round = 0; round < 12; round += 1) {
        const count = random.int(1, 7);
        const from = random.int(0, 8 - count);
        const groups = drawGroups(random).map((group, index) => (index >= from && index < from + count ? 0 : group));
        const texts = spellings(random, groups, from, count);
        for (const text of texts) {
          const { found } = await target.call('ask', { steps: [['add_ip', text]], find: texts, method: random.pick(['find', 'bin_find']) });
          assert.deepEqual(found, [1, 1, 1, 1], `${text} in ${texts.join(' ')}`);
        }
      }
    },
    'every length and place of the zeros that are left out': async ({ target, random }) => {
      for (let count = 1; count <= 7; count += 1) {
        for (let from = 0; from <= 8 - count; from += 1) {
          const groups = drawGroups(random).map((group, index) => (index >= from && index < from + count ? 0 : group));
          const [short = '', long = ''] = spellings(random, groups, from, count);
          const { found } = await target.call('ask', { new: [short], find: [long, short, full(random, groups.map((group, index) => (index === 0 ? group + 1 : group)))] });
          assert.deepEqual(found, [1, 1, 0], short);
        }
      }
    },
    'zeros and ones': async ({ target }) => {
      const { list, found } = await target.call('ask', { new: ['::', '::1', '1::'], find: ['::', '0:0:0:0:0:0:0:0', '::0', '::1', '0:0:0:0:0:0:0:1', '::2', '1::', '1:0:0:0:0:0:0:0', '1::1'] });
      assert.deepEqual(found, [1, 1, 1, 1, 1, 0, 1, 1, 0]);
      assert.equal(list.length, 2);
    },
    'networks of every length': async ({ target, random }) => {
      for (const bits of random.shuffle([4, 7, 16, 20, 32, 33, 48, 60, 64, 65, 96, 112, 127, 128])) {
        const value = drawGroups(random).reduce((sum, group) => sum * 65_536n + BigInt(group), 0n);
        const size = 1n << BigInt(128 - bits);
        const start = (value / size) * size;
        const text = (/** @type {bigint} */ number) => full(random, Array.from({ length: 8 }, (_, index) => Number((number >> BigInt(112 - index * 16)) & 0xffffn)));
        const { found } = await target.call('ask', { steps: [['add', `${text(value)}/${bits}`]], find: [text(start), text(start + size - 1n), text(value), text(start - 1n), text(start + size)] });
        assert.deepEqual(found, [1, 1, 1, 0, 0], `${text(value)}/${bits}`);
      }
    },
    'lists are written, merged and counted': async ({ target, random }) => {
      const groups = drawGroups(random, 4);
      const even = [...groups.slice(0, 3), (groups[3] ?? 0) & 0xfffe];
      const odd = [...groups.slice(0, 3), (groups[3] ?? 0) | 1];
      const { list } = await target.call('ask', { new: random.shuffle([`${network(even)}/64`, `${network(odd)}/64`]) });
      assert.deepEqual(list, [`${network(even)}/63`]);
      const other = drawGroups(random);
      assert.deepEqual((await target.call('ask', { new: [full(random, other)] })).list, [`${network(other)}/128`]);
    },
    'ranges': async ({ target, random }) => {
      const groups = drawGroups(random, 7);
      const at = (/** @type {number} */ last) => full(random, [...groups, last]);
      const { found, ranges } = await target.call('ask', { new: [`${at(0x1005)}-${at(0x2006)}`], find: [at(0x1004), at(0x1005), at(0x1fff), at(0x2006), at(0x2007)] });
      assert.deepEqual(found, [0, 1, 1, 1, 0]);
      assert.deepEqual(ranges, [`${network([...groups, 0x1005])}-${network([...groups, 0x2006])}`]);
    },
    'long lists': async ({ target, random }) => {
      const networks = Array.from({ length: 60 }, () => drawGroups(random, 4));
      const inside = networks.map((groups) => full(random, [...groups, ...drawGroups(random, 4)]));
      const outside = Array.from({ length: 10 }, () => full(random, [random.int(1, 0xfff), ...drawGroups(random, 7)]));
      const { found } = await target.call('ask', { new: networks.map((groups) => `${network(groups)}/64`), find: [...inside, ...outside] });
      assert.deepEqual(found, [...inside.map(() => 1), ...outside.map(() => 0)]);
    },
    'what is no address is refused': async ({ target, random }) => {
      const groups = drawGroups(random, 9);
      const hex = (/** @type {number} */ count) => full(random, groups.slice(0, count));
      const texts = [`${hex(9)}`, `${hex(2)}::${hex(2)}::${hex(1)}`, `:::`, `${hex(3)}:::${hex(2)}`, `:${hex(7)}`, `${hex(7)}:`, `:${hex(8)}`, `${hex(8)}:`, `${hex(7)}:12345`, `${hex(7)}:g000`, `${hex(7)}:-1`, `${hex(7)}: 1`, `${hex(3)}::1x`, `::${hex(8)}`, `${hex(8)}::`, `${hex(4)}::${hex(4)}`, `${random.word()}`, `${hex(6)}.${hex(2)}`];
      for (const text of texts) {
        for (const steps of [[['add_ip', text]], [['add', `${text}/64`]]]) {
          await assert.rejects(target.call('ask', { steps }), { name: 'CandidateError' }, text);
          await assert.rejects(target.call('ask', { new: ['fe80::/10'], steps }), { name: 'CandidateError' }, text);
        }
      }
    },
    'what is no address is not found': async ({ target, random }) => {
      const prefix = drawGroups(random, 2);
      const rest = full(random, drawGroups(random, 5));
      const { found } = await target.call('ask', { new: [`${network(prefix)}/32`], find: [`${full(random, prefix)}:${rest}:12345`, `${full(random, prefix)}:${rest}:1:2`, `${full(random, prefix)}::1::2`, `${full(random, prefix)}:x::1`, `${full(random, prefix)}::1`] });
      assert.deepEqual(found, [0, 0, 0, 0, 1]);
    },
    'lists of IPv4 stay as they are': async ({ target, random }) => {
      const [a, b, c] = [random.int(1, 223), random.int(0, 255), random.int(1, 254)];
      const { list, found } = await target.call('ask', { new: [`${a}.${b}.0.0/16`], find: [`${a}.${b}.7.${c}`, `${a}.${(b + 1) % 256}.7.${c}`] });
      assert.deepEqual([list, found], [[`${a}.${b}.0.0/16`], [1, 0]]);
    },
  },
};
