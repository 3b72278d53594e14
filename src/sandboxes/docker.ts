import { AseError } from '../contract/errors.ts';
import type { Availability, SandboxDriver, SandboxResult, SandboxSpec, SandboxSystem } from '../contract/sandbox.ts';
import { BASE_IMAGE, baseImageId, prepareBaseImage } from './base-image.ts';
import type { ContainerPlan } from './docker-container.ts';
import { connect } from './docker-engine.ts';
import type { Engine } from './docker-engine.ts';
import { createKeptContainers } from './docker-kept.ts';
import type { KeptContainers } from './docker-kept.ts';
import { createNetworks } from './docker-network.ts';
import type { Network } from './docker-network.ts';
import { ownerLabels, WORK_LABEL } from './docker-owner.ts';
import { prepareRepository } from './docker-repository.ts';
import { runContainer } from './docker-run.ts';
import { removeAbandoned } from './docker-sweep.ts';
import { createSystemImages, removeSystemImage, systemImages } from './docker-systems.ts';
import type { SystemImages } from './docker-systems.ts';
import { removeOverlayWork } from './overlay.ts';
import { createSlotBlocks, ROOTLESS_RANGE, WIDE_RANGE } from './slots.ts';
import type { Slot } from './slots.ts';
import { lost } from './stopper.ts';
import type { Ending } from './stopper.ts';

export interface DockerOptions {
  /** Where engines may listen, best first, as DOCKER_HOST writes it; see engineHosts. */
  readonly hosts: readonly string[];
}

interface Connection extends Engine {
  readonly detail: string;
  readonly nextSlots: () => readonly Slot[];
  readonly takeNetwork: () => Promise<Network>;
  readonly kept: KeptContainers;
  readonly systems: SystemImages;
}

/** Sandboxes as containers of an engine on this machine: Docker, or what speaks its API (Podman). */
export function createDocker({ hosts }: DockerOptions): SandboxDriver {
  let connection: Promise<Connection> | null = null;
  let preparation: Promise<void> | null = null;

  // A failure is not kept: the engine may be started meanwhile.
  const connected = (): Promise<Connection> =>
    (connection ??= establish(hosts).catch((error: unknown) => {
      connection = null;
      throw error;
    }));

  return {
    name: 'docker',
    async probe(): Promise<Availability> {
      try {
        return { available: true, detail: (await connected()).detail, remedy: '' };
      } catch (error) {
        if (!(error instanceof AseError)) throw error;
        return { available: false, detail: error.message, remedy: error.remedy };
      }
    },
    async prepare(progress): Promise<void> {
      preparation ??= connected()
        .then(({ api }) => prepareBaseImage(api, progress))
        .catch((error: unknown) => {
          preparation = null;
          throw error;
        });
      await preparation;
    },
    ...systemMethods(connected),
    async run(spec): Promise<SandboxResult> {
      return runSpec(await connected(), spec);
    },
    async sweep(): Promise<number> {
      const { api, kept } = await connected();
      await kept.removeIdle();
      return removeAbandoned(api);
    },
    async identity(): Promise<string> {
      const { api, detail } = await connected();
      const id = await baseImageId(api);
      if (id === null) throw new AseError('no-sandbox', `the base image ${BASE_IMAGE} is not there`, { remedy: 'Run ase doctor.' });
      return `docker ${detail} ${BASE_IMAGE} ${id}`;
    },
  };
}

function systemMethods(connected: () => Promise<Connection>): Pick<SandboxDriver, 'prepareSystem' | 'systems' | 'removeSystem'> {
  return {
    async prepareSystem(system, progress): Promise<void> {
      await (await connected()).systems.imageOf(system, progress);
    },
    systems: async () => systemImages((await connected()).api),
    removeSystem: async (id) => removeSystemImage((await connected()).api, id),
  };
}

async function establish(hosts: readonly string[]): Promise<Connection> {
  const engine = await connect(hosts);
  const info = await engine.info();
  const features = info.SecurityOptions ?? [];
  const isRemapped = features.some((option) => /rootless|userns/.test(option));
  if (!features.some((option) => option.includes('seccomp'))) throw new AseError('no-sandbox', 'the engine has no seccomp, without which nothing hostile is run');
  const detail = `${engine.name}, cgroup v${info.CgroupVersion ?? '1'}${isRemapped ? ', without root' : ''}`;
  const nextSlots = createSlotBlocks(isRemapped ? ROOTLESS_RANGE : WIDE_RANGE);
  const takeNetwork = createNetworks(engine, { image: BASE_IMAGE, labels: ownerLabels });
  const systems = createSystemImages(engine.api);
  const kept = createKeptContainers(engine, { imageOf: (spec) => imageOf(systems, spec.system), nextSlots, takeNetwork });
  return { ...engine, detail, nextSlots, takeNetwork, systems, kept };
}

async function imageOf(systems: SystemImages, system: SandboxSystem | undefined): Promise<string> {
  return system === undefined ? BASE_IMAGE : systems.imageOf(system);
}

async function runSpec(connection: Connection, spec: SandboxSpec): Promise<SandboxResult> {
  const started = performance.now();
  const ending = (await runKept(connection, spec)) ?? (await runAlone(connection, spec));
  return { ...ending, durationMs: performance.now() - started };
}

/** Null for what needs a container of its own. */
async function runKept({ kept }: Connection, spec: SandboxSpec): Promise<Ending | null> {
  try {
    return await kept.run(spec);
  } catch (error) {
    return lost(error);
  }
}

async function runAlone(connection: Connection, spec: SandboxSpec): Promise<Ending> {
  const owner = ownerLabels();
  const repository = await prepareRepository(spec.repository, owner);
  const labels = repository.work === null ? owner : { ...owner, [WORK_LABEL]: repository.work };
  try {
    return await runInNetwork(connection, spec, { labels, slots: connection.nextSlots(), repository });
  } finally {
    if (repository.work !== null) await removeOverlayWork(repository.work);
  }
}

/** Faults of the engine are told in the result, as `lost`. */
async function runInNetwork(connection: Connection, spec: SandboxSpec, plan: Omit<ContainerPlan, 'network' | 'image'>): Promise<Ending> {
  try {
    const image = await imageOf(connection.systems, spec.system);
    const network = await connection.takeNetwork();
    const ending = await runContainer(connection, spec, { ...plan, image, network: network.mode });
    await network.release(ending.end.kind !== 'lost');
    return ending;
  } catch (error) {
    return lost(error);
  }
}
