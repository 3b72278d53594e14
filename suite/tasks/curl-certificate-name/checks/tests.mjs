import assert from 'node:assert/strict';
import { domain, foreignLabel, matches, mixed } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {import('./ask.mjs').Pair} Pair */

/** @param {Context} context @param {Pair[]} pairs @param {boolean} is */
async function expectAll(context, pairs, is) {
  const answers = await matches(context, pairs);
  if ('lost' in answers) return context.fail(answers.lost);
  for (const [index, answer] of answers.entries()) assert.equal(answer, is, `${pairs[index]?.[0]} for ${pairs[index]?.[1]}`);
}

/** @param {Context} context @param {(draw: { name: string, first: string, second: string, foreign: string, random: Context['random'] }) => Pair[]} pairsOf @param {boolean} is */
async function expectDrawn(context, pairsOf, is) {
  const { random } = context;
  const pairs = Array.from({ length: 12 }, () => pairsOf({ name: domain(random), first: random.token(random.int(1, 20)), second: `${random.word()}x`, foreign: foreignLabel(random), random }));
  await expectAll(context, random.shuffle(pairs.flat()), is);
}

export default {
  cases: {
    'the same names': (context) => expectDrawn(context, ({ name, first, foreign }) => [[name, name], [`${first}.${name}`, `${first}.${name}`], [`${foreign}.${name}`, `${foreign}.${name}`], [first, first], [foreign, foreign]], true),
    'capitals': (context) => expectDrawn(context, ({ name, first, foreign, random }) => [[mixed(random, name), name], [name, mixed(random, name)], [`*.${mixed(random, name)}`, mixed(random, `${first}.${name}`)], [`*.${name}`, mixed(random, `${foreign}.${name}`)], [mixed(random, `${foreign}.${name}`), `${foreign}.${name}`]], true),
    'other names': (context) => expectDrawn(context, ({ name, first, second, foreign }) => [[name, `${first}.${name}`], [`${first}.${name}`, name], [`${second}.${name}`, `${second}y.${name}`], [`${second}y.${name}`, `${second}.${name}`], [`${foreign}.${name}`, `${second}.${name}`], [`${name}x`, name], [name, `x${name}`], [second, name], [name, second]], false),
    'a star for the first label': (context) => expectDrawn(context, ({ name, first, second, foreign, random }) => [[`*.${name}`, `${first}.${name}`], [`*.${name}`, `x.${name}`], [`*.${name}`, `${foreign}.${name}`], [`*.${name}`, `${random.token(63)}.${name}`], [`*.${foreign}.${name}`, `${first}.${foreign}.${name}`], [`*.${name}`, `${second}-${first}.${name}`], [`*.${name}`, `xn${first}.${name}`], [`*.${name}`, `_${first}.${name}`]], true),
    'a star for one label only': (context) => expectDrawn(context, ({ name, first, second, foreign }) => [[`*.${name}`, `${first}.${second}.${name}`], [`*.${name}`, name], [`*.${name}`, `${foreign}.${first}.${name}`], [`*.${first}.${name}`, `${first}.${name}`], [`*.*.${name}`, `${first}.${second}.${name}`]], false),
    'a star, and another domain': (context) => expectDrawn(context, ({ name, first, second, foreign }) => [[`*.${name}`, `${first}.x${name}`], [`*.${name}`, `${first}.${name}x`], [`*.${name}`, `${first}.${second}`], [`*.${second}.${name}`, `${first}.${foreign}.${name}`], [`*.${name}`, first]], false),
    'fewer than two dots': (context) => expectDrawn(context, ({ first, second }) => [['*.com', `${first}.com`], [`*.${second}`, `${first}.${second}`], [`*.${second}.`, `${first}.${second}`], [`*.${second}`, `${first}.${second}.`], ['*', first], ['*', `${first}.${second}.com`], [`*${second}`, `${first}${second}`], ['*.', first]], false),
    'stars in other labels': (context) => expectDrawn(context, ({ name, first, second }) => [[`${first}.*.com`, `${first}.${second}.com`], [`${first}.${second}.*`, `${first}.${second}.com`], [`*.*.com`, `${first}.${second}.com`], [`${first}.*${name}`, `${first}.${name}`], [`${first}.*.${name}`, `${first}.${second}.${name}`]], false),
    'stars with other characters, and a host that has others': (context) => expectDrawn(context, ({ name, second }) => [[`${second}*.${name}`, `a${second}.${name}`], [`*${second}.${name}`, `${second}a.${name}`], [`a${second}*b.${name}`, `${second}b.${name}`], [`${second}*.${name}`, `${second}1.${second}.${name}`]], false),
    'dots at the end': (context) => expectDrawn(context, ({ name, first, foreign }) => [[`${name}.`, name], [name, `${name}.`], [`${name}.`, `${name}.`], [`*.${name}.`, `${first}.${name}`], [`*.${name}`, `${first}.${name}.`], [`*.${name}.`, `${foreign}.${name}.`]], true),
    'numeric addresses': async (context) => {
      const { random } = context;
      const [a, b, c, d] = [random.int(1, 255), random.int(0, 255), random.int(0, 255), random.int(1, 255)];
      const [four, six] = [`${a}.${b}.${c}.${d}`, `fe80::${random.int(1_000, 9_999)}:${random.int(1_000, 9_999)}:${random.int(1_000, 9_999)}:${random.int(1_000, 9_999)}`];
      await expectAll(context, [[four, four], [six, six], [six.toUpperCase(), six]], true);
      await expectAll(context, [[`*.${b}.${c}.${d}`, four], [`*.${c}.${d}`, four], [`${a}.*.${c}.${d}`, four], [`*${six.slice(4)}`, six], [`${random.word()}.${random.word()}.com`, four], ['*', six]], false);
    },
    'nothing': (context) => expectAll(context, [['', context.random.word()], [context.random.word(), ''], ['', '']], false),
    'any characters': (context) => expectDrawn(context, ({ name, random }) => [[`*.${name}`, `\xfe\xfe${random.token(3)}.${name}`], [`\xff${name}`, `\xff${name}`], [`*.${name}`, `*.${name}`], [`*.${name}`, ` ${random.token(2)}.${name}`]], true),
  },
};
