import { readdirSync, readlinkSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { withDiskErrors } from '../util/disk-error.ts';
import { createTreeWriter } from './tree-writer.ts';
import type { TreeWriter } from './tree-writer.ts';

export interface CopyOptions {
  /** Asked with each path, relative to the tree; a folder is left out whole. */
  readonly leaveOut: (path: string) => boolean;
  /** Lines for people about what cannot be copied. */
  readonly note: (line: string) => void;
}

/**
 * Copies files, folders and links that stay inside, with the owner and modes that sandboxes need. `to` is made.
 * @throws AseError `unsafe`, `disk`, `permission`
 */
export async function copyTree(from: string, to: string, options: CopyOptions): Promise<void> {
  await withDiskErrors(from, async () => {
    await mkdir(to, { recursive: true });
    const writer = createTreeWriter(to);
    await copyEntries({ from, writer, options }, '');
    for (const path of writer.finish()) options.note(`${JSON.stringify(path)} is a link that leads outside or nowhere and is left out`);
  });
}

interface Copying {
  readonly from: string;
  readonly writer: TreeWriter;
  readonly options: CopyOptions;
}

async function copyEntries(copying: Copying, under: string): Promise<void> {
  const { from, writer, options } = copying;
  for (const entry of readdirSync(join(from, under), { withFileTypes: true })) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (options.leaveOut(path)) continue;
    if (entry.isDirectory()) await copyEntries(copying, path);
    else if (entry.isSymbolicLink()) {
      if (!writer.link(path, readlinkSync(join(from, path)))) options.note(`${JSON.stringify(path)} is a link that leads outside and is left out`);
    } else if (entry.isFile()) await copyFile(join(from, path), path, writer);
    else options.note(`${JSON.stringify(path)} is neither file, folder nor link and is left out`);
  }
}

async function copyFile(absolute: string, path: string, writer: TreeWriter): Promise<void> {
  const file = await open(absolute);
  try {
    const target = writer.file(path, ((await file.stat()).mode & 0o100) !== 0);
    try {
      for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) target.write(piece);
    } finally {
      target.close();
    }
  } finally {
    await file.close();
  }
}
