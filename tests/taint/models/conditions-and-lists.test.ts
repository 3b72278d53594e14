import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readModels } from '../../../src/taint/models/read-models.ts';
import { readRules } from '../../../src/taint/rules/read-rules.ts';

const ROOT = join(import.meta.dirname, '../../..');

function textsIn(folder: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yaml')).map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

const read = (text: string): ReturnType<typeof readModels> => readModels([{ path: 'm.yaml', text }]);

test('a sanitizer holds only where an argument is the constant', () => {
  const { models, faults } = read('sanitizers: [{ call: clean, part: 0, clears: [sql], only: { part: 1, value: 7 } }]');
  expect(faults).toEqual([]);
  expect(models.callsOf('clean')).toEqual([{ type: 'sanitizer', part: 0, clears: 3, only: { part: 1, field: null, value: 7, isNegated: false } }]);
});

test('what has no condition has no key for one', () => {
  const { models } = read('flows: [{ call: f, from: 0, to: result, how: mixed }]');
  expect(models.callsOf('f')).toEqual([{ type: 'flow', from: 0, to: 'result', how: 'mixed' }]);
});

test('a function gets elements of a list that is an argument', () => {
  const { models } = read('calls: [{ call: array_map, part: 0, of: 1, with: [element], returns: elements }]');
  expect(models.callsOf('array_map')).toEqual([{ type: 'calls', part: 0, of: 1, with: ['element'], returns: 'elements' }]);
});

test('a condition without a constant is a fault', () => {
  expect(read('guards: [{ call: g, part: 0, when: true, clears: [all], only: { part: 1 } }]').faults).toMatchObject([{ field: 'guards[0].only.value', found: 'nothing' }]);
});

test.each(['php', 'python'])('all models and rules of %s are read without a fault', async (language) => {
  expect(readModels(textsIn(`models/${language}`)).faults).toEqual([]);
  const files = textsIn(`rules/${language}`);
  expect(files.length).toBeGreaterThan(10);
  for (const { path, text } of files) expect((await readRules(text, path)).faults).toEqual([]);
});

test('the filters of PHP have their values', () => {
  const { models } = readModels(textsIn('models/php'));
  expect(models.constant('FILTER_VALIDATE_INT')).toEqual({ value: 257 });
  expect(models.callsOf('filter_var').filter((model) => model.type === 'guard' && model.only?.value === 257)).toHaveLength(1);
  expect(models.source('$_SERVER.HTTP_X_ANYTHING')?.kind).toBe('request');
  expect(models.source('$_SERVER.SERVER_NAME')).toBeNull();
});

test('types of Python lead to one name', () => {
  const { models } = readModels(textsIn('models/python'));
  expect(models.normalise('psycopg2.connect().cursor().execute')).toBe('python.Cursor.execute');
  expect(models.callsOf('python.Cursor.execute').some((model) => model.type === 'sink' && model.context === 'sql')).toBe(true);
  expect(models.normalise('flask.request.args')).toBe('flask.Request.args');
});
