import assert from 'node:assert/strict';
import { join } from 'node:path';
import { address, installGit, understood } from './git.mjs';

/** Harmless use, drawn like the attacks. @param {any} context */
export async function alive(context) {
  const { target, random } = context;
  const log = await installGit(context);
  const [url, name] = [address(random), `${random.word()}--${random.word()}`];
  assert.equal(await target.call('get', url, name), null);
  assert.deepEqual(await understood(context, log), [{ command: 'clone', depth: '1', single: true, repository: url, folder: join(target.scratch, name) }]);
}

/** Ways to write the option that names a program. @param {any} random @param {string} program */
const options = (random, program) => [
  `--upload-pack=${program}`, `--upload-pack=${program} ${random.word()};`, `-u${program}`, `--${'upload-pack'.slice(0, random.int(1, 10))}=${program}`, `-${random.pick([...'qvnl'])}u${program}`,
  `${random.pick([' ', '\t', '\n', ' \t'])}--upload-pack=${program}`, `${random.pick([' ', '\n'])}-u${program}`,
];

/**
 * @param {(option: string, harmless: string) => [url: string, path: string]} place
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (place) => async (context) => {
  const { target, random, recorder, hit } = context;
  const canary = await recorder(random.token(random.int(5, 9)));
  await installGit(context);
  const name = canary.path.split('/').at(-1);
  const asked = [name, canary.path].flatMap((program) => options(random, program));
  for (const option of random.shuffle(asked)) {
    const harmless = random.pick([`file:///srv/${random.word()}/${random.word()}.git`, `${random.word()}/${random.token(6)}`, `/srv/${random.token(6)}`]);
    const [url, path] = place(option, harmless);
    const depth = random.pick([undefined, 'all', random.int(1, 20)]);
    try {
      await target.call('get', url, path, depth === undefined ? false : { depth });
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'CandidateError') throw error;
    }
    if ((await canary.calls()).length > 0) hit(`git ran a program for url ${JSON.stringify(url)} and path ${JSON.stringify(path)}`);
  }
};
