import { z } from 'zod';
import { AseError } from '../contract/errors.ts';
import { parseIntegrity } from '../sources/integrity.ts';

/** A package of a lock file and where it is laid out, relative to `node_modules`. */
export interface LockedPackage {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

export interface DependencyPlan {
  readonly packages: readonly LockedPackage[];
  /** Symbolic links by their path relative to `node_modules`. */
  readonly links: Readonly<Record<string, string>>;
}

/** Where other packages lie when the repository needs other versions than they do. */
const OTHERS = '.others/node_modules';

const namesSchema = z.union([z.string(), z.array(z.string())]).optional();
const lockedSchema = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  os: namesSchema,
  cpu: namesSchema,
  libc: namesSchema,
});
type Locked = z.infer<typeof lockedSchema>;
const lockSchema = z.looseObject({ lockfileVersion: z.literal(3), packages: z.record(z.string(), lockedSchema) });

/** Path of a lock entry: `node_modules/a/node_modules/@scope/b`. Nothing in it can lead outside. */
const ENTRY_PATH = /^(?:(?:^|\/)node_modules\/(?:@[A-Za-z0-9~][A-Za-z0-9._~-]*\/)?[A-Za-z0-9~_][A-Za-z0-9._~-]*)+$/;
const EXACT_VERSION = /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;
const HOW = 'Make it in an empty folder with `npm install --package-lock-only --ignore-scripts --omit=dev --omit-lockfile-registry-resolved NAME@VERSION` (docs/cache.md).';

export interface LockOptions {
  /** For messages. */
  readonly file: string;
  /** The npm package that the repository is; null where it is none. */
  readonly own: string | null;
  readonly architecture: string;
}

/**
 * What a lock file asks to be laid out for Linux. The repository's own package is left out: a link leads to it, so that a plugin that
 * requires it gets the one under judgement. What npm nested below it is what it sees at /work/node_modules; where others need
 * other versions of the same, they are laid out aside, so that everyone finds what npm would have given it.
 * @throws AseError `bad-input`
 */
export function planDependencies(text: string, options: LockOptions): DependencyPlan {
  const ownPath = options.own === null ? null : `node_modules/${options.own}`;
  const nested = new Map<string, LockedPackage>();
  const others = new Map<string, LockedPackage>();
  const links: Record<string, string> = {};
  for (const [path, entry] of Object.entries(parseLock(text, options.file).packages)) {
    if (path === '' || !isWanted(path, entry, options)) continue;
    if (path === ownPath) links[options.own ?? ''] = fromPlace(options.own ?? '', '../repo');
    else {
      const isNested = ownPath !== null && path.startsWith(`${ownPath}/`);
      const place = (isNested ? path.slice(ownPath.length + 1) : path).slice('node_modules/'.length);
      (isNested ? nested : others).set(place, { ...lockedPackage(path, entry, options.file), path: place });
    }
  }
  const asideLinks = [...nested.keys()].some((place) => others.has(place)) ? setAside(nested, others) : {};
  const packages = [...nested.values(), ...others.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { packages, links: { ...links, ...asideLinks } };
}

/** Node resolves from where a link leads to: what is set aside finds its like aside first, and the repository's after. */
function setAside(nested: ReadonlyMap<string, LockedPackage>, others: Map<string, LockedPackage>): Record<string, string> {
  const links: Record<string, string> = {};
  for (const [place, locked] of others) {
    others.set(place, { ...locked, path: `${OTHERS}/${place}` });
    if (!place.includes('/node_modules/') && !nested.has(place)) links[place] = fromPlace(place, `${OTHERS}/${place}`);
  }
  return links;
}

/** A link's target relative to `node_modules`, seen from where the link lies: names with a scope lie one deeper. */
function fromPlace(place: string, target: string): string {
  return place.includes('/') ? `../${target}` : target;
}

function parseLock(text: string, file: string): z.infer<typeof lockSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AseError('bad-input', `${file} is not JSON: ${(error as Error).message}`, { remedy: HOW, cause: error });
  }
  const parsed = lockSchema.safeParse(value);
  if (!parsed.success) throw new AseError('bad-input', `${file} is not an npm lock file of version 3\n${z.prettifyError(parsed.error)}`, { remedy: HOW });
  return parsed.data;
}

function isWanted(path: string, entry: Locked, { file, architecture }: LockOptions): boolean {
  if (!ENTRY_PATH.test(path)) throw new AseError('bad-input', `${file}: ${JSON.stringify(path)} is not a place below node_modules`, { remedy: HOW });
  if (entry.link === true) throw new AseError('bad-input', `${file}: ${path} is a link to a folder`, { remedy: HOW });
  // What is bundled comes inside the archive of the package that bundles it.
  if (entry.dev === true || entry.inBundle === true) return false;
  const fits = isAmong('linux', entry.os) && isAmong(architecture, entry.cpu) && isAmong('glibc', entry.libc);
  if (!fits && entry.optional !== true) throw new AseError('bad-input', `${file}: ${path} does not run on linux-${architecture}`);
  return fits;
}

/** npm's rule: `!x` forbids x; without any other, everything else is allowed. */
function isAmong(value: string, names: string | string[] | undefined): boolean {
  const list = names === undefined ? [] : [names].flat();
  if (list.length === 0 || list.includes('any')) return true;
  if (list.includes(`!${value}`)) return false;
  const allowed = list.filter((name) => !name.startsWith('!'));
  return allowed.length === 0 || allowed.includes(value);
}

function lockedPackage(path: string, entry: Locked, file: string): LockedPackage {
  const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const fault = (what: string): AseError => new AseError('bad-input', `${file}: ${path} ${what}`, { remedy: HOW });
  if (entry.resolved !== undefined) throw fault('says where it was fetched from (`resolved`); a lock names no hosts');
  if (entry.version === undefined || !EXACT_VERSION.test(entry.version)) throw fault('has no exact version');
  if (!ENTRY_PATH.test(`node_modules/${name}`)) throw fault(`has the name ${JSON.stringify(name)}`);
  if (entry.integrity === undefined) throw fault('has no integrity');
  parseIntegrity(entry.integrity, `${file}: ${path}`);
  return { path, name, version: entry.version, integrity: entry.integrity };
}
