import { once } from 'node:events';
import { createServer } from 'node:http';

/** A service of this machine that listens on all of 127.0.0.0/8; `asked` are pairs of path and address. */
export async function withService(use) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push([request.url, request.socket.localAddress.replace('::ffff:', '')]);
    response.end('answer');
  });
  server.listen(0, '0.0.0.0');
  server.unref();
  await once(server, 'listening');
  try {
    await use({ port: server.address().port, asked });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

export const drawPath = (random) => `/${random.token(9)}`;

/** Ways to write a number that the operating system reads as this one. */
export const octal = (random, value) => '0'.repeat(random.int(1, 3)) + value.toString(8);
export const shortOctal = (_, value) => `0${value.toString(8)}`;
export const hexadecimal = (random, value) => random.pick(['0x', '0X']) + random.pick([value.toString(16), value.toString(16).toUpperCase(), value.toString(16).padStart(2, '0')]);

export async function alive({ target, random, fail }) {
  await withService(async ({ port, asked }) => {
    const path = drawPath(random);
    const host = `127.0.0.${random.int(1, 99)}`;
    const call = (rules) => target.call('fetch', { host, port, path, ...rules }).catch((error) => {
      if (error.name === 'TargetLost') throw error;
      return error.message;
    });
    const reached = await call({ denied: ['10.0.0.0/8', '192.168.0.0/16'], allowed: '127.0.0.0/24' });
    if (reached !== 200 || asked.length !== 1) fail(`${host} was not reached: ${reached}`);
    const refused = await call({ denied: [`${host}/32`] });
    if (refused !== 'denied' || asked.length !== 1) fail(`${host} was not denied: ${refused}`);
  });
}
