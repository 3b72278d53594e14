import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Mount, SandboxResult, SandboxSpec } from '../contract/sandbox.ts';
import { nestedCommand, pointOf, sandboxArguments } from './bubblewrap-arguments.ts';
import { REPOSITORY_POINT } from './bubblewrap-host.ts';
import type { Host, Inside } from './bubblewrap-host.ts';
import { limitsArgument } from './bubblewrap-programs.ts';
import { ARGUMENTS_FD, follow, REPORT_FD, SECCOMP_FD, STATUS_FD } from './bubblewrap-run.ts';
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
    const inside = await host.insideOf(spec.system);
    const plan = planOf({ host, inside }, spec, { writer, repository: overlay === null ? first : host.state.mountPoint(REPOSITORY_POINT), overlay });
    const command = commandOf({ host, inside }, spec, { ...plan, groups, processFile: record.processFile });
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

/** Nobody's set-uid program and no device is of use there. */
interface HelperMount {
  readonly type: 'tmpfs' | 'overlay';
  readonly target: string;
  readonly options: string;
}

interface SandboxPlan {
  readonly user: Slot;
  readonly mounts: readonly HelperMount[];
  readonly bwrapArguments: readonly string[];
  readonly filter: Buffer;
}

interface Place {
  readonly host: Host;
  readonly inside: Inside;
}

function planOf({ host, inside }: Place, spec: SandboxSpec, { writer, repository, overlay }: { writer: number | null; repository: string; overlay: string | null }): SandboxPlan {
  const hasUsers = host.separator.kind === 'users';
  const slots = host.nextSlots();
  const user = hasUsers ? userOf(spec, slots, writer) : { ...userOf(spec, slots, null), uid: 0, gid: 0 };
  const folders = scratchFolders(spec, slots, { user, keeper: host.separator.kind });
  const point = (target: string): string => host.state.mountPoint(pointOf(target));
  const mounts = folders.map(({ target, owner, mode, bytes }): HelperMount => ({ type: 'tmpfs', target: point(target), options: `size=${bytes},mode=${mode},uid=${owner.uid},gid=0` }));
  const laid: readonly HelperMount[] = overlay === null ? [] : [{ type: 'overlay', target: repository, options: overlay }];
  const scratch: readonly Mount[] = folders.map(({ target }) => ({ source: point(target), target }));
  const launcher = spec.role === 'judge' ? launcherOf({ host, inside }, spec, slots) : null;
  return {
    user,
    mounts: [...laid, ...mounts],
    bwrapArguments: sandboxArguments({
      spec,
      keeper: host.separator.kind,
      system: inside.arguments,
      repository,
      scratch,
      seccompFile: spec.role === 'judge' && !hasUsers ? { source: host.filterFile, target: FILTER_INSIDE } : null,
      environment: environmentOf(spec, user.scratch, launcher),
    }),
    filter: spec.role === 'judge' ? host.judgeFilter : host.filter,
  };
}

function launcherOf({ host, inside }: Place, spec: SandboxSpec, slots: readonly Slot[]): string {
  const dataBytes = host.groups === null ? spec.limits.memoryBytes + RESERVED_BYTES : null;
  if (host.separator.kind === 'users') return launcherVariable({ kind: 'setuid', slots }, spec.limits, dataBytes);
  const command = nestedCommand(spec, inside.arguments, { bwrap: inside.bwrap, slots });
  return launcherVariable({ kind: 'nested', slots, nested: { command, seccomp: FILTER_INSIDE } }, spec.limits, dataBytes);
}

/** The whole line: helper, bwrap, first process, command. */
function commandOf({ host, inside }: Place, spec: SandboxSpec, plan: SandboxPlan & { readonly groups: readonly string[]; readonly processFile: string }): readonly [string, ...string[]] {
  const { tools, separator, groups, programs } = host;
  const { fileBytes, memoryBytes, processes } = spec.limits;
  const root = separator.kind === 'users' ? '' : `${separator.uid}:${separator.gid}`;
  const joins = groups === null ? [] : plan.groups.map((folder) => joinFile(groups.version, folder));
  const isCandidate = spec.role === 'candidate';
  const user = separator.kind === 'users' && isCandidate ? `${plan.user.uid}:${plan.user.gid}` : '';
  const own = groups === null && isCandidate ? { processes, dataBytes: memoryBytes + RESERVED_BYTES } : {};
  return [
    tools.perl,
    ...['-e', programs.helper, plan.processFile, root, limitsArgument({ coreBytes: 0, openFiles: OPEN_FILES, fileBytes }), ...joins, '--'],
    ...[...plan.mounts.flatMap(({ type, target, options }) => [type, target, options]), '--'],
    ...[tools.bwrap, '--args', String(ARGUMENTS_FD), '--seccomp', String(SECCOMP_FD), '--json-status-fd', String(STATUS_FD), '--as-pid-1', '--'],
    ...[inside.perl, '-e', programs.firstProcess, String(REPORT_FD), String(isCandidate ? CANDIDATE_BADNESS : 0), limitsArgument(own), user],
    ...spec.command,
  ];
}
