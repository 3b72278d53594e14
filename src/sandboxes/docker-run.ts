import { constants } from 'node:os';
import type Docker from 'dockerode';
import type { SandboxEnd, SandboxSpec } from '../contract/sandbox.ts';
import { attachStreams } from './docker-attach.ts';
import { containerOptions } from './docker-container.ts';
import type { ContainerPlan } from './docker-container.ts';
import { statusOf } from './docker-engine.ts';
import type { Engine } from './docker-engine.ts';
import { collectOutput } from './docker-output.ts';
import { removeContainer } from './docker-sweep.ts';
import { createStopper, lost, stopOnAbort, watchLimits } from './stopper.ts';
import type { Ending } from './stopper.ts';

/** Between the end of a container and the last of its output, on a connection of this machine. */
export const LAST_OUTPUT_MS = 5_000;

/** One container from creation to removal. Faults of the engine are told in the result, as `lost`. */
export async function runContainer(engine: Engine, spec: SandboxSpec, plan: ContainerPlan): Promise<Ending> {
  return inContainer(() => engine.api.createContainer(containerOptions(spec, plan)), (container) => follow(engine, container, spec), {});
}

/** Does something with a container and removes it. Where the engine fails the result is `lost`, with `nothing` for what else it would have said. */
export async function inContainer<More extends object>(create: () => Promise<Docker.Container>, act: (container: Docker.Container) => Promise<Ending & More>, nothing: More): Promise<Ending & More> {
  let container: Docker.Container | null = null;
  let result: Ending & More;
  try {
    container = await create();
    result = await act(container);
  } catch (error) {
    result = { ...lost(error), ...nothing };
  }
  if (container !== null) {
    try {
      await removeContainer(container);
    } catch (error) {
      result = { ...result, ...lost(error) };
    }
  }
  return result;
}

async function follow({ api, socketPath }: Engine, container: Docker.Container, spec: SandboxSpec): Promise<Ending> {
  const stopper = createStopper(() => {
    // 409 and 404: it ended by itself meanwhile. Whatever else it is, `wait` or the removal meets it again and tells it.
    container.kill({ signal: 'SIGKILL' }).catch((error: unknown) => {
      if (statusOf(error) === null) stopper.fail(error);
    });
  });
  using _abort = stopOnAbort(spec.signal, stopper);
  const stream = (await attachStreams(socketPath, container.id, 'stdin=1&stdout=1&stderr=1')).ref();
  const onLimit = (): void => stopper.stop({ kind: 'limit', limit: 'output' });
  const output = collectOutput(api, stream, { limitBytes: spec.limits.outputBytes, onLimit });
  await container.start();
  using _watches = watchLimits(spec, stopper);
  stopper.started();
  stream.write(spec.stdin);
  const status = (await container.wait()) as { readonly StatusCode: number };
  await Promise.race([output.ended, pause(LAST_OUTPUT_MS)]);
  const { State } = await container.inspect();
  const end = stopper.end() ?? endOf(status.StatusCode, State.OOMKilled);
  return { end, stdout: output.stdout(), stderr: output.stderr(), outOfMemory: State.OOMKilled };
}

/**
 * The engine tells a signal only as 128 + its number, as a shell does; a command that exits with such a code by itself is
 * taken for a signalled one. Both are failures, and nothing else depends on the difference.
 */
export function endOf(code: number, outOfMemory: boolean): SandboxEnd {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  if (signal === 'SIGKILL' && outOfMemory) return { kind: 'limit', limit: 'memory' };
  return signal === undefined ? { kind: 'exited', code } : { kind: 'signalled', signal };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
