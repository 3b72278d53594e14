import { join } from 'node:path';
import { installNotifySend } from './notify-send.mjs';

/**
 * Texts that run a program, or write a file, where a shell reads them, by what has to be wrong there.
 * @param {any} random @param {string} program @param {string} written
 */
const textsOf = (random, program, written) => {
  const word = random.word();
  return {
    substitution: [`\`${program}\``, `${word} $(${program})`],
    separator: [`${word};${program};`, `${word}|${program}`, `${word}&${program}&`],
    quote: [`";${program};"`, `${word}";${program};#`, `';${program};'`],
    backslash: [`\\";${program};#`, `\\\`${program}\\\``, `\\$(${program})`],
    redirection: [`${word}>${written}`],
  };
};

/** A list with the text in it: alone, beside others, and deeper. @type {Record<string, (random: any, text: string) => unknown[]>} */
const SHAPES = {
  alone: (random, text) => [text],
  behind: (random, text) => [random.word(), text],
  before: (random, text) => [text, random.int(1, 99), random.word()],
  deeper: (random, text) => random.pick([[[text]], [random.word(), [random.word(), text]], [[[text]], random.word()]]),
};

/**
 * @param {(texts: ReturnType<typeof textsOf>, shapes: typeof SHAPES, random: any) => object[]} notifications what to ask for
 */
export const attackBy = (notifications) => async (/** @type {any} */ context) => {
  const { target, random, recorder, exists, hit } = context;
  const [program, written] = [random.token(4), random.token(4)];
  await installNotifySend(context);
  const canary = await recorder(program);
  const asked = random.shuffle(notifications(textsOf(random, program, written), SHAPES, random)).map((options) => ({ title: random.word(), message: random.word(), ...options }));
  for (let at = 0; at < asked.length; at += 14) {
    const some = asked.slice(at, at + 14);
    await target.callWithin(60_000, 'notifyEach', some);
    if ((await canary.calls()).length > 0) hit(`one of the notifications ${JSON.stringify(some)} ran a program`);
    if (await exists(join(target.scratch, written))) hit(`one of the notifications ${JSON.stringify(some)} made the shell write a file`);
  }
  // What a shell was told to run in the background may start late.
  await new Promise((resolve) => setTimeout(resolve, 100));
  if ((await canary.calls()).length > 0) hit('a notification ran a program in the background');
};
