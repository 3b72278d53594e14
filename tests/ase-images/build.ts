import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import type Docker from 'dockerode';
import { BASE_IMAGE } from '../../src/sandboxes/base-image.ts';
import { connect, engineHosts } from '../../src/sandboxes/docker-engine.ts';
import { putOwnedFiles } from '../../src/sandboxes/docker-files.ts';
import { inspectImage } from '../../src/sandboxes/docker-image-store.ts';
import { digestOf } from '../../src/util/digest.ts';
import { makeDriver } from '../sandboxes/docker-driver.ts';
import { unpackedPackages } from './debian.ts';

/** A small C compiler, PHP, and what they load; all from Debian. */
const TOOLS = ['tcc', 'libc6-dev', 'linux-libc-dev', 'php8.2-cli', 'php8.2-common', 'libedit2', 'libbsd0', 'libmagic1', 'libmagic-mgc', 'libpcre2-8-0', 'libsodium23', 'libssl3', 'libxml2', 'libicu72', 'libargon2-1', 'zlib1g', 'tzdata'];
const TOOLS_IMAGE = `ase-test-tools:${digestOf([BASE_IMAGE, ...TOOLS].join(' ')).slice(7, 19)}`;

export async function testEngine(): Promise<Docker> {
  return (await connect(engineHosts(env))).api;
}

/** Kept on the engine between test runs, as the base image of the sandboxes is. */
async function toolsImage(engine: Docker): Promise<string> {
  if ((await inspectImage(engine, TOOLS_IMAGE)) !== null) return TOOLS_IMAGE;
  await makeDriver().prepare(() => undefined);
  const folder = await unpackedPackages(TOOLS_IMAGE.replace(':', '-'), TOOLS);
  const container = await engine.createContainer({ Image: BASE_IMAGE, Cmd: ['true'] });
  const packed = spawn('tar', ['-C', join(folder, 'root'), '--owner=0', '--group=0', '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await container.putArchive(packed.stdout, { path: '/' });
  await container.commit({ repo: TOOLS_IMAGE.split(':')[0], tag: TOOLS_IMAGE.split(':')[1] });
  await container.remove();
  return TOOLS_IMAGE;
}

export interface ImageRecipe {
  /** The folder of the repository, and where it goes; its files belong to `owner`. */
  readonly repository: string;
  readonly place: string;
  readonly owner: number;
  /** By absolute path; all of them can be executed. */
  readonly programs: Readonly<Record<string, string | Buffer>>;
  readonly changes: readonly string[];
}

type PutFile = Parameters<typeof putOwnedFiles>[1] extends ReadonlyMap<string, infer File> ? File : never;

/** The image's id. */
export async function buildImage(engine: Docker, { repository, place, owner, programs, changes }: ImageRecipe): Promise<string> {
  const container = await engine.createContainer({ Image: await toolsImage(engine), Cmd: ['true'] });
  const files = filesIn(repository).map((file): [string, PutFile] => [`${place}/${file}`, { content: readFileSync(join(repository, file)), mode: 0o640, uid: owner, gid: owner }]);
  const own = Object.entries(programs).map(([path, text]): [string, PutFile] => [path, { content: Buffer.from(text), mode: 0o755, uid: 0, gid: 0 }]);
  await putOwnedFiles(container, new Map([...files, ...own]));
  const made = (await container.commit({ changes: changes.join('\n') })) as { Id: string };
  await container.remove();
  return made.Id;
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).sort();
}
