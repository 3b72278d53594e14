import type Docker from 'dockerode';
import type { MountSettings } from 'dockerode';
import { AseError } from '../contract/errors.ts';
import { watchKills } from './podman-memory.ts';
import type { KillWatch } from './podman-memory.ts';
import { HOST_NAME, OPEN_FILES } from './sandbox-layout.ts';

/** The oldest of Podman's own API that has all we use. */
const CREATE = '/v4.0.0/libpod/containers/create';
const TEMPORARY_FLAGS: readonly string[] = ['rw', 'ro', 'nosuid', 'nodev', 'exec', 'noexec'];
/** Unasked, Podman sets them to a million, which is refused where they may not be raised; no sandbox needs as many as these. */
const UNASKED_LIMITS = { nproc: 4_096, nofile: OPEN_FILES };
/** What Podman sets by itself. */
const OWN_VARIABLES = ['container', 'TERM', 'HOSTNAME'];

/** Gives the file with a profile of system calls: Podman does not take the profile itself. */
export type ProfileFile = (profile: string) => string;

/** A mount as the OCI runtime gets it. */
interface RuntimeMount {
  readonly type: 'bind' | 'tmpfs' | 'overlay';
  readonly source: string;
  readonly destination: string;
  readonly options: readonly string[];
}

/**
 * Creates a container by Podman's own API. Its Docker-like one does not do what it is asked: it refuses owners of temporary folders, and mounts an empty, writable volume where an
 * overlay is wanted.
 */
export async function createPodmanContainer(api: Docker, options: Docker.ContainerCreateOptions, profileFile: ProfileFile): Promise<Docker.Container> {
  const { Id, Warnings } = await post(api, podmanSpecification(options, profileFile));
  const container = api.getContainer(Id);
  if (Warnings === undefined || Warnings === null || Warnings.length === 0) return countingKills(container);
  await container.remove({ force: true, v: true });
  throw new AseError('no-sandbox', `Podman does not give what is asked for: ${Warnings.join('; ')}`);
}

/** Its `State.OOMKilled` is true where memory ran out. It has to be attached to before it is started: that makes its first process, which waits. */
function countingKills(container: Docker.Container): Docker.Container {
  const [start, inspect] = [container.start.bind(container), container.inspect.bind(container)];
  let watch: KillWatch | null = null;
  return Object.assign(container, {
    async start() {
      watch = await watchKills((await inspect()).State.Pid);
      await start();
    },
    async inspect() {
      const found = await inspect();
      return { ...found, State: { ...found.State, OOMKilled: found.State.OOMKilled || watch?.sawKill() === true } };
    },
  });
}

interface Created {
  readonly Id: string;
  readonly Warnings?: readonly string[] | null;
}

function post(api: Docker, specification: object): Promise<Created> {
  const statusCodes = { 201: true, 400: 'bad parameter', 404: 'no such image', 409: 'conflict', 500: 'server error' };
  return new Promise((resolve, reject) => {
    api.modem.dial({ path: CREATE, method: 'POST', options: specification, statusCodes }, (error: Error | null, created: unknown) => (error === null ? resolve(created as Created) : reject(error)));
  });
}

/**
 * Docker's options for a container as a specification of Podman's.
 * @throws Error for an option that is not known here: none is left out in silence
 */
export function podmanSpecification(options: Docker.ContainerCreateOptions, profileFile: ProfileFile): object {
  const { Image, Labels, User, WorkingDir, Entrypoint, Cmd, Env, Hostname, OpenStdin, HostConfig = {}, AttachStdin, AttachStdout, AttachStderr, StdinOnce, ...others } = options;
  refuseOthers(others);
  // Attaching is asked for again by whoever does it, and Podman ends stdin with the first who was attached.
  void [AttachStdin, AttachStdout, AttachStderr, StdinOnce];
  return {
    image: Image,
    labels: Labels,
    ...(User === undefined ? {} : { user: User }),
    ...(WorkingDir === undefined ? {} : { work_dir: WorkingDir }),
    ...commandOf(Entrypoint, Cmd),
    ...environmentOf(Env ?? []),
    hostname: Hostname ?? HOST_NAME,
    stdin: OpenStdin === true,
    // A removal by force waits so long for a container to end by itself.
    stop_timeout: 0,
    systemd: 'false',
    image_volume_mode: 'ignore',
    ...hostSettings(HostConfig, profileFile),
  };
}

/** dockerode does not say what these are. */
type HostSettings = Omit<Docker.HostConfig, 'CapAdd' | 'CapDrop' | 'SecurityOpt' | 'Tmpfs'> & {
  readonly CapAdd?: readonly string[] | undefined;
  readonly CapDrop?: readonly string[] | undefined;
  readonly SecurityOpt?: readonly string[] | undefined;
  readonly Tmpfs?: Readonly<Record<string, string>> | undefined;
};

