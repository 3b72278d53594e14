import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMap, parseDocument } from 'yaml';
import { loadModels } from '../../../src/cli/rules/load-models.ts';
import { loadRules } from '../../../src/cli/rules/load-rules.ts';
import { MODELS_FOLDER, RULES_FOLDER } from '../../../src/cli/package-facts.ts';
import { readPaths } from '../../../src/taint/models/model-paths.ts';
import type { CallModel, Models } from '../../../src/taint/models/models.ts';
import { readModels } from '../../../src/taint/models/read-models.ts';
import { codeBlocks } from '../../docs/documented-commands.ts';

const modelled = readdirSync(MODELS_FOLDER);
const ruled = readdirSync(RULES_FOLDER);
const loaded = new Map<string, Promise<Models>>();

function modelsFor(language: string): Promise<Models> {
  const known = loaded.get(language) ?? loadModels(MODELS_FOLDER, [language]).then((models) => models.get(language) ?? readModels([]).models);
  loaded.set(language, known);
  return known;
}

/** The names of a language's types, each with the paths that reach it. */
function typesOf(language: string): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const name of readdirSync(join(MODELS_FOLDER, language))) {
    const section = parseDocument(readFileSync(join(MODELS_FOLDER, language, name), 'utf8')).get('types');
    for (const [type, paths] of isMap(section) ? Object.entries(section.toJSON() as Record<string, string | string[]>) : []) types.set(type, [...(types.get(type) ?? []), ...[paths].flat().flatMap((path) => readPaths(path) ?? [])]);
  }
  return types;
}

/** The paths of all calls that the models name. */
function callsOf(language: string): string[] {
  const texts = readdirSync(join(MODELS_FOLDER, language)).map((name) => readFileSync(join(MODELS_FOLDER, language, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/call: (?:"([^"]+)"|([^\s,]+))/gu)].flatMap(([, quoted, plain]) => readPaths(quoted ?? plain ?? '') ?? []));
}

/** Types that code can reach: modules and globals, and those with a path that begins with no type, or with one that is reached. */
function reachable(types: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [type, paths] of types) if (!type.includes('.') || paths.some((path) => [...types.keys()].every((other) => !path.startsWith(`${other}.`) || found.has(other)))) found.add(type);
  }
  return found;
}

describe.each(modelled)('the models of %s', (language) => {
  it('read without a fault', async () => {
    const models = await modelsFor(language);
    expect(models.normalise('nothing.of.this')).toBe('nothing.of.this');
  });

  it('have no type that nothing leads to', async () => {
    const types = typesOf(language);
    const found = reachable(types);
    expect([...types.keys()].filter((type) => !found.has(type))).toEqual([]);
    const models = await modelsFor(language);
    for (const path of [...types.values()].flat()) expect(models.normalise(models.normalise(path))).toBe(models.normalise(path));
  });
});

/** Operations that change their first part and have a result of little interest. */
const CHANGING = new Set(['push', 'set', 'assign-fields']);

/** Two models that say what a result is would give what either lets through. */
function saysResult(model: CallModel): boolean {
  return model.type === 'sanitizer' || model.type === 'clean' || (model.type === 'operation' && !CHANGING.has(model.name));
}

it.each(['javascript'])('what cleans in %s is not undone by another model of the same call', async (language) => {
  const models = await modelsFor(language);
  const wrong = callsOf(language).filter((path) => {
    const own = models.callsOf(models.normalise(path));
    const said = own.filter((model) => saysResult(model)).length;
    return said > 1 || (said === 1 && own.some((model) => model.type === 'flow' && model.to === 'result'));
  });
  expect(wrong).toEqual([]);
});

it('the example of the documents reads without a fault', () => {
  const [example = ''] = codeBlocks(readFileSync(join(MODELS_FOLDER, '..', 'docs', 'framework-models.md'), 'utf8'));
  expect(readModels([{ path: 'framework-models.md', text: example }]).faults).toEqual([]);
  expect(example).toContain('types:');
});

