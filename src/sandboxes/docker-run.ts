import { constants } from 'node:os';
import type Docker from 'dockerode';
import type { SandboxEnd, SandboxResult, SandboxSpec } from '../contract/sandbox.ts';
import { folderSize } from '../util/folder-size.ts';
import { containerOptions } from './docker-container.ts';
import type { ContainerPlan } from './docker-container.ts';
import { statusOf } from './docker-engine.ts';
import { collectOutput } from './docker-output.ts';
import { removeContainer } from './docker-sweep.ts';

const DISK_LOOK_MS = 200;
/** Between the end of a container and the last of its output, on a connection of this machine. */
const LAST_OUTPUT_MS = 5_000;

/** One container from creation to removal. Faults of the engine are told in the result, as `lost`. */
export async function runContainer(engine: Docker, spec: SandboxSpec, plan: ContainerPlan): Promise<SandboxResult> {
  const started = performance.now();
  let container: Docker.Container | null = null;
  let result: Omit<SandboxResult, 'durationMs'>;
  try {
    container = await engine.createContainer(containerOptions(spec, plan));
    result = await follow(engine, container, spec);
  } catch (error) {
    result = lost(error);
  }
  if (container !== null) {
    try {
      await removeContainer(container);
    } catch (error) {
      result = { ...result, ...lost(error) };
    }
  }
  return { ...result, durationMs: performance.now() - started };
}

async function follow(engine: Docker, container: Docker.Container, spec: SandboxSpec): Promise<Omit<SandboxResult, 'durationMs'>> {
  const stopper = createStopper(container);
  const onAbort = (): void => stopper.stop({ kind: 'lost', reason: 'cancelled' });
  spec.signal?.addEventListener('abort', onAbort);
  if (spec.signal?.aborted === true) onAbort();
  try {
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
    const onLimit = (): void => stopper.stop({ kind: 'limit', limit: 'output' });
    const output = collectOutput(engine, stream, { limitBytes: spec.limits.outputBytes, onLimit });
    await container.start();
    using _watches = watchLimits(spec, stopper);
    stopper.started();
    stream.write(spec.stdin);
    const status = (await container.wait()) as { readonly StatusCode: number };
    await Promise.race([output.ended, pause(LAST_OUTPUT_MS)]);
    const { State } = await container.inspect();
    const end = stopper.end() ?? endOf(status.StatusCode, State.OOMKilled);
    return { end, stdout: output.stdout(), stderr: output.stderr(), outOfMemory: State.OOMKilled };
  } finally {
    spec.signal?.removeEventListener('abort', onAbort);
  }
}

interface Stopper {
  /** The first reason counts. */
  readonly stop: (end: SandboxEnd) => void;
  readonly started: () => void;
  readonly end: () => SandboxEnd | null;
}

function createStopper(container: Docker.Container): Stopper {
  let end: SandboxEnd | null = null;
  let running = false;
  const kill = (): void => {
    // 409 and 404: it ended by itself meanwhile. Whatever else it is, `wait` or the removal meets it again and tells it.
    container.kill({ signal: 'SIGKILL' }).catch((error: unknown) => {
      if (statusOf(error) === null) end = lost(error).end;
    });
  };
  return {
    stop(reason) {
      if (end !== null) return;
      end = reason;
      if (running) kill();
    },
    started() {
      running = true;
      if (end !== null) kill();
    },
    end: () => end,
  };
}

/** Time from the start of the command, and, where the repository can be written, the size of what was written. */
function watchLimits(spec: SandboxSpec, stopper: Stopper): Disposable {
  const { timeoutMs, diskBytes } = spec.limits;
  const timer = setTimeout(() => stopper.stop({ kind: 'limit', limit: 'time' }), timeoutMs);
  const upper = spec.repository.upper;
  let look: NodeJS.Timeout | null = null;
  let over = false;
  const lookAgain = (folder: string): void => {
    look = setTimeout(() => {
      folderSize(folder, diskBytes).then(
        (bytes) => {
          if (bytes > diskBytes) stopper.stop({ kind: 'limit', limit: 'disk' });
          else if (!over) lookAgain(folder);
        },
        (error: unknown) => stopper.stop(lost(error).end),
      );
    }, DISK_LOOK_MS);
  };
  if (upper !== undefined) lookAgain(upper);
  return {
    [Symbol.dispose]() {
      over = true;
      clearTimeout(timer);
      if (look !== null) clearTimeout(look);
    },
  };
}

/**
 * The engine tells a signal only as 128 + its number, as a shell does; a command that exits with such a code by itself is
 * taken for a signalled one. Both are failures, and nothing else depends on the difference.
 */
function endOf(code: number, outOfMemory: boolean): SandboxEnd {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  if (signal === 'SIGKILL' && outOfMemory) return { kind: 'limit', limit: 'memory' };
  return signal === undefined ? { kind: 'exited', code } : { kind: 'signalled', signal };
}

function lost(error: unknown): Omit<SandboxResult, 'durationMs'> {
  const reason = error instanceof Error ? error.message : String(error);
  return { end: { kind: 'lost', reason }, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), outOfMemory: null };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
