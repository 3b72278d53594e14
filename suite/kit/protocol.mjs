/** Values that travel between the judge and a driver as JSON lines, with what JSON has no word for. */

/** The longest line that either side accepts, in bytes: whatever it holds, parsing it must not exhaust the judge. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * @param {unknown} value
 * @returns {string} one line of JSON, without its line break
 */
export function encode(value) {
  return JSON.stringify(wrap(value, 0));
}

/**
 * @param {string} line
 * @returns {unknown}
 */
export function decode(line) {
  return unwrap(JSON.parse(line));
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {unknown}
 */
function wrap(value, depth) {
  if (depth > 200) return { $: 'deep' };
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', value: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $: 'bigint', value: String(value) };
    case 'undefined':
      return { $: 'undefined' };
    case 'object':
      return value === null ? null : wrapObject(value, depth);
    case 'function':
    case 'symbol':
      return { $: 'opaque', value: typeof value };
  }
}

/**
 * @param {object} value
 * @param {number} depth
 * @returns {unknown}
 */
function wrapObject(value, depth) {
  if (Array.isArray(value)) return value.map((item) => wrap(item, depth + 1));
  if (value instanceof Uint8Array) return { $: 'bytes', value: Buffer.from(value).toString('base64') };
  if (value instanceof Date) return { $: 'date', value: value.getTime() };
  if (value instanceof RegExp) return { $: 'regexp', value: value.source, flags: value.flags };
  if (value instanceof URL) return { $: 'url', value: value.href };
  // Pairs keep keys such as __proto__ and $ apart from the tags above.
  return { $: 'object', value: Object.keys(value).map((key) => [key, wrap(Reflect.get(value, key), depth + 1)]) };
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function unwrap(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(unwrap);
  const tagged = /** @type {{ $: string, value: any, flags: string }} */ (value);
  switch (tagged.$) {
    case 'number':
      return Number(tagged.value);
    case 'bigint':
      return BigInt(tagged.value);
    case 'bytes':
      return Buffer.from(tagged.value, 'base64');
    case 'date':
      return new Date(tagged.value);
    case 'regexp':
      return new RegExp(tagged.value, tagged.flags);
    case 'url':
      return new URL(tagged.value);
    case 'object':
      return unwrapPairs(tagged.value);
    default:
      return undefined;
  }
}

/**
 * @param {[string, unknown][]} pairs
 * @returns {object}
 */
function unwrapPairs(pairs) {
  const object = {};
  for (const [key, item] of pairs) {
    Object.defineProperty(object, key, { value: unwrap(item), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/**
 * Cuts a byte stream into lines.
 * @param {(line: string) => void} onLine
 * @param {() => void} onTooLong
 * @returns {(chunk: Buffer) => void}
 */
export function lineReader(onLine, onTooLong) {
  /** @type {Buffer[]} */
  let parts = [];
  let bytes = 0;
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      onLine(Buffer.concat(parts).toString('utf8'));
      parts = [];
      bytes = 0;
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
    bytes += chunk.length - start;
    if (bytes > MAX_LINE_BYTES) onTooLong();
  };
}
