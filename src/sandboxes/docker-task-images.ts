import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import type { TaskContainer, TaskImages } from '../contract/task-image.ts';
import { connect } from './docker-engine.ts';
import { putOwnedFiles, fileIn, type ContainerFile, lookAt } from './docker-files.ts';
import { createImageStore, type ImageStore, type ImageStoreOptions } from './docker-image-store.ts';
import { ownerLabels } from './docker-owner.ts';
import { removeAbandoned, removeContainer } from './docker-sweep.ts';
import { MAX_FILE_BYTES, runningImage, type Started } from './docker-task-container.ts';

export interface TaskImagesOptions extends ImageStoreOptions {
  /** Where engines may listen, best first; see engineHosts. */
  readonly hosts: readonly string[];
}

interface Connection {
  readonly api: Docker;
  readonly store: ImageStore;
}

/** Containers of tasks' own images. What runs in them is hostile, and its checks run beside it: what that means is in docs/ase-images.md. */
export function createTaskImages({ hosts, ...options }: TaskImagesOptions): TaskImages {
  let connection: Promise<Connection> | null = null;
  const own: ImageFiles = new Map();
  const connected = (): Promise<Connection> =>
    (connection ??= connect(hosts).then(
      ({ api }) => ({ api, store: createImageStore(api, options) }),
      (error: unknown) => {
        connection = null;
        throw error;
      },
    ));
  return {
    pin: async (name) => (await connected()).store.pin(name),
    hold: async (image, act) => (await connected()).store.hold(image, act),
    async within(wanted, act) {
      const { api, store } = await connected();
      return store.hold(wanted.image, async () => {
        wanted.signal.throwIfAborted();
        const container = await told(() => api.createContainer(optionsOf(wanted)));
        try {
          const filled = await told(() => fill(container, wanted, own));
          await told(() => container.start());
          return await act(runningImage(api, container, { wanted, ...filled }));
        } finally {
          await removeContainer(container);
        }
      });
    },
    sweep: async () => removeAbandoned((await connected()).api),
  };
}

/** Faults of the engine say nothing about a candidate and may be gone the next time. */
async function told<Value>(action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof AseError) throw error;
    throw new AseError('unavailable', `the engine could not start the image: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const NEW_FILE_MODE = 0o644;

/** What images have at a path, by image and path: an image is named by its digest, and reading a file costs the engine a process. */
type ImageFiles = Map<string, Promise<ContainerFile | null>>;
/** Attempts at one image follow each other. */
const REMEMBERED = 64;

function imageFile(own: ImageFiles, key: string, read: () => Promise<ContainerFile | null>): Promise<ContainerFile | null> {
  const known = own.get(key);
  if (known !== undefined) return known;
  const reading = read().catch((error: unknown) => {
    own.delete(key);
    throw error;
  });
  own.set(key, reading);
  for (const oldest of [...own.keys()].slice(0, Math.max(0, own.size - REMEMBERED))) own.delete(oldest);
  return reading;
}

/** Gives what was there before. The files' time is now: a build takes up what is newer than what it made of it. */
async function fill(container: Docker.Container, { files, image }: Pick<TaskContainer, 'files' | 'image'>, own: ImageFiles): Promise<Pick<Started, 'before' | 'put'>> {
  const before = await Promise.all([...files.keys()].map(async (path) => [path, await imageFile(own, `${image.reference}\n${path}`, () => fileIn(container, path, MAX_FILE_BYTES))] as const));
  const looks = new Map(before);
  const owned = await Promise.all([...files].map(async ([path, content]) => [path, { content, ...(looks.get(path) === null ? await lookOfNew(container, path) : lookOf(looks.get(path))) }] as const));
  await putOwnedFiles(container, new Map(owned), new Date());
  const put = await Promise.all([...files.keys()].map(async (path) => [path, await lookAt(container, path)] as const));
  return { before: new Map(before.map(([path, file]) => [path, file?.content ?? null])), put: new Map(put) };
}

type Look = Pick<ContainerFile, 'mode' | 'uid' | 'gid'>;

function lookOf(file: ContainerFile | null | undefined): Look {
  return { mode: file?.mode ?? NEW_FILE_MODE, uid: file?.uid ?? 0, gid: file?.gid ?? 0 };
}

/** A link is followed by whoever reads the file; what would be put in its place is not what the image has. */
async function lookOfNew(container: Docker.Container, path: string): Promise<Look> {
  if ((await lookAt(container, path)) === null) return lookOf(null);
  throw new AseError('bad-input', `${path} is no plain file in the image, or too large`, { remedy: "Check the task's environment.repository and its regions." });
}

/** Words that mean the same without a shell. */
const PLAIN_WORDS = /^[\w@%+=:,./ -]+$/;

/** Rights that the usual engine gives and that no check needs: raw packets, devices, file capabilities, audit. */
const TAKEN = ['NET_RAW', 'MKNOD', 'SETFCAP', 'SETPCAP', 'AUDIT_WRITE'];

function optionsOf({ image, command, privileged, limits }: TaskContainer): Docker.ContainerCreateOptions {
  const text = command.trim();
  const words = PLAIN_WORDS.test(text) ? text.split(/ +/) : ['/bin/sh', '-c', text];
  return {
    Image: image.reference,
    Labels: ownerLabels(),
    ...(text === '' ? {} : { Cmd: words }),
    HostConfig: {
      NetworkMode: limits.network,
      IpcMode: 'private',
      // An image that wants full rights may bring a service manager, which has to be the first process.
      Init: !privileged,
      Privileged: privileged,
      ...(privileged ? {} : { CapDrop: TAKEN, SecurityOpt: ['no-new-privileges'] }),
      LogConfig: { Type: 'none', Config: {} },
      RestartPolicy: { Name: 'no' },
      Memory: limits.memoryBytes,
      MemorySwap: limits.memoryBytes,
      PidsLimit: limits.processes,
      Ulimits: [{ Name: 'fsize', Soft: limits.fileBytes, Hard: limits.fileBytes }, { Name: 'core', Soft: 0, Hard: 0 }],
    },
  };
}
