import type Docker from 'dockerode';
import { attachStreams } from './docker-attach.ts';
import type { Engine } from './docker-engine.ts';
import { removeContainer } from './docker-sweep.ts';
import { HOST_NAME } from './sandbox-layout.ts';

/** A network of its own loopback and nothing else, for one run at a time. */
export interface Network {
  /** As NetworkMode says it. */
  readonly mode: string;
  /** Gives it to the next run; `isClean` says that all processes that used it are gone. */
  readonly release: (isClean: boolean) => Promise<void>;
}

export interface NetworkOptions {
  readonly image: string;
  readonly labels: () => Record<string, string>;
}

/**
 * Networks that outlive the containers in them. A part of what an engine needs to start a container goes into its network namespace, so a small
 * container that does nothing holds one for run after run (docs/decisions/sandboxes.md). Nothing of a run stays in it: sockets go with their processes, and closed connections
 * are not remembered.
 */
export function createNetworks(engine: Engine, options: NetworkOptions): () => Promise<Network> {
  if (!engine.sharesNetworks) return async () => OF_ITS_OWN;
  const idle: Holder[] = [];
  return async () => {
    let holder = idle.pop();
    while (holder !== undefined && !holder.isAlive()) holder = idle.pop();
    const taken = holder ?? (await startHolder(engine, options));
    return {
      mode: `container:${taken.container.id}`,
      async release(isClean) {
        if (isClean) idle.push(taken);
        else await removeContainer(taken.container);
      },
    };
  };
}

/** A network that goes with its container. */
const OF_ITS_OWN: Network = { mode: 'none', release: async () => undefined };

interface Holder {
  readonly container: Docker.Container;
  readonly isAlive: () => boolean;
}

async function startHolder(engine: Engine, { image, labels }: NetworkOptions): Promise<Holder> {
  const container = await engine.api.createContainer({
    Image: image,
    Labels: labels(),
    Hostname: HOST_NAME,
    Entrypoint: [],
    // It ends, and removes itself, when this process closes its stdin, which it also does by ending.
    Cmd: ['/bin/cat'],
    User: '65534:65534',
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    HostConfig: {
      NetworkMode: 'none',
      IpcMode: 'none',
      ReadonlyRootfs: true,
      AutoRemove: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      PidsLimit: 4,
      LogConfig: { Type: 'none', Config: {} },
      // A server that binds its port again must not meet connections of the run before.
      Sysctls: { 'net.ipv4.tcp_max_tw_buckets': '0' },
    },
  });
  const socket = await attachStreams(engine.socketPath, container.id, 'stdin=1');
  let isAlive = true;
  socket.once('close', () => (isAlive = false));
  socket.on('error', () => undefined);
  socket.resume();
  await container.start();
  return { container, isAlive: () => isAlive };
}
