// Serves a port for half a second, answers itself, and closes the connection on the server's side, which is the one that waits. argv: the port.
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';

const port = Number(process.argv[2]);

/** Connections and listeners that are there already, by their addresses. */
function known() {
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((name) =>
    readFileSync(`/proc/net/${name}`, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== ''),
  );
}

const before = known();
const server = createServer((socket) => socket.end('mine')).listen(port, '127.0.0.1');
await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
await new Promise((resolve) => setTimeout(resolve, 500));
let answer = '';
await new Promise((resolve) => {
  connect(port, '127.0.0.1')
    .on('data', (chunk) => (answer += chunk))
    .on('close', resolve);
});
process.stdout.write(JSON.stringify({ before, answer }), () => process.exit(0));
