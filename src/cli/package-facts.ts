import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout or of the installed package: this file lies in src/cli or dist/cli. */
const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SUITES_FOLDER = join(PACKAGE_ROOT, 'suite');
/** What is known of frameworks, a folder for each language. */
export const MODELS_FOLDER = join(PACKAGE_ROOT, 'models');
/** The general pack, a folder for each language. */
export const RULES_FOLDER = join(PACKAGE_ROOT, 'rules');
export const KIT_FOLDER = join(SUITES_FOLDER, 'kit');
const KIT = [KIT_FOLDER, /./] as const;

export function toolVersion(): string {
  return (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Of the programs that judge inside the sandbox. */
export function kitDigest(): string {
  return digestOfPrograms([KIT]);
}

/** Of all programs that judge: a verdict of another judge does not count. */
export function judgeDigest(): string {
  return digestOfPrograms([
    KIT,
    [fileURLToPath(new URL('../judge', import.meta.url)), /\.(?:ts|js)$/],
    // The engine of rules, and what it knows of frameworks.
    [fileURLToPath(new URL('../taint', import.meta.url)), /\.(?:ts|js)$/],
    [MODELS_FOLDER, /\.yaml$/],
    // How answers are put back.
    [fileURLToPath(new URL('../context', import.meta.url)), /^(?:mask|comment-syntax)\.(?:ts|js)$/],
  ]);
}

function digestOfPrograms(places: readonly (readonly [folder: string, programs: RegExp])[]): string {
  const total = createHash('sha256');
  for (const [folder, programs] of places) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && programs.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
    for (const name of names) total.update(`${name}\0${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}\n`);
  }
  return `sha256:${total.digest('hex')}`;
}
