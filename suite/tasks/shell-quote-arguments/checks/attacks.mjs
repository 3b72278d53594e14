import assert from 'node:assert/strict';
import { join } from 'node:path';
import { argumentsOf, livelyText, SHELLS } from './shell.mjs';

/** Harmless use, drawn like the attacks. @param {any} context */
export async function alive(context) {
  const { target, random } = context;
  const list = Array.from({ length: random.int(2, 5) }, () => livelyText(random));
  const quoted = await target.call('quote', list);
  assert.deepEqual(await argumentsOf(context, random.pick(SHELLS), [quoted]), [list]);
}

/**
 * @param {(random: any, program: string, written: string) => string[]} texts what a shell would run, or write
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (texts) => async (context) => {
  const { target, random, recorder, exists, hit } = context;
  const [program, written] = [random.token(5), random.token(5)];
  const canary = await recorder(program);
  const lists = random.shuffle(texts(random, program, written)).map((text) => random.pick([[text], [random.word(), text], [text, random.int(1, 9)], [random.word(), text, livelyText(random)]]));
  const quoted = (await target.call('quoteEach', lists)).map((text, index) => ({ text, list: lists[index] })).filter(({ text }) => typeof text === 'string');
  for (const shell of SHELLS) {
    const look = async (/** @type {unknown} */ asked) => {
      if ((await canary.calls()).length > 0) hit(`${shell} ran a program for ${JSON.stringify(asked)}`);
      if (await exists(join(target.scratch, written))) hit(`${shell} wrote a file for ${JSON.stringify(asked)}`);
    };
    const found = await argumentsOf(context, shell, quoted.map(({ text }) => text));
    await look(lists);
    // What did not come through may have covered what stands behind it: each of them alone.
    for (const [index, { text, list }] of quoted.entries()) {
      if (JSON.stringify(found[index]) === JSON.stringify(list?.map(String))) continue;
      await argumentsOf(context, shell, [text]);
      await look(list);
    }
  }
};
