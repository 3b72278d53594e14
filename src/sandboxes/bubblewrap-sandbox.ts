import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Mount, SandboxResult, SandboxSpec } from '../contract/sandbox.ts';
import { mountTable, nestedCommand, pointOf, sandboxArguments } from './bubblewrap-arguments.ts';
import { REPOSITORY_POINT } from './bubblewrap-host.ts';
import type { Host } from './bubblewrap-host.ts';
import { FIRST_PROCESS, HELPER } from './bubblewrap-programs.ts';
import { ARGUMENTS_FD, follow, REPORT_FD, SECCOMP_FD, STATUS_FD } from './bubblewrap-run.ts';
import type { RecordedRun } from './bubblewrap-state.ts';
import { joinFile, makeGroup, ranOutOfMemory, removeGroup } from './control-groups.ts';
import { createMemoryWatch } from './memory-watch.ts';
import { isPlain, overlayOptions, ownUpper, removeOverlayWork, requireLayer, workFolderFor } from './overlay.ts';
import { environmentOf, JUDGE_FOLDER, OPEN_FILES, processesOf, scratchFolders, userOf } from './sandbox-layout.ts';
import { lost } from './stopper.ts';
import { launcherVariable } from './slots.ts';
import type { Slot } from './slots.ts';

/** bwrap outside and the first process inside, and what a command starts its life as. */
const OWN_PROCESSES = 4;
const FILTER_INSIDE = `${JUDGE_FOLDER}/seccomp-filter`;
/**
 * Where only a look now and then bounds all processes together, each has a bound of its own, however fast it grows. Node takes 0.6 GB of address
 * space for code that it never has: the bound lies that much higher.
 */
const RESERVED_BYTES = 1 << 30;
/** As suite/kit/launcher.mjs: of all processes of the machine a candidate goes first. */
const CANDIDATE_BADNESS = 1_000;

/** One sandbox, from its control group to the end of everything in it. Faults of the machine are told in the result, as `lost`. */
export async function runSpec(host: Host, spec: SandboxSpec): Promise<SandboxResult> {
  const started = performance.now();
  const ending = spec.signal?.aborted === true ? lost('cancelled') : await runRecorded(host, spec);
  return { ...ending, durationMs: performance.now() - started };
}

async function runRecorded(host: Host, spec: SandboxSpec): ReturnType<typeof follow> {
  const first = requireLayer(spec.repository);
  const { upper } = spec.repository;
  const name = `ase-${randomBytes(8).toString('hex')}`;
  const work = upper === undefined ? null : workFolderFor(upper);
  const overlay = isPlain(spec.repository) ? null : overlayOptions(spec.repository, work, host.separator.kind === 'users' ? 'trusted' : 'user');
  const groups = host.groups?.foldersOf(name) ?? [];
  using record = host.state.record(name, { work, groups });
  try {
    const writer = upper === undefined ? null : await ownUpper(spec.repository, upper);
    if (work !== null) await mkdir(work, { mode: 0o700 });
    if (host.groups !== null) await makeGroup(host.groups.version, groups, { memoryBytes: spec.limits.memoryBytes, processes: processesOf(spec) + OWN_PROCESSES });
    using pipes = await host.takePipes();
    const plan = planOf(host, spec, { writer, repository: overlay === null ? first : host.state.mountPoint(REPOSITORY_POINT), overlay });
    await writeFile(record.mountsFile, plan.mountTable);
    const command = commandOf(host, spec, { user: plan.user, groups, record });
    return await follow(spec, { command, bwrapArguments: plan.bwrapArguments, filter: plan.filter, pipes, memory: memoryOf(host, spec, groups) });
  } catch (error) {
    return lost(error);
  } finally {
    await Promise.all([removeGroup(groups), work === null ? null : removeOverlayWork(work)]);
  }
}

function memoryOf({ groups }: Host, spec: SandboxSpec, folders: readonly string[]): Parameters<typeof follow>[1]['memory'] {
  if (groups !== null) return { begun: () => undefined, ranOut: () => ranOutOfMemory(groups.version, folders) };
  return createMemoryWatch(spec.limits.memoryBytes);
}

