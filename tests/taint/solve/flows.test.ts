import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseFiles } from '../../../src/cli/rules/analyse-files.ts';
import { loadRules } from '../../../src/cli/rules/load-rules.ts';
import { walkTree } from '../../../src/cli/rules/walk-tree.ts';
import { ALL_GRAMMARS } from '../../../src/taint/rules/rule-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MARK = /(?:\/\/|#) bad\b/u;

/** How many lines are marked: a program that is not read would find nothing, as it should. */
test.each<[language: string, marked: number]>([['javascript', 14], ['php', 19], ['python', 33]])('%s: flows come to the lines that say so, and to no other', async (language, count) => {
  const { files } = walkTree(join(ROOT, 'tests/fixtures/taint/flows', language), { grammars: ALL_GRAMMARS, maxBytes: 1 << 20, vendored: false });
  const { findings, failed } = await analyseFiles(files, await loadRules([join(ROOT, 'rules', language)]), () => undefined);
  const marked = files.flatMap(({ path, text }) => text.split('\n').flatMap((line, at) => (MARK.test(line) ? [`${path}:${at + 1}`] : []))).sort();
  expect([...new Set(findings.map(({ place }) => `${place.file}:${place.line}`))].sort()).toEqual(marked);
  expect([failed, marked.length]).toEqual([[], count]);
});
