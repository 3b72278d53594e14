/** Runs as the candidate. What is looked at is looked at with functions that were kept before the code under test was loaded. */
const { hasOwn, keys: namesOf, setPrototypeOf, getPrototypeOf } = Object;
const { isArray } = Array;

/** A key as an application may hold it: { boxed: 'text' } becomes a String object, { speaks: 'text' } an object with a toString. */
function makeKey(key) {
  if (key === null || typeof key !== 'object') return key;
  if (isArray(key)) return key.map(makeKey);
  if (hasOwn(key, 'boxed')) return new String(key.boxed);
  return { toString: () => key.speaks };
}

const makePath = (path) => (isArray(path) ? path.map(makeKey) : path);

export default async function driver({ require }) {
  const { dset } = require('/work/repo/dist/index.js');
  const protos = [Object.prototype, Array.prototype, Function.prototype, String.prototype];

  return {
    write(object, path, value) {
      const given = makePath(path);
      const copy = typeof given === 'object' ? structuredClone(given) : given;
      const returned = dset(object, given, value);
      return { object, returned, unchanged: JSON.stringify(copy) === JSON.stringify(given) };
    },
    writeAll(object, steps) {
      for (const [path, value] of steps) dset(object, path, value);
      return object;
    },
    /** Whether value and objects on the way are the very ones, not copies. */
    identity() {
      const [value, inner, list] = [{}, { x: 1 }, [1]];
      const object = { inner, list };
      dset(object, 'inner.deep.value', value);
      dset(object, ['list', 2], value);
      return object.inner === inner && object.list === list && inner.deep.value === value && list[2] === value && inner.x === 1;
    },
    length(object, path, at) {
      dset(object, path, 'value');
      return { length: object[at].length, indexes: namesOf(object[at]), isArray: isArray(object[at]) };
    },
    /** What an object of the application can do after a path was written. */
    use(object, path, value) {
      'use strict';
      dset(object, path, value);
      const other = {};
      other.toString = () => 'own';
      return { own: String(other), names: namesOf(object), usual: getPrototypeOf(object) === Object.prototype, method: object.hasOwnProperty(namesOf(object)[0]) };
    },
    replacesFunction(path, value) {
      const object = { run: () => 1 };
      dset(object, path, value);
      return object;
    },
    /** Writes, and tells what other objects have under `name` afterwards, and what this one has without holding it. */
    attack(object, path, value, name) {
      const parents = protos.map((proto) => getPrototypeOf(proto));
      let threw = false;
      try {
        dset(object, makePath(path), value);
      } catch {
        threw = true;
      }
      const read = (one) => (one[name] === undefined || typeof one[name] === 'function' ? null : one[name]);
      const others = [{}, [], () => 1, 'text'].map(read);
      const inherited = [];
      const look = (one, depth) => {
        if (one === null || typeof one !== 'object' || depth > 6) return;
        if (!hasOwn(one, name)) inherited.push(read(one));
        for (const key of namesOf(one)) look(one[key], depth + 1);
      };
      look(object, 0);
      protos.forEach((proto, index) => {
        delete proto[name];
        if (getPrototypeOf(proto) !== parents[index]) setPrototypeOf(proto, parents[index]);
      });
      return { threw, others, inherited };
    },
  };
}
