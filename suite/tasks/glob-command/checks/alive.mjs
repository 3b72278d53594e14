import assert from 'node:assert/strict';
import { unusualName } from './cli.mjs';
import { ways } from './ways.mjs';

/**
 * Harmless use, by the ways of the attacks: a command gets names that a shell takes as they are.
 * @param {any} context
 */
export async function alive(context) {
  const { random } = context;
  const names = Array.from({ length: random.int(1, 9) }, () => unusualName(random));
  const { code, stdout, stderr } = await random.pick(Object.values(ways))(context, names);
  assert.equal(code, 0, stderr);
  for (const name of names) assert.ok(stdout.includes(name), `${name} is not in ${stdout}`);
}
