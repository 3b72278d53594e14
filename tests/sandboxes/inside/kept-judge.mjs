// A judge that starts one program as a candidate and ends as soon as that has said a line, whatever it left running. argv: the program with its arguments. Prints in which
// container it ran and what the candidate said.
import { readFileSync, readlinkSync } from 'node:fs';

const kit = '/judge/kit/launcher.mjs';
/** @type {typeof import('../../../suite/kit/launcher.mjs')} */
const { launch } = await import(kit);
const launcher = JSON.parse(/** @type {string} */ (process.env['ASE_LAUNCHER']));
const child = launch(launcher, { command: process.argv.slice(2), slot: 0 });
let text = '';
await new Promise((resolve) => {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) resolve(undefined);
    });
  }
  child.once('close', resolve);
});
const started = readFileSync('/proc/1/stat', 'latin1').split(') ')[1]?.split(' ')[19];
process.stdout.write(JSON.stringify({ container: `${readlinkSync('/proc/self/ns/pid')} ${started}`, text: text.trim() }), () => process.exit(0));
