import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deriveFiles } from '../../src/run/derive.ts';
import { verifyRun } from '../../src/run/verify.ts';
import { digestOf } from '../../src/util/digest.ts';
import { execute, newRunFolder, verdictLines } from './execution.ts';

test('the same command again judges nothing and changes no derived file', async () => {
  const folder = await newRunFolder();
  const first = await execute(folder, { tasks: 3 });
  const files = await derivedFiles(folder);
  const second = await execute(folder, { tasks: 3 });
  expect([first.summary.how, first.judged.length]).toEqual(['complete', 12]);
  expect(second).toMatchObject({ summary: { how: 'complete', total: 12, kept: 12, judged: 0, left: 0 }, judged: [], generated: [] });
  expect(await derivedFiles(folder)).toEqual(files);
});

test('a changed task is judged again and no other, and its answers are not made again', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 3 });
  const again = await execute(folder, { tasks: 3, versions: { 'task-1': '2' } });
  expect(again.judged.toSorted()).toEqual(['task-1 baseline:reference 1', 'task-1 baseline:reference 2', 'task-1 model/A 1', 'task-1 model/A 2']);
  expect(again.generated).toEqual([]);
  expect(again.events).toContainEqual({ type: 'decided', total: 12, kept: 8, open: 4, stale: [{ reason: 'task changed', attempts: 4 }] });
  expect(again.events).toContainEqual({ type: 'note', message: 'changed since the last time: suite, tasks' });
  expect((await verifyRun(folder)).differences).toEqual([]);
});

test('another sandbox touches every verdict, more cycles only add to them', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 2 });
  const more = await execute(folder, { tasks: 2, cycles: 3 });
  expect(more.judged.toSorted()).toEqual(['task-0 baseline:reference 3', 'task-0 model/A 3', 'task-1 baseline:reference 3', 'task-1 model/A 3']);
  const other = await execute(folder, { tasks: 2, cycles: 3, sandbox: 'other' });
  expect(other.judged.length).toBe(12);
  expect(other.events).toContainEqual({ type: 'decided', total: 12, kept: 0, open: 12, stale: [{ reason: 'sandbox changed', attempts: 12 }] });
  expect(other.generated).toEqual([]);
});

test('a verdict whose evidence was being replaced when the run was killed does not come back with its task', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 1, cycles: 1, generators: ['g'] });
  await execute(folder, { tasks: 1, cycles: 1, generators: ['g'], versions: { 'task-0': '2' } });
  const journal = join(folder, 'journal.jsonl');
  const text = await readFile(journal, 'utf8');
  // What a kill leaves between the new verdict.json and the event that counts on it.
  await writeFile(journal, text.slice(0, text.lastIndexOf('\n', text.lastIndexOf('"type":"judged"')) + 1));
  const back = await execute(folder, { tasks: 1, cycles: 1, generators: ['g'] });
  expect(back.judged).toEqual(['task-0 g 1']);
  expect((await verifyRun(folder)).differences).toEqual([]);
});

test('an answer that was stored but not yet written down when the run was killed is not asked for again', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 1, cycles: 1, generators: ['g'] });
  const journal = join(folder, 'journal.jsonl');
  const text = await readFile(journal, 'utf8');
  await writeFile(journal, text.slice(0, text.lastIndexOf('\n', text.indexOf('"type":"predicted"')) + 1));
  const again = await execute(folder, { tasks: 1, cycles: 1, generators: ['g'] });
  expect([again.generated, again.judged]).toEqual([[], ['task-0 g 1']]);
});

test('a generator whose settings changed is asked again; where its answer is the same, the verdict stays', async () => {
  const folder = await newRunFolder();
  const settings = (digest: string): { generators: { name: string; digest: string }[] } => ({ generators: [{ name: 'g', digest: digestOf(digest) }] });
  const answer = (attempt: string): string => `secure ${attempt}`;
  await execute(folder, { tasks: 2, cycles: 1, answer, ...settings('cold') });
  const same = await execute(folder, { tasks: 2, cycles: 1, answer, ...settings('warm') });
  expect([same.generated.length, same.judged, same.summary.kept]).toEqual([2, [], 2]);
  expect(same.events).toContainEqual({ type: 'decided', total: 2, kept: 0, open: 2, stale: [{ reason: 'generator or what it is shown changed', attempts: 2 }] });
  const other = await execute(folder, { tasks: 2, cycles: 1, answer: (attempt) => (attempt.includes('task-1') ? 'broken' : answer(attempt)), ...settings('hot') });
  expect([other.generated.length, other.judged]).toEqual([2, ['task-1 g 1']]);
  expect(verdictLines(await readFile(join(folder, 'results.jsonl'), 'utf8'))).toEqual(['task-0 g 1: secure', 'task-1 g 1: broken']);
  expect((await verifyRun(folder)).differences).toEqual([]);
});

