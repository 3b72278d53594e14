/** Runs as the candidate. The observations are taken with functions that were kept before the code under test was loaded. */
const { keys, hasOwn } = Object;
const { isArray } = Array;
const clone = structuredClone;

const revivers = {
  none: undefined,
  identity: (name, value) => value,
  copies: (name, value) => (value === null || typeof value !== 'object' ? value : isArray(value) ? [...value] : { ...value }),
};

/** A reviver that follows `rules`, { name | equals, to | gone: true }, and writes down its calls: name, value, kind and keys of the holder, whether it held the value. */
function recordingReviver(rules, calls) {
  return function (name, value) {
    calls.push([name, clone(value), isArray(this) ? 'array' : 'object', keys(this), this[name] === value || Number.isNaN(value)]);
    const rule = rules.find((one) => (hasOwn(one, 'name') ? one.name === name : one.equals === value));
    if (rule === undefined) return value;
    return rule.gone === true ? undefined : rule.to;
  };
}

const at = (value, path) => path.reduce((inner, name) => inner[name], value);

export default async function driver({ require }) {
  const JSON5 = require('/work/repo');

  /** What an application finds under `names` in the value at `path`, by reading and by enumerating. */
  function find(value, path, names) {
    const place = at(value, path);
    const enumerated = {};
    for (const name in place) if (typeof place[name] !== 'object') enumerated[name] = place[name];
    return names.map((name) => ({ read: typeof place[name] === 'function' ? 'a function' : place[name], listed: hasOwn(enumerated, name) ? enumerated[name] : undefined }));
  }

  return {
    parse: (text) => JSON5.parse(text),
    parseWith: (text, reviver) => JSON5.parse(text, reviver),
    revive(text, rules) {
      const calls = [];
      const value = JSON5.parse(text, recordingReviver(rules, calls));
      return { value, calls };
    },
    places(text, rules) {
      const value = JSON5.parse(text, recordingReviver(rules, []));
      return { length: value.length, indexes: keys(value) };
    },
    reviveTexts: (text) => JSON5.parse(text, (name, value) => (typeof value === 'string' ? JSON5.parse(value) : value)),
    refusal(text) {
      try {
        return { value: JSON5.parse(text) };
      } catch (error) {
        return { syntaxError: error instanceof SyntaxError, line: error.lineNumber, column: error.columnNumber };
      }
    },
    use(text, name, value) {
      'use strict';
      const object = JSON5.parse(text);
      const answer = { has: object.hasOwnProperty(name), hasOther: object.hasOwnProperty(`${name}${name}`), text: object.toString(), plain: object.constructor === Object, before: object[name] };
      object[name] = value;
      answer.after = object[name];
      answer.deleted = delete object[name];
      answer.names = keys(object);
      object[`${name}2`] = value;
      answer.added = object[`${name}2`];
      answer.json = JSON.stringify(object);
      return answer;
    },
    useArray(text, value) {
      'use strict';
      const array = JSON5.parse(text);
      array[0] = value;
      array.push(value);
      return { array, isArray: isArray(array), joined: array.map(String).join('|') };
    },
    depth(text) {
      let depth = 0;
      for (let value = JSON5.parse(text); value !== null && typeof value === 'object'; depth++) value = isArray(value) ? value[0] : value.a;
      return depth;
    },
    find: (text, path, names, reviver) => find(JSON5.parse(text, revivers[reviver]), path, names),
    findReferences: (text, path, names, word, replacement) => find(JSON5.parse(text, (name, value) => (value === word ? clone(replacement) : value)), path, names),
  };
}