function hostSettings(settings: HostSettings, profileFile: ProfileFile): object {
  const { NetworkMode, IpcMode, ReadonlyRootfs, Init, CapDrop, CapAdd, SecurityOpt, LogConfig, RestartPolicy, Memory, MemorySwap, PidsLimit, Ulimits, Tmpfs, Mounts, ...others } = settings;
  refuseOthers(others);
  // Podman's own choice, where nothing is said, has a network.
  if (NetworkMode !== 'none' || IpcMode === undefined) throw inexpressible(`the network ${NetworkMode} and IPC ${IpcMode}`);
  if (RestartPolicy !== undefined && RestartPolicy.Name !== 'no') throw inexpressible('RestartPolicy');
  return {
    netns: { nsmode: NetworkMode },
    ipcns: { nsmode: IpcMode },
    pidns: { nsmode: 'private' },
    utsns: { nsmode: 'private' },
    userns: { nsmode: 'host' },
    read_only_filesystem: ReadonlyRootfs === true,
    init: Init === true,
    cap_drop: CapDrop ?? [],
    cap_add: CapAdd ?? [],
    ...securityOf(SecurityOpt ?? [], profileFile),
    log_configuration: { driver: LogConfig?.Type ?? 'none' },
    restart_policy: 'no',
    resource_limits: { ...(Memory === undefined ? {} : { memory: { limit: Memory, swap: MemorySwap } }), ...(PidsLimit === undefined ? {} : { pids: { limit: PidsLimit } }) },
    r_limits: limitsOf(Ulimits ?? []),
    mounts: [...Object.entries(Tmpfs ?? {}).map(([target, text]) => temporaryFolder(target, text)), ...(Mounts ?? []).map((mount) => mountOf(mount))],
  };
}

function refuseOthers(others: object): void {
  const [name] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined) throw inexpressible(name);
}

function inexpressible(what: string): Error {
  return new Error(`no container of Podman's is made with ${what}`);
}

/** The command alone where the image's own is to be left out: an entry point that is empty is taken for none. */
function commandOf(entrypoint: Docker.ContainerCreateOptions['Entrypoint'], command: readonly string[] = []): object {
  if (entrypoint === undefined) return { command };
  const [program, ...rest] = [...[entrypoint].flat(), ...command];
  return { entrypoint: [program], command: rest };
}

function environmentOf(lines: readonly string[]): object {
  const set = lines.filter((line) => line.includes('=')).map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  const names = new Set(set.map(([name]) => name));
  const unset = [...OWN_VARIABLES, ...lines.filter((line) => !line.includes('='))];
  return { env: Object.fromEntries(set), unsetenv: [...new Set(unset)].filter((name) => !names.has(name)) };
}

function securityOf(options: readonly string[], profileFile: ProfileFile): object {
  const profile = options.find((option) => option.startsWith('seccomp='));
  const other = options.find((option) => option !== profile && option !== 'no-new-privileges');
  if (other !== undefined) throw inexpressible(other);
  return {
    no_new_privileges: options.includes('no-new-privileges'),
    ...(profile === undefined ? {} : { seccomp_profile_path: profileFile(profile.slice('seccomp='.length)) }),
  };
}

function limitsOf(limits: readonly Ulimit[]): object[] {
  const unasked = Object.entries(UNASKED_LIMITS).filter(([name]) => limits.every(({ Name }) => Name !== name));
  return [...limits.map(({ Name, Soft, Hard }) => ({ type: Name, soft: Soft, hard: Hard })), ...unasked.map(([type, value]) => ({ type, soft: value, hard: value }))];
}

type Ulimit = NonNullable<Docker.HostConfig['Ulimits']>[number];

/** Podman looks at options one by one, and lets only `size` and `mode` pass: all that the kernel reads goes as one. */
function temporaryFolder(target: string, text: string): RuntimeMount {
  const options = text.split(',');
  const flags = options.filter((option) => TEMPORARY_FLAGS.includes(option));
  const read = options.filter((option) => !TEMPORARY_FLAGS.includes(option));
  return { type: 'tmpfs', source: 'tmpfs', destination: target, options: [...flags, 'notmpcopyup', 'rprivate', ...(read.length === 0 ? [] : [read.join(',')])] };
}

function mountOf({ Type, Source, Target, ReadOnly, VolumeOptions }: MountSettings): RuntimeMount {
  if (Type === 'bind') return { type: 'bind', source: Source, destination: Target, options: ['bind', ReadOnly === true ? 'ro' : 'rw', 'nosuid', 'nodev', 'rprivate'] };
  const options = VolumeOptions?.DriverConfig.Options;
  if (Type !== 'volume' || options?.['type'] !== 'overlay') throw inexpressible(`a mount of type ${Type}`);
  // Of the runtime itself, in the container's own name space: it goes with the container.
  return { type: 'overlay', source: 'overlay', destination: Target, options: ['nosuid', 'nodev', options['o'] ?? ''] };
}
