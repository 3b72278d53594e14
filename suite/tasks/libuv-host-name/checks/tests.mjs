import assert from 'node:assert/strict';
import { asciiOf, foreignLabel, lookedUp } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {Parameters<typeof lookedUp>[1]} asked @param {(string | null)[]} expected null: an error */
async function expectNames(context, asked, expected) {
  const answers = await lookedUp(context, asked);
  if ('lost' in answers) return context.fail(answers.lost);
  for (const [index, { result, name, behind }] of answers.entries()) {
    const wanted = expected[index] ?? null;
    const what = `${asked[index]?.name} in ${asked[index]?.size ?? 256} bytes`;
    assert.equal(name, wanted, what);
    assert.equal(behind, 'kept', what);
    if (wanted !== null) assert.equal(result, wanted.length + 1, what);
    else assert.ok(result < 0, what);
  }
}

/** @param {Context} context @param {string[]} names */
const expectAscii = (context, names) => expectNames(context, names.map((name) => ({ name })), names.map(asciiOf));

export default {
  cases: {
    'names of ASCII stay what they are': async (context) => {
      const { random } = context;
      await expectAscii(context, random.shuffle([random.word(), `${random.word()}.${random.word()}`, `${random.word()}.${random.word()}.${random.word()}.example`, `${random.word()}-${random.int(1, 99)}`, 'localhost', '127.0.0.1', '::1', 'fe80::1%eth0', '0x7f000001', `a_b.${random.word()}`, '-> $1.00 <-', 'x']));
      const capitals = random.word().toUpperCase();
      await expectNames(context, [{ name: `${capitals}.Example` }], [`${capitals}.Example`]);
    },
    'dots at the beginning and at the end, and labels without anything': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      await expectAscii(context, ['.', `.${a}`, `${a}.`, `${a}..${b}`, `.${a}.${b}.`, '..', `${a}...${b}..`]);
    },
    'known names': (context) => {
      /** @type {[string, string][]} */
      const known = [['bücher.example', 'xn--bcher-kva.example'], ['mañana.com', 'xn--maana-pta.com'], ['ü', 'xn--tda'], ['.ü', '.xn--tda'], ['ü.ü.', 'xn--tda.xn--tda.'], ['üëäö♥', 'xn--4can8av2009b'], ['☃-⌘.com', 'xn----dqo34k.com'], ['💩.la', 'xn--ls8h.la'], ['почемужеонинеговорятпорусски', 'xn--b1abfaaepdrnnbgefbadotcwatmq2g4l'], ['faß.de', 'xn--fa-hia.de'], ['Pročprostěnemluvíčesky', 'xn--Proprostnemluvesky-uyb24dma41a'], ['3年B組金八先生', 'xn--3B-ww4c5e180e575a65lsy2b']];
      const shuffled = context.random.shuffle(known);
      return expectNames(context, shuffled.map(([name]) => ({ name })), shuffled.map(([, ascii]) => ascii));
    },
    'names of other scripts': async (context) => {
      const { random } = context;
      const names = Array.from({ length: 40 }, () => Array.from({ length: random.int(1, 4) }, () => (random.bool(0.6) ? foreignLabel(random, random.int(1, 9)) : random.word())).join('.') + random.pick(['', '', '.']));
      await expectAscii(context, names);
    },
    'dots of other scripts': async (context) => {
      const { random } = context;
      const [a, b, c] = [random.word(), foreignLabel(random, 3), random.word()];
      await expectAscii(context, ['。', '．', '｡'].flatMap((dot) => [`${a}${dot}${c}`, `${a}${dot}${b}${dot}${c}`, `${b}${dot}`, `${dot}${b}.${a}`]));
    },
    'what is not UTF-8 is an error': async (context) => {
      const word = context.random.word();
      const bad = [[0xc0, 0x80], [0xff], [0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc3]].flatMap((bytes) => [Buffer.from(bytes), Buffer.concat([Buffer.from(`${word}.`), Buffer.from(bytes)]), Buffer.concat([Buffer.from(word), Buffer.from(bytes)])]);
      const more = [Buffer.concat([Buffer.from([0xff]), Buffer.from(`.${word}`)]), Buffer.concat([Buffer.from(word), Buffer.from([0xc0, 0x80]), Buffer.from('.example')])];
      await expectNames(context, [...bad, ...more].map((name) => ({ name })), [...bad, ...more].map(() => null));
    },
    'names as long as there is room for': async (context) => {
      const { random } = context;
      const names = [63, 64, 128, 200, 252, 253, 254, 255].flatMap((length) => {
        const dotted = Array.from({ length }, (_, index) => (index % 9 === 5 && index < length - 1 ? '.' : random.token(1))).join('');
        return [random.token(length), dotted, `${random.token(length - 1)}.`, `${dotted.slice(0, -9)}.0.0.0.1`.slice(-length)];
      });
      await expectAscii(context, names);
    },
    'buffers of other sizes': async (context) => {
      const { random } = context;
      const asked = Array.from({ length: 30 }, () => {
        const name = random.bool() ? `${foreignLabel(random, random.int(1, 6))}.${random.word()}` : `${random.word()}.${random.token(random.int(1, 90))}`;
        return { name, size: asciiOf(name).length + 1 + random.pick([0, 0, 0, 1, 2, 50, 1_000]) };
      });
      await expectNames(context, asked, asked.map(({ name }) => asciiOf(name)));
    },
    'long names in large buffers': async (context) => {
      const { random } = context;
      const names = [random.token(300), Array.from({ length: 80 }, () => random.word()).join('.'), Array.from({ length: 60 }, () => foreignLabel(random, random.int(1, 5))).join('.')];
      await expectNames(context, names.map((name) => ({ name, size: 4_096 })), names.map(asciiOf));
    },
  },
};
