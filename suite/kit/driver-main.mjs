/**
 * Runs as the candidate: loads the task's driver, reads requests on descriptor 3, answers on descriptor 4. Nothing that it says is
 * believed: the judge asks questions and looks at effects.
 */
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { decode, encode, lineReader } from './protocol.mjs';

const input = new Socket({ fd: 3, readable: true, writable: false });
const output = new Socket({ fd: 4, readable: false, writable: true });

/** @param {object} answer */
function send(answer) {
  output.write(`${encode(answer)}\n`);
}

/** @param {unknown} error */
function describe(error) {
  if (error === null || typeof error !== 'object') return { name: typeof error, message: String(error) };
  const { name, message, code } = /** @type {{ name?: unknown, message?: unknown, code?: unknown }} */ (error);
  return { name: String(name), message: String(message), ...(code === undefined ? {} : { code: String(code) }) };
}

/** @type {Record<string, (...args: any[]) => unknown>} */
let handlers = {};

/** @param {{ id: number, name: string, args: unknown[] }} request */
async function answer(request) {
  try {
    const handler = handlers[request.name];
    if (handler === undefined) throw new Error(`the driver has no handler ${request.name}`);
    send({ id: request.id, value: await handler(...request.args) });
  } catch (error) {
    send({ id: request.id, error: describe(error) });
  }
}

try {
  const driver = await import(pathToFileURL(/** @type {string} */ (process.argv[2])).href);
  handlers = await driver.default({ require: createRequire('/work/repo/package.json'), args: decode(/** @type {string} */ (process.argv[3])) });
  send({ id: 0, value: 'ready' });
} catch (error) {
  send({ id: 0, error: describe(error) });
}
input.on(
  'data',
  lineReader(
    (line) => void answer(/** @type {{ id: number, name: string, args: unknown[] }} */ (decode(line))),
    () => process.exit(1),
  ),
);
input.on('end', () => process.exit(0));
