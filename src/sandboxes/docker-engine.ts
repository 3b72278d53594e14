import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import { seccompProfile } from './seccomp-profile.ts';

/** No local engine takes longer to say hello, however busy; a dead socket must not hold up the start. */
const ANSWER_MS = 1_500;

export interface Engine {
  readonly api: Docker;
  readonly socketPath: string;
  readonly version: Docker.DockerVersion;
  /** The security option for containers' filter of system calls: the profile itself, for Podman the file that has it. */
  readonly seccomp: string;
}

/** The variables that say where an engine listens. */
export interface EngineVariables {
  readonly DOCKER_HOST?: string | undefined;
  readonly XDG_RUNTIME_DIR?: string | undefined;
}

/** Where an engine may listen, best first: what DOCKER_HOST says alone, else Docker's and Podman's usual sockets. */
export function engineHosts(variables: EngineVariables): readonly string[] {
  if (variables.DOCKER_HOST !== undefined && variables.DOCKER_HOST !== '') return [variables.DOCKER_HOST];
  const own = variables.XDG_RUNTIME_DIR;
  const users = own === undefined || own === '' ? [] : [`unix://${own}/docker.sock`, `unix://${own}/podman/podman.sock`];
  return ['unix:///var/run/docker.sock', ...users, 'unix:///run/podman/podman.sock'];
}

/**
 * The first engine that answers.
 * @throws AseError `no-sandbox` that says, for each place, why not
 */
export async function connect(hosts: readonly string[]): Promise<Engine> {
  const faults: string[] = [];
  for (const host of hosts) {
    try {
      return await connectTo(host);
    } catch (error) {
      faults.push(`${host}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new AseError('no-sandbox', `no Docker engine answers (${faults.join('; ')})`, {
    remedy: 'Install and start one: apt-get install docker.io (or docker-ce, podman), and let this user reach its socket: usermod -aG docker $USER.',
  });
}

async function connectTo(host: string): Promise<Engine> {
  if (!host.startsWith('unix://')) throw new AseError('no-sandbox', 'only an engine on this machine (unix://…) sees its folders');
  const socketPath = host.slice('unix://'.length);
  // Reading the library takes 150 ms: commands without a sandbox do not pay it.
  const { default: Client } = await import('dockerode');
  await new Client({ socketPath, timeout: ANSWER_MS }).ping();
  const api = new Client({ socketPath });
  const version = await api.version();
  return { api, socketPath, version, seccomp: `seccomp=${isPodman(version) ? profileFile() : JSON.stringify(seccompProfile())}` };
}

function isPodman(version: Docker.DockerVersion): boolean {
  return version.Components?.some(({ Name }) => Name === 'Podman Engine') === true;
}

/** Podman reads the profile when a container starts, so that the file stays as long as this process. */
function profileFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ase-seccomp-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify(seccompProfile()));
  return file;
}

/** The HTTP status of an engine's refusal; null for any other error. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : null;
}
