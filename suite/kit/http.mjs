import { request as httpRequest } from 'node:http';
import { TargetLost } from './errors.mjs';

const ANSWER_MS = 10_000;
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * @typedef {{
 *   port: number, path?: string, method?: string, headers?: Record<string, string | string[]>,
 *   body?: string | Buffer, timeoutMs?: number, host?: string,
 * }} HttpRequest
 */

/**
 * One request to the loopback, its path as it is.
 * @param {HttpRequest} request
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>}
 */
export function http({ port, path = '/', method = 'GET', headers = {}, body, timeoutMs = ANSWER_MS, host = '127.0.0.1' }) {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host, port, path, method, headers, agent: false });
    /** @param {string} what @param {'crashed' | 'timeout' | 'protocol'} reason */
    const lose = (what, reason) => {
      clearTimeout(timer);
      reject(new TargetLost(`${method} ${path}: ${what}`, reason));
      request.destroy();
    };
    const timer = setTimeout(() => lose(`no answer within ${timeoutMs} ms`, 'timeout'), timeoutMs);
    request.on('error', (error) => lose(error.message, 'crashed'));
    request.on('response', (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      let bytes = 0;
      response.on('data', (/** @type {Buffer} */ part) => {
        bytes += part.length;
        if (bytes > MAX_BODY_BYTES) lose(`a body of more than ${MAX_BODY_BYTES} bytes`, 'protocol');
        else parts.push(part);
      });
      response.on('error', (error) => lose(error.message, 'crashed'));
      response.on('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    request.end(body);
  });
}
