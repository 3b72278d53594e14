import assert from 'node:assert/strict';
import { join } from 'node:path';
import { installCurl } from './curl.mjs';
import { address, headers } from './sites.mjs';

/** Harmless use, drawn like the attacks: an address, then nothing. @param {any} context */
export async function alive(context) {
  const { target, random } = context;
  await installCurl(context, { stdout: headers(random, 200) });
  const url = address(random);
  const { url: told, ok, status } = await target.call('check', url);
  assert.deepEqual({ url: told, ok, status }, { url, ok: true, status: 200 });
  const { ok: isThere } = await target.call('check', random.pick(['', null, undefined]));
  assert.equal(isThere, false);
}

/**
 * Texts that run a program, or write a file, where a shell reads them.
 * @param {any} random @param {string} program @param {string} written
 */
const texts = (random, program, written) => {
  const url = address(random);
  return [
    `\`${program}\``, `$(${program})`, `${url};${program};`, `${url}|${program}`, `${url}&${program}&`, `${url}\n${program}\n`, `${url};${program} #`, `";${program};"`, `${url}';${program};'`, `${url}>${written}`,
    `\\";${program};#`, `${url}\n${program} ${random.word()} #`, `${url}\t>\t${written}`,
  ];
};

/**
 * @param {(random: any, text: string) => unknown[]} values the values that carry the text
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (values) => async (context) => {
  const { target, random, recorder, exists, hit } = context;
  const [program, written] = [random.token(random.int(4, 8)), random.token(8)];
  await installCurl(context, { stdout: headers(random, 200) });
  const canary = await recorder(program);
  const asked = random.shuffle(texts(random, program, written).flatMap((text) => values(random, text)));
  for (let at = 0; at < asked.length; at += 10) {
    const some = asked.slice(at, at + 10);
    await target.callWithin(60_000, 'checkEach', some);
    if ((await canary.calls()).length > 0) hit(`one of the values ${JSON.stringify(some)} ran a program`);
    if (await exists(join(target.scratch, written))) hit(`one of the values ${JSON.stringify(some)} made the shell write a file`);
  }
  // What a shell was told to run in the background may start late.
  await new Promise((resolve) => setTimeout(resolve, 100));
  if ((await canary.calls()).length > 0) hit('a value ran a program in the background');
};
