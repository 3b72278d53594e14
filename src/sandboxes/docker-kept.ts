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

/** An engine that does not start them – it may not see this process's temporary folder – is not asked for ever. */
const MOST_FAILURES = 3;

export interface KeptOptions {
  /** The image that a sandbox starts from. */
  readonly imageOf: (spec: SandboxSpec) => Promise<string>;
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

interface Wanted {
  readonly spec: SandboxSpec;
  readonly changed: ChangedFiles;
  readonly image: string;
  readonly key: string;
}

/** Containers that wait for the next attempt. */
interface Idle {
  readonly take: (key: string, changed: ChangedFiles) => Kept | null;
  readonly put: (kept: Kept) => void;
  /** Begins to remove the oldest ones, beyond so many. */
  readonly shrink: (most: number) => void;
  readonly removeAll: () => Promise<void>;
}

function createIdle(): Idle {
  let idle: Kept[] = [];
  const leaving = new Set<Promise<void>>();
  const leave = (those: readonly Kept[]): void => {
    idle = idle.filter((kept) => !those.includes(kept));
    for (const kept of those) {
      // A container that cannot be removed now is one for the sweep.
      const removal = remove(kept, true).catch(() => undefined);
      leaving.add(removal);
      void removal.then(() => leaving.delete(removal));
    }
  };
  return {
    take(key, changed) {
      leave(idle.filter(({ keeper }) => !keeper.isAlive()));
      const found = idle.findLast((kept) => kept.key === key && kept.held.fit(changed)) ?? null;
      idle = idle.filter((kept) => kept !== found);
      return found;
    },
    put: (kept) => void idle.push(kept),
    shrink: (most) => leave(idle.slice(0, Math.max(0, idle.length - most))),
    async removeAll() {
      leave(idle);
      await Promise.all(leaving);
    },
  };
}

export function createKeptContainers(engine: Engine, options: KeptOptions): KeptContainers {
  const idle = createIdle();
  let busy = 0;
  /** As many as ever were in use at once: one for each worker. */
  let most = 0;
  /** Starts that failed, one after the other. */
  let failures = 0;
  const startOne = async (wanted: Wanted): Promise<Kept | null> => {
    idle.shrink(most - busy);
    const started = await start(engine, options, wanted);
    failures = started === null ? failures + 1 : 0;
    return started;
  };

  // Nothing waits for an idle container: they are removed when the process has nothing else to do.
  process.on('beforeExit', () => void idle.removeAll());
  return {
    removeIdle: idle.removeAll,
    async run(spec) {
      const changed = failures < MOST_FAILURES && isKeepable(spec) ? await changedFiles(spec.repository).catch(() => null) : null;
      if (changed === null) return null;
      busy += 1;
      most = Math.max(most, busy);
      try {
        const image = await options.imageOf(spec);
        const key = await keyOf(spec, changed, image);
        const kept = idle.take(key, changed) ?? (await startOne({ spec, changed, image, key }));
        if (kept === null) return null;
        const { ending, isClean } = await runFilled(kept, spec, changed);
        if (isClean) idle.put(kept);
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
async function keyOf({ mounts, privateMounts, env, limits }: SandboxSpec, { base }: ChangedFiles, image: string): Promise<string> {
  const { memoryBytes, processes, diskBytes, fileBytes } = limits;
  const sources = [base, ...[...mounts, ...privateMounts].map(({ source }) => source)];
  // A folder that was replaced since is another one, whatever its name.
  const identities = await Promise.all(sources.map(async (source) => stat(source, { bigint: true }).then(({ dev, ino }) => `${dev} ${ino}`)));
  return canonicalJson({ image, mounts, privateMounts, env, base, identities, memoryBytes, processes, diskBytes, fileBytes });
}

/** Null where it does not start: a container of its own then tells what is wrong. */
async function start(engine: Engine, { nextSlots, takeNetwork }: KeptOptions, { spec, changed, image, key }: Wanted): Promise<Kept | null> {
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
