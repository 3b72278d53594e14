// A judge that starts the same hostile program twice, in two slots, and hands on what they say.
import { chmodSync, writeFileSync } from 'node:fs';

const kit = '/judge/kit/launcher.mjs';
/** @type {typeof import('../../../suite/kit/launcher.mjs')} */
const { launch, killSlot } = await import(kit);
const launcher = JSON.parse(/** @type {string} */ (process.env['ASE_LAUNCHER']));
const shared = `${launcher.drop}/for-candidates`;
writeFileSync(shared, 'from the judge');
chmodSync(shared, 0o644);

/** @param {number} slot @returns {Promise<unknown>} */
async function candidate(slot) {
  const child = launch(launcher, { command: ['/env/node/bin/node', '/work/node_modules/hostile.mjs', shared, launcher.slots[slot === 0 ? 1 : 0].scratch], slot });
  let text = '';
  let complaint = '';
  child.stdout?.on('data', (chunk) => (text += chunk));
  child.stderr?.on('data', (chunk) => (complaint += chunk));
  await new Promise((resolve) => child.once('close', resolve));
  await killSlot(launcher, slot, [child]);
  return text === '' ? complaint : JSON.parse(text);
}

const answers = [await candidate(0), await candidate(1)];
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
