import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentCache } from '../sources/cache.ts';
import { createTreeWriter } from '../sources/tree-writer.ts';
import { withDiskErrors } from '../util/disk-error.ts';

/** Folders of attempts, on the cache's disk: layers of one repository have to lie on few file systems. */
export interface AttemptFolders {
  /** A new folder that holds these files, as sandboxes can use it; they are executable where they are in `base`. */
  layer(files: ReadonlyMap<string, Buffer>, base?: string): Promise<string>;
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
