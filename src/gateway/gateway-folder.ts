import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import { GATEWAY_SOCKET } from '../contract/gateway.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { livenessOf, ownIdentity } from '../util/process-identity.ts';
import type { ProcessIdentity } from '../util/process-identity.ts';

const PREFIX = 'ase-gateway-';
const OWNER_FILE = 'owner.json';
/** sun_path of unix(7), with its closing zero. */
const MAX_SOCKET_PATH = 107;

export interface GatewayFolder {
  /** To be mounted. */
  readonly open: string;
  readonly socket: string;
  remove(): Promise<void>;
}

/**
 * A folder that is closed to all others, and one in it that whoever gets it mounted may go through, and not list.
 * @throws AseError `bad-input` where its name is too long for a socket, `disk`, `permission`
 */
export async function makeGatewayFolder(parent: string): Promise<GatewayFolder> {
  return withDiskErrors(parent, async () => {
    // mkdtemp makes it 0700.
    const root = await mkdtemp(join(parent, PREFIX));
    const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
    const open = join(root, 'socket');
    const socket = join(open, GATEWAY_SOCKET);
    try {
      if (Buffer.byteLength(socket) > MAX_SOCKET_PATH) throw new AseError('bad-input', `${socket} is too long for a socket`, { remedy: 'Set TMPDIR to a folder with a shorter name.' });
      await writeFile(join(root, OWNER_FILE), JSON.stringify(ownIdentity()));
      await mkdir(open);
      await chmod(open, 0o711);
    } catch (error) {
      await remove();
      throw error;
    }
    return { open, socket, remove };
  });
}

/** Removes what gateways of processes that were killed left in a folder; gives how many. */
export async function sweepGateways(parent: string): Promise<number> {
  let swept = 0;
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(PREFIX)) continue;
    const root = join(parent, name);
    const owner = await readFile(join(root, OWNER_FILE), 'utf8').then(
      (text) => JSON.parse(text) as ProcessIdentity,
      () => null,
    );
    if (owner === null || livenessOf(owner) !== 'dead') continue;
    await rm(root, { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}
