import { readdir, readFile } from 'node:fs/promises';
import { kill } from 'node:process';

const LOOK_MS = 20;

interface MemoryWatch {
  /** `first` is the id of the first process: all others descend from it. */
  readonly begun: (first: number) => void;
  /** Ends the watch. True if it killed; null where all it can say is that it did not: a process may have met its own limit. */
  readonly ranOut: () => Promise<boolean | null>;
}

/** What a control group does, where there is none: when all processes below the first one have too much memory, the largest one is killed. */
export function createMemoryWatch(limitBytes: number): MemoryWatch {
  let hasKilled = false;
  let isOver = false;
  let looking: Promise<void> = Promise.resolve();
  const watch = async (first: number): Promise<void> => {
    while (!isOver) {
      if (await killLargest(first, limitBytes)) hasKilled = true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  return {
    begun(first) {
      looking = watch(first);
    },
    async ranOut() {
      isOver = true;
      await looking;
      return hasKilled ? true : null;
    },
  };
}

async function killLargest(first: number, limitBytes: number): Promise<boolean> {
  const sizes = await Promise.all((await descendantsOf(first)).map(async (id) => ({ id, bytes: await memoryOf(id) })));
  if (sizes.reduce((sum, { bytes }) => sum + bytes, 0) <= limitBytes) return false;
  const largest = sizes.toSorted((a, b) => b.bytes - a.bytes)[0];
  if (largest === undefined) return false;
  try {
    return kill(largest.id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Below `first`, which reaps all orphans of its namespace; without it. */
async function descendantsOf(first: number): Promise<readonly number[]> {
  const found: number[] = [];
  const pending = [first];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (const thread of await readdir(`/proc/${id}/task`).catch(() => [])) pending.push(...(await childrenOf(id, thread)));
    if (id !== first) found.push(id);
  }
  return found;
}

async function childrenOf(id: number, thread: string): Promise<number[]> {
  const children = (await readFile(`/proc/${id}/task/${thread}/children`, 'latin1').catch(() => '')).trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

/** The proportional share, so that pages shared after a fork count once; where that may not be read, the process's own pages. */
async function memoryOf(id: number): Promise<number> {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'latin1').catch(() => '');
  const status = rollup === '' ? await readFile(`/proc/${id}/status`, 'latin1').catch(() => '') : '';
  return Number(/^Pss_Anon:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
