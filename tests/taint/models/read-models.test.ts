import { describe, expect, it } from 'vitest';
import { formatFault } from '../../../src/contract/errors.ts';
import type { Models } from '../../../src/taint/models/models.ts';
import { readModels } from '../../../src/taint/models/read-models.ts';
import { ALL_LABELS, bitsOf, labelBits } from '../../../src/taint/solve/labels.ts';

const ALL = `types:
  express.Application: ["express()", "express.Router()", "express.Application.route()"]
  express.Request: ["express.Application.{get,post}.callback.0", "express.Request()"]
  fs: [fs-extra, "fs.promises"]
sources:
  - { path: "express.Request.{query,body}", kind: request }
  - { path: process.argv, kind: arguments }
  - { path: "$_SERVER.HTTP_*", kind: request }
sinks:
  - { call: fs.readFile, part: 0, context: path }
  - { call: "mysql.Connection.query", part: 0, fields: [sql], context: sql }
  - { call: subprocess.run, part: "name:args", context: shell, only: { part: "name:shell", value: true } }
  - { call: spawn, part: 1, context: shell, only: { part: 2, field: shell, value: false, not: true } }
  - { call: send, part: 1, context: path, only: { part: 2, field: root, missing: true } }
  - { call: "express.Response.redirect", part: 0, context: url, kind: redirect }
  - { assign: "*.innerHTML", context: html }
sanitizers: [{ call: [encodeURIComponent, other], part: 0, clears: [html-text, line-break] }]
guards:
  - { call: validator.isInt, part: 0, when: true, clears: [all] }
  - { call: isNaN, part: 0, when: false, clears: [sql] }
  - { call: check, part: 0, when: returns, clears: [path] }
flows: [{ call: path.normalize, from: 0, to: result, how: canonical }]
calls: [{ call: "*.map", part: 0, with: [element, 1], returns: elements }]
operations: [{ call: "*.replace", name: replace, parts: [receiver, 0, 1], options: [javascript] }]
exits: [process.exit]
clean: [Math.random, "*.length"]
constants: { path.sep: "/", answer: 42, nothing: null }
`;

function read(text: string): Models {
  const { models, faults } = readModels([{ path: 'm.yaml', text }]);
  expect(faults.map(formatFault)).toEqual([]);
  return models;
}

