import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ContextItem } from '../../src/context/context-item.ts';
import { type RetrievalRequest, retrieveContext } from '../../src/context/retrieve-context.ts';
import { isProgramTask, type Task } from '../../src/contract/task.ts';
import { materialiseTask } from '../../src/environments/prepare-task.ts';
import { openCache } from '../../src/sources/cache.ts';
import { loadSuite } from '../../src/suite/load-suite.ts';

const checkout = join(import.meta.dirname, '..', '..');

interface Quickstart {
  readonly task: Task;
  readonly tree: string;
  readonly description: string;
  /** The regions' texts, read by the lines of the task. */
  readonly regions: readonly string[];
}

let tasks: readonly Quickstart[] = [];
beforeAll(async () => {
  const cache = await openCache(env['ASE_CACHE'] ?? join(homedir(), '.cache', 'ase'));
  const suite = await loadSuite(join(checkout, 'suite'), 'quickstart', []);
  tasks = await Promise.all(
    suite.tasks.filter(isProgramTask).map(async (loaded) => {
      const { repository: tree } = await materialiseTask(loaded, { cache, offline: false, baseFolder: checkout });
      const regions = loaded.task.regions.map(({ file, lines: [first, last] }) => readFileSync(join(tree, file), 'utf8').split(/(?<=\n)/).slice(first - 1, last).join(''));
      return { task: loaded.task, tree, description: readFileSync(join(loaded.folder, 'description.md'), 'utf8'), regions };
    }),
  );
});

const ways: readonly Pick<RetrievalRequest, 'strategy' | 'query' | 'selection'>[] = [
  { strategy: 'symbols' },
  ...(['official', 'sources'] as const).flatMap((selection) => (['summary+file', 'summary+block', 'summary+masked'] as const).map((query) => ({ strategy: 'bm25', query, selection }) as const)),
];

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Every three lines of a region that follow one another, blank and very short ones aside, with some weight. */
function runsOf(region: string): string[] {
  const telling = region.split('\n').map(squeezed).filter((line) => line.replaceAll(' ', '').length >= 10);
  return telling.slice(2).map((_line, at) => telling.slice(at, at + 3).join('\n')).filter((run) => run.replaceAll(/\s/g, '').length >= 60);
}

function expectClean({ task, regions }: Quickstart, { path, text, lines }: ContextItem, way: string): void {
  const place = `${task.id}: ${path}, ${way}`;
  expect(task.regions.map(({ file }) => file), place).not.toContain(path);
  const flat = squeezed(text);
  const telling = text.split('\n').map(squeezed).filter((line) => line.replaceAll(' ', '').length >= 10).join('\n');
  for (const region of regions) {
    expect(flat.includes(squeezed(region)), place).toBe(false);
    expect(runsOf(region).filter((run) => telling.includes(run)), place).toEqual([]);
  }
  if (lines !== null) expect(lines[0], place).toBeLessThanOrEqual(lines[1]);
}

test('no shown text of any real repository holds a region, or three lines of one', async () => {
  let shown = 0;
  for (const quickstart of tasks) {
    const { task, tree, description } = quickstart;
    for (const way of ways) {
      const { items, seesOriginal } = await retrieveContext({ task, tree, description, limit: 20, ...way });
      expect(seesOriginal).toBe(way.query === 'summary+file' || way.query === 'summary+block');
      for (const item of items) expectClean(quickstart, item, JSON.stringify(way));
      shown += items.length;
    }
  }
  expect(shown).toBeGreaterThan(500);
});

test('copies of a region elsewhere in the repository are cut out, with a note', async () => {
  for (const { task, tree, description, regions } of tasks) {
    const copied = mkdtempSync(join(tmpdir(), 'ase-context-'));
    onTestFinished(() => rmSync(copied, { recursive: true, force: true }));
    cpSync(tree, copied, { recursive: true });
    const file = task.regions[0]?.file ?? '';
    const text = readFileSync(join(tree, file), 'utf8');
    const words = `${description}\n`.repeat(20);
    writeFileSync(join(copied, 'copy.js'), text);
    writeFileSync(join(copied, 'copy.html'), `${words}<pre>\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>\n`);
    writeFileSync(join(copied, 'copy.json'), JSON.stringify({ file, words: words.split('\n'), text }, null, 1));
    const { items, notes } = await retrieveContext({ task, tree: copied, description, strategy: 'bm25', query: 'summary+block', limit: 30 });
    for (const name of ['copy.js', 'copy.html', 'copy.json']) expect(notes.filter((note) => note.startsWith(`${name} `)), `${task.id}: ${notes.join('\n')}`).toEqual([expect.stringContaining("region's original text")]);
    for (const item of items) {
      const flat = squeezed(item.text);
      for (const region of regions) expect([region, JSON.stringify(region).slice(1, -1)].filter((each) => flat.includes(squeezed(each))), `${task.id}: ${item.path}`).toEqual([]);
    }
  }
});

test('asking again gives the same, from the index in memory', async () => {
  const [first] = tasks;
  if (first === undefined) throw new Error('no tasks');
  const request = { task: first.task, tree: first.tree, description: first.description, limit: 5 } as const;
  for (const strategy of ['bm25', 'symbols', 'none'] as const) expect(await retrieveContext({ ...request, strategy })).toEqual(await retrieveContext({ ...request, strategy }));
  expect(await retrieveContext({ ...request, strategy: 'none' })).toEqual({ items: [], notes: [], seesOriginal: false });
});
