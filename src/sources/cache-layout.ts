import { join } from 'node:path';
import { z } from 'zod';
import { digestSchema } from '../contract/task.ts';

/** What a cached tree is found by: equal keys, equal trees. `kind` says what the other fields mean. */
export type TreeKey = Readonly<Record<string, string>> & { readonly kind: string };

/** `entry.json`: last written, so that a folder with it is whole. */
export const entrySchema = z.strictObject({
  schema: z.literal('ase/cached-tree@1'),
  name: z.string().describe('for people; holds no secrets'),
  key: z.record(z.string(), z.string()),
  facts: z.record(z.string(), z.string()).describe('found out while it was made, such as the commit a tag stood for'),
  digest: digestSchema,
  files: z.int(),
  bytes: z.int(),
  made: z.string(),
});
export type CacheEntry = z.infer<typeof entrySchema>;

export interface CacheLayout {
  readonly archives: string;
  readonly trees: string;
  /** What folders of `path` sources held when they were last read. */
  readonly folders: string;
  /** Of git, one for all tasks of an address. */
  readonly repositories: string;
  /** apt's lists of sources. */
  readonly apt: string;
  readonly locks: string;
  readonly temporary: string;
}

/** Trees lie apart by the user that owns their files: root's are of no use to others, and the other way round. */
export function cacheLayout(root: string, uid: number): CacheLayout {
  return { archives: join(root, 'archives'), trees: join(root, 'trees', String(uid)), folders: join(root, 'folders'), repositories: join(root, 'git', String(uid)), apt: join(root, 'apt', String(uid)), locks: join(root, 'locks'), temporary: join(root, 'tmp') };
}

/** The parts of a cached tree's folder. */
export function entryPaths(folder: string): { readonly tree: string; readonly entry: string; readonly stamp: string; readonly users: string } {
  return { tree: join(folder, 'tree'), entry: join(folder, 'entry.json'), stamp: join(folder, 'stamp'), users: join(folder, 'users') };
}
