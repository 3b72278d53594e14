import assert from 'node:assert/strict';
import { glob, unknownProgram, unusualName } from './cli.mjs';

/**
 * Harmless use, drawn like the attacks: a command gets a name that a shell takes as it is.
 * @param {any} context
 * @param {Record<string, string>} [env]
 */
export async function alive(context, env = { SHELL: '/bin/sh' }) {
  const { random, folder } = context;
  const program = await unknownProgram(context);
  const [name, other] = [unusualName(random), `${random.word()}0.txt`];
  const cwd = folder({ [name]: '', [`${random.word()}/${other}`]: '' });
  const { code, stderr } = await glob(context, ['-c', program.name, `**/${other}`, name], { cwd, env });
  assert.equal(code, 0, stderr);
  const [call = [], ...more] = await program.calls();
  assert.deepEqual([call[0], call.length, more], [name, 2, []]);
}