describe('models', () => {
  it('reads every key', () => {
    const models = read(ALL);
    const sink = { type: 'sink', part: 0, fields: [], only: null };
    expect(models.callsOf('fs.readFile')).toEqual([{ ...sink, context: 'path', kind: 'path', path: 'fs.readFile' }]);
    expect(models.callsOf('mysql.Connection.query')).toEqual([{ ...sink, fields: ['sql'], context: 'sql', kind: 'sql', path: 'mysql.Connection.query' }]);
    expect(models.callsOf('subprocess.run')).toMatchObject([{ part: 'name:args', only: { part: 'name:shell', field: null, value: true, isNegated: false } }]);
    expect(models.callsOf('spawn')).toMatchObject([{ part: 1, only: { part: 2, field: 'shell', value: false, isNegated: true } }]);
    expect(models.callsOf('send')).toMatchObject([{ part: 1, only: { part: 2, field: 'root', value: undefined, isNegated: false } }]);
    expect(models.callsOf('express.Response.redirect')).toMatchObject([{ context: 'url', kind: 'redirect' }]);
    expect(models.assignmentsOf('element.innerHTML')).toMatchObject([{ type: 'sink', context: 'html', path: '*.innerHTML' }]);
    expect(models.callsOf('other')).toEqual([{ type: 'sanitizer', part: 0, clears: bitsOf(['html-text', 'line-break']) }]);
    expect(models.callsOf('encodeURIComponent')).toEqual(models.callsOf('other'));
    expect(models.callsOf('validator.isInt')).toEqual([{ type: 'guard', part: 0, when: true, clears: ALL_LABELS }]);
    expect(models.callsOf('isNaN')).toEqual([{ type: 'guard', part: 0, when: false, clears: labelBits('sql') }]);
    expect(models.callsOf('check')).toEqual([{ type: 'guard', part: 0, when: 'returns', clears: labelBits('path') }]);
    expect(models.callsOf('path.normalize')).toEqual([{ type: 'flow', from: 0, to: 'result', how: 'canonical' }]);
    expect(models.callsOf('*.map')).toEqual([{ type: 'calls', part: 0, with: ['element', 1], returns: 'elements' }]);
    expect(models.callsOf('x.replace')).toEqual([{ type: 'operation', name: 'replace', parts: ['receiver', 0, 1], options: ['javascript'] }]);
    expect(models.callsOf('process.exit')).toEqual([{ type: 'exits' }]);
    expect(models.callsOf('Math.random')).toEqual([{ type: 'clean' }]);
    expect([models.constant('path.sep'), models.constant('answer'), models.constant('nothing'), models.constant('path')]).toEqual([{ value: '/' }, { value: 42 }, { value: null }, null]);
  });

  it.each([
    ['express().get.callback.0.query', 'express.Request.query'],
    ['express.Application.get.callback.0', 'express.Request'],
    ['express.default().route().post.callback.0', 'express.Request'],
    ['node:fs.readFile', 'fs.readFile'],
    ['fs-extra.promises.readFile', 'fs.readFile'],
    ['express.Requested.query', 'express.Requested.query'],
    ['expressive()', 'expressive()'],
    ['other.thing', 'other.thing'],
    ['', ''],
  ])('names types: %s', (path, expected) => {
    expect(read(ALL).normalise(path)).toBe(expected);
  });

  it('looks a member up by its path, then as a member of anything', () => {
    const models = read(`${ALL}`.replace('exits: [process.exit]', 'exits: [process.exit, document.replace]'));
    expect(models.callsOf('document.replace')).toEqual([{ type: 'exits' }]);
    expect(models.callsOf('a.b().replace')).toHaveLength(1);
    expect(models.callsOf('replace')).toEqual([]);
    expect(models.callsOf('a.constructor')).toEqual([]);
    expect(models.callsOf('__proto__')).toEqual([]);
  });

  it('knows sources, by the beginning of a name too', () => {
    const models = read(ALL);
    expect(models.source('express.Request.body')).toEqual({ path: 'express.Request.body', kind: 'request' });
    expect(models.source('process.argv')?.kind).toBe('arguments');
    expect(models.source('$_SERVER.HTTP_HOST')?.path).toBe('$_SERVER.HTTP_*');
    expect([models.source('$_SERVER.SERVER_NAME'), models.source('express.Request'), models.source('body')]).toEqual([null, null, null]);
  });

  it('says what it knows something of', () => {
    const models = read(ALL);
    expect(['fs', 'fs.readFile', 'express', 'express()', 'mysql.Connection', 'path'].filter((path) => !models.knows(path))).toEqual([]);
    expect(['fs.watch', 'ex', 'toString'].filter((path) => models.knows(path))).toEqual([]);
  });

  it('puts what several files and several names of one thing say together', () => {
    const { models, faults } = readModels([
      { path: 'a.yaml', text: 'types: { db: [mysql, "mysql2"] }\nsinks: [{ call: mysql.query, part: 0, context: sql }]' },
      { path: 'b.yaml', text: 'exits: [mysql2.query]\nclean: [db.query]' },
    ]);
    expect(faults).toEqual([]);
    expect(models.callsOf('db.query').map(({ type }) => type)).toEqual(['sink', 'exits', 'clean']);
  });

  it('ends where types lead to one another, and with paths of any length', () => {
    const { models } = readModels([{ path: 'a.yaml', text: 'types: { a: [b], b: [a], c: ["c.x"], d: ["d"], e.e: [e] }' }]);
    expect(['a', 'b']).toContain(models.normalise('a'));
    expect(models.normalise(`c${'.x'.repeat(5)}`)).toBe('c');
    expect(models.normalise('e').length).toBeLessThan(50);
    expect(models.normalise(`c${'.y'.repeat(100_000)}`).length).toBeLessThan(1_000);
    expect(models.callsOf('('.repeat(100_000))).toEqual([]);
  });

  it.each([
    ['an unknown section', 'sink: []', 'm.yaml:1:1: sink: found a field that is not supported', 'did you mean sinks?'],
    ['an unknown key', 'sinks:\n  - { call: a, prt: 0, context: sql }', 'm.yaml:2:16: sinks[0].prt: found a field that is not supported', 'did you mean part?'],
    ['an unknown context', 'sinks: [{ call: a, part: 0, context: sqll }]', 'm.yaml:1:38: sinks[0].context: found sqll', 'one of sql, shell'],
    ['an unknown label', 'sanitizers: [{ call: a, part: 0, clears: [htm] }]', 'sanitizers[0].clears: found htm', 'a label or group'],
    ['an unknown operation', 'operations: [{ call: a, name: replce, parts: [0] }]', 'operations[0].name: found replce', 'replace, test-regex'],
    ['an unknown option', 'operations: [{ call: a, name: replace, parts: [0], options: [perl] }]', 'operations[0].options: found perl', 'one of literal, javascript'],
    ['too many parts', 'operations: [{ call: a, name: basename, parts: [0, 1, 2] }]', 'operations[0].parts: found 3 parts', '1 to 2 parts'],
    ['no parts', 'operations: [{ call: a, name: length }]', 'operations[0].parts: found 0 parts', '1 part'],
    ['an unknown part', 'flows: [{ call: a, from: first, to: result, how: mixed }]', 'm.yaml:1:26: flows[0].from: found first', 'an argument from 0, name:x'],
    ['an unknown flow', 'flows: [{ call: a, from: 0, to: result, how: fast }]', 'flows[0].how: found fast', 'one of identity'],
    ['an unknown kind', 'sources: [{ path: a, kind: user }]', 'sources[0].kind: found user', 'one of request'],
    ['a source without a path', 'sources: [{ kind: request }]', 'sources[0].path: found nothing', 'a path'],
    ['a source without a kind', 'sources: [{ path: a }]', 'sources[0].kind: found nothing', 'one of request'],
    ['a sink without a call', 'sinks: [{ part: 0, context: sql }]', 'sinks[0].call: found nothing', 'a path'],
    ['a sink without a part', 'sinks: [{ call: a, context: sql }]', 'sinks[0].part: found nothing', 'an argument'],
    ['a path that is none', 'exits: ["a..b"]', 'm.yaml:1:9: exits[0]: found a..b, which is no path', 'names joined by dots'],
    ['a path with open alternatives', 'exits: ["a.{b,c"]', 'found a.{b,c, which is no path', 'alternatives'],
    ['a path with too many alternatives', `exits: ["${'{a,b}'.repeat(20)}"]`, 'which is no path', 'alternatives'],
    ['a type with several names', 'types: { "{a,b}": [c] }', 'm.yaml:1:10: types.{a,b}: found {a,b}, which is no path', 'the name of a type'],
    ['a type without paths', 'types: { a: }', 'types.a: found nothing', 'a path'],
    ['a guard without an outcome', 'guards: [{ call: a, part: 0, clears: [all] }]', 'guards[0].when: found nothing', 'true, false or returns'],
    ['a guard with another outcome', 'guards: [{ call: a, part: 0, when: maybe, clears: [all] }]', 'guards[0].when: found another outcome', 'returns'],
    ['a sanitizer that clears nothing', 'sanitizers: [{ call: a, part: 0, clears: [] }]', 'sanitizers[0].clears: found nothing', 'labels, or all'],
    ['calls with nothing', 'calls: [{ call: a, part: 0, returns: nothing }]', 'calls[0].with: found nothing', 'element'],
    ['calls that give something else', 'calls: [{ call: a, part: 0, with: [], returns: all }]', 'calls[0].returns: found all', 'one of nothing'],
    ['a condition without a value', 'sinks: [{ call: a, part: 0, context: sql, only: { part: 1 } }]', 'sinks[0].only.value: found nothing', 'missing: true'],
    ['a constant that is none', 'constants: { a: [1] }', 'constants.a: found something else', 'a number'],
    ['a call said twice', 'exits: [a, a]', 'exits[1]: found a again', 'everything said once'],
    ['a type said twice', 'types: { a: [x], b: [x] }', 'types.b: found x again', 'everything said once'],
    ['a source said twice', 'sources: [{ path: [a, a], kind: request }]', 'found a again', 'once'],
    ['an alias of YAML', 'clean: [&a x, *a]', 'clean[1]: found no text', 'a text'],
    ['no list', 'clean: x', 'clean: found no list', 'a list'],
    ['no mapping', '[]', 'm.yaml:1:1: found no mapping', 'a mapping with types'],
    ['no YAML', 'clean: [', 'found text that is no YAML', 'YAML'],
  ])('says where: %s', (_, text, place, hint) => {
    const said = readModels([{ path: 'm.yaml', text }]).faults.map(formatFault).join('\n');
    expect(said).toContain(place);
    expect(said).toContain(hint);
  });
});
