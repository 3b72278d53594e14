import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import type { SandboxSpec } from '../contract/sandbox.ts';
import { readOnlyBind, REPOSITORY } from './docker-repository.ts';
import type { RepositoryMount } from './docker-repository.ts';
import { DROP_FOLDER, launcherVariable, SLOTS } from './docker-slots.ts';
import type { Slot } from './docker-slots.ts';
import { seccompProfile } from './seccomp-profile.ts';

const JUDGE_FOLDER = '/judge';
const SECCOMP = `seccomp=${JSON.stringify(seccompProfile())}`;
/** The reaper (`Init`), and the judge with its own threads, beside the candidates. */
const REAPER_PROCESSES = 1;
const JUDGE_PROCESSES = 128;
const JUDGE_FILES_BYTES = 64 * 1024 * 1024;

export interface ContainerPlan {
  readonly image: string;
  readonly labels: Record<string, string>;
  readonly slots: readonly Slot[];
  readonly repository: RepositoryMount;
}

/** Everything the engine must know of one sandbox. The command is the container's own process: an exec cannot be killed by itself. */
export function containerOptions(spec: SandboxSpec, plan: ContainerPlan): Docker.ContainerCreateOptions {
  const user = userOf(spec, plan);
  return {
    Image: plan.image,
    Labels: plan.labels,
    Hostname: 'sandbox',
    User: `${user.uid}:${user.gid}`,
    WorkingDir: REPOSITORY,
    Entrypoint: [],
    Cmd: [...spec.command],
    Env: environmentOf(spec, plan, user),
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    // The command's stdin ends when the attached harness goes, also when it was killed.
    StdinOnce: true,
    HostConfig: { ...isolation(spec), ...limits(spec), Tmpfs: scratchFolders(spec, plan, user), Mounts: mounts(spec, plan) },
  };
}

function userOf(spec: SandboxSpec, plan: ContainerPlan): Slot {
  const scratch = '/scratch/0';
  if (spec.role === 'judge') return { uid: 0, gid: 0, scratch: JUDGE_FOLDER };
  const writer = plan.repository.writer;
  return writer === null ? (plan.slots[0] as Slot) : { uid: writer, gid: writer, scratch };
}

function environmentOf(spec: SandboxSpec, plan: ContainerPlan, user: Slot): string[] {
  const variables = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: user.scratch,
    TMPDIR: user.scratch,
    ...spec.env,
    ...(spec.role === 'judge' ? { ASE_LAUNCHER: launcherVariable(plan.slots, spec.limits) } : {}),
  };
  // A name without `=` takes the engine's own variable away.
  return [...('HOSTNAME' in spec.env ? [] : ['HOSTNAME']), ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)];
}

function isolation(spec: SandboxSpec): Docker.HostConfig {
  return {
    NetworkMode: 'none',
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
  const { memoryBytes, processes, fileBytes } = spec.limits;
  const own = spec.role === 'judge' ? JUDGE_PROCESSES + (SLOTS - 1) * processes : 0;
  return {
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    PidsLimit: processes + own + REAPER_PROCESSES,
    Ulimits: [
      { Name: 'fsize', Soft: fileBytes, Hard: fileBytes },
      { Name: 'nofile', Soft: 4096, Hard: 4096 },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
  };
}

/**
 * All that can be written. A slot's folder is closed to every other slot; the judge, of group 0 and without power over
 * other users' files, may enter it to start a program there. /tmp is nobody's in a judge's sandbox, where it would be everybody's.
 */
function scratchFolders(spec: SandboxSpec, plan: ContainerPlan, user: Slot): Record<string, string> {
  const folder = (owner: Slot, mode: string, bytes: number): string => `rw,nosuid,nodev,exec,size=${bytes},mode=${mode},uid=${owner.uid},gid=0`;
  const disk = spec.limits.diskBytes;
  // Message queues are files here: anybody could leave one to the next check.
  const covered = { '/dev/mqueue': 'ro,nosuid,nodev,noexec,size=4096,mode=0555' };
  if (spec.role === 'candidate') return { ...covered, [user.scratch]: folder(user, '0710', disk), '/tmp': folder(user, '0700', disk) };
  return {
    ...covered,
    [user.scratch]: folder(user, '0700', JUDGE_FILES_BYTES),
    [DROP_FOLDER]: folder(user, '0711', JUDGE_FILES_BYTES),
    ...Object.fromEntries(plan.slots.map((slot) => [slot.scratch, folder(slot, '0710', disk)])),
  };
}

/** Private ones lie below the judge's own folder, which no other user may enter, whatever their own modes are. */
function mounts(spec: SandboxSpec, plan: ContainerPlan): Docker.MountSettings[] {
  const secret = spec.role === 'judge' ? spec.privateMounts : [];
  const open = secret.find(({ target }) => !target.startsWith(`${JUDGE_FOLDER}/`));
  if (open !== undefined) throw new AseError('bad-input', `the private mount ${open.target} must lie below ${JUDGE_FOLDER}`);
  return [plan.repository.mount, ...[...spec.mounts, ...secret].map(({ source, target }) => readOnlyBind(source, target))];
}
