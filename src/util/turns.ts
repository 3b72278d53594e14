/** Lets `count` go at the same time, in the order they asked. */
export function createTurns(count: number): () => Promise<Disposable> {
  const waiting: (() => void)[] = [];
  let free = count;
  const pass = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let isOver = false;
    return {
      [Symbol.dispose]() {
        if (!isOver) pass();
        isOver = true;
      },
    };
  };
}