interface SandboxPlan {
  readonly user: Slot;
  readonly mountTable: string;
  readonly bwrapArguments: readonly string[];
  readonly filter: Buffer;
}

function planOf(host: Host, spec: SandboxSpec, { writer, repository, overlay }: { writer: number | null; repository: string; overlay: string | null }): SandboxPlan {
  const hasUsers = host.separator.kind === 'users';
  const slots = host.nextSlots();
  const user = hasUsers ? userOf(spec, slots, writer) : { ...userOf(spec, slots, null), uid: 0, gid: 0 };
  const folders = scratchFolders(spec, slots, { user, keeper: host.separator.kind });
  const point = (target: string): string => host.state.mountPoint(pointOf(target));
  const options = `nosuid,nodev`;
  const mounts = folders.map(({ target, owner, mode, bytes }) => ({ type: 'tmpfs', target: point(target), options: `${options},size=${bytes},mode=${mode},uid=${owner.uid},gid=0` }));
  const laid = overlay === null ? [] : [{ type: 'overlay', target: repository, options: `${options},${overlay}` }];
  const scratch: readonly Mount[] = folders.map(({ target }) => ({ source: point(target), target }));
  const launcher = spec.role === 'judge' ? launcherOf(host, spec, slots) : null;
  return {
    user,
    mountTable: mountTable([...laid, ...mounts]),
    bwrapArguments: sandboxArguments({
      spec,
      separator: host.separator,
      system: host.systemArguments,
      repository,
      scratch,
      seccompFile: spec.role === 'judge' && !hasUsers ? { source: host.filterFile, target: FILTER_INSIDE } : null,
      environment: environmentOf(spec, user.scratch, launcher),
    }),
    filter: spec.role === 'judge' ? host.judgeFilter : host.filter,
  };
}

function launcherOf(host: Host, spec: SandboxSpec, slots: readonly Slot[]): string {
  const dataBytes = host.groups === null ? spec.limits.memoryBytes + RESERVED_BYTES : null;
  if (host.separator.kind === 'users') return launcherVariable({ kind: 'setuid', slots }, spec.limits, dataBytes);
  const command = nestedCommand(spec, host.systemArguments, { bwrap: host.tools.bwrap, slots });
  return launcherVariable({ kind: 'nested', slots, nested: { command, seccomp: FILTER_INSIDE } }, spec.limits, dataBytes);
}

/** The whole line: helper, limits, bwrap, first process, user, command. */
function commandOf(host: Host, spec: SandboxSpec, plan: { readonly user: Slot; readonly groups: readonly string[]; readonly record: RecordedRun }): readonly [string, ...string[]] {
  const { tools, separator, groups } = host;
  const spaces = separator.kind === 'users' ? [] : ['--user', '--map-root-user'];
  const joins = groups === null ? [] : plan.groups.map((folder) => joinFile(groups.version, folder));
  const isCandidate = spec.role === 'candidate';
  return [
    tools.unshare,
    ...[...spaces, '--mount', '--propagation', 'private', '/bin/sh', '-c', HELPER, 'ase-sandbox'],
    ...[plan.record.processFile, plan.record.mountsFile, ...joins, '--'],
    ...[tools.prlimit, '--core=0', `--nofile=${OPEN_FILES}`, `--fsize=${spec.limits.fileBytes}`],
    ...[tools.bwrap, '--args', String(ARGUMENTS_FD), '--seccomp', String(SECCOMP_FD), '--json-status-fd', String(STATUS_FD), '--as-pid-1', '--'],
    ...[tools.perl, '-e', FIRST_PROCESS, String(REPORT_FD), String(isCandidate ? CANDIDATE_BADNESS : 0)],
    ...(separator.kind === 'users' && isCandidate ? becoming(tools.setpriv, plan.user) : []),
    ...(groups === null && isCandidate ? [tools.prlimit, `--nproc=${spec.limits.processes}`, `--data=${spec.limits.memoryBytes + RESERVED_BYTES}`] : []),
    ...spec.command,
  ];
}

function becoming(setpriv: string, { uid, gid }: Slot): readonly string[] {
  return [setpriv, '--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all', '--'];
}
