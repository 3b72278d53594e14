import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatFault } from '../../src/contract/errors.ts';
import { type Replay, type ReplayOptions, readPredictions } from '../../src/generators/replay.ts';

const tasks = new Set(['express-static', 'lodash-merge']);

async function replay(lines: readonly (string | object)[], options: Partial<ReplayOptions> = {}): Promise<{ readonly file: string; readonly replay: Replay }> {
  const file = join(await mkdtemp(join(tmpdir(), 'ase-replay-')), 'predictions.jsonl');
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return { file, replay: await readPredictions(file, { tasks, ...options }) };
}

test("our names and SWE-bench's are read, and keep the names of their generators", async () => {
  const { replay: found } = await replay([
    { task: 'express-static', generator: 'openai:x', cycle: 2, replacement: 'a' },
    { task: 'express-static', generator: 'openai:x', cycle: 1, replacement: ['a', 'b'] },
    { instance_id: 'lodash-merge', model_name_or_path: 'some/model', model_patch: '--- a/x\n', full_output: 'more' },
    { instance_id: 'express-static', model_name_or_path: 'some/model', model_patch: null },
  ]);
  expect(found).toMatchObject({ predictions: 4, cycles: 2, faults: [] });
  expect(found.generators.map(({ name }) => name)).toEqual(['openai:x', 'some/model']);
  expect(found.predictionOf({ task: 'lodash-merge', generator: 'some/model', cycle: 1 })).toEqual({ task: 'lodash-merge', generator: 'some/model', cycle: 1, patch: '--- a/x\n' });
  expect(found.predictionOf({ task: 'express-static', generator: 'some/model', cycle: 1 })).toMatchObject({ patch: '' });
  expect(found.predictionOf({ task: 'express-static', generator: 'openai:x', cycle: 1 })).toMatchObject({ replacement: ['a', 'b'] });
  expect(found.predictionOf({ task: 'express-static', generator: 'openai:x', cycle: 3 })).toBeNull();
});

test('broken lines are told of with file and line, all of them, and the others count', async () => {
  const good = { task: 'express-static', generator: 'g', cycle: 1, patch: '' };
  const { file, replay: found } = await replay([
    good,
    '{"task": "express-static", "gene',
    '',
    { generator: 'g', patch: '' },
    { task: 'express-static', generator: 'g', cycle: 0, patch: '' },
    { task: 'express-static', generator: 'g', cycle: 2, patch: 'x', replacement: 'y' },
    { task: 'express-static', generator: 'g', cycle: 3 },
    { task: 'expres-static', generator: 'g', patch: '' },
    { ...good, patch: 'another' },
    '[1]',
    { ...good, cycle: 4 },
  ]);
  expect(found.faults.map(formatFault)).toEqual([
    `${file}:2: found text that is no JSON, expected one JSON object a line`,
    `${file}:4: task: found no task, expected task or instance_id`,
    `${file}:5: cycle: found something else, expected number to be >=1`,
    `${file}:6: patch: found none or several, expected exactly one of patch (or model_patch), replacement and unusable`,
    `${file}:7: patch: found none or several, expected exactly one of patch (or model_patch), replacement and unusable`,
    `${file}:8: task: found "expres-static", expected a task of the suite; near: express-static`,
    `${file}:9: found a second answer of g to express-static, cycle 1, expected one; that of line 1 is kept`,
    `${file}:10: found something else, expected object, received array`,
  ]);
  expect(found.predictions).toBe(2);
  expect(found.predictionOf({ task: 'express-static', generator: 'g', cycle: 1 })).toEqual(good);
});

test('a filter takes some generators, and a digest changes with the answers of its generator alone', async () => {
  const lines = [
    { task: 'express-static', generator: 'a', patch: '1' },
    { task: 'express-static', generator: 'b', patch: '2' },
  ];
  const { replay: both } = await replay(lines);
  const { replay: turned } = await replay(lines.toReversed());
  const { replay: changed } = await replay([lines[0] ?? {}, { ...lines[1], patch: '3' }]);
  const { replay: one } = await replay(lines, { generators: ['b'] });
  expect(turned.generators).toEqual(both.generators);
  expect([changed.generators[0], changed.generators[1]?.digest === both.generators[1]?.digest]).toEqual([both.generators[0], false]);
  expect(one.generators).toEqual([both.generators[1]]);
});

test('a missing file is said as such', async () => {
  await expect(readPredictions('/nowhere/predictions.jsonl', { tasks })).rejects.toMatchObject({ code: 'not-found', message: '/nowhere/predictions.jsonl does not exist' });
});
