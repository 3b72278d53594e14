import type Docker from 'dockerode';
import type { SandboxSpec } from '../contract/sandbox.ts';
import { readOnlyBind } from './docker-repository.ts';
import type { RepositoryMount } from './docker-repository.ts';
import { environmentOf, mountsOf, OPEN_FILES, processesOf, REPOSITORY, scratchFolders, userOf } from './sandbox-layout.ts';
import { seccompProfile } from './seccomp-profile.ts';
import { launcherVariable } from './slots.ts';
import type { Slot } from './slots.ts';

const SECCOMP = `seccomp=${JSON.stringify(seccompProfile())}`;
/** The reaper (`Init`). */
const REAPER_PROCESSES = 1;

export interface ContainerPlan {
  readonly image: string;
  readonly labels: Record<string, string>;
  readonly slots: readonly Slot[];
  readonly repository: RepositoryMount;
  /** NetworkMode of a network that nothing else is in. */
  readonly network: string;
}

/** Everything the engine must know of one sandbox. The command is the container's own process: an exec cannot be killed by itself. */
export function containerOptions(spec: SandboxSpec, plan: ContainerPlan): Docker.ContainerCreateOptions {
  const user = userOf(spec, plan.slots, plan.repository.writer);
  return {
    Image: plan.image,
    Labels: plan.labels,
    User: `${user.uid}:${user.gid}`,
    WorkingDir: REPOSITORY,
    Entrypoint: [],
    Cmd: [...spec.command],
    Env: variables(spec, plan, user),
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    // The command's stdin ends when the attached harness goes, also when it was killed.
    StdinOnce: true,
    HostConfig: { ...isolation(spec, plan), ...limits(spec), Tmpfs: temporaryFolders(spec, plan, user), Mounts: mounts(spec, plan) },
  };
}

function variables(spec: SandboxSpec, plan: ContainerPlan, user: Slot): string[] {
  // Memory is the engine's matter: a control group holds all processes together.
  const launcher = spec.role === 'judge' ? launcherVariable({ kind: 'setuid', slots: plan.slots }, spec.limits, null) : null;
  // A name without `=` takes the engine's own variable away.
  return [...('HOSTNAME' in spec.env ? [] : ['HOSTNAME']), ...Object.entries(environmentOf(spec, user.scratch, launcher)).map(([name, value]) => `${name}=${value}`)];
}

function isolation(spec: SandboxSpec, plan: ContainerPlan): Docker.HostConfig {
  return {
    NetworkMode: plan.network,
    IpcMode: 'none',
    ReadonlyRootfs: true,
    Init: true,
    CapDrop: ['ALL'],
    CapAdd: spec.role === 'judge' ? ['SETUID', 'SETGID', 'KILL'] : [],
    SecurityOpt: ['no-new-privileges', SECCOMP],
    LogConfig: { Type: 'none', Config: {} },
    RestartPolicy: { Name: 'no' },
  };
}

function limits(spec: SandboxSpec): Docker.HostConfig {
  const { memoryBytes, fileBytes } = spec.limits;
  return {
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    PidsLimit: processesOf(spec) + REAPER_PROCESSES,
    Ulimits: [
      { Name: 'fsize', Soft: fileBytes, Hard: fileBytes },
      { Name: 'nofile', Soft: OPEN_FILES, Hard: OPEN_FILES },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
  };
}

function temporaryFolders(spec: SandboxSpec, plan: ContainerPlan, user: Slot): Record<string, string> {
  const folders = scratchFolders(spec, plan.slots, { user, keeper: 'users' }).map(({ target, owner, mode, bytes }): [string, string] => [target, `rw,nosuid,nodev,exec,size=${bytes},mode=${mode},uid=${owner.uid},gid=0`]);
  // Message queues are files here: anybody could leave one to the next check.
  return { ...Object.fromEntries<string>(folders), '/dev/mqueue': 'ro,nosuid,nodev,noexec,size=4096,mode=0555' };
}

function mounts(spec: SandboxSpec, plan: ContainerPlan): Docker.MountSettings[] {
  return [plan.repository.mount, ...mountsOf(spec).map(({ source, target }) => readOnlyBind(source, target))];
}
