/** What a page makes of the texts: each is run as a script by the pinned Node, in a process that never saw the code under test. One takes many texts: most of its time is its start. */
import { randomBytes } from 'node:crypto';
import { describe } from './driver.mjs';

/** Runs in that process. `mark` is what an attack calls when it runs; `secret` and the index of the text are what then comes out. */
function page(describe, readFileSync, writeSync) {
  const { texts, mark, secret } = JSON.parse(readFileSync(0, 'utf8'));
  const results = texts.map((text, index) => {
    try {
      globalThis[mark] = () => writeSync(1, `${secret}${index}\n`);
      globalThis.state = undefined;
      (0, eval)(`var state = ${text};`);
      return { value: describe(globalThis.state) };
    } catch (error) {
      return { error: String(error) };
    }
  });
  writeSync(1, `\n${JSON.stringify(results)}\n`);
}

const program = `(${page})(${describe}, require('node:fs').readFileSync, require('node:fs').writeSync)`;

/**
 * What the driver answers for each value, in one call; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {[spec: any[], options?: unknown][]} requests
 * @param {Uint8Array} [bytes] what the package gets for random ones when it is loaded
 * @returns {Promise<{ text: string | null, refused: string }[]>} as many; `text` is null for what is refused, or was forged and is no text
 */
export async function serialize(target, requests, bytes) {
  const answers = await target.call('serialize', requests, bytes);
  return requests.map((_, index) => {
    const { text, refused } = answers?.[index] ?? {};
    return { text: typeof text === 'string' ? text : null, refused: String(refused) };
  });
}

/**
 * @param {{ run: Function, nodePath: string }} context
 * @param {string[]} texts
 * @param {string} [mark] the name of a global function
 * @returns {Promise<{ caller: number | undefined, results: any[] }>} `caller`: the index of the first text that called it
 */
export async function evaluate({ run, nodePath }, texts, mark = 'unused') {
  const secret = randomBytes(16).toString('hex');
  const { stdout } = await run([nodePath, '-e', program], { stdin: JSON.stringify({ texts, mark, secret }) });
  const index = stdout.split(secret)[1]?.split('\n')[0];
  return { caller: index === undefined ? undefined : Number(index), results: resultsIn(stdout) };
}

/** @param {string} stdout */
function resultsIn(stdout) {
  try {
    const results = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    return Array.isArray(results) ? results : [];
  } catch {
    // A text ended the process or printed into the answer: then there is none.
    return [];
  }
}
