import { mkdir } from 'node:fs/promises';
import type { MountSettings } from 'dockerode';
import type { SandboxRepository } from '../contract/sandbox.ts';
import { isPlain, overlayOptions, ownUpper, requireLayer, workFolderFor } from './overlay.ts';
import { REPOSITORY } from './sandbox-layout.ts';

export interface RepositoryMount {
  readonly mount: MountSettings;
  /** Whom the files belong to and who may write them; null where the repository is read-only. */
  readonly writer: number | null;
  /** overlayfs's working folder, to be removed after the container. */
  readonly work: string | null;
}

/**
 * A plain read-only bind for one folder, else an overlay volume that the engine mounts and that goes with its container.
 * @throws AseError `bad-input` for folders whose names overlayfs's options cannot carry
 */
export async function prepareRepository(repository: SandboxRepository, labels: Record<string, string>): Promise<RepositoryMount> {
  const first = requireLayer(repository);
  if (isPlain(repository)) return { mount: readOnlyBind(first, REPOSITORY), writer: null, work: null };
  const { upper } = repository;
  if (upper === undefined) return { mount: overlayVolume(overlayOptions(repository, null, 'trusted'), labels), writer: null, work: null };

  const work = workFolderFor(upper);
  const options = overlayOptions(repository, work, 'trusted');
  const writer = await ownUpper(repository, upper);
  await mkdir(work, { mode: 0o700 });
  return { mount: overlayVolume(options, labels), writer, work };
}

/** A host path that is seen read-only, without what is mounted below it. */
export function readOnlyBind(source: string, target: string): MountSettings {
  const options = { Propagation: 'rprivate' as const, NonRecursive: true };
  return { Type: 'bind', Source: source, Target: target, ReadOnly: true, BindOptions: options };
}

/** The engine refuses `ReadOnly` here, and an overlay without an upper folder is read-only by itself. */
function overlayVolume(options: string, labels: Record<string, string>): MountSettings {
  return {
    Type: 'volume',
    Source: '',
    Target: REPOSITORY,
    VolumeOptions: { NoCopy: true, Labels: labels, DriverConfig: { Name: 'local', Options: { type: 'overlay', device: 'overlay', o: options } } },
  };
}
