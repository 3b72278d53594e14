import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import type { ImageResult, ImageRun, RunImage } from '../contract/sandbox.ts';
import { connect, statusOf } from './docker-engine.ts';
import { putFiles, readFileOf } from './docker-files.ts';
import { collectOutput } from './docker-output.ts';
import { ownerLabels, WORK_LABEL } from './docker-owner.ts';
import { prepareRepository, type RepositoryMount } from './docker-repository.ts';
import { endOf, inContainer, LAST_OUTPUT_MS, pause } from './docker-run.ts';
import { removeOverlayWork } from './overlay.ts';
import { createStopper, type Ending, stopOnAbort, watchLimits } from './stopper.ts';

/**
 * Runs images of other people as containers of an engine on this machine: no network, no capability, limits, and nothing of the host but the repository, which they can only read. What they
 * write stays in the container, whose size nothing limits but `fileBytes` for each file.
 */
export function createImageRunner({ hosts }: { readonly hosts: readonly string[] }): RunImage {
  return async (run) => {
    const started = performance.now();
    const { api } = await connect(hosts);
    await requireImage(api, run.image);
    const owner = ownerLabels();
    const repository = await prepareRepository(run.repository, owner);
    const labels = repository.work === null ? owner : { ...owner, [WORK_LABEL]: repository.work };
    try {
      return { ...(await runOnce(api, run, { labels, repository })), durationMs: performance.now() - started };
    } finally {
      if (repository.work !== null) await removeOverlayWork(repository.work);
    }
  };
}

async function requireImage(engine: Docker, image: string): Promise<void> {
  try {
    await engine.getImage(image).inspect();
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    throw new AseError('not-found', `the image ${image} is not on this machine`, { remedy: image.includes('@') ? `docker pull ${image}` : 'Build or load it; docker image ls --no-trunc shows the ids.' });
  }
}

interface Plan {
  readonly labels: Record<string, string>;
  readonly repository: RepositoryMount;
}

type Ended = Ending & Pick<ImageResult, 'file'>;

async function runOnce(engine: Docker, run: ImageRun, plan: Plan): Promise<Ended> {
  return inContainer<Pick<ImageResult, 'file'>>(() => engine.createContainer(optionsOf(run, plan)), async (container) => {
    await putFiles(container, run.files);
    const ending = await follow(engine, container, run);
    return { ...ending, file: await readFileOf(container, run.result, run.limits.outputBytes) };
  }, { file: null });
}

function optionsOf({ image, entrypoint, command, limits }: ImageRun, { labels, repository }: Plan): Docker.ContainerCreateOptions {
  const { memoryBytes, fileBytes, processes } = limits;
  return {
    Image: image,
    Labels: labels,
    ...(entrypoint === undefined ? {} : { Entrypoint: [...entrypoint] }),
    Cmd: [...command],
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: 'none',
      IpcMode: 'private',
      Init: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      LogConfig: { Type: 'none', Config: {} },
      RestartPolicy: { Name: 'no' },
      Memory: memoryBytes,
      MemorySwap: memoryBytes,
      PidsLimit: processes,
      Ulimits: [{ Name: 'fsize', Soft: fileBytes, Hard: fileBytes }, { Name: 'core', Soft: 0, Hard: 0 }],
      Mounts: [repository.mount],
    },
  };
}

async function follow(engine: Docker, container: Docker.Container, run: ImageRun): Promise<Ending> {
  const stopper = createStopper(() => {
    // It ended by itself meanwhile, or the removal meets the fault again.
    container.kill({ signal: 'SIGKILL' }).catch((error: unknown) => {
      if (statusOf(error) === null) stopper.fail(error);
    });
  });
  using _abort = stopOnAbort(run.signal, stopper);
  const stream = await container.attach({ stream: true, stdout: true, stderr: true, hijack: true });
  const output = collectOutput(engine, stream, { limitBytes: run.limits.outputBytes, onLimit: () => stopper.stop({ kind: 'limit', limit: 'output' }) });
  await container.start();
  using _watches = watchLimits(run, stopper);
  stopper.started();
  const status = (await container.wait()) as { readonly StatusCode: number };
  await Promise.race([output.ended, pause(LAST_OUTPUT_MS)]);
  const { State } = await container.inspect();
  return { end: stopper.end() ?? endOf(status.StatusCode, State.OOMKilled), stdout: output.stdout(), stderr: output.stderr(), outOfMemory: State.OOMKilled };
}