test('fewer cycles and back again: verdicts outside the plan are not counted and not lost', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 1, cycles: 2 });
  await execute(folder, { tasks: 1, cycles: 1 });
  expect(verdictLines(await readFile(join(folder, 'results.jsonl'), 'utf8')).length).toBe(2);
  const back = await execute(folder, { tasks: 1, cycles: 2 });
  expect([back.judged, back.summary.kept]).toEqual([[], 4]);
});

test('inconclusive attempts are tried again after the others, twice, then kept with three tries', async () => {
  const folder = await newRunFolder();
  const answer = (attempt: string): string => (attempt === 'task-0 model/A 1' ? 'nonsense' : 'secure');
  const first = await execute(folder, { tasks: 2, answer });
  expect(first.judged.slice(-2)).toEqual(['task-0 model/A 1', 'task-0 model/A 1']);
  expect(first.judged.filter((attempt) => attempt === 'task-0 model/A 1').length).toBe(3);
  expect(verdictLines(await readFile(join(folder, 'results.jsonl'), 'utf8'))).toContain('task-0 model/A 1: inconclusive');
  expect(JSON.parse(await readFile(join(folder, 'attempts', 'task-0', 'model=2f+a', '1', 'verdict.json'), 'utf8'))).toMatchObject({ verdict: 'inconclusive', tries: 3 });
  expect((await execute(folder, { tasks: 2, answer })).judged).toEqual([]);
  expect((await execute(folder, { tasks: 2, answer, retryInconclusive: true })).judged.length).toBe(3);
});

test('attempts without an answer are told of and asked for again', async () => {
  const folder = await newRunFolder();
  const silent = await execute(folder, { tasks: 1, cycles: 1, answer: (attempt) => (attempt.includes('model') ? null : 'secure') });
  expect(silent.summary).toMatchObject({ how: 'complete', absent: 1, judged: 1, left: 0 });
  const later = await execute(folder, { tasks: 1, cycles: 1, answer: () => 'insecure' });
  expect(later.judged).toEqual(['task-0 model/A 1']);
});

test('a torn last line is cut, its attempt judged again; foreign lines are told of with their number', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 1 });
  const journal = join(folder, 'journal.jsonl');
  const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
  const last = lines.findLastIndex((line) => line.includes('"judged"'));
  await writeFile(journal, `${lines.slice(0, 2).join('\n')}\nhello\n${lines.slice(2, last).join('\n')}\n${lines[last]?.slice(0, 100)}`);
  const again = await execute(folder, { tasks: 1 });
  expect(again.judged.length).toBe(1);
  expect(again.events.filter(({ type }) => type === 'note')).toEqual([
    { type: 'note', message: 'journal.jsonl:3: no line of a journal; it is skipped' },
    { type: 'note', message: `journal.jsonl:${last + 2}: the last line was cut while it was written; it never counted` },
  ]);
  expect((await verifyRun(folder)).differences).toEqual([{ file: 'journal.jsonl', line: 3, message: 'foreign: no line of a journal' }]);
});

test('derived files can be removed and are made again with the same bytes', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 2 });
  const files = await derivedFiles(folder);
  for (const name of Object.keys(files)) await rm(join(folder, name));
  await deriveFiles(folder);
  expect(await derivedFiles(folder)).toEqual(files);
});

test('verify tells what was changed by hand', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 2, cycles: 1 });
  const attempt = (task: string): string => join(folder, 'attempts', task, 'model=2f+a', '1');
  await appendFile(join(attempt('task-0'), 'verdict.json'), ' ');
  await writeFile(join(attempt('task-1'), 'prediction.json'), '{}');
  await writeFile(join(attempt('task-1'), 'logs', 'tests.log'), 'all good');
  await truncate(join(folder, 'results.jsonl'), 10);
  await rm(join(folder, 'leaderboard.json'));
  expect((await verifyRun(folder)).differences).toEqual([
    { file: 'attempts', line: null, message: 'task-0, model/A, cycle 1: verdict.json is not what was judged' },
    { file: 'attempts', line: null, message: 'task-1, model/A, cycle 1: logs are not what was judged' },
    { file: 'attempts', line: null, message: 'the prediction of task-1, model/A, cycle 1 is missing' },
    { file: 'predictions.jsonl', line: 4, message: 'goes on after the evidence ends' },
    { file: 'results.jsonl', line: 1, message: 'differs from what the evidence gives' },
    { file: 'leaderboard.json', line: null, message: 'is missing' },
  ]);
});

test('a prediction that is not what was stored is no answer; others are judged', async () => {
  const folder = await newRunFolder();
  await execute(folder, { tasks: 2, cycles: 1 });
  const path = join(folder, 'attempts', 'task-0', 'model=2f+a', '1', 'prediction.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('answer', 'other'));
  const again = await execute(folder, { tasks: 2, cycles: 1, sandbox: 'other' });
  expect(again.summary).toMatchObject({ how: 'incomplete', judged: 3, left: 1 });
  expect(again.summary.failures.map(({ error }) => [error.code, error.message])).toEqual([['damaged', `${path} is not what was stored`]]);
});

async function derivedFiles(folder: string): Promise<Record<string, string>> {
  const names = ['predictions.jsonl', 'results.jsonl', 'leaderboard.json'];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}
