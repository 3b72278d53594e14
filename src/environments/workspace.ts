import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ContentCache } from '../sources/cache.ts';
import { createTreeWriter } from '../sources/tree-writer.ts';
import { withDiskErrors } from '../util/disk-error.ts';

/** Folders of attempts, on the cache's disk: layers of one repository have to lie on few file systems. */
export interface AttemptFolders {
  /** A new folder that holds these files, as sandboxes can use it; they are executable where they are in `base`. */
  layer(files: ReadonlyMap<string, Buffer>, base?: string): Promise<string>;
}

/** What is built once of a repository, and lies below what candidates build. */
export interface PrebuiltRequest {
  /** For people. */
  readonly name: string;
  /** All that the result depends on. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** How fine clocks of file systems are, with room. */
const CLOCK_MS = 50;

/**
 * A layer that `build` filled, from the cache where it has it; all of it is older than what is written from now on, which is how builds know what to do again. Null where it is not: the clock
 * went back.
 * @throws what `build` throws, AseError `disk`, `permission`
 */
export async function prebuiltLayer(cache: ContentCache, { name, inputs, signal }: PrebuiltRequest, build: (upper: string) => Promise<void>): Promise<string | null> {
  const { path } = await cache.tree({
    name,
    key: { ...inputs, kind: 'built' },
    signal,
    make: async (folder) => {
      // It belongs to the user that builds.
      createTreeWriter(folder).finish();
      await build(folder);
      return {};
    },
  });
  const age = Date.now() - newestTime(path);
  if (age < -CLOCK_MS) return null;
  if (age < CLOCK_MS) await setTimeout(2 * CLOCK_MS);
  return path;
}

function newestTime(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => lstatSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(0, ...times);
}

/** Gives `action` folders that are gone afterwards. @throws AseError `disk`, `permission` */
export async function withAttemptFolders<Value>(cache: ContentCache, action: (folders: AttemptFolders) => Promise<Value>): Promise<Value> {
  return cache.withTemporary((root) =>
    action({
      layer: (files, base) =>
        withDiskErrors(root, async () => {
          const folder = join(root, randomBytes(6).toString('hex'));
          mkdirSync(folder);
          const writer = createTreeWriter(folder);
          for (const [path, content] of files) {
            const file = writer.file(path, base !== undefined && isExecutable(join(base, path)));
            file.write(content);
            file.close();
          }
          return folder;
        }),
    }),
  );
}

function isExecutable(path: string): boolean {
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o100) !== 0;
}
