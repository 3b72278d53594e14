import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

/** No local engine takes longer to accept, however busy. */
const ANSWER_MS = 1_500;

/**
 * Whether PATH has a program of this name.
 * @param {string} name
 */
export function hasProgram(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** Whether bubblewrap is here and the kernel lets this user make a sandbox with it. */
export function canRunBubblewrap() {
  return spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', '--', '/bin/true'], { stdio: 'ignore' }).status === 0;
}

/** Whether a container engine accepts this user; looks where src/sandboxes/docker-engine.ts looks, but for a Podman without root, which is refused there. */
export async function hasEngine() {
  const { DOCKER_HOST: host, XDG_RUNTIME_DIR: own } = process.env;
  if (host !== undefined && host !== '') return host.startsWith('unix://') && accepts(host.slice('unix://'.length));
  const users = own === undefined || own === '' ? [] : [`${own}/docker.sock`];
  for (const socket of ['/var/run/docker.sock', ...users, '/run/podman/podman.sock']) if (await accepts(socket)) return true;
  return false;
}

/** Where tests look for the service of a Podman with root. */
export function podmanSocket() {
  return process.env['ASE_PODMAN_SOCKET'] || '/run/podman/podman.sock';
}

/** Whether it accepts this user. */
export function hasPodman() {
  return accepts(podmanSocket());
}

/**
 * @param {string} path of a unix socket
 * @returns {Promise<boolean>}
 */
function accepts(path) {
  return new Promise((done) => {
    const socket = connect({ path, timeout: ANSWER_MS });
    const end = (/** @type {boolean} */ accepted) => {
      socket.destroy();
      done(accepted);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
