import { AseError } from '../contract/errors.ts';
import type { Mount, SandboxSpec } from '../contract/sandbox.ts';
import { DROP_FOLDER, SLOTS } from './slots.ts';
import type { Slot } from './slots.ts';

/** What a sandbox looks like from inside, whatever the driver. */
export const REPOSITORY = '/work/repo';
export const JUDGE_FOLDER = '/judge';
export const HOST_NAME = 'sandbox';
export const OPEN_FILES = 4_096;
/** The judge with its own threads, beside the candidates. */
const JUDGE_PROCESSES = 128;
const JUDGE_FILES_BYTES = 64 * 1024 * 1024;

/** The user that a command runs as, with its home. `writer` owns a repository that can be written; null for one that is read. */
export function userOf(spec: SandboxSpec, slots: readonly Slot[], writer: number | null): Slot {
  const first = slots[0] as Slot;
  if (spec.role === 'judge') return { uid: 0, gid: 0, scratch: JUDGE_FOLDER };
  return writer === null ? first : { uid: writer, gid: writer, scratch: first.scratch };
}

/** All variables that a command gets; `launcher` is the judge's ASE_LAUNCHER. */
export function environmentOf(spec: SandboxSpec, home: string, launcher: string | null): Readonly<Record<string, string>> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    TMPDIR: home,
    ...spec.env,
    ...(launcher === null ? {} : { ASE_LAUNCHER: launcher }),
  };
}

export interface ScratchFolder {
  readonly target: string;
  readonly owner: Slot;
  readonly mode: string;
  readonly bytes: number;
}

/** Who keeps the folders apart: users of their own, or a name space for each candidate, where all are of one user. */
export type Keeper = 'users' | 'namespaces';

/**
 * All that can be written besides the repository. A slot's folder is closed to every other slot; the judge, of group 0 and without power over
 * other users' files, may enter it to start a program there. /tmp is nobody's in a judge's sandbox, where it would be everybody's.
 */
export function scratchFolders(spec: SandboxSpec, slots: readonly Slot[], { user, keeper }: { user: Slot; keeper: Keeper }): readonly ScratchFolder[] {
  const bytes = spec.limits.diskBytes;
  if (spec.role === 'candidate') {
    return [
      { target: user.scratch, owner: user, mode: '0710', bytes },
      { target: '/tmp', owner: user, mode: '0700', bytes },
    ];
  }
  return [
    { target: JUDGE_FOLDER, owner: user, mode: '0700', bytes: JUDGE_FILES_BYTES },
    // Candidates may enter it, not list it.
    { target: DROP_FOLDER, owner: user, mode: keeper === 'users' ? '0711' : '0300', bytes: JUDGE_FILES_BYTES },
    ...slots.map((slot) => ({ target: slot.scratch, owner: slot, mode: '0710', bytes })),
  ];
}

/**
 * Private mounts lie below the judge's own folder, which no other user may enter, whatever their own modes are.
 * @throws AseError `bad-input` for one that lies elsewhere
 */
export function mountsOf(spec: SandboxSpec): readonly Mount[] {
  const secret = spec.role === 'judge' ? spec.privateMounts : [];
  const open = secret.find(({ target }) => !target.startsWith(`${JUDGE_FOLDER}/`));
  if (open !== undefined) throw new AseError('bad-input', `the private mount ${open.target} must lie below ${JUDGE_FOLDER}`);
  return [...spec.mounts, ...secret];
}

/** Processes and threads of everything inside, without what the driver itself needs there. */
export function processesOf(spec: SandboxSpec): number {
  const { processes } = spec.limits;
  return spec.role === 'judge' ? JUDGE_PROCESSES + SLOTS * processes : processes;
}
