// A judge and a candidate that trade: servers on both sides, files, a FIFO, a socket and a program. Prints what worked.
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createSocketServer } from 'node:net';

const kit = '/judge/kit/launcher.mjs';
/** @type {typeof import('../../../suite/kit/launcher.mjs')} */
const { launch, killSlot } = await import(kit);
const launcher = JSON.parse(/** @type {string} */ (process.env['ASE_LAUNCHER']));
const slot = 3;
const { scratch } = launcher.slots[slot];

mkdirSync(`${launcher.drop}/bin`, { mode: 0o755 });
writeFileSync(`${launcher.drop}/bin/recorder`, '#!/bin/sh\necho "recorded $1"\n', { mode: 0o755 });
const fifo = `${launcher.drop}/fifo`;
if (spawnSync('mkfifo', [fifo]).status !== 0) throw new Error('no FIFO');
const descriptor = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
// With the judge's end open nobody needs to read it again, the judge's own user included.
chmodSync(fifo, 0o222);
const path = `${launcher.drop}/socket`;
const socketServer = createSocketServer((socket) => socket.end('from the socket')).listen(path);
await new Promise((resolve) => socketServer.once('listening', resolve));
chmodSync(path, 0o777);
const listener = createServer((_request, response) => response.end('from the listener')).listen(0, '127.0.0.1');
await new Promise((resolve) => listener.once('listening', resolve));
const { port } = /** @type {import('node:net').AddressInfo} */ (listener.address());

const child = launch(launcher, { command: ['/env/node/bin/node', '/work/node_modules/exchange-candidate.mjs', path, fifo, String(port)], slot, channels: true });
let text = '';
let complaint = '';
child.stderr?.on('data', (chunk) => (complaint += chunk));
const served = await new Promise((resolve) => {
  child.once('exit', () => resolve(null));
  child.stdout?.on('data', (chunk) => {
    text += chunk;
    if (text.endsWith('\n')) resolve(JSON.parse(text));
  });
});
if (served === null) throw new Error(complaint);

/** @returns {Promise<string>} */
function ask() {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: served.port }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk)).on('end', () => resolve(body));
    })
      .on('error', reject)
      .end();
  });
}

/** @param {() => unknown} action */
function works(action) {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

const answer = await ask();
const chunk = Buffer.alloc(64);
const recorded = chunk.toString('utf8', 0, readSync(descriptor, chunk));
closeSync(descriptor);
const { port: _port, ...candidate } = served;
const fromCandidate = readFileSync(`${scratch}/for-judge`, 'utf8');
await killSlot(launcher, slot, [child]);
process.stdout.write(
  JSON.stringify({
    candidate,
    answer,
    recorded,
    fromCandidate,
    absent: existsSync(`${scratch}/nothing`),
    serverGone: !(await ask().then(
      () => true,
      () => false,
    )),
    ownFiles: works(() => writeFileSync('/judge/own', 'x')),
    repositoryWritten: works(() => writeFileSync('/work/repo/own', 'x')),
  }),
  () => process.exit(0),
);
