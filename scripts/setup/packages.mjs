import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { staleReason } from './installed.mjs';
import { say, SetupError } from './say.mjs';

/** Node strips types without a flag since 22.18, but only Node 24 knows `using`. */
const OLDEST_NODE = 24;

/**
 * Makes node_modules what package-lock.json says.
 * @param {string} checkout
 * @throws SetupError
 */
export async function installPackages(checkout) {
  const reason = staleReason(checkout);
  if (reason === null) return;
  refuseReadOnly(checkout);
  say(`installing packages, scripts off (npm ci --ignore-scripts): ${reason}`);
  const started = Date.now();
  await npmCi(checkout);
  dropUnusableNode(checkout);
  say(`packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * @param {string} checkout
 * @throws SetupError where no Node is here that runs the sources
 */
export function requireNode(checkout) {
  if (existsSync(ownNode(checkout))) return;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
  throw new SetupError(
    `this is Node ${process.versions.node} on ${process.platform}-${process.arch}, for which no package brings Node ${OLDEST_NODE}`,
    `Install Node ${OLDEST_NODE} or newer and put it first in PATH, for example: nvm install ${OLDEST_NODE}`,
  );
}

/** @param {string} checkout */
function ownNode(checkout) {
  return join(checkout, 'node_modules', '.bin', 'node');
}

/** The binary in the package is linked against glibc; where it cannot run, it must not stand first in npm's PATH. @param {string} checkout */
function dropUnusableNode(checkout) {
  const node = ownNode(checkout);
  if (!existsSync(node) || spawnSync(node, ['--version']).status === 0) return;
  rmSync(node);
  say('the packaged Node does not run on this system; the installed one is used');
}

/** @param {string} checkout */
function refuseReadOnly(checkout) {
  for (const folder of [checkout, join(checkout, 'node_modules')]) {
    if (!existsSync(folder)) continue;
    try {
      accessSync(folder, constants.W_OK);
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      throw new SetupError(`cannot write to ${folder} (${code})`, 'Work in a copy that belongs to you: git clone, or cp -r, into your home folder.');
    }
  }
}

/**
 * @param {string} checkout
 * @returns {Promise<void>}
 */
function npmCi(checkout) {
  const [program, ...before] = npmCommand(checkout);
  return new Promise((done, failed) => {
    const child = spawn(program, [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => {
        said = (said + piece).slice(-20_000);
        process.stderr.write(piece);
      });
    }
    child.on('error', (error) => failed(new SetupError(`npm cannot be started: ${error.message}`, 'Install npm; it comes with Node.')));
    child.on('close', (code) => (code === 0 ? done() : failed(npmError(said, code))));
  });
}

/**
 * npm itself says by which Node and from where it was started. Ours inside node_modules cannot serve: `npm ci` removes it first.
 * @param {string} checkout
 * @returns {[string, ...string[]]}
 */
function npmCommand(checkout) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const within = join(checkout, 'node_modules') + sep;
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm) && node !== undefined && existsSync(node) && !node.startsWith(within)) return [node, npm];
  process.env['PATH'] = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !(folder + sep).startsWith(within))
    .join(delimiter);
  return ['npm'];
}

/**
 * @param {string} said what npm printed
 * @param {number | null} code
 */
function npmError(said, code) {
  const message = `npm ci failed (exit code ${code ?? 'none: it was killed'})`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/i.test(said)) {
    return new SetupError(
      `${message}: the package registry cannot be reached`,
      'Packages come through your own npm configuration (npm config list): connect to the network, or set `registry`, `proxy` or `cafile` there, and run the command again.',
    );
  }
  if (/E401|E403|ENEEDAUTH/.test(said)) return new SetupError(`${message}: the registry refused`, 'Log in to your registry (npm login), and run the command again.');
  if (/ENOSPC/.test(said)) return new SetupError(`${message}: the disk is full`, 'Free about 500 MB, and run the command again.');
  if (/EACCES|EPERM|EROFS/.test(said)) return new SetupError(`${message}: npm may not write`, "Give the folder and npm's cache (npm config get cache) back to this user: chown -R.");
  return new SetupError(message, 'See what npm says above.');
}
