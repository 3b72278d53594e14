import type Docker from 'dockerode';
import { statusOf } from './docker-engine.ts';
import { isAbandoned, OWNER_LABEL, WORK_LABEL } from './docker-owner.ts';
import { removeOverlayWork } from './overlay.ts';

/** Kills and removes a container with its anonymous volumes. One that is gone, or on its way, is what is wanted. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  try {
    await container.remove({ force: true, v: true });
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return;
    if (status !== 409) throw error;
    await container.wait({ condition: 'removed' }).catch(ignoreAbsence);
  }
}

/** Removes containers, volumes and overlay folders whose harness died; gives how many things it removed. */
export async function removeAbandoned(engine: Docker): Promise<number> {
  const filters = { label: [OWNER_LABEL] };
  const containers = (await engine.listContainers({ all: true, filters })).filter((found) => isAbandoned(found.Labels));
  for (const found of containers) {
    await removeContainer(engine.getContainer(found.Id));
    const work = found.Labels[WORK_LABEL];
    if (work !== undefined) await removeOverlayWork(work);
  }
  // A volume outlives its container only where the engine, too, was killed in between.
  const { Volumes } = await engine.listVolumes({ filters });
  const volumes = (Volumes ?? []).filter((found) => isAbandoned(found.Labels));
  for (const found of volumes) await engine.getVolume(found.Name).remove().catch(ignoreAbsence);
  return containers.length + volumes.length;
}

function ignoreAbsence(error: unknown): void {
  if (statusOf(error) !== 404) throw error;
}
