/** `a/./b/../c` as `a/c`; null where it leads out of the repository. */
function normalised(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/**
 * The file that `include` of a constant path runs: `/a/b.php` counts from the root of the repository, as `__DIR__` does in what we lower; another path from the folder of the file that
 * includes it, then from the root (where most programs start).
 */
export function resolveImport(module: string, from: string, files: ReadonlySet<string>): string | null {
  if (module === '' || module.includes('\0') || /^[a-z][a-z0-9+.-]*:\/\//iu.test(module)) return null;
  const path = module.replaceAll('\\', '/');
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const candidates = path.startsWith('/') ? [path] : [`${folder}${path}`, path];
  for (const candidate of candidates) {
    const whole = normalised(candidate);
    if (whole !== null && files.has(whole)) return whole;
  }
  return null;
}
