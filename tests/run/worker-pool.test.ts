import { expect, test } from 'vitest';
import { runPool } from '../../src/run/worker-pool.ts';

const items = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'];
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function orderOf(workers: number, group?: (item: string) => string): Promise<readonly string[]> {
  const begun: string[] = [];
  const work = async (item: string): Promise<void> => {
    begun.push(item);
    await pause();
  };
  await runPool({ items, workers, goesOn: () => true, work, ...(group === undefined ? {} : { group }) });
  return begun;
}

test('items are begun in their order', async () => {
  expect(await orderOf(1)).toEqual(items);
  expect(await orderOf(2)).toEqual(items);
  expect(await orderOf(99)).toEqual(items);
});

test('by groups, each worker goes on with its own, takes one that nobody has, and helps at the end', async () => {
  const group = (item: string): string => item[0] ?? '';
  expect(await orderOf(1, group)).toEqual(items);
  expect(await orderOf(2, group)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'c1']);
  expect(await orderOf(4, group)).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', 'b2']);
  expect((await orderOf(99, group)).toSorted()).toEqual(items);
});

test('nothing is begun after an error or a stop; what runs is finished', async () => {
  const done: string[] = [];
  const work = async (item: string): Promise<void> => {
    await pause();
    if (item === 'a2') throw new Error('no');
    await pause();
    done.push(item);
  };
  await expect(runPool({ items, workers: 3, goesOn: () => true, work })).rejects.toThrow('no');
  expect(done).toEqual(['a1', 'a3']);
  await runPool({ items, workers: 2, goesOn: () => done.length < 4, work: async (item) => void done.push(`${item} again`) });
  expect(done).toEqual(['a1', 'a3', 'a1 again', 'a2 again']);
});
