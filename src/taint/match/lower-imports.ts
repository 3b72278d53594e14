import { field, isToken, type Lowering, named } from './lowering.ts';
import { type Shape, shapeAt } from './shape.ts';

/** Statements that bring in names; a module that is required by a declaration stays one. */
export const IMPORTS = new Set(['import_statement', 'import_from_statement', 'future_import_statement', 'namespace_use_declaration']);

/**
 * An import is its module and what it takes of it: `import` with a `module` and items `named` (name, alias), `default`, `namespace` (name), `star`.
 * One statement of several modules is several.
 */
export function importsOf(lowering: Lowering, node: number): Shape[] {
  const kind = lowering.kindOf(node);
  if (kind === 'namespace_use_declaration') return usesOf(lowering, node);
  if (kind === 'import_statement' && lowering.tree.grammar === 'python') return modulesOf(lowering, node);
  if (kind === 'import_from_statement' || kind === 'future_import_statement') return [fromOf(lowering, node)];
  return [ecmascriptOf(lowering, node)];
}

const moduleAt = (lowering: Lowering, node: number): Shape => shapeAt(lowering.place(node), 'module', { value: lowering.textOf(node).replaceAll(/\s/gu, '') });

function itemOf(lowering: Lowering, node: number, value: string): Shape {
  return shapeAt(lowering.place(node), 'import-item', { value, children: named(lowering, node).length === 0 ? [lowering.shape(node)] : named(lowering, node).map(lowering.shape) });
}

function modulesOf(lowering: Lowering, node: number): Shape[] {
  const parts = named(lowering, node);
  return parts.map((part) => {
    const [path, alias] = lowering.kindOf(part) === 'aliased_import' ? named(lowering, part) : [part];
    const items = alias === undefined ? [] : [itemOf(lowering, alias, 'namespace')];
    return shapeAt(parts.length === 1 ? lowering.place(node) : lowering.place(part), 'import', { value: 'module', children: [moduleAt(lowering, path ?? part), ...items] });
  });
}

function fromOf(lowering: Lowering, node: number): Shape {
  const module = field(lowering, node, 'module_name');
  const items = named(lowering, node).filter((child) => child !== module).map((child) => {
    const kind = lowering.kindOf(child);
    return kind === 'wildcard_import' ? shapeAt(lowering.place(child), 'import-item', { value: 'star' }) : itemOf(lowering, child, 'named');
  });
  const place = lowering.place(node);
  return shapeAt(place, 'import', { value: 'from', children: [module === null ? shapeAt(place, 'module', { value: '__future__' }) : moduleAt(lowering, module), ...items] });
}

/** `import` and `export … from` of JavaScript. */
export function ecmascriptOf(lowering: Lowering, node: number): Shape {
  const items: Shape[] = [];
  let module: Shape | null = null;
  const visit = (child: number): void => {
    const kind = lowering.kindOf(child);
    if (isToken(lowering, child)) return;
    if (kind === 'string') module = { ...lowering.shape(child), role: 'module' };
    else if (kind === 'import_specifier' || kind === 'export_specifier') items.push(itemOf(lowering, child, 'named'));
    else if (kind === 'namespace_import' || kind === 'namespace_export') items.push(itemOf(lowering, child, 'namespace'));
    else if (kind === 'identifier') items.push(itemOf(lowering, child, lowering.kindOf(lowering.tree.parent[child] ?? 0) === 'import_require_clause' ? 'namespace' : 'default'));
    else lowering.childrenOf(child).forEach(visit);
  };
  lowering.childrenOf(node).forEach(visit);
  const place = lowering.place(node);
  const exported = lowering.kindOf(node) === 'export_statement' ? [shapeAt(place, 'modifier', { value: 'export', role: 'modifier' })] : [];
  return shapeAt(place, 'import', { value: 'from', children: [module ?? shapeAt(place, 'module'), ...items, ...exported] });
}

function usesOf(lowering: Lowering, node: number): Shape[] {
  const prefix = named(lowering, node).find((child) => lowering.kindOf(child) === 'namespace_name');
  const before = prefix === undefined ? '' : `${lowering.textOf(prefix)}\\`;
  const group = named(lowering, node).find((child) => lowering.kindOf(child) === 'namespace_use_group');
  const clauses = named(lowering, group ?? node).filter((child) => lowering.kindOf(child).startsWith('namespace_use'));
  return clauses.map((clause) => {
    const [path, alias] = named(lowering, clause);
    const value = `${before}${path === undefined ? '' : lowering.textOf(path)}`.replace(/^\\/u, '');
    const items = alias === undefined ? [] : [itemOf(lowering, alias, 'namespace')];
    const place = clauses.length === 1 ? lowering.place(node) : lowering.place(clause);
    return shapeAt(place, 'import', { value: 'module', children: [shapeAt(place, 'module', { value }), ...items] });
  });
}
