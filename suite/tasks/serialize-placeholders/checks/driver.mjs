/** Runs as the candidate. `build` and `describe` also serve the judge, which says with them what a text must give. */
import crypto from 'node:crypto';

/**
 * A value from a description that can travel. `['value', x]` is x itself.
 * @param {any[]} spec
 * @returns {any}
 */
export function build([kind, ...parts]) {
  switch (kind) {
    case 'value':
      return parts[0];
    case 'list':
      return parts[0].map(build);
    case 'object':
      return Object.fromEntries(parts[0].map(([name, spec]) => [name, build(spec)]));
    case 'map':
      return new Map(parts[0].map(([key, spec]) => [build(key), build(spec)]));
    case 'set':
      return new Set(parts[0].map(build));
    case 'sparse': {
      const array = new Array(parts[0]);
      for (const [index, spec] of parts[1]) array[index] = build(spec);
      return array;
    }
    case 'function':
      return (0, eval)(`(${parts[0]})`);
    case 'method':
      return (0, eval)(`({${parts[0]}})`)[parts[1]];
    case 'native':
      return Array.prototype[parts[0]];
    default:
      throw new Error(`no kind ${kind}`);
  }
}

/**
 * What a value is, as JSON that is equal for equal values only. It stands alone: its text is run in the page too.
 * @param {any} value
 * @returns {any}
 */
export function describe(value) {
  const each = (/** @type {any[]} */ items) => items.map((item) => describe(item));
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return ['number', Object.is(value, -0) ? '-0' : String(value)];
  if (typeof value === 'function') return ['function', value.constructor.name, value.constructor.name === 'Function' ? describe(value(7, 3)) : null];
  if (typeof value !== 'object') return [typeof value, String(value)];
  if (value instanceof Date) return ['date', value.getTime()];
  if (value instanceof RegExp) return ['regexp', value.source, value.flags];
  if (value instanceof URL) return ['url', value.href];
  if (value instanceof Map) return ['map', each([...value].flat(1))];
  if (value instanceof Set) return ['set', each([...value])];
  if (Array.isArray(value)) return ['array', value.length, Object.keys(value).map((index) => [index, describe(value[/** @type {any} */ (index)])])];
  return ['object', Object.keys(value).map((name) => [name, describe(value[name])])];
}

/** The package as it is when it gets these bytes for random ones while it is loaded. @param {NodeJS.Require} require @param {Uint8Array} bytes */
function loadWith(require, bytes) {
  for (const path of Object.keys(require.cache)) delete require.cache[path];
  const { randomBytes } = crypto;
  crypto.randomBytes = /** @type {any} */ (() => Buffer.from(bytes));
  try {
    return require('/work/repo');
  } finally {
    crypto.randomBytes = randomBytes;
  }
}

/** @param {{ require: NodeJS.Require }} parameter */
export default async function driver({ require }) {
  const serialize = require('/work/repo');
  return {
    /** The text of each value, or the name of the error: one may be refused and the next one not. `bytes`: what the package was loaded with. */
    serialize: (/** @type {[spec: any[], options?: unknown][]} */ requests, /** @type {Uint8Array | undefined} */ bytes) => {
      const write = bytes === undefined ? serialize : loadWith(require, bytes);
      return requests.map(([spec, options]) => {
        try {
          return { text: write(build(spec), options) };
        } catch (error) {
          return { refused: String(/** @type {any} */ (error)?.name) };
        }
      });
    },
  };
}
