import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';
/** Podman's own end of a container, which takes its control group away, is a process that has to start first: it takes several times as long. */
const LOOK_MS = 20;

/** Looks again and again whether memory ran out in a container. */
export interface KillWatch {
  readonly sawKill: () => boolean;
}

/**
 * How Podman before 4.4 tells that memory ran out gets lost: conmon writes it into a file in the working folder of the service. `firstProcess` is the host's id of a container's first
 * process; the watch ends with its control group.
 * @throws Error where the control group cannot be read
 */
export async function watchKills(firstProcess: number): Promise<KillWatch> {
  const file = countsFile(await readFile(`/proc/${firstProcess}/cgroup`, 'utf8'));
  let kills = await killsIn(file);
  const lookAgain = (): void => {
    setTimeout(() => {
      killsIn(file).then((found) => {
        kills = found;
        if (kills === 0) lookAgain();
      }, () => undefined);
    }, LOOK_MS).unref();
  };
  lookAgain();
  return { sawKill: () => kills > 0 };
}

/** With both versions of control groups mounted, memory belongs to the one that has a group for it. */
function countsFile(groups: string): string {
  const first = /^\d+:(?:[\w=]+,)*memory(?:,[\w=]+)*:(.*)$/m.exec(groups)?.[1];
  if (first !== undefined) return join(ROOT, 'memory', first, 'memory.oom_control');
  return join(ROOT, /^0::(.*)$/m.exec(groups)?.[1] ?? '', 'memory.events');
}

async function killsIn(file: string): Promise<number> {
  const found = /^oom_kill (\d+)$/m.exec(await readFile(file, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`${file} does not say how often memory ran out`);
  return Number(found);
}
