import { open } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { AseError } from '../../contract/errors.ts';
import { diskError } from '../../util/disk-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables such as keys and base URLs: of the environment, and of a secrets file where the environment has none. */
export interface Secrets {
  /** Null: not set, or empty. */
  get(name: string): string | null;
  /** For messages. */
  readonly file: string;
}

/** Bits of a mode that let others than the owner read or write. */
const OTHERS = 0o077;

/** `~/.config/ase/secrets.env`, or where XDG_CONFIG_HOME says. */
export function secretsFile(env: Environment): string {
  return join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'ase', 'secrets.env');
}

/**
 * Reads the secrets file (lines NAME=VALUE) if there is one.
 * @throws AseError `permission` where others can read it or it belongs to somebody else
 */
export async function openSecrets({ env, file = secretsFile(env) }: { readonly env: Environment; readonly file?: string }): Promise<Secrets> {
  const stored = await readSecrets(file);
  return { file, get: (name) => env[name]?.trim() || stored[name]?.trim() || null };
}

async function readSecrets(path: string): Promise<Environment> {
  try {
    // One handle: what is looked at is what is read.
    await using file = await open(path, 'r');
    const { mode, uid } = await file.stat();
    if ((mode & OTHERS) !== 0) throw new AseError('permission', `others can read ${path}`, { remedy: `It holds keys: chmod 600 ${path}` });
    if (uid !== userInfo().uid) throw new AseError('permission', `${path} belongs to another user`, { remedy: 'Keys are read from a file of your own only.' });
    return parseEnv(await file.readFile('utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw diskError(error, path);
  }
}
