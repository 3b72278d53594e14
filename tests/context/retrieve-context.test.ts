import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { retrieveContext } from '../../src/context/retrieve-context.ts';
import { makeTree, taskOf } from './trees.ts';

const file = 'lib/serve.js';
const textWith = (region: string): string => `const { resolvePath } = require('./resolve');\nconst mime = require('./mime');\n\nfunction serve(request) {\n${region}}\n\nmodule.exports = { serve };\n`;
const vulnerable = '  const place = openWhatever(unsafeJoin(request.url));\n  return place.contents;\n';
const others = {
  'lib/resolve.js': '/** Below the root. */\nexports.resolvePath = function (root, name) {\n  return join(root, name);\n};\n',
  'lib/unsafe.js': 'const unsafeJoin = (a) => a;\nconst openWhatever = (a) => a;\nmodule.exports = { unsafeJoin, openWhatever };\n',
  'lib/mime.js': 'module.exports = function mime(name) { return "text/plain"; };\n',
  'server.js': "const { serve } = require('./lib/serve');\nserve({ url: '/' });\n",
};

function requestFor(region: string): Parameters<typeof retrieveContext>[0] {
  const text = textWith(region);
  const lines = [5, 4 + region.split('\n').length - 1] as const;
  return { task: taskOf({ file, text, lines, symbol: 'serve' }), tree: makeTree({ ...others, [file]: text }), description: 'Gives the file that `resolvePath` finds.', strategy: 'bm25', limit: 10 };
}

test('what is shown does not depend on the removed text, unless the query is marked as seeing it', async () => {
  const one = requestFor(vulnerable);
  const other = requestFor('  anything(at, all);\n  return mime(mime);\n');
  for (const strategy of ['bm25', 'symbols'] as const) expect(await retrieveContext({ ...one, strategy })).toEqual(await retrieveContext({ ...other, strategy }));
  const block = { query: 'summary+block' } as const;
  const [seen, unlike] = [await retrieveContext({ ...one, ...block }), await retrieveContext({ ...other, ...block })];
  expect([seen.seesOriginal, seen.items[0]?.path, unlike.items[0]?.path]).toEqual([true, 'lib/unsafe.js', 'lib/mime.js']);
});

test('a draft is the query of hypothetical, and has to be there', async () => {
  const request = { ...requestFor(vulnerable), query: 'hypothetical' } as const;
  const { items, seesOriginal } = await retrieveContext({ ...request, draft: 'return mime(name)' });
  expect([items[0]?.path, items[0]?.kind, seesOriginal]).toEqual(['lib/mime.js', 'file', false]);
  await expect(retrieveContext(request)).rejects.toMatchObject({ code: 'bad-input' });
});

test('a tree whose region is another one is refused: it would be masked at the wrong lines', async () => {
  const request = requestFor(vulnerable);
  writeFileSync(join(request.tree, file), `\n${textWith(vulnerable)}`);
  await expect(retrieveContext(request)).rejects.toMatchObject({ code: 'integrity' });
  await expect(retrieveContext({ ...request, tree: makeTree(others) })).rejects.toMatchObject({ code: 'not-found' });
});

test('a tree that changes is indexed anew; one with a digest is taken at its word', async () => {
  const request = requestFor(vulnerable);
  const found = async (digest?: string): Promise<string[]> => (await retrieveContext({ ...request, ...(digest === undefined ? {} : { digest }), description: 'zebra' })).items.map(({ path }) => path);
  expect(await found()).not.toContain('lib/zebra.js');
  expect(await found(request.tree)).not.toContain('lib/zebra.js');
  writeFileSync(join(request.tree, 'lib/zebra.js'), '// zebra\n');
  expect(await found()).toContain('lib/zebra.js');
  expect(await found(request.tree)).not.toContain('lib/zebra.js');
});

test('a huge file is shown by its beginning, and a copy of the region is left out', async () => {
  const request = requestFor(vulnerable);
  const line = 'const resolvePath = require("./resolve"); // resolvePath of resolve\n';
  writeFileSync(join(request.tree, 'lib/huge.js'), line.repeat(6000));
  writeFileSync(join(request.tree, 'lib/copy.js'), textWith(vulnerable));
  const { items, notes } = await retrieveContext(request);
  const huge = items.find(({ path }) => path === 'lib/huge.js');
  expect(huge?.lines).toEqual([1, Math.floor((256 * 1024 + 1) / line.length)]);
  expect(huge?.text).toBe(line.repeat(huge?.lines?.[1] ?? 0));
  expect(items.find(({ path }) => path === 'lib/copy.js')?.text).not.toContain('unsafeJoin');
  expect(notes).toEqual([`lib/huge.js is shown up to line ${huge?.lines?.[1]} only`, "lib/copy.js is shown without lines 5–6, where a region's original text stands"].sort((a) => (a.startsWith('lib/huge') ? -1 : 1)));
});
