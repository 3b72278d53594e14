import { spawnSync } from 'node:child_process';
import { hasEngine, hasProgram } from './machine.mjs';
import { say } from './say.mjs';

/** @type {readonly { readonly program: string, readonly update: readonly string[], readonly install: readonly string[] }[]} */
const PACKAGE_MANAGERS = [
  { program: 'apt-get', update: ['apt-get', 'update', '-q'], install: ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'bubblewrap'] },
  { program: 'dnf', update: [], install: ['dnf', 'install', '-y', 'bubblewrap'] },
  { program: 'zypper', update: [], install: ['zypper', '--non-interactive', 'install', 'bubblewrap'] },
  { program: 'pacman', update: [], install: ['pacman', '-Sy', '--noconfirm', 'bubblewrap'] },
  { program: 'apk', update: [], install: ['apk', 'add', 'bubblewrap'] },
];

/** Installs bubblewrap where there is no sandbox at all and this user may; says in one line how, where not. It never fails: most commands need no sandbox. */
export async function provideSandbox() {
  if (hasProgram('bwrap') || (await hasEngine())) return;
  if (process.platform !== 'linux') {
    say('no sandbox: judging needs a Docker engine here, and none answers; start Docker Desktop or podman machine');
    return;
  }
  const manager = PACKAGE_MANAGERS.find(({ program }) => hasProgram(program));
  if (manager === undefined) {
    say('no sandbox: install bubblewrap with the package manager of this system, or Docker');
    return;
  }
  const before = asRoot();
  if (before === null) {
    say(`no sandbox: judging needs bubblewrap or Docker. Install it: sudo ${manager.install.join(' ')}`);
    return;
  }
  const install = [...before, ...manager.install];
  say(`installing bubblewrap, the sandbox that judging needs: ${install.join(' ')}`);
  // Lists of packages may be missing or old: the first try is quick where they are not.
  if (succeeds(install) || (manager.update.length > 0 && succeeds([...before, ...manager.update]) && succeeds(install))) return;
  say(`bubblewrap could not be installed; what needs a sandbox will say so. Try it yourself: ${install.join(' ')}`);
}

/** What to put before a command to run it as root; null where this user may not. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return hasProgram('sudo') && succeeds(['sudo', '-n', 'true'], 'ignore') ? ['sudo', '-n'] : null;
}

/**
 * @param {readonly string[]} command
 * @param {'ignore' | 'shown'} output
 */
function succeeds([program = '', ...rest], output = 'shown') {
  // What it prints goes to stderr: stdout belongs to the command that comes after.
  const sink = output === 'shown' ? 2 : 'ignore';
  return spawnSync(program, rest, { stdio: ['ignore', sink, sink], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}
