import { relativePathSchema } from '../../contract/task.ts';
import type { ArtifactLocation, SarifRun } from './sarif-schema.ts';

/** No chain of bases is longer; one that goes round is. */
const MAX_BASES = 8;
const MAX_URI = 4096;

/** What places of one run are relative to. */
export interface UriContext {
  /** Where the analysed repository lay, as the program saw it: an absolute path. */
  readonly root: string;
  readonly bases: ReadonlyMap<string, ArtifactLocation>;
  readonly artifacts: readonly (ArtifactLocation | null | undefined)[];
}

export function uriContextOf(run: SarifRun, root: string): UriContext {
  return { root, bases: new Map(Object.entries(run.originalUriBaseIds ?? {})), artifacts: (run.artifacts ?? []).map(({ location }) => location) };
}

/** The path below the repository that a location names; null for one that lies elsewhere, such as a header of the system, or that is none. */
export function pathOf(location: ArtifactLocation, context: UriContext): string | null {
  const named = location.uri == null && location.index != null ? context.artifacts[location.index] : location;
  if (named?.uri == null) return null;
  const address = addressOf(named, context, MAX_BASES);
  if (address === null || address.protocol !== 'file:' || !['', 'localhost'].includes(address.hostname)) return null;
  const path = decoded(address.pathname);
  const prefix = `${context.root}/`;
  if (path?.startsWith(prefix) !== true) return null;
  const inside = path.slice(prefix.length);
  return relativePathSchema.safeParse(inside).success ? inside : null;
}

/** A base that is not defined, or has no address, stands for the repository: that is what SARIF's %SRCROOT% means. */
function addressOf({ uri, uriBaseId }: ArtifactLocation, context: UriContext, bases: number): URL | null {
  if (bases === 0 || (uri?.length ?? 0) > MAX_URI) return null;
  const root = rootOf(context.root);
  const next = uriBaseId == null ? undefined : context.bases.get(uriBaseId);
  const base = next === undefined ? root : addressOf(next, context, bases - 1);
  if (base === null || uri == null || uri === '') return base;
  // A path of the file system in place of an address: some programs write it so.
  const reference = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri) || !uri.startsWith('/') ? uri : encodeURI(uri.toWellFormed());
  return URL.canParse(reference, base.href) ? new URL(reference, base.href) : null;
}

function rootOf(root: string): URL {
  return new URL(`file://${root.split('/').map((part) => encodeURIComponent(part)).join('/')}/`);
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
