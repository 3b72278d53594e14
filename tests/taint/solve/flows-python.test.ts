import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { analyseFiles } from '../../../src/cli/rules/analyse-files.ts';
import { readRules } from '../../../src/taint/rules/read-rules.ts';

const FLOWS = new URL('../../fixtures/taint/flows/python', import.meta.url).pathname;
const RULES = new URL('../../../rules/python', import.meta.url).pathname;

it('finds what is marked in small programs, and nothing else', async () => {
  const files = (await readdir(FLOWS, { recursive: true })).filter((name) => name.endsWith('.py')).sort();
  const texts = await Promise.all(files.map(async (path) => ({ path, text: await readFile(join(FLOWS, path), 'utf8'), grammar: 'python' as const })));
  const packs = (await readdir(RULES)).filter((name) => name.endsWith('.yaml')).sort();
  const rules = (await Promise.all(packs.map(async (name) => (await readRules(await readFile(join(RULES, name), 'utf8'), name)).rules))).flat();
  const { findings, failed } = await analyseFiles(texts, rules, () => undefined);
  const found = [...new Set(findings.map(({ place }) => `${place.file}:${place.line}`))].sort();
  const marked = texts.flatMap(({ path, text }) => text.split('\n').flatMap((line, at) => (line.includes('# bad') ? [`${path}:${at + 1}`] : []))).sort();
  expect(found).toEqual(marked);
  expect(marked.length).toBe(21);
  expect(failed).toEqual([]);
});
