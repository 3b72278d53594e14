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
  return null;
}
