// Says as JSON what a hostile program finds out about the place where it runs. argv: the host's port, then paths of the host.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

const [port, ...hostPaths] = process.argv.slice(2);

/** @param {string} host @param {number} target @returns {Promise<string>} */
function reach(host, target) {
  return new Promise((resolve) => {
    const socket = connect({ host, port: target, timeout: 500 });
    socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused')).once('timeout', () => resolve('refused'));
    socket.once('connect', () => socket.destroy()).once('timeout', () => socket.destroy());
  });
}

/** @param {string} path */
function tryWrite(path) {
  try {
    writeFileSync(path, 'x');
    return true;
  } catch {
    return false;
  }
}

const status = Object.fromEntries(readFileSync('/proc/self/status', 'utf8').split('\n').map((line) => line.split(':\t')));
const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const address = /** @type {import('node:net').AddressInfo} */ (server.address());
const places = ['', '/usr', '/etc', '/env', '/env/node', '/work', '/work/node_modules', '/work/repo', '/dev', '/dev/mqueue', '/proc', '/proc/sys/kernel', '/sys', '/var', '/judge', '/drop', '/scratch'];
const facts = {
  environment: process.env,
  hostSeen: hostPaths.filter((path) => existsSync(path)),
  hostProcesses: readdirSync('/proc').filter((name) => /^\d+$/.test(name) && /vitest|dockerd/.test(readFileSync(`/proc/${name}/cmdline`, 'latin1'))),
  interfaces: Object.keys(networkInterfaces()).filter((name) => name !== 'lo'),
  hostPort: await Promise.all(['127.0.0.1', '10.0.0.1', '172.17.0.1'].map((host) => reach(host, Number(port)))),
  ownPort: await reach('127.0.0.1', address.port),
  isRoot: process.getuid?.() === 0 || process.getgid?.() === 0 || process.getgroups?.().includes(0),
  capabilities: ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].filter((name) => !/^0+$/.test(status[name])),
  noNewPrivileges: status['NoNewPrivs'],
  seccomp: status['Seccomp'],
  written: places.filter((place) => tryWrite(`${place}/written`)),
  scratch: tryWrite(`${process.env['TMPDIR']}/written`) && tryWrite(`${process.env['HOME']}/written`),
};
server.close();
process.stdout.write(JSON.stringify(facts));
