import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseFiles } from '../../../src/cli/rules/analyse-files.ts';
import { loadRules } from '../../../src/cli/rules/load-rules.ts';

const FOLDER = 'tests/fixtures/taint/flows/php';
const rules = await loadRules(['rules/php']);

test.each(readdirSync(FOLDER))('%s: what is marked as bad is found, and nothing else', async (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const { findings, failed } = await analyseFiles([{ path: name, text, grammar: 'php' }], rules, () => undefined);
  const marked = text.split('\n').flatMap((line, at) => (/\/\/ bad\b/u.test(line) ? [at + 1] : []));
  expect(failed).toEqual([]);
  expect([...new Set(findings.map(({ place }) => place.line))].sort((a, b) => a - b)).toEqual(marked);
});
