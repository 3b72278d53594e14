import { createHash } from 'node:crypto';
import { AseError } from '../contract/errors.ts';

/** In the order in which one is preferred; nothing weaker is taken as a proof. */
const ALGORITHMS = ['sha512', 'sha384', 'sha256'] as const;

export interface Integrity {
  readonly algorithm: (typeof ALGORITHMS)[number];
  readonly base64: string;
}

/**
 * The strongest hash of a subresource integrity text, such as npm writes it.
 * @throws AseError `bad-input` where there is none that is strong enough
 */
export function parseIntegrity(text: string, name: string): Integrity {
  const hashes = text.trim().split(/\s+/);
  for (const algorithm of ALGORITHMS) {
    const hash = hashes.find((each) => each.startsWith(`${algorithm}-`));
    const base64 = hash?.slice(algorithm.length + 1).split('?')[0];
    if (base64 !== undefined && /^[A-Za-z0-9+/]{40,}={0,2}$/.test(base64)) return { algorithm, base64 };
  }
  throw new AseError('bad-input', `${name} has no integrity of SHA-256 or more: ${JSON.stringify(text.slice(0, 200))}`);
}

export function hasIntegrity(bytes: Uint8Array, { algorithm, base64 }: Integrity): boolean {
  return createHash(algorithm).update(bytes).digest('base64') === base64;
}

/** A file name: the same for every way of writing the same hash. */
export function integrityFileName({ algorithm, base64 }: Integrity): string {
  return `${algorithm}-${Buffer.from(base64, 'base64').toString('hex')}`;
}

export function formatIntegrity({ algorithm, base64 }: Integrity): string {
  return `${algorithm}-${base64}`;
}

/** Null for a name that integrityFileName does not give. */
export function integrityOfFileName(name: string): Integrity | null {
  const [algorithm, hex] = name.split('-');
  const known = ALGORITHMS.find((each) => each === algorithm);
  return known === undefined || hex === undefined || !/^(?:[0-9a-f]{2}){32,64}$/.test(hex) || name.split('-').length !== 2 ? null : { algorithm: known, base64: Buffer.from(hex, 'hex').toString('base64') };
}