describe.each(ruled)('the general pack for %s', (language) => {
  it('reads without a fault, and each rule says what it takes of the models', async () => {
    const rules = await loadRules([join(RULES_FOLDER, language)]);
    expect(rules.length).toBeGreaterThan(9);
    for (const { id, taint, cwe, message } of rules) {
      expect([id, taint?.models, taint?.context !== null, cwe.length, message.length > 40]).toEqual([id, true, true, 1, true]);
    }
  });
});

it.each(['javascript'])('the general pack for %s has annotated code for every rule, four lines that are wrong and four that are right', async (language) => {
  const texts = readdirSync(join(RULES_FOLDER, language, 'tests')).map((name) => readFileSync(join(RULES_FOLDER, language, 'tests', name), 'utf8')).join('\n');
  const count = (word: string, id: string): number => texts.split(`${word}: ${id}\n`).length - 1;
  for (const { id } of await loadRules([join(RULES_FOLDER, language)])) expect([id, count('ruleid', id) >= 4, count('ok', id) >= 4]).toEqual([id, true, true]);
});

describe('what is known of JavaScript', () => {
  const sinksOf = (models: Models, path: string): unknown[] => models.callsOf(models.normalise(path)).flatMap((model: CallModel) => (model.type === 'sink' ? [`${model.part} ${model.kind}`] : []));

  it.each([
    ['node:child_process.exec', ['0 shell']],
    ['fs.promises.readFile', ['0 path']],
    ['fs/promises.default.unlink', ['0 path']],
    ['express.Router().route().get.callback.1.status().send', ['0 html', '1 html']],
    ['express().post.callback.1.redirect', ['0 redirect', '1 redirect']],
    ['mysql2/promise.createConnection().query', ['0 sql']],
    ['mysql.createPool().getConnection.callback.1.query', ['0 sql']],
    ['pg.Pool().connect().query', ['0 sql']],
    ['knex()().where().orderByRaw', ['0 sql']],
    ['sqlite3.verbose().Database().all', ['0 sql']],
    ['typeorm.DataSource().getRepository().createQueryBuilder().select().where', ['0 sql']],
    ['mongoose.model().findOne', ['0 nosql', '0 nosql']],
    ['mongodb.MongoClient().db().collection().find', ['0 nosql', '0 nosql']],
    ['axios.create().get', ['0 request']],
    ['node-fetch', ['0 request']],
    ['https.get', ['0 request', '1 request']],
    ['fastify().get.callback.1.code().send', ['0 html']],
    ['@koa/router().get.callback.0.redirect', ['0 redirect']],
    ['jquery().find().html', ['0 html']],
    ['lodash.template', ['0 template']],
    ['vm2.NodeVM().run', ['0 code']],
    ['fs.existsSync', []],
    ['res.json', []],
  ])('%s is a sink', async (path, expected) => {
    expect(sinksOf(await modelsFor('javascript'), path)).toEqual(expected);
  });

  it.each([
    ['express().get.callback.0.query', 'request'],
    ['express.Request().body', 'request'],
    ['http.createServer.callback.0.url', 'request'],
    ['http.createServer().on.callback.0.on.callback.0', 'request'],
    ['koa().use.callback.0.request.body', 'request'],
    ['koa-router().get.callback.0.params', 'request'],
    ['fastify.default().route.callback.0.headers', 'request'],
    ['@hapi/hapi.server().route.callback.0.payload', 'request'],
    ['document.location.hash', 'request'],
    ['addEventListener.callback.0.data', 'message'],
    ['process.argv', 'arguments'],
    ['process.env', 'environment'],
    ['pg.Pool().query()', 'database'],
    ['express().get.callback.0.app', undefined],
  ])('%s is a source', async (path, kind) => {
    const models = await modelsFor('javascript');
    expect(models.source(models.normalise(path))?.kind).toBe(kind);
  });
});
