import type { Block, Expression, Statement } from '../../ir/nodes.ts';
import { assign, evaluate, fieldOf, type Lowering, member, literal, namedOf, nameAt, pushAll, spanOf, textOf, within } from './lowering.ts';

/** Statements in their order; function declarations come before all others. */
export function lowerStatements(lowering: Lowering, nodes: readonly number[], first: readonly Statement[]): Block {
  const into: Statement[] = [];
  for (const node of nodes) hoist(lowering, node, into);
  pushAll(into, first);
  for (const node of nodes) lowering.statement(node, into);
  return into;
}

export function lowerBlock(lowering: Lowering, node: number): Block {
  const { tree, numbers: { kind: kinds } } = lowering;
  if (tree.kind[node] !== kinds.statement_block) return lowerStatements(lowering, [node], []);
  return within(lowering, node, () => lowerStatements(lowering, namedOf(lowering, node), []));
}

function isFunctionDeclaration({ tree, numbers: { kind } }: Lowering, node: number): boolean {
  return tree.kind[node] === kind.function_declaration || tree.kind[node] === kind.generator_function_declaration;
}

function hoist(lowering: Lowering, statement: number, into: Statement[]): void {
  const { tree, numbers: { kind: kinds, field: fields, token } } = lowering;
  const isExported = tree.kind[statement] === kinds.export_statement;
  const node = isExported ? fieldOf(lowering, statement, fields.declaration) : statement;
  if (tree.kind[node] === kinds.interface_declaration) hoistInterface(lowering, node, into);
  if (node < 0 || !isFunctionDeclaration(lowering, node)) return;
  const name = fieldOf(lowering, node, fields.name);
  const span = spanOf(lowering, node);
  const index = lowering.declarations.functionAt.get(node) ?? 0;
  const target = name < 0 ? null : nameAt(lowering, textOf(lowering, name), spanOf(lowering, name));
  if (target?.kind !== 'variable') return;
  into.push(evaluate(assign(span, target, { kind: 'function', span, index })));
  if (!isExported) return;
  const isDefault = hasToken(lowering, statement, token.default);
  into.push(evaluate(assign(spanOf(lowering, statement), exportTarget(lowering, statement, isDefault ? 'default' : target.variable.name), target)));
}

function hoistInterface(lowering: Lowering, node: number, into: Statement[]): void {
  const index = lowering.declarations.classAt.get(node);
  const name = fieldOf(lowering, node, lowering.numbers.field.name);
  if (index === undefined || name < 0) return;
  const span = spanOf(lowering, node);
  into.push(evaluate(assign(span, nameAt(lowering, textOf(lowering, name), spanOf(lowering, name)), { kind: 'class', span, index })));
}

export function hasToken({ tree }: Lowering, node: number, token: number): boolean {
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) if (tree.kind[child] === token) return true;
  return false;
}

/** Where an exported name goes: to the module, or to the namespace in which it stands. */
export function exportTarget(lowering: Lowering, node: number, name: string): Expression {
  const span = spanOf(lowering, node);
  return member(span, lowering.namespace ?? { kind: 'exports', span }, literal(span, name));
}
