export interface PoolInput<Item> {
  readonly items: readonly Item[];
  readonly workers: number;
  /** Asked before each item. */
  readonly goesOn: () => boolean;
  readonly work: (item: Item) => Promise<void>;
}

/** Works on items in their order, some at a time. After an error nothing more is begun; what runs is finished, then the first error is thrown. */
export async function runPool<Item>({ items, workers, goesOn, work }: PoolInput<Item>): Promise<void> {
  const errors: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (errors.length === 0 && goesOn() && next < items.length) {
      const item = items[next] as Item;
      next += 1;
      try {
        await work(item);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, worker));
  if (errors.length > 0) throw errors[0];
}
