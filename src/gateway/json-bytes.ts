import type { Json } from './apis/model-api.ts';

/**
 * JSON.stringify of an object as bytes, made of small texts: V8 gives each text over 128 KB memory pages of its own, which takes longer than all the rest. The object
 * comes from JSON.parse.
 */
export function jsonBytes(object: Json): Buffer {
  const fields = Object.entries(object).map(([name, value]) => [Buffer.from(`${JSON.stringify(name)}:`), ...valueBytes(value)]);
  return Buffer.concat([Buffer.from('{'), ...fields.flatMap((field, index) => (index === 0 ? field : [COMMA, ...field])), Buffer.from('}')]);
}

const COMMA = Buffer.from(',');

/** Conversations are lists of many messages. */
function valueBytes(value: unknown): Buffer[] {
  if (!Array.isArray(value)) return [Buffer.from(JSON.stringify(value))];
  const items = value.flatMap((item, index) => [...(index === 0 ? [] : [COMMA]), Buffer.from(JSON.stringify(item))]);
  return [Buffer.from('['), ...items, Buffer.from(']')];
}
