import { crc32 } from 'node:zlib';

const STRING = 7;
const FIXED_BYTES = 16;

/** One message of `application/vnd.amazon.eventstream`: lengths, a checksum, typed headers, the payload, a checksum of all. */
export function awsEvent(type: string, payload: unknown, kind: 'event' | 'exception' = 'event'): Uint8Array {
  const headers = Buffer.concat([header(`:${kind}-type`, type), header(':content-type', 'application/json'), header(':message-type', kind)]);
  const body = Buffer.from(JSON.stringify(payload));
  const message = Buffer.alloc(FIXED_BYTES + headers.length + body.length);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(headers.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  headers.copy(message, 12);
  body.copy(message, 12 + headers.length);
  message.writeUInt32BE(crc32(message.subarray(0, -4)), message.length - 4);
  return message;
}

function header(name: string, value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([STRING]), length, bytes]);
}
