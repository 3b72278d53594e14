import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import { digestOf } from '../util/digest.ts';
import { statusOf } from './docker-engine.ts';
import { SLOTS } from './slots.ts';

const REPOSITORY = 'ase-base';
/** Carries libstdc++, which a pinned Node needs; Debian's own slim image does not. */
const PULLED_IMAGE = 'node:24-bookworm-slim';

/**
 * Mount points are part of the image: the engine would make them anew for every container. Their modes matter: runc before 1.2
 * gives a tmpfs the mode of the folder below it, whatever its own options say.
 */
export const FOLDERS = ['work/repo', 'work/node_modules', 'env/node'];
export const ENTERED_FOLDERS = ['drop'];
export const CLOSED_FOLDERS = ['judge'];
export const SLOT_FOLDERS = Array.from({ length: SLOTS }, (_, slot) => `scratch/${slot}`);
const SURPLUS = ['usr/share/doc', 'usr/share/man', 'usr/share/info', 'usr/share/locale', 'var/log', 'etc/apt/sources.list', 'etc/apt/sources.list.d'];

const RECIPE = [
  '--quiet',
  '--variant=essential',
  '--include=libstdc++6',
  `--customize-hook=cd "$1" && mkdir -p ${[...FOLDERS, ...ENTERED_FOLDERS, ...CLOSED_FOLDERS, ...SLOT_FOLDERS].join(' ')}`,
  `--customize-hook=cd "$1" && chmod 0711 ${ENTERED_FOLDERS.join(' ')} && chmod 0700 ${CLOSED_FOLDERS.join(' ')} && chmod 0710 ${SLOT_FOLDERS.join(' ')}`,
  `--customize-hook=cd "$1" && rm -rf ${SURPLUS.join(' ')}`,
  '--customize-hook=find "$1" -xdev -perm /6000 -type f -exec chmod ug-s {} +',
];

/** `ase-base:` and a digest of how it is made. */
export const BASE_IMAGE = `${REPOSITORY}:${digestOf([...RECIPE, PULLED_IMAGE].join('\n')).slice('sha256:'.length, 'sha256:'.length + 12)}`;

/** The image's id, or null where it has to be made first. */
export async function baseImageId(engine: Docker): Promise<string | null> {
  try {
    return (await engine.getImage(BASE_IMAGE).inspect()).Id;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/**
 * Makes the base image where it is missing: from the host's own package sources (15 s), else from a public image.
 * @throws AseError `unavailable` where neither works
 */
export async function prepareBaseImage(engine: Docker, progress: (line: string) => void): Promise<void> {
  if ((await baseImageId(engine)) !== null) return;
  const started = performance.now();
  const faults: string[] = [];
  const ways = [
    { name: 'with mmdebstrap, from the package sources of this machine', make: () => bootstrapImage(engine) },
    { name: `from the public image ${PULLED_IMAGE}`, make: () => pullImage(engine) },
  ];
  for (const way of ways) {
    progress(`making the base image ${BASE_IMAGE} ${way.name} (once)`);
    try {
      await way.make();
      progress(`base image ready after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
      return;
    } catch (error) {
      faults.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
      progress(`not possible ${faults.at(-1)}`);
    }
  }
  throw new AseError('unavailable', `the base image of the sandboxes could not be made\n${faults.join('\n')}`, {
    remedy: `Install mmdebstrap (apt-get install mmdebstrap), or let the engine pull ${PULLED_IMAGE}, or bring one: docker tag IMAGE ${BASE_IMAGE} (a Debian with libstdc++6).`,
  });
}

async function bootstrapImage(engine: Docker): Promise<void> {
  const release = /^VERSION_CODENAME=(\w+)$/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1];
  if (release === undefined) throw new AseError('unavailable', 'this is no Debian or Ubuntu');
  const child = spawn('mmdebstrap', [...RECIPE, release, '-'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A torn archive must not become the image: it gets its name only after mmdebstrap said that all went well.
  const [code, id] = await Promise.all([ended, importArchive(engine, child.stdout)]);
  if (code !== 0) throw new AseError('unavailable', `mmdebstrap ended with ${code}: ${Buffer.concat(complaints).toString('utf8').trim().slice(-500)}`);
  await engine.getImage(id).tag(splitName(BASE_IMAGE));
}

/** The id of the imported image. */
export async function importArchive(engine: Docker, archive: NodeJS.ReadableStream): Promise<string> {
  const answer = await engine.importImage(archive, { fromSrc: '-' });
  const lines = await linesOf(engine, answer);
  const id = lines.findLast((line) => line.status?.startsWith('sha256:'))?.status;
  if (id === undefined) throw new AseError('unavailable', 'the engine imported no image');
  return id;
}

async function pullImage(engine: Docker): Promise<void> {
  await linesOf(engine, await engine.pull(PULLED_IMAGE));
  await engine.getImage(PULLED_IMAGE).tag(splitName(BASE_IMAGE));
}

function linesOf(engine: Docker, answer: NodeJS.ReadableStream): Promise<readonly { readonly status?: string }[]> {
  return new Promise((resolve, reject) => {
    engine.modem.followProgress(answer, (error: Error | null, lines: { status?: string }[]) => (error === null ? resolve(lines) : reject(error)));
  });
}

function splitName(image: string): { repo: string; tag: string } {
  const colon = image.lastIndexOf(':');
  return { repo: image.slice(0, colon), tag: image.slice(colon + 1) };
}
