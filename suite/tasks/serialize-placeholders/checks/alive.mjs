import assert from 'node:assert/strict';
import { build, describe } from './driver.mjs';
import { evaluate, serialize } from './page.mjs';
import { drawUrl, drawValue, surround } from './values.mjs';

/**
 * Harmless use: a page gets values back.
 * @param {any} context
 * @param {unknown[]} options to draw from
 */
export async function alive(context, options) {
  const { random, target } = context;
  const specs = Array.from({ length: random.int(1, 20) }, () => random.pick([() => drawValue(random, 3), () => surround(random, ['value', drawUrl(random)])])());
  const answers = await serialize(target, specs.map((spec) => [spec, random.pick(options)]));
  const texts = answers.map(({ text }) => text ?? '');
  const { results } = await evaluate(context, texts);
  assert.deepEqual(results, specs.map((spec) => ({ value: describe(build(spec)) })), texts.join('\n'));
}
