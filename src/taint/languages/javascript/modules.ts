import type { Expression, Statement } from '../../ir/nodes.ts';
import { exportTarget, hasToken } from './blocks.ts';
import { assign, evaluate, fieldOf, firstOf, kindIn, type Lowering, type LowerStatement, literal, member, nameAt, namedOf, spanOf, textOf, variableAt } from './lowering.ts';
import { findVariable } from './scopes.ts';
import { stringValue } from './values.ts';

/** What imports bind is there before anything runs. */
export function lowerImports(lowering: Lowering, nodes: readonly number[]): Statement[] {
  const into: Statement[] = [];
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  for (const node of nodes) {
    if (tree.kinds.nameOf(tree.kind[node] ?? 0) !== 'import_statement') continue;
    const required = kindIn(lowering, node, kinds.import_require_clause);
    const source = fieldOf(lowering, required < 0 ? node : required, fields.source);
    const module = source < 0 ? '' : stringValue(lowering, source);
    if (required >= 0) bindImport(lowering, kindIn(lowering, required, kinds.identifier), { module, name: null }, into);
    const clause = kindIn(lowering, node, kinds.import_clause);
    if (clause >= 0) for (const child of namedOf(lowering, clause)) lowerImportClause(lowering, child, module, into);
    else if (required < 0) into.push(evaluate({ kind: 'import', span: spanOf(lowering, node), module, name: null }));
  }
  return into;
}

function lowerImportClause(lowering: Lowering, node: number, module: string, into: Statement[]): void {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const kind = tree.kind[node];
  if (kind === kinds.identifier) bindImport(lowering, node, { module, name: 'default' }, into);
  if (kind === kinds.namespace_import) bindImport(lowering, kindIn(lowering, node, kinds.identifier), { module, name: null }, into);
  if (kind !== kinds.named_imports) return;
  for (const specifier of namedOf(lowering, node)) {
    const [name, alias] = [fieldOf(lowering, specifier, fields.name), fieldOf(lowering, specifier, fields.alias)];
    if (name >= 0) bindImport(lowering, alias < 0 ? name : alias, { module, name: exportName(lowering, name) }, into);
  }
}

function bindImport(lowering: Lowering, local: number, imported: { readonly module: string; readonly name: string | null }, into: Statement[]): void {
  if (local < 0) return;
  const variable = findVariable(lowering.scope, textOf(lowering, local));
  const span = spanOf(lowering, local);
  if (variable !== null) into.push(evaluate(assign(span, variableAt(span, variable), { kind: 'import', span, ...imported })));
}

/** The name in an `import {…}` or `export {…}`, which may be a text. */
function exportName(lowering: Lowering, node: number): string {
  return lowering.tree.kind[node] === lowering.numbers.kind.string ? stringValue(lowering, node) : textOf(lowering, node);
}

export const lowerExport: LowerStatement = (lowering, node, into) => {
  const { tree, numbers: { field: fields, token, kind: kinds } } = lowering;
  const declaration = fieldOf(lowering, node, fields.declaration);
  const value = fieldOf(lowering, node, fields.value);
  const source = fieldOf(lowering, node, fields.source);
  const isDefault = hasToken(lowering, node, token.default);
  if (declaration >= 0) lowerDeclared(lowering, node, declaration, into);
  else if (value >= 0) into.push(evaluate(assign(spanOf(lowering, node), exportTarget(lowering, node, 'default'), lowering.expression(value))));
  else if (source >= 0) lowerReexport(lowering, node, stringValue(lowering, source), into);
  else if (kindIn(lowering, node, kinds.export_clause) >= 0) lowerSpecifiers(lowering, node);
  else if (hasToken(lowering, node, token.equals)) assignExports(lowering, node, into);
  else if (!hasToken(lowering, node, token.as)) for (const child of namedOf(lowering, node)) if (!isDefault || tree.kind[child] !== kinds.decorator) lowering.statement(child, into);
};

/** `export = e` of TypeScript. */
function assignExports(lowering: Lowering, node: number, into: Statement[]): void {
  const value = firstOf(lowering, node);
  const span = spanOf(lowering, node);
  if (value >= 0) into.push(evaluate(assign(span, { kind: 'exports', span }, lowering.expression(value))));
}

