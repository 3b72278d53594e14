import assert from 'node:assert/strict';
import { installNotifySend } from './notify-send.mjs';

/** Notifications as people write them, drawn like the attacks: texts of every kind, and lists of words. @param {any} context */
export async function alive(context) {
  const { target, random } = context;
  const program = await installNotifySend(context);
  const [title, message, one, two] = [`${random.word()}'s ${random.word()}`, `"${random.word()}" $${random.word()}; \`${random.token(6)}\``, random.word(), random.word()];
  await target.call('notify', { title, message, icon: [one, two], urgency: random.pick(['low', 'normal']) });
  const [call, ...more] = await program.calls();
  assert.deepEqual(more, []);
  assert.deepEqual(call?.slice(0, 2), [title, message]);
  assert.equal(call?.[call.indexOf('--icon') + 1], `${one},${two}`);
}
