/** The folders above a file, the nearest first; the last is the root. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, at) => `${parts.slice(0, parts.length - at).join('/')}/`), ''];
}

function fileAt(folder: string, module: string, files: ReadonlySet<string>): string | null {
  const path = folder + module.replaceAll('.', '/');
  const candidates = module === '' ? [`${folder}__init__.py`] : [`${path}.py`, `${path}/__init__.py`, `${path}.pyi`];
  return candidates.find((candidate) => files.has(candidate)) ?? null;
}

/** Modules stand below the root, or below any folder above the file that imports them (`src` layouts, scripts beside their modules). */
export function resolveImport(module: string, from: string, files: ReadonlySet<string>): string | null {
  const name = module.replace(/^\.+/, '');
  const dots = module.length - name.length;
  const folders = foldersAbove(from);
  if (dots > 0) {
    const folder = folders[dots - 1];
    return folder === undefined ? null : fileAt(folder, name, files);
  }
  if (name === '') return null;
  for (const folder of ['', 'src/', 'lib/', ...folders]) {
    const found = fileAt(folder, name, files);
    if (found !== null && found !== from) return found;
  }
  const known = packagesOf(files);
  const found = ['', 'src/', 'lib/', ...folders].map((folder) => `${folder}${name.replaceAll('.', '/')}`).find((folder) => known.has(folder));
  return found === undefined ? null : `${found}/__init__.py`;
}

const PACKAGES = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** Folders with modules: they are packages also where no file says so. */
function packagesOf(files: ReadonlySet<string>): ReadonlySet<string> {
  const known = PACKAGES.get(files);
  if (known !== undefined) return known;
  const folders = new Set<string>();
  for (const file of files) {
    if (!file.endsWith('.py')) continue;
    for (let at = file.lastIndexOf('/'); at > 0 && !folders.has(file.slice(0, at)); at = file.lastIndexOf('/', at - 1)) folders.add(file.slice(0, at));
  }
  PACKAGES.set(files, folders);
  return folders;
}
