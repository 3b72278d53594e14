import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import type { KeptSystem, SandboxSystem } from '../contract/sandbox.ts';
import { CLOSED_FOLDERS, ENTERED_FOLDERS, FOLDERS, importArchive, SLOT_FOLDERS } from './base-image.ts';
import { statusOf } from './docker-engine.ts';

const REPOSITORY = 'ase-system';

/** Root file systems as images. */
export interface SystemImages {
  /** The name of a system's image, which is made first if it has to be. @throws AseError `unavailable` */
  readonly imageOf: (system: SandboxSystem, progress?: (line: string) => void) => Promise<string>;
}

/** An image is imported once and has the system's digest for a name: another process finds it. */
export function createSystemImages(engine: Docker): SystemImages {
  const known = new Map<string, Promise<string>>();
  return {
    imageOf(system, progress) {
      const name = nameOf(system.digest);
      const image = known.get(name) ?? makeImage(engine, { system, name, progress: progress ?? (() => undefined) });
      known.set(name, image);
      // A failure is not kept.
      image.catch(() => known.delete(name));
      return image;
    },
  };
}

function nameOf(digest: string): string {
  return `${REPOSITORY}:${digest.slice('sha256:'.length)}`;
}

interface WantedImage {
  readonly system: SandboxSystem;
  readonly name: string;
  readonly progress: (line: string) => void;
}

async function makeImage(engine: Docker, { system, name, progress }: WantedImage): Promise<string> {
  if (await hasImage(engine, name)) return name;
  progress(`importing the image ${name} (once)`);
  const points = await mkdtemp(join(tmpdir(), 'ase-points-'));
  try {
    await makeMountPoints(points);
    const own = await readdir(points);
    const brought = (await readdir(system.folder)).filter((entry) => !own.includes(entry));
    await importEntries(engine, ['-C', points, ...own, '-C', system.folder, ...brought], name);
  } finally {
    await rm(points, { recursive: true, force: true });
  }
  return name;
}

async function hasImage(engine: Docker, name: string): Promise<boolean> {
  try {
    await engine.getImage(name).inspect();
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Folders that every container needs, as those of the base image: what a system brings at these places is not taken. */
async function makeMountPoints(root: string): Promise<void> {
  const modes = [[FOLDERS, 0o755], [ENTERED_FOLDERS, 0o711], [CLOSED_FOLDERS, 0o700], [SLOT_FOLDERS, 0o710]] as const;
  await chmod(root, 0o755);
  for (const folder of ['dev', 'proc', 'sys', 'tmp', 'run', 'root', 'home', 'var/tmp', 'work/public', 'env', 'scratch']) await mkdir(join(root, folder), { recursive: true, mode: 0o755 });
  for (const [folders, mode] of modes) {
    for (const folder of folders) {
      await mkdir(join(root, folder), { recursive: true });
      await chmod(join(root, folder), mode);
    }
  }
}

/** What tar is told to pack: no path may be in it twice. */
async function importEntries(engine: Docker, entries: readonly string[], name: string): Promise<void> {
  const child = spawn('tar', ['--create', '--file=-', '--numeric-owner', '--owner=0', '--group=0', '--sort=name', ...entries], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString('utf8')).slice(-500)));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A torn archive must not become the image: it gets its name when all of it was read.
  const [code, id] = await Promise.all([ended, importArchive(engine, child.stdout)]);
  if (code !== 0) throw new AseError('unavailable', `a system could not be packed: tar ended with ${code}: ${complaint.trim()}`);
  const [repo = REPOSITORY, tag] = name.split(':');
  await engine.getImage(id).tag({ repo, ...(tag === undefined ? {} : { tag }) });
}

/** All images of systems that this engine has. */
export async function systemImages(engine: Docker): Promise<KeptSystem[]> {
  const images = await engine.listImages({ filters: JSON.stringify({ reference: [REPOSITORY] }) });
  return images.flatMap(({ RepoTags, Size }) => (RepoTags ?? []).filter((tag) => tag.startsWith(`${REPOSITORY}:`)).map((id) => ({ id, digest: `sha256:${id.slice(REPOSITORY.length + 1)}`, bytes: Size })));
}

/** False where a container uses it. */
export async function removeSystemImage(engine: Docker, id: string): Promise<boolean> {
  try {
    await engine.getImage(id).remove();
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    if (statusOf(error) === 404) return true;
    throw error;
  }
}
