import { stat } from 'node:fs/promises';
import process from 'node:process';
import type { SandboxSpec } from '../contract/sandbox.ts';
import { canonicalJson } from '../util/digest.ts';
import { changedFiles, heldFolder, holdFiles } from './docker-changed-files.ts';
import type { ChangedFiles, HeldFiles } from './docker-changed-files.ts';
import type { Engine } from './docker-engine.ts';
import { isKeepable, runInKept, startKept } from './docker-kept-container.ts';
import type { KeptContainer } from './docker-kept-container.ts';
import type { Network } from './docker-network.ts';
import { ownerLabels, WORK_LABEL } from './docker-owner.ts';
import { removeContainer } from './docker-sweep.ts';
import type { Slot } from './slots.ts';
import type { Ending } from './stopper.ts';

export interface KeptOptions {
  readonly image: string;
  readonly nextSlots: () => readonly Slot[];
  readonly takeNetwork: () => Promise<Network>;
}

/** Judges' containers that serve attempt after attempt at the same task (docs/decisions/sandboxes.md). */
export interface KeptContainers {
  /** Null for a sandbox that needs a container of its own. */
  readonly run: (spec: SandboxSpec) => Promise<Ending | null>;
  /** Removes those that nobody uses now. */
  readonly removeIdle: () => Promise<void>;
}

interface Kept extends KeptContainer {
  readonly key: string;
  readonly held: HeldFiles;
  readonly network: Network;
}

export function createKeptContainers(engine: Engine, options: KeptOptions): KeptContainers {
  const idle: Kept[] = [];
  const leaving = new Set<Promise<void>>();
  let busy = 0;
  /** As many as ever were in use at once: one for each worker. */
  let most = 0;

  const leave = (kept: Kept): void => {
    // A container that cannot be removed now is one for the sweep.
    const removal = remove(kept, true).catch(() => undefined);
    leaving.add(removal);
    void removal.then(() => leaving.delete(removal));
  };
  const removeIdle = async (): Promise<void> => {
    for (const kept of idle.splice(0)) leave(kept);
    await Promise.all(leaving);
  };
  const take = async (spec: SandboxSpec, changed: ChangedFiles, key: string): Promise<Kept | null> => {
    for (const dead of idle.filter(({ keeper }) => !keeper.isAlive())) leave(...(idle.splice(idle.indexOf(dead), 1) as [Kept]));
    const found = idle.findLastIndex((kept) => kept.key === key && kept.held.fit(changed));
    if (found !== -1) return idle.splice(found, 1)[0] ?? null;
    while (idle.length > most - busy) leave(idle.shift() as Kept);
    return start(engine, options, { spec, changed, key });
  };

  // Nothing waits for an idle container: they are removed when the process has nothing else to do.
  process.on('beforeExit', () => void removeIdle());
  return {
    removeIdle,
    async run(spec) {
      const changed = isKeepable(spec) ? await changedFiles(spec.repository).catch(() => null) : null;
      if (changed === null) return null;
      busy += 1;
      most = Math.max(most, busy);
      try {
        const kept = await take(spec, changed, await keyOf(spec, changed));
        if (kept === null) return null;
        const { ending, isClean } = await runFilled(kept, spec, changed);
        if (isClean) idle.push(kept);
        else await remove(kept, ending.end.kind !== 'lost');
        return ending;
      } finally {
        busy -= 1;
      }
    },
  };
}

async function runFilled(kept: Kept, spec: SandboxSpec, changed: ChangedFiles): ReturnType<typeof runInKept> {
  try {
    await kept.held.fill(changed);
  } catch (error) {
    await remove(kept, true);
    throw error;
  }
  return runInKept(kept, spec);
}

/** All that a container cannot change: two specifications with the same key differ in command, stdin, times and output only. */
async function keyOf({ mounts, privateMounts, env, limits }: SandboxSpec, { base }: ChangedFiles): Promise<string> {
  const { memoryBytes, processes, diskBytes, fileBytes } = limits;
  const sources = [base, ...[...mounts, ...privateMounts].map(({ source }) => source)];
  // A folder that was replaced since is another one, whatever its name.
  const identities = await Promise.all(sources.map(async (source) => stat(source, { bigint: true }).then(({ dev, ino }) => `${dev} ${ino}`)));
  return canonicalJson({ mounts, privateMounts, env, base, identities, memoryBytes, processes, diskBytes, fileBytes });
}

/** Null where it does not start: a container of its own then tells what is wrong. */
async function start(engine: Engine, { image, nextSlots, takeNetwork }: KeptOptions, { spec, changed, key }: { spec: SandboxSpec; changed: ChangedFiles; key: string }): Promise<Kept | null> {
  const folder = heldFolder();
  const labels = { ...ownerLabels(), [WORK_LABEL]: folder };
  const network = await takeNetwork();
  let held: HeldFiles | null = null;
  let started: KeptContainer | null = null;
  try {
    held = await holdFiles(folder, changed);
    started = await startKept(engine, spec, { image, labels, slots: nextSlots(), network: network.mode, changed, held });
  } catch {
    started = null;
  }
  if (started !== null && held !== null) return { ...started, key, held, network };
  await held?.remove();
  await network.release(false);
  return null;
}

async function remove({ container, keeper, held, network }: Kept, isClean: boolean): Promise<void> {
  keeper.close();
  try {
    await removeContainer(container);
    await network.release(isClean);
  } finally {
    await held.remove();
  }
}
