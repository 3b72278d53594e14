import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskFile } from '../../context/mask.ts';
import type { Mount, SandboxDriver } from '../../contract/sandbox.ts';
import type { Task } from '../../contract/task.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import type { AgentFolders } from './agent-services.ts';
import { findLeaks, secretOf } from './leak-search.ts';
import type { Secret } from './leak-search.ts';

/** What an agent finds in its sandbox, besides itself. */
export interface AgentWorkspace {
  /** For the sandbox's repository: what is masked lies over the rest. */
  readonly layers: readonly string[];
  readonly mounts: readonly Mount[];
  /** Files that the answer may change. */
  readonly allowed: ReadonlySet<string>;
  before(path: string): Promise<Buffer | null>;
  /** What gave the region away and was covered, and what may give it away still. */
  readonly warnings: readonly string[];
}

export interface WorkspaceInput {
  readonly task: Task;
  /** The vulnerable repository, without what the task removes. */
  readonly repository: string;
  readonly mounts: readonly Mount[];
  /** The agent's own program; null for a command. */
  readonly program: string | null;
  readonly folders: AgentFolders;
  readonly sandbox: SandboxDriver['name'];
}

const STUB = Buffer.from('// left out\n');
const LISTED = 20;

/**
 * Where a host's own programs keep packages of each language: another version of the repository may be among them, or this benchmark with its checks. Only
 * bubblewrap shows the host's /usr.
 */
const HOST_PACKAGES: readonly string[] = ['/usr/lib/node_modules', '/usr/local/lib/node_modules', '/usr/share/nodejs', '/usr/share/node_modules'];
const HOST_PACKAGES_OF: Partial<Readonly<Record<Task['language'], readonly string[]>>> = {
  python: ['/usr/lib/python3/dist-packages', '/usr/local/lib/python3/dist-packages'],
  php: ['/usr/share/php'],
  ruby: ['/usr/share/rubygems-integration', '/usr/share/ruby'],
  perl: ['/usr/share/perl5'],
  java: ['/usr/share/java', '/usr/share/maven-repo'],
  go: ['/usr/share/gocode'],
};

/**
 * Masks the regions, and covers what else would give them away: copies in the repository, copies and other versions among the dependencies, and package folders of the host.
 * @throws AseError `not-found`, `disk`, `permission`
 */
export async function layOutWorkspace(input: WorkspaceInput): Promise<AgentWorkspace> {
  const { task, repository, folders } = input;
  const contents = await readRegionFiles(task, repository);
  const secrets = task.regions.map((region) => secretOf(region, contents.get(region.file) ?? Buffer.alloc(0)));
  const masked = new Map([...contents].map(([file, content]) => [file, maskFile(content, { task, file })]));
  const copies = await findLeaks(repository, secrets, { except: new Set(contents.keys()), versions: false });
  for (const path of copies) masked.set(path, withoutSecrets(await readFile(join(repository, path)), secrets));
  const layer = await folders.layer(masked, repository);
  const covers = await coverMounts(input, secrets);
  const inProgram = input.program === null ? [] : await findLeaks(input.program, secrets, { versions: false });
  const notes = [...copies.map((path) => `masked in ${path}`), ...covers.found.map((path) => `covered in ${path}`), ...inProgram.map((path) => `left in the agent's own ${path}`)];
  return {
    layers: [layer, repository],
    mounts: [...input.mounts, ...covers.mounts],
    allowed: new Set([...(task.allow ?? contents.keys()), ...(task.fixed?.files ?? [])]),
    before: async (path) => masked.get(path) ?? readIfThere(join(repository, path)),
    warnings: notes.length === 0 ? [] : [`a copy of the region was ${notes.slice(0, LISTED).join('; ')}${notes.length > LISTED ? `; and ${notes.length - LISTED} more` : ''}`],
  };
}

async function readRegionFiles({ regions }: Task, repository: string): Promise<Map<string, Buffer>> {
  const files = [...new Set(regions.map(({ file }) => file))];
  return new Map(await Promise.all(files.map(async (file) => [file, await withDiskErrors(join(repository, file), () => readFile(join(repository, file)))] as const)));
}

/** A copy that is the same byte for byte gets the marker, too; one that is written otherwise goes as a whole. */
function withoutSecrets(content: Buffer, secrets: readonly Secret[]): Buffer {
  let text = content.toString('latin1');
  for (const { exact } of secrets) text = text.replaceAll(exact.toString('latin1'), '\n');
  const left = secrets.some(({ bare }) => bare !== '' && text.replaceAll(/[ \t\r\n]+/g, '').includes(bare));
  return left ? STUB : Buffer.from(text, 'latin1');
}

/** Mounts over files and folders that are there: what lies below is out of reach. */
async function coverMounts({ task, mounts, folders, sandbox }: WorkspaceInput, secrets: readonly Secret[]): Promise<{ readonly mounts: readonly Mount[]; readonly found: readonly string[] }> {
  const found: string[] = [];
  for (const { source, target } of mounts) found.push(...(await findLeaks(source, secrets, { versions: true })).map((path) => `${target}/${path}`));
  const host = sandbox === 'bubblewrap' ? [...HOST_PACKAGES, ...(HOST_PACKAGES_OF[task.language] ?? [])].filter((folder) => existsSync(folder)) : [];
  if (found.length + host.length === 0) return { mounts: [], found };
  const stubs = await folders.layer(new Map([['stub', STUB], ['empty/.keep', Buffer.alloc(0)]]));
  return { mounts: [...host.map((target) => ({ source: join(stubs, 'empty'), target })), ...found.map((target) => ({ source: join(stubs, 'stub'), target }))], found };
}

async function readIfThere(path: string): Promise<Buffer | null> {
  return withDiskErrors(path, async () => {
    try {
      return await readFile(path);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  });
}
