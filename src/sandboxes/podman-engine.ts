import { closeSync, mkdtempSync, openSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';
import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import { createPodmanContainer } from './podman-container.ts';

/** What Podman says of itself, or null for an engine that is another one. */
export function podmanVersion({ Components }: Docker.DockerVersion): string | null {
  return Components?.find(({ Name }) => Name === 'Podman Engine')?.Version ?? null;
}

/** What an engine says of itself, as far as it is read. */
export interface EngineInfo {
  readonly SecurityOptions?: readonly string[];
  readonly CgroupVersion?: string;
}

/**
 * The client of a Podman, whose `createContainer` takes the same options as Docker's and does with them the same.
 * @throws AseError `no-sandbox` for a Podman that cannot
 */
export async function podmanClient(api: Docker, version: string): Promise<{ readonly api: Docker; readonly info: EngineInfo }> {
  if (Number.parseInt(version, 10) < 4) throw unfit(`Podman ${version} is too old: its own API has to be of version 4`);
  const info = (await api.info()) as EngineInfo;
  if (info.SecurityOptions?.some((option) => option.includes('rootless')) === true) throw unfit('a Podman without root does not mount the folders of candidates with their owners, nor does it limit memory everywhere');
  const profileFile = heldFiles();
  const createContainer = (options: Docker.ContainerCreateOptions): Promise<Docker.Container> => createPodmanContainer(api, options, profileFile);
  return { api: Object.assign(api, { createContainer }), info };
}

function unfit(why: string): AseError {
  return new AseError('no-sandbox', why, { remedy: 'Start the service of a newer Podman as root (podman system service --time=0 unix:///run/podman/podman.sock), or use --sandbox bubblewrap, which needs no root.' });
}

/** Files without a name, that are gone with this process however it ends; an engine on this machine reads them through /proc. */
function heldFiles(): (content: string) => string {
  const files = new Map<string, string>();
  return (content) => {
    const path = files.get(content) ?? heldFile(content);
    files.set(content, path);
    return path;
  };
}

function heldFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ase-podman-'));
  const name = join(folder, 'file');
  writeFileSync(name, content, { mode: 0o600 });
  const descriptor = openSync(name, 'r');
  try {
    unlinkSync(name);
    rmdirSync(folder);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return `/proc/${pid}/fd/${descriptor}`;
}
