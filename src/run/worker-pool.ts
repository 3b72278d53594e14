export interface PoolInput<Item> {
  readonly items: readonly Item[];
  readonly workers: number;
  /** Asked before each item. */
  readonly goesOn: () => boolean;
  readonly work: (item: Item) => Promise<void>;
  /** Items of a group are best worked on one after the other by the same worker. Default: they are all of one. */
  readonly group?: (item: Item) => string;
}

/** Works on items in their order, some at a time. After an error nothing more is begun; what runs is finished, then the first error is thrown. */
export async function runPool<Item>({ items, workers, goesOn, work, group = () => '' }: PoolInput<Item>): Promise<void> {
  const errors: unknown[] = [];
  const queues = queuesOf(items, group);
  const worker = async (): Promise<void> => {
    let own: Queue<Item> | undefined;
    while (errors.length === 0 && goesOn()) {
      if (own === undefined || isDone(own)) {
        if (own !== undefined) own.workers -= 1;
        // Better a group that nobody works on; at the end they help each other.
        own = queues.find((queue) => queue.workers === 0 && !isDone(queue)) ?? queues.find((queue) => !isDone(queue));
        if (own === undefined) return;
        own.workers += 1;
      }
      const item = own.items[own.next] as Item;
      own.next += 1;
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

interface Queue<Item> {
  readonly items: Item[];
  next: number;
  workers: number;
}

function isDone({ items, next }: Queue<unknown>): boolean {
  return next >= items.length;
}

function queuesOf<Item>(items: readonly Item[], group: (item: Item) => string): readonly Queue<Item>[] {
  const queues = new Map<string, Queue<Item>>();
  for (const item of items) {
    const name = group(item);
    const queue = queues.get(name) ?? { items: [], next: 0, workers: 0 };
    queue.items.push(item);
    queues.set(name, queue);
  }
  return [...queues.values()];
}
