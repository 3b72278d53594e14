import { parsed } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

/**
 * Documents that end too early, with memory that cannot be read behind them.
 * @param {Context} context
 * @param {string[]} documents
 */
export async function attack(context, documents) {
  const { random, hit } = context;
  /** @type {Parameters<typeof parsed>[1]} */
  const asked = random.shuffle(documents).map((document) => [random.pick(['part', 'part', 'start']), document]);
  const answers = await parsed(context, asked);
  if ('lost' in answers) hit(`reading behind the end of a document ended the program: ${answers.lost}`);
}

/** @param {string} document */
export const cutsOf = (document) => Array.from({ length: document.length }, (_, index) => document.slice(0, index + 1));
