import { expect, test } from 'vitest';
import { attemptSeed } from '../../src/run/inputs.ts';
import { plannedAttempts, runName } from '../../src/run/plan.ts';
import { smallPlan } from './fixtures/small-suite.ts';

test('a run is named by what is asked for, in whatever order', () => {
  const name = runName({ suite: 'quickstart', generators: ['baseline:reference', 'baseline:original'] });
  expect(name).toMatch(/^quickstart-[0-9a-f]{8}$/);
  expect(runName({ suite: 'quickstart', generators: ['baseline:original', 'baseline:reference'] })).toBe(name);
  const others = [
    runName({ suite: 'quickstart', generators: ['baseline:original'] }),
    runName({ suite: 'quickstart', generators: ['baseline:original', 'baseline:reference'], tasks: ['one'] }),
    runName({ suite: 'quickstart', generators: ['baseline:original', 'baseline:reference'], seed: '1' }),
  ];
  expect(new Set([name, ...others]).size).toBe(4);
});

test('the seed follows the suite, and stays when the suite of a run changes', () => {
  const first = smallPlan({ tasks: 2 }).run;
  const changed = smallPlan({ tasks: 2, versions: { 'task-1': '2' } }).run;
  expect(smallPlan({ tasks: 2 }).run.seed).toBe(first.seed);
  expect(changed.seed).not.toBe(first.seed);
  expect(smallPlan({ tasks: 2, versions: { 'task-1': '2' }, previous: first }).run.seed).toBe(first.seed);
});

test('every attempt has a seed of its own that its key and the run give', () => {
  const { run } = smallPlan({ tasks: 3 });
  const seeds = [...plannedAttempts(run)].map((key) => attemptSeed(run.seed, key));
  expect(new Set(seeds).size).toBe(12);
  expect(attemptSeed('a', { task: 't', generator: 'g', cycle: 1 })).toBe('b51ab6f5fbf6f7ea46fd815a037907b1');
});

test('attempts of a task follow each other', () => {
  expect([...plannedAttempts(smallPlan({ tasks: 2, cycles: 1 }).run)].map(({ task, generator }) => `${task} ${generator}`)).toEqual([
    'task-0 baseline:reference',
    'task-0 model/A',
    'task-1 baseline:reference',
    'task-1 model/A',
  ]);
});

test('a plan without generators, or with one twice, is refused', () => {
  expect(() => smallPlan({ tasks: 1, generators: [] })).toThrow('the plan has no generator');
  expect(() => smallPlan({ tasks: 1, generators: ['a', 'b', 'a'] })).toThrow('generator a is planned twice');
});
