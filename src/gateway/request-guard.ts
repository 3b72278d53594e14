import type { IncomingMessage } from 'node:http';
import { asObject } from './apis/model-api.ts';
import type { Json } from './apis/model-api.ts';

/** Deeper JSON is no request, but an attempt to exhaust a stack. */
const MAX_NESTING = 200;

export interface Fault {
  readonly kind: 'foreign' | 'hostile';
  readonly status: number;
  readonly reason: string;
}

/** What is wrong with a request before its body is read; null where nothing is. The parser of node:http has refused broken HTTP before. */
export function faultOf(request: IncomingMessage, bodyBytes: number): Fault | null {
  const { url = '', headers } = request;
  if (!url.startsWith('/')) return { kind: 'hostile', status: 403, reason: 'a target that is no path: this is no proxy for other hosts' };
  const repeated = ['content-length', 'transfer-encoding', 'host', 'content-type', 'content-encoding'].find((name) => (request.headersDistinct[name]?.length ?? 0) > 1);
  if (repeated !== undefined) return { kind: 'hostile', status: 400, reason: `several ${repeated} headers` };
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && (coding !== 'chunked' || headers['content-length'] !== undefined)) return { kind: 'hostile', status: 400, reason: 'an ambiguous length' };
  if (/%|\/\.|\/\//.test(url.split('?', 1)[0] ?? '')) return { kind: 'hostile', status: 403, reason: 'a path with dots, empty parts or percent signs' };
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { kind: 'foreign', status: 415, reason: 'a body that is encoded' };
  if (Number(headers['content-length'] ?? 0) > bodyBytes) return { kind: 'hostile', status: 413, reason: `a body of more than ${bodyBytes} bytes` };
  return null;
}

/** Null where the body is longer than `bodyBytes`. @throws where the client goes away */
export async function readBody(request: IncomingMessage, bodyBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > bodyBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/** The JSON object of a body; null for anything else. */
export function parseBody(text: string): Json | null {
  try {
    const body = asObject(JSON.parse(text));
    return isNestedDeeperThan(body, MAX_NESTING) ? null : body;
  } catch {
    return null;
  }
}

/** Looks no deeper than that: whoever walks over the value afterwards is safe. */
function isNestedDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isNestedDeeperThan(item, levels - 1));
}
