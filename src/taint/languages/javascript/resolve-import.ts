const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'] as const;

/** Endings that TypeScript's files are imported under, and what they are there. */
const WRITTEN: readonly (readonly [string, readonly string[]])[] = [
  ['.js', ['.ts', '.tsx', '.jsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
];

const ENTRIES = ['index', 'lib/index', 'dist/index', 'src/index'] as const;

/** The file of the repository that an import means. */
export function resolveImport(module: string, from: string, files: ReadonlySet<string>): string | null {
  const folder = from.split('/').slice(0, -1);
  if (/^\.{1,2}(?:\/|$)/u.test(module)) {
    const path = join(folder, module);
    return path === null ? null : fileAt(path, files, ['index']);
  }
  if (module === '' || module.startsWith('/') || module.includes(':') || module.length > 1000) return null;
  for (let depth = folder.length; depth >= 0; depth -= 1) {
    const path = join(folder.slice(0, depth), `node_modules/${module}`);
    const found = path === null ? null : fileAt(path, files, ENTRIES);
    if (found !== null) return found;
  }
  return null;
}

/** Null where the path leaves the repository. */
function join(folder: readonly string[], path: string): string | null {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

function fileAt(path: string, files: ReadonlySet<string>, entries: readonly string[]): string | null {
  if (files.has(path)) return path;
  const written = WRITTEN.find(([ending]) => path.endsWith(ending));
  const others = written === undefined ? [] : written[1].map((ending) => path.slice(0, -written[0].length) + ending);
  const inside = path === '' ? '' : `${path}/`;
  const candidates = [...others, ...EXTENSIONS.map((ending) => path + ending), ...entries.flatMap((entry) => EXTENSIONS.map((ending) => inside + entry + ending))];
  return candidates.find((candidate) => files.has(candidate)) ?? null;
}
