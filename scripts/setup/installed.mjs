import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, extraneous?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Why node_modules is not what package-lock.json says; null if it is. npm writes its own lock file into node_modules last, so a folder that has
 * one is whole: comparing the two costs 10 ms, where `npm ls` takes a second.
 * @param {string} checkout
 * @returns {string | null}
 */
export function staleReason(checkout) {
  const wanted = packagesIn(join(checkout, 'package-lock.json'));
  if (wanted === null) return 'package-lock.json cannot be read';
  const found = packagesIn(join(checkout, 'node_modules', '.package-lock.json'));
  if (found === null) return 'node_modules is missing';
  for (const [place, locked] of Object.entries(wanted)) {
    if (place === '') continue;
    const installed = found[place];
    // What is optional and absent belongs to another platform.
    if (installed === undefined && locked.optional === true) continue;
    if (installed === undefined) return `${place} is missing`;
    if (!isSame(locked, installed)) return `${place} has another version`;
  }
  // What `npm install --no-save` or `npm link` added is its owner's affair.
  const extra = Object.keys(found).find((place) => wanted[place] === undefined && found[place]?.extraneous !== true);
  return extra === undefined ? null : `${extra} is no longer wanted`;
}

/**
 * @param {LockedPackage} locked
 * @param {LockedPackage} installed
 */
function isSame(locked, installed) {
  const sameContent = locked.integrity === undefined || installed.integrity === undefined || locked.integrity === installed.integrity;
  return locked.version === installed.version && locked.link === installed.link && sameContent;
}

/**
 * @param {string} path
 * @returns {LockedPackages | null}
 */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
