import assert from 'node:assert/strict';
import { ask, drawTrack } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * Tracks, commands and their answers.
 * @param {Context} context
 * @param {number} count
 * @param {(string | number)[][]} commands
 */
async function answersOf(context, count, commands) {
  const tracks = Array.from({ length: count }, () => drawTrack(context.random));
  const result = await ask(context, [...tracks.map(({ command }) => command), ...commands, ...tracks.map((_, index) => ['describe', index + 1])]);
  if ('lost' in result) return context.fail(result.lost);
  assert.deepEqual(result.answers.slice(0, count), tracks.map((_, index) => String(index + 1)));
  assert.deepEqual(result.answers.slice(-count), tracks.map(({ described }) => described));
  return { answers: result.answers.slice(count, -count), stderr: result.stderr };
}

/** @param {Record<number, number>} places */
const listed = (places) => Array.from({ length: 100 }, (_, index) => places[index] ?? -1).join(' ');

export default {
  cases: {
    'every index of a track': async (context) => {
      const { random } = context;
      const places = Array.from({ length: 100 }, () => random.int(0, 500_000));
      const order = random.shuffle(places.map((_, index) => index));
      const { answers, stderr } = await answersOf(context, 1, [...order.map((index) => ['index', 1, index, places[index] ?? 0]), ...order.map((index) => ['get', 1, index]), ['indexes', 1]]);
      assert.deepEqual(answers.slice(100, 200), order.map((index) => String(places[index])));
      assert.equal(answers[200], places.join(' '));
      assert.equal(stderr, '');
    },
    'what was not set': async (context) => {
      const place = context.random.int(1, 10_000);
      const { answers } = await answersOf(context, 2, [['indexes', 1], ['index', 1, 1, place], ['get', 1, 0], ['get', 1, 2], ['get', 2, 1], ['indexes', 1], ['indexes', 2]]);
      assert.deepEqual(answers, [listed({}), 'done', '-1', '-1', '-1', listed({ 1: place }), listed({})]);
    },
    'a later place counts': async (context) => {
      const index = context.random.int(0, 99);
      const [first, second] = [context.random.int(1, 1_000), context.random.int(1_001, 2_000)];
      const { answers } = await answersOf(context, 1, [['index', 1, index, first], ['index', 1, index, second], ['get', 1, index], ['index', 1, index, 0], ['indexes', 1]]);
      assert.deepEqual(answers, ['done', 'done', String(second), 'done', listed({ [index]: 0 })]);
    },
    'places of any value': async (context) => {
      const values = context.random.shuffle(['0', '1', '-1', '-5', '9223372036854775807', '-9223372036854775808', '4294967296', '2147483648']);
      const { answers } = await answersOf(context, 1, [...values.map((value, index) => ['index', 1, index * 9, value]), ...values.map((_, index) => ['get', 1, index * 9])]);
      assert.deepEqual(answers.slice(values.length), values);
    },
    'the first and the last index': async (context) => {
      const [a, b] = [context.random.int(1, 1_000), context.random.int(1, 1_000)];
      const { answers, stderr } = await answersOf(context, 3, [['index', 2, 0, a], ['index', 2, 99, b], ['indexes', 2], ['indexes', 1], ['indexes', 3]]);
      assert.deepEqual(answers.slice(2), [listed({ 0: a, 99: b }), listed({}), listed({})]);
      assert.equal(stderr, '');
    },
    'numbers that are too large': async (context) => {
      const { random } = context;
      const [index, place] = [random.int(0, 99), random.int(0, 1_000)];
      const numbers = random.shuffle([100, 101, 127, 128, 199, 255, 256, 300, 1_000, 65_535, 65_536, 65_540, 16_777_216, 2_147_483_647, random.int(102, 5_000)]);
      const { answers, stderr } = await answersOf(context, 3, [['index', 2, index, place], ...numbers.map((number) => ['index', 2, number, random.int(0, 1_000)]), ['indexes', 2], ['indexes', 1], ['indexes', 3]]);
      assert.deepEqual(answers.slice(-3), [listed({ [index]: place }), listed({}), listed({})]);
      assert.equal(stderr.split('too many indexes').length - 1, numbers.length);
    },
    'asking for an index that there is not': async (context) => {
      const numbers = [100, 101, 256, 65_536, 2_147_483_647, -1, -2, -100, -256, -2_147_483_648];
      const { answers } = await answersOf(context, 2, [...Array.from({ length: 100 }, (_, index) => ['index', 1, index, index + 7]), ...numbers.map((number) => ['get', 1, number])]);
      assert.deepEqual(answers.slice(100), numbers.map(() => '-1'));
    },
    'many tracks, each with its own': async (context) => {
      const { random } = context;
      const numbers = random.shuffle(Array.from({ length: 99 }, (_, index) => index + 1));
      const wanted = numbers.map((number) => ({ number, index: random.int(0, 99), place: random.int(0, 300_000) }));
      const { answers } = await answersOf(context, 99, [...wanted.map(({ number, index, place }) => ['index', number, index, place]), ...wanted.map(({ number }) => ['indexes', number])]);
      assert.deepEqual(answers.slice(99), wanted.map(({ index, place }) => listed({ [index]: place })));
    },
  },
};
