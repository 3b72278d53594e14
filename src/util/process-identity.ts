import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { kill, pid } from 'node:process';

/** Tells a process from every other one, also from a later one with the same number. Null where the system does not say it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks after boot. */
  readonly startTime: string | null;
  readonly host: string;
  readonly bootId: string | null;
  /** Containers on one host count their processes apart. */
  readonly pidNamespace: string | null;
}

export function ownIdentity(): ProcessIdentity {
  return identityOf(pid);
}

/** Of a process of this machine that lives. */
export function identityOf(processId: number): ProcessIdentity {
  return {
    pid: processId,
    startTime: statOf(processId)?.startTime ?? null,
    host: hostname(),
    bootId: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/** `unknown` where it lives, or lived, on another machine or in another container. */
export function livenessOf(other: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  const own = ownIdentity();
  if (other.host !== own.host && other.bootId !== own.bootId) return 'unknown';
  if (other.bootId !== own.bootId) return 'dead';
  if (other.pidNamespace !== own.pidNamespace) return 'unknown';
  if (other.startTime === null) return isSignallable(other.pid) ? 'alive' : 'dead';
  const stat = statOf(other.pid);
  return stat !== null && stat.startTime === other.startTime && stat.state !== 'Z' && stat.state !== 'X' ? 'alive' : 'dead';
}

/** proc_pid_stat(5): the command's name, field 2, may hold spaces and brackets; field 3 is the state, field 22 the start time. */
function statOf(processId: number): { readonly state: string; readonly startTime: string } | null {
  const text = orNull(() => readFileSync(`/proc/${processId}/stat`, 'latin1'));
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTime: fields[19] ?? '' };
}

function isSignallable(processId: number): boolean {
  try {
    return kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function orNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
