// Makes a checkout ready: packages, Node 24, a sandbox. Runs on Node 20 without any package, and does nothing the second time.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, requireNode } from './setup/packages.mjs';
import { provideSandbox } from './setup/sandbox.mjs';
import { say, SetupError } from './setup/say.mjs';

const OLDEST_NODE_TO_START = 20;
const checkout = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE_TO_START) {
    throw new SetupError(`Node ${process.versions.node} is too old`, `Install Node ${OLDEST_NODE_TO_START} or newer; Node 24 is best.`);
  }
  await installPackages(checkout);
  requireNode(checkout);
  await provideSandbox();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  say(error.remedy);
  process.exitCode = 2;
}
