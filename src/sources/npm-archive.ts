import { AseError } from '../contract/errors.ts';
import { formatIntegrity, parseIntegrity } from './integrity.ts';
import { npmOptions } from './npm-config.ts';
import { assertMayFetch } from './source-context.ts';
import type { SourceContext } from './source-context.ts';

export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/**
 * The package's archive, from the cache or through the user's npm configuration; its bytes have the integrity.
 * @throws AseError `offline`, `not-found`, `integrity`, `unavailable`, `disk`, `permission`, `cancelled`
 */
export async function fetchNpmArchive({ name, version, integrity: text }: NpmPackage, context: SourceContext): Promise<Buffer> {
  const label = `${name}@${version}`;
  const integrity = parseIntegrity(text, label);
  return context.cache.archive({
    name: label,
    integrity,
    signal: context.signal,
    progress: context.progress,
    fetch: async () => {
      assertMayFetch(context, label);
      context.progress?.(`fetching ${label}`);
      return unlessAborted(fetchTarball(label, formatIntegrity(integrity)), context.signal, label);
    },
  });
}

async function fetchTarball(label: string, integrity: string): Promise<Buffer> {
  const options = await npmOptions();
  const { default: pacote } = await import('pacote');
  try {
    return await pacote.tarball(label, { ...options, integrity, preferOnline: false });
  } catch (error) {
    throw npmError(error, label);
  }
}

/** pacote cannot be stopped: what it still brings is thrown away. */
async function unlessAborted(fetching: Promise<Buffer>, signal: AbortSignal | undefined, label: string): Promise<Buffer> {
  if (signal === undefined) return fetching;
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new AseError('cancelled', `stopped while ${label} was fetched`));
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([fetching, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const NETWORK_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT', 'ERR_SOCKET_TIMEOUT', 'EPIPE', 'ENOTCACHED', 'FETCH_ERROR']);

/** The registry's address stays out of messages: it may hold credentials, and is nobody else's business. */
function npmError(error: unknown, label: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (NETWORK_CODES.has(code)) {
    return new AseError('offline', `${label} is not in the cache, and the npm registry cannot be reached (${code})`, {
      remedy: 'Check the network, and `npm config get registry`, proxy and cafile; or bring the cache from another machine with `ase cache import`.',
      cause: error,
    });
  }
  if (code === 'E404' || code === 'ETARGET') return new AseError('not-found', `the npm registry has no ${label}`, { remedy: 'Check the name and the version, or the registry in `npm config get registry`.', cause: error });
  if (code === 'EINTEGRITY') return new AseError('integrity', `the npm registry's ${label} is not what its integrity says`, { remedy: `Compare with \`npm view ${label} dist.integrity\`. A package never changes once published: do not use what differs.`, cause: error });
  return new AseError('unavailable', `the npm registry did not give ${label}${code === '' ? '' : ` (${code})`}`, { remedy: `Try \`npm pack ${label}\`, which uses the same settings, and repair what it says.`, cause: error });
}
