import { request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';

const MAX_TOLD = 1000;

/**
 * A container's streams (`stdin=1&stdout=1…`). Not dockerode's attach: this connection does not keep the process from ending, and whoever waits for something on it says so
 * with `ref`.
 */
export function attachStreams(socketPath: string, id: string, streams: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST', path: `/containers/${id}/attach?stream=1&${streams}`, headers: { Connection: 'Upgrade', Upgrade: 'tcp' } });
    asked.once('upgrade', (_response, socket: Socket, first: Buffer) => {
      if (first.length > 0) socket.unshift(first);
      resolve(socket.unref());
    });
    asked.once('response', (response) => {
      // Read to its end: an answer left unread keeps the process from ending.
      text(response).then((told) => reject(new Error(`the engine attached no streams: ${response.statusCode} ${told.slice(0, MAX_TOLD)}`)), reject);
    });
    asked.once('error', reject);
    asked.end();
  });
}