/** Functions were exported when they were hoisted. */
function lowerDeclared(lowering: Lowering, node: number, declaration: number, into: Statement[]): void {
  const { tree, numbers: { kind: kinds, field: fields, token } } = lowering;
  lowering.statement(declaration, into);
  const kind = tree.kind[declaration];
  if (kind === kinds.function_declaration || kind === kinds.generator_function_declaration || kind === kinds.import_alias) return;
  const isDefault = hasToken(lowering, node, token.default);
  const name = fieldOf(lowering, declaration, fields.name);
  if (kind !== kinds.lexical_declaration && kind !== kinds.variable_declaration && kind !== kinds.using_declaration) {
    const first = name < 0 ? '' : (/^[^.\s]+/u.exec(textOf(lowering, name))?.[0] ?? '');
    const value = findVariable(lowering.scope, first);
    if (value !== null && HOLDERS.has(tree.kinds.nameOf(kind ?? 0))) into.push(exported(lowering, node, isDefault ? 'default' : first, variableAt(spanOf(lowering, name), value)));
    return;
  }
  for (const declarator of namedOf(lowering, declaration)) {
    const pattern = fieldOf(lowering, declarator, fields.name);
    for (const bound of pattern < 0 ? [] : boundNames(lowering, pattern)) {
      const value = nameAt(lowering, textOf(lowering, bound), spanOf(lowering, bound));
      into.push(exported(lowering, bound, textOf(lowering, bound), value));
    }
  }
}

/** Declarations that leave a value. */
const HOLDERS: ReadonlySet<string> = new Set(['class_declaration', 'abstract_class_declaration', 'enum_declaration', 'internal_module', 'module', 'interface_declaration']);

function exported(lowering: Lowering, node: number, name: string, value: Expression): Statement {
  return evaluate(assign(spanOf(lowering, node), exportTarget(lowering, node, name), value));
}

/** Nodes of the names that a pattern binds. */
function boundNames(lowering: Lowering, pattern: number): number[] {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const found: number[] = [];
  const end = tree.end[pattern] ?? 0;
  for (let node = pattern; node < end; ) {
    const kind = tree.kind[node];
    if (kind === kinds.identifier || kind === kinds.shorthand_property_identifier_pattern) found.push(node);
    const isSkipped = node !== pattern && (tree.field[node] === fields.right || kind === kinds.computed_property_name);
    node = isSkipped ? (tree.end[node] ?? end) : node + 1;
  }
  return found;
}

/** What stands in `export {…}` has its last value when the module has run. */
function lowerSpecifiers(lowering: Lowering, node: number): void {
  const { numbers: { kind: kinds, field: fields } } = lowering;
  const clause = kindIn(lowering, node, kinds.export_clause);
  for (const specifier of namedOf(lowering, clause)) {
    const [name, alias] = [fieldOf(lowering, specifier, fields.name), fieldOf(lowering, specifier, fields.alias)];
    if (name < 0) continue;
    const variable = findVariable(lowering.scope, textOf(lowering, name));
    const to = exportName(lowering, alias < 0 ? name : alias);
    if (variable !== null) lowering.deferred.push(exported(lowering, specifier, to, variableAt(spanOf(lowering, name), variable)));
  }
}

/** `export … from`: the other module's values become ours. */
function lowerReexport(lowering: Lowering, node: number, module: string, into: Statement[]): void {
  const { numbers: { kind: kinds, field: fields } } = lowering;
  const span = spanOf(lowering, node);
  const whole: Expression = { kind: 'import', span, module, name: null };
  const namespace = kindIn(lowering, node, kinds.namespace_export);
  const clause = kindIn(lowering, node, kinds.export_clause);
  if (namespace >= 0) {
    const name = firstOf(lowering, namespace);
    if (name >= 0) into.push(exported(lowering, node, exportName(lowering, name), whole));
  } else if (clause < 0) {
    const exports: Expression = { kind: 'exports', span };
    into.push(evaluate(assign(span, exports, { kind: 'object', span, entries: [{ key: null, value: exports }, { key: null, value: whole }] })));
  }
  for (const specifier of clause < 0 ? [] : namedOf(lowering, clause)) {
    const [name, alias] = [fieldOf(lowering, specifier, fields.name), fieldOf(lowering, specifier, fields.alias)];
    if (name < 0) continue;
    const value: Expression = { kind: 'import', span: spanOf(lowering, name), module, name: exportName(lowering, name) };
    into.push(evaluate(assign(spanOf(lowering, specifier), member(spanOf(lowering, specifier), { kind: 'exports', span: spanOf(lowering, specifier) }, literal(spanOf(lowering, name), exportName(lowering, alias < 0 ? name : alias))), value)));
  }
}
