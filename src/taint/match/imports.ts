import type { Shape } from './shape.ts';

export interface Imports {
  /** By local name: the path it was imported as, such as `child_process.exec`. */
  readonly paths: ReadonlyMap<string, string>;
  /** Modules of which all names were imported. */
  readonly wildcards: readonly string[];
}

export const NO_IMPORTS: Imports = { paths: new Map(), wildcards: [] };

const dotted = (name: string): string => name.replace(/^node:/u, '').replaceAll('\\', '.');

/** What the imports of a file, and its calls of `require`, bring in. */
export function importsIn(byType: ReadonlyMap<string, readonly Shape[]>): Imports {
  const paths = new Map<string, string>();
  const wildcards: string[] = [];
  for (const shape of byType.get('import') ?? []) {
    const [module, ...items] = shape.children;
    if (module === undefined) continue;
    const path = dotted(module.value);
    if (shape.value === 'module' && items.length === 0 && module.value.includes('\\')) paths.set(module.value.split('\\').at(-1) ?? '', path);
    for (const { value, children } of items) {
      const [name, alias] = children;
      if (value === 'star') wildcards.push(path);
      if (value === 'named' && name !== undefined) paths.set((alias ?? name).value, `${path}.${dotted(name.value)}`);
      if ((value === 'namespace' || value === 'default') && name !== undefined) paths.set(name.value, path);
    }
  }
  for (const shape of byType.get('assign') ?? []) requireShape(shape, paths);
  return { paths, wildcards };
}

/** `const a = require("m")`, `const { b: c } = require("m")`, and members of what is known to be one. */
function requireShape({ children }: Shape, paths: Map<string, string>): void {
  const [target, value] = children;
  if (target === undefined || value === undefined || (value.type !== 'call' && value.type !== 'dot')) return;
  const path = pathOf(value, { paths, wildcards: [] });
  if (path === null || !(value.type === 'call' || isImported(value, paths))) return;
  if (target.type === 'name') paths.set(target.value, path);
  if (target.type !== 'object_pattern') return;
  for (const part of target.children) {
    const [name, alias] = part.type === 'pair_pattern' ? part.children : [part, part];
    if (name !== undefined && alias !== undefined) paths.set(alias.value, `${path}.${name.value}`);
  }
}

function isImported(shape: Shape, paths: ReadonlyMap<string, string>): boolean {
  const [first] = shape.children;
  if (shape.type === 'name') return paths.has(shape.value);
  return first !== undefined && ((first.type === 'call' && first.children[0]?.value === 'require') || isImported(first, paths));
}

/** The dotted path that a name or member is known by; null where it is computed. */
export function pathOf(shape: Shape, imports: Imports): string | null {
  if (shape.type === 'name') return namePath(shape.value, imports);
  const [first, second] = shape.children;
  if (shape.type === 'call' && first?.value === 'require' && second?.type === 'string') return dotted(second.value);
  if (shape.type !== 'dot' || first === undefined || second?.type !== 'name') return null;
  const before = pathOf(first, imports);
  return before === null ? null : `${before}.${second.value}`;
}

function namePath(name: string, { paths }: Imports): string {
  const known = paths.get(name);
  if (known !== undefined || !name.includes('\\')) return known ?? name;
  const [first, ...rest] = name.split('\\');
  return [paths.get(first ?? '') ?? first, ...rest].join('.');
}
