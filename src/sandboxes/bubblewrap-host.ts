import { join } from 'node:path';
import type { SandboxSpec, SandboxSystem } from '../contract/sandbox.ts';
import { hostArguments, systemArguments } from './bubblewrap-arguments.ts';
import { programsFor } from './bubblewrap-programs.ts';
import type { Programs } from './bubblewrap-programs.ts';
import { openState } from './bubblewrap-state.ts';
import type { State } from './bubblewrap-state.ts';
import { inspectMachine } from './bubblewrap-tools.ts';
import type { Machine, Separator } from './bubblewrap-tools.ts';
import { findControlGroups } from './control-groups.ts';
import type { ControlGroups } from './control-groups.ts';
import { createPipePool } from './named-pipes.ts';
import type { StandardPipes } from './named-pipes.ts';
import { seccompFilter } from './seccomp-filter.ts';
import { createSlotBlocks, SLOTS } from './slots.ts';
import type { Slot } from './slots.ts';

/** What bwrap itself calls: a judge without root opens sandboxes for its candidates, which get the whole filter. */
const CALLS_OF_A_JUDGE: ReadonlySet<string> = new Set(['mount', 'umount2', 'pivot_root', 'unshare', 'clone']);

/** The system that a sandbox shows. */
export interface Inside {
  /** Of bwrap. */
  readonly arguments: readonly string[];
  /** Programs of it. */
  readonly perl: string;
  readonly bwrap: string;
}

/** Everything that all runs of this process share. */
export interface Host extends Machine {
  readonly groups: ControlGroups | null;
  readonly state: State;
  readonly insideOf: (system: SandboxSystem | undefined) => Promise<Inside>;
  readonly programs: Programs;
  readonly filter: Buffer;
  readonly judgeFilter: Buffer;
  /** The filter as a file, for a judge to hand on. */
  readonly filterFile: string;
  readonly takePipes: () => Promise<StandardPipes>;
  readonly nextSlots: () => readonly Slot[];
  readonly detail: string;
  readonly identity: string;
}

export const REPOSITORY_POINT = 'repository';
const SLOT_NAMES = Array.from({ length: SLOTS }, (_, slot) => `scratch-${slot}`);

/** @throws AseError `no-sandbox` that says what is missing, `unsafe` where the state folder is not ours */
export async function openHost(searchPath: string): Promise<Host> {
  const machine = await inspectMachine(searchPath);
  const { separator, architecture, version, system } = machine;
  const [groups, filter] = [await findControlGroups(), seccompFilter(architecture)];
  const state = await openState([REPOSITORY_POINT, 'judge', 'drop', 'tmp', ...SLOT_NAMES], { 'seccomp-filter': filter });
  const memory = groups === null ? 'memory watched' : `cgroup v${groups.version}`;
  const way = `${separator.kind === 'users' ? 'a user for each candidate' : 'user namespaces'}, ${memory}`;
  return {
    ...machine,
    groups,
    state,
    insideOf: insidesOf({ arguments: await hostArguments(join(state.folder, 'etc')), perl: machine.tools.perl, bwrap: machine.tools.bwrap }),
    programs: programsFor(architecture),
    filter,
    judgeFilter: separator.kind === 'users' ? filter : seccompFilter(architecture, CALLS_OF_A_JUDGE),
    filterFile: join(state.folder, 'seccomp-filter'),
    takePipes: createPipePool(state.folder, machine.tools.mkfifo),
    nextSlots: slotsFor(separator),
    detail: `bubblewrap ${version}, ${way}`,
    identity: `bubblewrap ${version}, ${system}, ${way}`,
  };
}

/** Arguments of a system are found out once. */
function insidesOf(own: Inside): Host['insideOf'] {
  const known = new Map<string, Promise<Inside>>();
  return async (system) => {
    if (system === undefined) return own;
    const { folder } = system;
    const inside = known.get(folder) ?? systemArguments(folder, join(folder, 'etc')).then((found) => ({ arguments: found, perl: '/usr/bin/perl', bwrap: '/usr/bin/bwrap' }));
    known.set(folder, inside);
    return inside;
  };
}

/** Where there is one user only, slots differ by their folders. */
function slotsFor(separator: Separator): () => readonly Slot[] {
  if (separator.kind === 'users') return createSlotBlocks(separator.range);
  // 0 is what the helper's user namespace calls the harness's own user.
  const slots = SLOT_NAMES.map((_, index) => ({ uid: 0, gid: 0, scratch: `/scratch/${index}` }));
  return () => slots;
}

/** A sandbox that proves that sandboxes work here. */
export function trialSpec({ state }: Host): SandboxSpec {
  const layer = join(state.folder, 'etc');
  return {
    role: 'candidate',
    command: ['/bin/sh', '-c', 'exit 0'],
    mounts: [],
    privateMounts: [],
    repository: { layers: [layer, state.mountPoint(REPOSITORY_POINT)] },
    stdin: '',
    env: {},
    limits: { timeoutMs: 10_000, memoryBytes: 1 << 28, processes: 16, diskBytes: 1 << 20, fileBytes: 1 << 20, outputBytes: 1 << 16 },
  };
}
