import { AseError } from '../../contract/errors.ts';
import type { KeptSystem, SandboxDriver } from '../../contract/sandbox.ts';
import { buildSystem } from '../../environments/build-system.ts';
import { type CachedSystem, listSystems } from '../../environments/list-systems.ts';
import { chooseSandbox, type WantedSandbox } from '../../sandboxes/choose-sandbox.ts';
import { type ContentCache, openCache } from '../../sources/cache.ts';
import { pruneCache } from '../../sources/cache-list.ts';
import { isProgramTask } from '../../contract/task.ts';
import { loadSuite } from '../../suite/load-suite.ts';
import { megabytes, pruneLimits } from '../cache-words.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { sandboxDrivers } from '../sandbox.ts';
import { cacheFolder, type CommonOptions, openSources, suitesFolder } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

export interface EnvFlags extends CommonOptions {
  readonly json?: boolean;
}

export interface EnvBuildFlags extends EnvFlags {
  readonly suite: string;
  readonly task: string[];
  readonly sandbox: WantedSandbox;
}

export interface EnvPruneFlags extends EnvFlags {
  readonly olderThan?: number;
  readonly maxSize?: number;
}

/** Builds what tasks of a suite run on, before any run asks for it. */
export async function buildEnvironments(flags: EnvBuildFlags, terminal: Terminal): Promise<void> {
  using interrupts = listenForInterrupts(terminal);
  const { tasks } = await loadSuite(suitesFolder(flags), flags.suite, flags.task);
  const { driver, line } = await chooseSandbox({ wanted: flags.sandbox, drivers: sandboxDrivers() });
  const progress = (text: string): void => terminal.note(terminal.safe(text));
  progress(line);
  const { context, cache } = await openSources(flags, { terminal, abort: interrupts.abort });
  await driver.prepare(progress);
  const wanted = tasks.filter(isProgramTask).flatMap(({ task }) => task.environment.system ?? []);
  for (const description of wanted) await driver.prepareSystem?.(await buildSystem(description, context), progress);
  await showSystems(cache, flags, terminal);
}

export async function listEnvironments(flags: EnvFlags, terminal: Terminal): Promise<void> {
  await showSystems(await openCache(cacheFolder(flags)), flags, terminal);
}

/** A bound holds for the cache and for each engine's copies by itself: these are of the same systems, and about as large. */
export async function pruneEnvironments(flags: EnvPruneFlags, terminal: Terminal): Promise<void> {
  const { olderThan, maxSize } = flags;
  if (olderThan === undefined && maxSize === undefined) throw new AseError('bad-input', 'ase env prune needs --older-than, --max-size or both', { remedy: '--max-size 0 removes all systems that nobody uses.' });
  const cache = await openCache(cacheFolder(flags));
  const before = await listSystems(cache);
  const systems = new Set(before.map(({ id }) => id));
  const { removed, freedBytes } = await pruneCache(cache, { ...pruneLimits(flags), only: ({ id }) => systems.has(id) });
  const left = new Set((await listSystems(cache)).map(({ digest }) => digest));
  // Images of systems that only another cache has are not ours to remove.
  const gone = new Set(before.filter(({ digest }) => !left.has(digest)).map(({ digest }) => digest));
  const images: KeptSystem[] = [];
  for (const { driver, systems: kept } of await keptByDrivers()) {
    for (const image of kept) if (gone.has(image.digest) && (await driver.removeSystem?.(image.id)) === true) images.push(image);
  }
  const imageBytes = images.reduce((sum, { bytes }) => sum + bytes, 0);
  if (flags.json === true) terminal.out(JSON.stringify({ removed, freedBytes, images, imageBytes }));
  else terminal.out(`${removed.length} systems removed, ${megabytes(freedBytes)} freed; ${images.length} images removed, ${megabytes(imageBytes)} freed`);
}

interface Shown {
  readonly systems: readonly CachedSystem[];
  readonly images: readonly KeptSystem[];
}

async function showSystems(cache: ContentCache, { json }: EnvFlags, terminal: Terminal): Promise<void> {
  const shown: Shown = { systems: await listSystems(cache), images: (await keptByDrivers()).flatMap(({ systems }) => systems) };
  if (json === true) return terminal.out(JSON.stringify({ cache: cache.root, ...shown }));
  for (const { bytes, name, lastUsedMs, digest, inUse } of shown.systems) {
    const image = shown.images.find((each) => each.digest === digest);
    const copy = image === undefined ? 'no image' : `image ${megabytes(image.bytes)}`;
    terminal.out(terminal.safe(`${megabytes(bytes).padStart(10)}  ${copy.padEnd(16)}  ${new Date(lastUsedMs).toISOString().slice(0, 10)}  ${name}${inUse ? ' (in use)' : ''}`));
  }
  const sum = (items: readonly { readonly bytes: number }[]): string => megabytes(items.reduce((total, { bytes }) => total + bytes, 0));
  terminal.out(terminal.safe(`${shown.systems.length} systems, ${sum(shown.systems)} in ${cache.root}; ${shown.images.length} images, ${sum(shown.images)}`));
}

/** Of those drivers that work here and keep any. */
async function keptByDrivers(): Promise<{ readonly driver: SandboxDriver; readonly systems: readonly KeptSystem[] }[]> {
  const kept = await Promise.all(sandboxDrivers().map(async (driver) => (driver.systems !== undefined && (await driver.probe()).available ? [{ driver, systems: await driver.systems() }] : [])));
  return kept.flat();
}
