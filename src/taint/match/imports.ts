import type { Shape } from './shape.ts';

export interface Imports {
  /** By local name: the paths it was imported as, such as `child_process.exec`, from where on. */
  readonly paths: ReadonlyMap<string, readonly Imported[]>;
  /** Modules of which all names were imported. */
  readonly wildcards: readonly string[];
}

interface Imported {
  readonly from: number;
  readonly path: string;
}

export const NO_IMPORTS: Imports = { paths: new Map(), wildcards: [] };

const dotted = (name: string): string => name.replace(/^node:/u, '').replaceAll('\\', '.');

/** What the imports of a file, and its calls of `require`, bring in. */
export function importsIn(root: Shape, byType: ReadonlyMap<string, readonly Shape[]>): Imports {
  const paths = new Map<string, Imported[]>();
  const wildcards: string[] = [];
  for (const shape of byType.get('import') ?? []) {
    const [module, ...items] = shape.children;
    if (module === undefined) continue;
    const path = dotted(module.value);
    const add = (name: string, full: string): void => addPath(paths, name, { from: shape.start, path: full });
    if (shape.value === 'module' && items.length === 0 && module.value.includes('\\')) add(module.value.split('\\').at(-1) ?? '', path);
    for (const { value, children } of items) {
      const [name, alias] = children;
      // Only those of the file itself count for all of it.
      if (value === 'star' && root.children.includes(shape)) wildcards.push(path);
      if (value === 'named' && name !== undefined) add((alias ?? name).value, `${path}.${dotted(name.value)}`);
      if ((value === 'namespace' || value === 'default') && name !== undefined) add(name.value, path);
    }
  }
  for (const shape of byType.get('assign') ?? []) requireShape(shape, paths);
  for (const all of paths.values()) all.sort((a, b) => a.from - b.from);
  return { paths, wildcards };
}

function addPath(paths: Map<string, Imported[]>, name: string, imported: Imported): void {
  const others = paths.get(name);
  if (others === undefined) paths.set(name, [imported]);
  else others.push(imported);
}

/** `const a = require("m")`, `const { b: c } = require("m")`, and members of what is known to be one. */
function requireShape({ start, children }: Shape, paths: Map<string, Imported[]>): void {
  const [target, value] = children;
  if (target === undefined || value === undefined || (value.type !== 'call' && value.type !== 'dot')) return;
  const path = pathOf(value, { paths, wildcards: [] });
  if (path === null || !(value.type === 'call' || isImported(value, paths))) return;
  if (target.type === 'name') addPath(paths, target.value, { from: start, path });
  if (target.type !== 'object_pattern') return;
  for (const part of target.children) {
    const [name, alias] = part.type === 'pair_pattern' ? part.children : [part, part];
    if (name !== undefined && alias !== undefined) addPath(paths, alias.value, { from: start, path: `${path}.${name.value}` });
  }
}

function isImported(shape: Shape, paths: Imports['paths']): boolean {
  const [first] = shape.children;
  if (shape.type === 'name') return paths.has(shape.value);
  return first !== undefined && ((first.type === 'call' && first.children[0]?.value === 'require') || isImported(first, paths));
}

/** The dotted path that a name or member is known by; null where it is computed. */
export function pathOf(shape: Shape, imports: Imports): string | null {
  if (shape.type === 'name') return namePath(shape, imports);
  const [first, second] = shape.children;
  if (shape.type === 'call' && first?.value === 'require' && second?.type === 'string') return dotted(second.value);
  if (shape.type !== 'dot' || first === undefined || second?.type !== 'name') return null;
  const before = pathOf(first, imports);
  return before === null ? null : `${before}.${second.value}`;
}

/** The last import above a place; the first, where all are below it. */
function lastBefore(all: readonly Imported[], place: number): Imported {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.from ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return all[low - 1] ?? all[0] ?? { from: 0, path: '' };
}

function namePath({ value: name, start }: Shape, { paths }: Imports): string {
  const pathAt = (local: string): string => {
    const known = paths.get(local);
    return known === undefined ? local : lastBefore(known, start).path;
  };
  if (!name.includes('\\')) return pathAt(name);
  const [first = '', ...rest] = name.split('\\');
  return [pathAt(first), ...rest].join('.');
}
