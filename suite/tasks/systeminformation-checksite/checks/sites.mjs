import assert from 'node:assert/strict';

/** What curl prints for the headers of an answer. @param {any} random @param {number} status */
export const headers = (random, status) =>
  `HTTP/${random.pick(['1.1', '1.0', '2', '3'])} ${status}${random.pick([' ', ` ${random.word()} ${random.word()}`])}\r\nContent-Length: ${random.int(1, 999)}\r\nX-${random.word()}: 200 404 ${random.word()}\r\n\r\n`;

/** An address as people write them. @param {any} random */
export const address = (random) => {
  const [host, path] = [`${random.word()}-${random.word()}.${random.pick(['example', 'co.example', 'museum'])}`, `${random.word()}/${random.word()}.html`];
  return random.pick([`https://${host}/${path}`, `http://${host}:${random.int(80, 9999)}/~${path}`, host, `10.${random.int(0, 255)}.${random.int(0, 255)}.7:8080`, `https://${host}/${random.word()}%20${random.word()}/`, `http://${host}/a=${random.word()},b`]);
};

/** The address that curl was called with, as it was or with the slash of its root. @param {string[][]} calls @param {string} url */
export function assertAsked(calls, url) {
  assert.equal(calls.length, 1);
  const [call = []] = calls;
  assert.ok(call.includes('-I') || call.includes('--head'), `curl was not asked for headers: ${call.join(' ')}`);
  assert.ok(call.some((word) => [url, `${url}/`, `--url=${url}`].includes(word)), `curl was not asked for ${url}: ${call.join(' ')}`);
}
