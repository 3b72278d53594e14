import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JournalEvent } from '../../src/contract/journal.ts';
import { foldJournal } from '../../src/journal/fold.ts';
import { followJournal } from '../../src/journal/follow.ts';
import { encodeLine } from '../../src/journal/line.ts';

const time = '2026-11-24T10:02:03.000Z';
const failed = (cycle: number): JournalEvent => ({ type: 'failed', task: 'a', generator: 'g', cycle, code: 'disk', message: 'x'.repeat(100) });
const line = (seq: number): string => encodeLine({ seq, time, event: failed(seq) });

function emptyJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ase-follow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'journal.jsonl');
  writeFileSync(path, '');
  return path;
}

test('a journal that grows is read once: whole lines at once, a line that is being written when it is whole', async () => {
  const path = emptyJournal();
  const journal = followJournal(path);
  expect(await journal.refresh()).toEqual([]);
  appendFileSync(path, line(1) + line(2).slice(0, 40));
  expect((await journal.refresh()).map(({ seq }) => seq)).toEqual([1]);
  appendFileSync(path, line(2).slice(40, 60));
  expect(await journal.refresh()).toEqual([]);
  appendFileSync(path, line(2).slice(60) + line(3));
  expect((await journal.refresh()).map(({ seq }) => seq)).toEqual([2, 3]);
  expect(journal.state).toEqual((await foldJournal(path)).state);
});

test('a torn line that the next writer cuts off never counts, and damaged, foreign and repeated lines are passed over', async () => {
  const path = emptyJournal();
  const journal = followJournal(path);
  writeFileSync(path, line(1) + line(2).slice(0, 50));
  expect((await journal.refresh()).map(({ seq }) => seq)).toEqual([1]);
  truncateSync(path, line(1).length);
  appendFileSync(path, `nonsense\n${line(2).replace('xxx', 'yyy')}${line(1)}${line(5)}`);
  expect((await journal.refresh()).map(({ seq }) => seq)).toEqual([5]);
  expect([journal.epoch, journal.state]).toEqual([0, (await foldJournal(path)).state]);
});

test('a journal that was cut behind the reader, or replaced, is read from its beginning', async () => {
  const path = emptyJournal();
  const journal = followJournal(path);
  writeFileSync(path, line(1) + line(2) + line(3));
  await journal.refresh();
  truncateSync(path, line(1).length);
  appendFileSync(path, line(2) + line(4));
  expect((await journal.refresh()).map(({ seq }) => seq)).toEqual([1, 2, 4]);
  expect([journal.epoch, journal.state]).toEqual([1, (await foldJournal(path)).state]);
  writeFileSync(path, line(7));
  expect((await journal.refresh()).map(({ seq }) => seq)).toEqual([7]);
});

test('lines longer than a read, and many at once', async () => {
  const path = emptyJournal();
  const long = encodeLine({ seq: 1, time, event: { ...failed(1), message: 'é'.repeat(400_000) } as JournalEvent });
  writeFileSync(path, long + Array.from({ length: 3000 }, (_, index) => line(index + 2)).join(''));
  const journal = followJournal(path);
  expect(await journal.refresh()).toHaveLength(3001);
  expect(journal.state).toEqual((await foldJournal(path)).state);
  expect(readFileSync(path).length).toBeGreaterThan(1 << 20);
});
