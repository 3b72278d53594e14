// The other side of exchange-judge.mjs. argv: a socket, a FIFO and a port of the judge.
import { execFileSync } from 'node:child_process';
import { constants, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { connect } from 'node:net';

const [path, fifo, port] = /** @type {[string, string, string]} */ (process.argv.slice(2));

/** @param {() => unknown} action */
function works(action) {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<string>} */
function fromSocket() {
  return new Promise((resolve, reject) => {
    let text = '';
    connect(path).on('data', (chunk) => (text += chunk)).on('end', () => resolve(text)).on('error', reject);
  });
}

/** @returns {Promise<string>} */
function fromListener() {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
    }).on('error', reject);
  });
}

writeFileSync(`${process.env['TMPDIR']}/for-judge`, 'from the candidate', { mode: 0o644 });
writeSync(openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK), 'into the FIFO');
const server = createServer((_request, response) => response.end('from the candidate')).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const served = {
  port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  socket: await fromSocket(),
  listener: await fromListener(),
  program: execFileSync('recorder', ['this'], { encoding: 'utf8' }),
  fifoRead: works(() => openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK)),
  dropListed: works(() => readdirSync('/drop')),
  dropWritten: works(() => writeFileSync('/drop/forged', 'x')) || works(() => writeFileSync('/drop/bin/recorder', 'x')),
};
process.stdout.write(`${JSON.stringify(served)}\n`);
