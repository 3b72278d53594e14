import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Keeps every core busy until it is disposed of: verdicts must not depend on what else a machine does. */
export function keepBusy(): Disposable {
  const workers = Array.from({ length: availableParallelism() }, () => new Worker('for (;;) {}', { eval: true }));
  for (const worker of workers) worker.unref();
  return { [Symbol.dispose]: () => workers.forEach((worker) => void worker.terminate()) };
}
