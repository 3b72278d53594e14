import { chmod, chown, lstat, mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { getuid } from 'node:process';
import type { MountSettings } from 'dockerode';
import { AseError } from '../contract/errors.ts';
import { SANDBOX_UID } from '../contract/sandbox.ts';
import type { SandboxRepository } from '../contract/sandbox.ts';

export const REPOSITORY = '/work/repo';

/** Marks overlayfs's own working folder, so that a sweep removes nothing else. */
const WORK_NAME = /^\.ase-overlay-[A-Za-z0-9]{6}$/;

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
  const [only, ...others] = repository.layers;
  if (only === undefined) throw new AseError('bad-input', 'a sandbox needs at least one repository layer');
  if (others.length === 0 && repository.upper === undefined) return { mount: readOnlyBind(only, REPOSITORY), writer: null, work: null };
  for (const folder of [...repository.layers, repository.upper ?? '']) refuseUnmountable(folder);
  const lower = `lowerdir=${repository.layers.join(':')}`;
  if (repository.upper === undefined) return { mount: overlayVolume(lower, labels), writer: null, work: null };

  const writer = await ownUpper(repository.upper, repository.layers.at(-1) ?? only);
  const work = await mkdtemp(join(dirname(repository.upper), '.ase-overlay-'));
  // Redirects and metadata-only copies would make the upper folder something else than the plain set of changed files.
  const options = `${lower},upperdir=${repository.upper},workdir=${work},redirect_dir=off,metacopy=off,index=off`;
  return { mount: overlayVolume(options, labels), writer, work };
}

/** Removes what overlayfs leaves in its working folder; `path` comes from a label after a crash, and must look like one of ours. */
export async function removeOverlayWork(path: string): Promise<void> {
  if (WORK_NAME.test(basename(path))) await rm(path, { recursive: true, force: true });
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

function refuseUnmountable(folder: string): void {
  if (/[,:\\"]/.test(folder)) {
    throw new AseError('bad-input', `the folder ${folder} cannot be laid over another one: its name has a comma, colon, backslash or quote`, {
      remedy: 'Keep the cache and the runs in folders without these characters.',
    });
  }
}

/** The merged root takes owner and mode of the upper folder. Only root may give it away, and only root meets foreign trees. */
async function ownUpper(upper: string, tree: string): Promise<number> {
  const owner = (await lstat(tree)).uid;
  const writer = owner === 0 ? SANDBOX_UID : owner;
  if (getuid?.() === 0) {
    await chown(upper, writer, writer);
    await chmod(upper, 0o755);
  }
  return writer;
}
