import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import { podmanClient, podmanVersion } from './podman-engine.ts';
import type { EngineInfo } from './podman-engine.ts';

/** No local engine takes longer to say hello, however busy; a dead socket must not hold up the start. */
const ANSWER_MS = 1_500;

export interface Engine {
  readonly api: Docker;
  readonly socketPath: string;
  /** Name and version, for people. */
  readonly name: string;
  /** Podman needs seconds for it, and is asked once. */
  readonly info: () => Promise<EngineInfo>;
  /** Whether containers may be in the network of another one. Podman removes none before all that are in its network. */
  readonly sharesNetworks: boolean;
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
  const podman = podmanVersion(version);
  if (podman !== null) {
    const client = await podmanClient(api, podman);
    return { api: client.api, info: () => Promise.resolve(client.info), socketPath, name: `podman ${podman}`, sharesNetworks: false };
  }
  return { api, info: async () => (await api.info()) as EngineInfo, socketPath, name: `${version.Platform?.Name || 'engine'} ${version.Version}`, sharesNetworks: true };
}

/** The HTTP status of an engine's refusal; null for any other error. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : null;
}
