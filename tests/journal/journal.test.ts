import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../src/contract/journal.ts';
import { openJournalWriter } from '../../src/journal/append.ts';
import { foldJournal } from '../../src/journal/fold.ts';
import { encodeLine } from '../../src/journal/line.ts';

const START = { end: 0, unterminated: false, lastSeq: 0 };
const failed = (cycle: number, message = 'no'): JournalEvent => ({ type: 'failed', task: 't', generator: 'g', cycle, code: 'offline', message });

async function newJournal(events: readonly JournalEvent[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'ase-journal-')), 'journal.jsonl');
  const writer = await openJournalWriter(path, START);
  await Promise.all(events.map((event) => writer.append(event)));
  await writer.close();
  return path;
}

async function failures(path: string): Promise<string[]> {
  return [...(await foldJournal(path)).state.attempts].map(([key, { failure }]) => `${key.split('\0')[2]}: ${failure}`);
}

test('events come back in the order of their lines, and a journal goes on where it ended', async () => {
  const path = await newJournal([failed(1), failed(2), failed(1, 'again')]);
  const { tail, faults } = await foldJournal(path);
  const writer = await openJournalWriter(path, tail);
  expect(await writer.append(failed(3))).toBe(4);
  await writer.close();
  expect(faults).toEqual([]);
  expect(await failures(path)).toEqual(['1: again', '2: no', '3: no']);
});

test('every line is JSON for other tools', async () => {
  const path = await newJournal([failed(1, 'line\nbreak \u2028 and é')]);
  const [line, rest] = (await readFile(path, 'utf8')).split('\n');
  expect(JSON.parse(line ?? '')).toMatchObject({ sum: expect.stringMatching(/^[0-9a-f]{16}$/), seq: 1, event: failed(1, 'line\nbreak \u2028 and é') });
  expect(rest).toBe('');
});

test('cut anywhere, the lines before the cut count and the rest is cut off before writing goes on', async () => {
  const path = await newJournal([failed(1), failed(2)]);
  const whole = await readFile(path);
  const firstEnd = whole.indexOf(10) + 1;
  for (let end = firstEnd; end < whole.length - 1; end += 1) {
    await writeFile(path, whole.subarray(0, end));
    const { tail, faults } = await foldJournal(path);
    expect(faults.map(({ line, kind }) => `${line} ${kind}`)).toEqual(end === firstEnd ? [] : ['2 torn']);
    const writer = await openJournalWriter(path, tail);
    await writer.append(failed(3));
    await writer.close();
    expect(await failures(path)).toEqual(['1: no', '3: no']);
  }
});

test('a last line that only lacks its line feed counts', async () => {
  const path = await newJournal([failed(1), failed(2)]);
  await writeFile(path, (await readFile(path)).subarray(0, -1));
  const { tail, faults } = await foldJournal(path);
  const writer = await openJournalWriter(path, tail);
  await writer.append(failed(3));
  await writer.close();
  expect(faults).toEqual([]);
  expect(await failures(path)).toEqual(['1: no', '2: no', '3: no']);
});

test('damaged, foreign, repeated and missing lines are told of with their numbers, and nothing stops at them', async () => {
  const path = await newJournal([failed(1), failed(2), failed(3), failed(4)]);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const other = encodeLine({ seq: 5, time: new Date(0).toISOString(), event: { type: 'hello' } as never }).trimEnd();
  await writeFile(path, [lines[0], lines[1]?.replace('"no"', '"yes"'), 'x'.repeat(100_000), '', '\u0000\u0000', lines[2], lines[0], lines[3], other, ''].join('\n'));
  expect((await foldJournal(path)).faults).toEqual([
    { line: 2, kind: 'damaged', reason: 'its checksum does not match' },
    { line: 3, kind: 'foreign', reason: 'no line of a journal' },
    { line: 4, kind: 'foreign', reason: 'no line of a journal' },
    { line: 5, kind: 'foreign', reason: 'no line of a journal' },
    { line: 6, kind: 'gap', reason: 'event 3 follows event 1: what was between them is missing or damaged' },
    { line: 7, kind: 'repeated', reason: 'event 1 again, after event 3' },
    { line: 9, kind: 'foreign', reason: 'an event that this version of ase does not know' },
  ]);
  expect(await failures(path)).toEqual(['1: no', '3: no', '4: no']);
});

test('a clock that jumps back changes nothing: the later line counts', async () => {
  const path = await newJournal([failed(1)]);
  await appendFile(path, encodeLine({ seq: 2, time: '1999-01-01T00:00:00.000Z', event: failed(1, 'later line') }));
  expect(await foldJournal(path)).toMatchObject({ faults: [], tail: { lastSeq: 2 } });
  expect(await failures(path)).toEqual(['1: later line']);
});
