import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Pipes for stdin, stdout and stderr. Node would give sockets, which a program cannot open again as /dev/stdin or /dev/stderr.
 */
export interface StandardPipes extends Disposable {
  /** For the command: read end, write end, write end. Closed by `handOver`. */
  readonly theirs: readonly [number, number, number];
  /** For us: write end, read end, read end. The streams made of them close them. */
  readonly ours: readonly [number, number, number];
  /** Closes our copies of the command's ends, so that its end is seen. */
  readonly handOver: () => void;
}

/** FIFOs are used again: one that nobody holds open is empty. `folder` must be entered by nobody else. */
export function createPipePool(folder: string, mkfifo: string): () => Promise<StandardPipes> {
  const idle: (readonly [string, string, string])[] = [];
  let made = 0;
  const make = async (): Promise<readonly [string, string, string]> => {
    made += 1;
    const names = [`${made}.in`, `${made}.out`, `${made}.err`].map((name) => join(folder, name)) as unknown as readonly [string, string, string];
    // Whoever the command runs as may open its own streams again, by way of /proc.
    await promisify(execFile)(mkfifo, ['-m', '666', ...names]);
    return names;
  };
  return async () => {
    const paths = idle.pop() ?? (await make());
    return openPipes(paths, () => idle.push(paths));
  };
}

function openPipes(paths: readonly [string, string, string], done: () => void): StandardPipes {
  const [input, output, complaints] = paths;
  // Held by both ends at once nothing blocks while the single ends are opened.
  const both = paths.map((path) => openSync(path, constants.O_RDWR));
  const theirs = [openSync(input, 'r'), openSync(output, constants.O_WRONLY), openSync(complaints, constants.O_WRONLY)] as const;
  const ours = [openSync(input, constants.O_WRONLY), openSync(output, 'r'), openSync(complaints, 'r')] as const;
  for (const descriptor of both) closeSync(descriptor);
  let isHandedOver = false;
  const handOver = (): void => {
    if (!isHandedOver) for (const descriptor of theirs) closeSync(descriptor);
    isHandedOver = true;
  };
  return {
    theirs,
    ours,
    handOver,
    [Symbol.dispose]() {
      handOver();
      done();
    },
  };
}
