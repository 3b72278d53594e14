import assert from 'node:assert/strict';

const write = async (target, object, path, value) => (await target.call('write', object, path, value)).object;

/** The same path as a text, an array, an array with numbers, and an array-like object. */
function spellings(keys) {
  const list = keys.map(String);
  return [list.join('.'), list, keys, { ...list, length: list.length }];
}

const values = (random) => [random.word(), '', random.int(1, 999), 0, true, false, null, undefined, [random.word()], [], { [random.word()]: 1 }, {}];

export default {
  driver: 'driver.mjs',
  cases: {
    'a value is written at a member, whatever it is': async ({ target, random }) => {
      for (const value of values(random)) {
        const [name, other] = [random.word(), `${random.word()}2`];
        for (const path of [name, [name]]) assert.deepEqual(await write(target, { [other]: 1 }, path, value), { [other]: 1, [name]: value });
        assert.deepEqual(await write(target, { [name]: { [other]: 1 } }, name, value), { [name]: value });
      }
    },
    'objects are made on the way': async ({ target, random }) => {
      for (const path of spellings(['a', `${random.word()}1`, `${random.word()}2`])) {
        const [one, two, three] = typeof path === 'string' ? path.split('.') : Array.from(path);
        const word = random.word();
        assert.deepEqual(await write(target, {}, path, word), { [one]: { [two]: { [three]: word } } });
      }
    },
    'nothing is returned and the path is left alone': async ({ target, random }) => {
      for (const path of spellings(['a', 1, random.word()])) {
        const { returned, unchanged } = await target.call('write', {}, path, 1);
        assert.deepEqual([returned, unchanged], [undefined, true]);
      }
    },
    'what is there on the way is kept': async ({ target, random }) => {
      const [name, word] = [`${random.word()}3`, random.word()];
      for (const path of spellings(['a', 'b', name])) {
        assert.deepEqual(await write(target, { a: { b: { c: 1 }, d: [2] }, e: null }, path, word), { a: { b: { c: 1, [name]: word }, d: [2] }, e: null });
      }
      assert.equal(await target.call('identity'), true);
    },
    'lists are made for whole numbers, objects for other keys': async ({ target, random }) => {
      const word = random.word();
      for (const path of spellings(['list', 0])) assert.deepEqual(await write(target, {}, path, word), { list: [word] });
      for (const path of spellings(['list', 0, 0, 'x'])) assert.deepEqual(await write(target, {}, path, word), { list: [[{ x: word }]] });
      assert.deepEqual(await write(target, {}, ['a', 1.5], word), { a: { 1.5: word } });
      assert.deepEqual(await write(target, {}, ['a', '1.5'], word), { a: { 1.5: word } });
      for (const key of ['1a', 'a1', 'x', '$', 'e5']) assert.deepEqual(await write(target, {}, ['a', key], word), { a: { [key]: word } });
      const place = random.int(2, 20);
      for (const path of [`a.${place}`, ['a', place], ['a', String(place)]]) assert.deepEqual(await target.call('length', {}, path, 'a'), { length: place + 1, indexes: [String(place)], isArray: true });
    },
    'elements of lists are replaced and added': async ({ target, random }) => {
      const word = random.word();
      for (const path of spellings(['b', 1])) assert.deepEqual(await write(target, { b: [1, 2, 3] }, path, word), { b: [1, word, 3] });
      for (const path of spellings(['b', 3])) assert.deepEqual(await write(target, { b: [1, 2, 3] }, path, word), { b: [1, 2, 3, word] });
      for (const path of spellings([0, 'x'])) assert.deepEqual(await write(target, [], path, word), [{ x: word }]);
      assert.deepEqual(await write(target, [[1], 2], '0.1', word), [[1, word], 2]);
    },
    'texts, numbers and the like make way': async ({ target, random }) => {
      for (const before of [random.word(), '', random.int(1, 99), 0, true, false, undefined]) {
        for (const path of spellings(['a', 'b'])) assert.deepEqual(await write(target, { a: before }, path, 1), { a: { b: 1 } });
        for (const path of spellings(['a', 0])) assert.deepEqual(await write(target, { a: before }, path, 1), { a: [1] });
      }
      assert.deepEqual(await target.call('replacesFunction', 'run.x', 5), { run: { x: 5 } });
    },
    'something is built up in steps': async ({ target, random }) => {
      const [one, two] = [random.word(), random.int(1, 999)];
      assert.deepEqual(await target.call('writeAll', {}, [['a.0.b.0', one], ['a.0.b.1', two], [['a', 1, 'c'], one], ['d', []], ['d.0', two], ['a.1.c', two]]), { a: [{ b: [one, two] }, { c: two }], d: [two] });
      assert.deepEqual(await target.call('writeAll', { abc: 123 }, [['foo.bar', one], ['abc.hello', two]]), { abc: { hello: two }, foo: { bar: one } });
      assert.deepEqual(await target.call('writeAll', { x: { y: { z: 1 } } }, [['x', { v: 2 }], ['x.y', one]]), { x: { v: 2, y: one } });
    },
    'a dot within a key of an array belongs to it': async ({ target, random }) => {
      const key = `${random.word()}.${random.word()}`;
      assert.deepEqual(await write(target, {}, [key], 1), { [key]: 1 });
      assert.deepEqual(await write(target, { [key]: { a: 1 } }, [key, 'b.c'], 2), { [key]: { a: 1, 'b.c': 2 } });
    },
    'names are data, whatever they are': async ({ target, random }) => {
      const names = ['toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', 'length', 'name', '__proto', 'proto__', '_proto_', '__PROTO__', '__proto__1', 'Prototype', 'constructors', '$', '_', 'a b', 'a-b', 'ü', '"', '#1', '/x/y'];
      for (const name of names) {
        const word = random.word();
        for (const path of [name, [name]]) assert.deepEqual(await write(target, {}, path, word), { [name]: word }, name);
        for (const path of [`${name}.x`, [name, 'x']]) assert.deepEqual(await write(target, {}, path, word), { [name]: { x: word } }, name);
        assert.deepEqual(await write(target, { [name]: { y: 1 } }, [name, 'x'], word), { [name]: { y: 1, x: word } }, name);
        assert.deepEqual(await write(target, {}, `a.${name}.b`, word), { a: { [name]: { b: word } } }, name);
      }
    },
    'objects stay ordinary objects': async ({ target, random }) => {
      const name = random.word();
      assert.deepEqual(await target.call('use', {}, `${name}.x`, 1), { own: 'own', names: [name], usual: true, method: true });
      assert.deepEqual(await target.call('use', { a: 1 }, ['a', 'b'], 1), { own: 'own', names: ['a'], usual: true, method: true });
    },
    'long paths, and none': async ({ target, random }) => {
      const keys = Array.from({ length: random.int(50, 150) }, () => random.word());
      let value = await write(target, {}, random.bool() ? keys : keys.join('.'), 'end');
      for (const key of keys) value = value?.[key];
      assert.equal(value, 'end');
      assert.deepEqual(await write(target, { a: 1 }, [], 2), { a: 1 });
    },
  },
};
