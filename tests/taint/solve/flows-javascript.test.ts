import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadModels } from '../../../src/cli/rules/load-models.ts';
import { loadRules } from '../../../src/cli/rules/load-rules.ts';
import { analyse } from '../../../src/taint/analyse.ts';
import { indexFile } from '../../../src/taint/index-file.ts';
import { languageOf } from '../../../src/taint/languages/languages.ts';
import { loadSourceParser } from '../../../src/taint/tree/parse.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'tests/fixtures/taint/flows/javascript');
const names = await readdir(FOLDER);
const rules = (await loadRules([join(ROOT, 'rules/javascript')])).filter(({ mode }) => mode === 'taint');
const models = await loadModels(join(ROOT, 'models'), ['javascript']);
const parse = await loadSourceParser('javascript');

test.each(names)('%s: flows come to the lines that say so, and to no other', async (name) => {
  const text = await readFile(join(FOLDER, name), 'utf8');
  const { findings } = analyse([indexFile({ path: name, tree: parse(text), support: languageOf('javascript') }, rules)], rules, models);
  const marked = text.split('\n').flatMap((line, at) => (line.endsWith('// bad') ? [at + 1] : []));
  expect([...new Set(findings.map(({ place }) => place.line))].sort((a, b) => a - b)).toEqual(marked);
});
