import { randomInt } from 'node:crypto';
import type { SandboxLimits } from '../contract/sandbox.ts';

/** A user of its own with a scratch folder of its own, for one candidate process tree. */
export interface Slot {
  readonly uid: number;
  readonly gid: number;
  readonly scratch: string;
}

export const SLOTS = 8;

/** Where the judge puts sockets, FIFOs and recorder programs that candidates reach by name: they may enter, not list. */
export const DROP_FOLDER = '/drop';

export interface SlotRange {
  readonly first: number;
  readonly blocks: number;
}

/** Beyond any user of the host: RLIMIT_NPROC counts processes by uid over all containers, and over the host's own users. */
export const WIDE_RANGE: SlotRange = { first: 0x10000000, blocks: 0x100000 };
/** An engine without root maps 65,536 users. */
export const ROOTLESS_RANGE: SlotRange = { first: 2_000, blocks: 7_000 };

/**
 * Gives each call eight users that no container of this process shares, nor (the start is random) likely of another process.
 */
export function createSlotBlocks(range: SlotRange): () => readonly Slot[] {
  let block = randomInt(range.blocks);
  return () => {
    block = (block + 1) % range.blocks;
    return Array.from({ length: SLOTS }, (_, index) => {
      const id = range.first + block * SLOTS + index;
      return { uid: id, gid: id, scratch: `/scratch/${index}` };
    });
  };
}

/** How candidates are kept apart from their judge; see suite/kit/launcher.mjs. */
export type Separation =
  | { readonly kind: 'setuid'; readonly slots: readonly Slot[] }
  | { readonly kind: 'nested'; readonly slots: readonly Slot[]; readonly nested: { readonly command: readonly string[]; readonly seccomp: string } };

/** What suite/kit/launcher.mjs reads from ASE_LAUNCHER. `dataBytes` bounds each process where no control group holds all of them together. */
export function launcherVariable(separation: Separation, limits: SandboxLimits, dataBytes: number | null): string {
  const { processes, fileBytes } = limits;
  const slots = separation.kind === 'setuid' ? separation.slots : separation.slots.map(({ scratch }) => ({ scratch }));
  return JSON.stringify({ ...separation, slots, drop: DROP_FOLDER, limits: { processes, fileBytes, dataBytes } });
}
