import { ask, drawAudience, drawAudiences } from './ask.mjs';

/** @typedef {import('./ask.mjs').Question} Question */

/** @param {import('./ask.mjs').Context} context @param {[question: Question, expected: boolean | 'not true'][]} pairs */
async function expectAnswers(context, pairs) {
  const mixed = context.random.shuffle(pairs);
  const answers = await ask(context, mixed.map(([question]) => question));
  if ('lost' in answers) return context.fail(answers.lost);
  for (const [index, [question, expected]] of mixed.entries()) {
    const { value, error } = answers[index] ?? {};
    const isRight = expected === 'not true' ? value !== true || error !== undefined : error === undefined && value === expected;
    if (!isRight) context.fail(`${JSON.stringify(question)} gives ${error ?? value}, not ${expected}`);
  }
}

/** @param {Omit<Question, 'required'>} question @param {boolean} expected @returns {[Question, boolean][]} */
const bothWays = (question, expected) => [true, false].map((required) => [{ ...question, required }, expected]);

export default {
  cases: {
    'one audience': async (context) => {
      const names = drawAudiences(context.random, 6);
      await expectAnswers(context, names.flatMap((name, index) => [...bothWays({ aud: name, wanted: name }, true), ...bothWays({ aud: name, wanted: names[(index + 1) % names.length] ?? '' }, false)]));
    },
    'one audience that is nearly the wanted one': async (context) => {
      const { random } = context;
      const wanted = `${random.word()}${random.token(6)}x`;
      const near = [`${wanted}/`, `${wanted} `, ` ${wanted}`, wanted.slice(1), wanted.slice(0, -1), wanted.toUpperCase(), `${wanted},${random.word()}`, `${random.word()} ${wanted}`, `["${wanted}"]`, `${wanted}\0`];
      await expectAnswers(context, near.flatMap((aud) => [...bothWays({ aud, wanted }, false), ...bothWays({ aud: wanted, wanted: aud }, false)]));
    },
    'audiences of many characters': async (context) => {
      const { random } = context;
      const [long, other] = [random.token(300).repeat(10), random.token(300).repeat(10)];
      const names = [long, `é${random.token(4)}`, `受众${random.word()}`, `"${random.word()}"\\`, `[${random.token(3)}]`, 'null', '0', `😀${random.token(2)}`];
      await expectAnswers(context, [...names.flatMap((aud) => bothWays({ aud, wanted: aud }, true)), ...bothWays({ aud: long, wanted: other }, false), ...bothWays({ aud: `é${long}`, wanted: `e${long}` }, false)]);
    },
    'a list with the wanted one, wherever it stands': async (context) => {
      const { random } = context;
      const names = drawAudiences(random, random.int(3, 9));
      await expectAnswers(context, names.flatMap((wanted) => [true, false].map((isBuilt) => /** @type {[Question, boolean]} */ ([{ aud: names, wanted, required: false, isBuilt }, true]))));
      const [alone] = names;
      await expectAnswers(context, [[{ aud: [alone], wanted: alone ?? '', required: false }, true], [{ aud: [alone], wanted: alone ?? '', required: false, isBuilt: true }, true], [{ aud: [...names, ...names], wanted: alone ?? '', required: false }, true]]);
    },
    'a list without it where one is required': async (context) => {
      const { random } = context;
      const names = drawAudiences(random, random.int(1, 5));
      const wanted = drawAudience(random);
      await expectAnswers(context, [[], names, [names[0] ?? '']].flatMap((aud) => [true, false].map((isBuilt) => /** @type {[Question, boolean]} */ ([{ aud, wanted, required: true, isBuilt }, false]))));
    },
    'no audience where one is required': async (context) => {
      const wanted = drawAudience(context.random);
      await expectAnswers(context, [[{ aud: undefined, wanted, required: true }, 'not true'], [{ aud: null, wanted, required: true }, 'not true'], [{ aud: '', wanted, required: true }, false]]);
    },
  },
};
