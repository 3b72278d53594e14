import { livenessOf, ownIdentity } from '../util/process-identity.ts';
import type { ProcessIdentity } from '../util/process-identity.ts';
import { canonicalJson } from '../util/digest.ts';

/** On every container and volume: the harness process that must remove it. */
export const OWNER_LABEL = 'ase.owner';
/** overlayfs's working folder on the host, which must go with the container. */
export const WORK_LABEL = 'ase.overlay-work';

export function ownerLabels(): Record<string, string> {
  return { [OWNER_LABEL]: canonicalJson(ownIdentity()) };
}

/** True only where the owner is known to be gone: what another machine or container owns is left to its own sweep. */
export function isAbandoned(labels: Readonly<Record<string, string>> | null | undefined): boolean {
  const text = labels?.[OWNER_LABEL];
  if (text === undefined) return false;
  try {
    return livenessOf(JSON.parse(text) as ProcessIdentity) === 'dead';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}
