import type { Expression, Span, Statement } from '../../ir/nodes.ts';
import { append, callOf, evaluate, isKind, literal, type Lowering, lowerText, type StatementHandler, unknown } from './lowering.ts';
import { declaredName, namesIn } from './names.ts';
import { listed } from './operators.ts';
import { bare, childAt, childOfKind, endOf, firstNamed, isError, kindAt, namedChildren, spanOf, startOf, textOf } from './syntax.ts';

/** HTML is what `echo` of it would do. */
export function interpolated(lowering: Lowering, node: number, into: Statement[]): void {
  const text = kindAt(lowering, node) === lowering.kinds.text ? node : childOfKind(lowering, node, lowering.kinds.text);
  if (text === -1) return;
  const span = spanOf(lowering, text);
  into.push(evaluate(callOf('echo', [literal(textOf(lowering, text), span)], span)));
}

/** The text between `<?=` and `?>` is an expression for the grammar, and printed by the language: the tag before it, -1 without. */
function printingTag(lowering: Lowering, node: number): number {
  let before = node - 1;
  while (before > 0 && kindAt(lowering, before) === lowering.kinds.comment) before -= 1;
  if (before < 0 || kindAt(lowering, before) !== lowering.kinds.phpTag) return -1;
  const { start, stop } = spanOf(lowering, before);
  return stop - start === 3 && lowering.tree.text[stop - 1] === '=' ? before : -1;
}

/** `<?= $a, $b ?>`: the grammar has an error up to the last comma. */
function printingTagBeforeError(lowering: Lowering, node: number): number {
  const parent = lowering.tree.parent[node] ?? -1;
  if (parent === -1 || !lowering.tree.hasError) return -1;
  let before = -1;
  for (let leaf = node - 1; leaf > parent; leaf = lowering.tree.parent[leaf] ?? -1) if (lowering.tree.parent[leaf] === parent) before = leaf;
  return before !== -1 && isError(lowering, before) ? printingTag(lowering, before) : -1;
}

function leaves(lowering: Lowering, node: number): boolean {
  if (kindAt(lowering, node) !== lowering.kinds.functionCall) return kindAt(lowering, node) === lowering.kinds.name && /^(?:exit|die)$/iu.test(textOf(lowering, node));
  const callee = childAt(lowering, node, lowering.fields.function);
  return callee !== -1 && kindAt(lowering, callee) === lowering.kinds.name && /^(?:exit|die)$/u.test(lowerText(lowering, callee));
}

/** What is given to `exit` is printed: rules know it as a call. */
function leaveProgram(call: Expression, into: Statement[]): void {
  if (call.kind === 'call' && call.arguments.length > 0) into.push(evaluate(call));
  into.push({ kind: 'exit', value: null, span: call.span });
}

function exitStatement(lowering: Lowering, node: number, into: Statement[]): void {
  const child = firstNamed(lowering, node);
  leaveProgram(callOf('exit', child === -1 ? [] : [lowering.expression(child)], callSpan(lowering, node)), into);
}

function expressionStatement(lowering: Lowering, node: number, into: Statement[]): void {
  const child = firstNamed(lowering, node);
  if (child === -1) return;
  const span = spanOf(lowering, node);
  const tag = Math.max(printingTag(lowering, node), printingTagBeforeError(lowering, node));
  if (tag !== -1) into.push(evaluate(callOf('echo', [lowering.expression(child)], { start: startOf(lowering, tag), stop: callSpan(lowering, node).stop })));
  else if (leaves(lowering, child)) leaveProgram(lowering.expression(child), into);
  else if (kindAt(lowering, child) === lowering.kinds.throw) {
    const value = firstNamed(lowering, child);
    into.push({ kind: 'throw', value: value === -1 ? null : lowering.expression(value), span });
  } else into.push({ kind: 'evaluate', value: lowering.expression(child), span });
}

/** What the parser could not place: statements and declarations in it are read all the same. */
export function erroneous(lowering: Lowering, node: number, into: Statement[]): void {
  const parts: Expression[] = [];
  const end = endOf(lowering, node);
  for (let child = node + 1; child < end; child = endOf(lowering, child)) {
    const kind = kindAt(lowering, child);
    if (kind < 0 || kind === lowering.kinds.comment || kind === lowering.kinds.name) continue;
    const statements: Statement[] = [];
    lowering.statement(child, statements);
    for (const statement of statements) {
      if (statement.kind === 'evaluate' && statement.value.kind === 'unknown' && statement.value.span.start === startOf(lowering, child)) append(parts, statement.value.parts);
      else into.push(statement);
    }
  }
  const span = spanOf(lowering, node);
  const value: Expression = { kind: 'unknown', parts, span };
  into.push({ kind: 'evaluate', value: printingTag(lowering, node) !== -1 ? callOf('echo', [value], span) : value, span });
}

/** A statement that is a call for us: as with other calls, its `;` is none of it. */
function callSpan(lowering: Lowering, node: number): Span {
  const { start, stop } = spanOf(lowering, node);
  let end = stop;
  while (end > start && ' \n;'.includes(lowering.tree.text[end - 1] ?? '')) end -= 1;
  return { start, stop: end };
}

function echo(lowering: Lowering, node: number, into: Statement[]): void {
  const child = firstNamed(lowering, node);
  const span = callSpan(lowering, node);
  const values = child === -1 ? [] : listed(lowering, child);
  for (const value of values) into.push({ kind: 'evaluate', value: callOf('echo', [value], span), span });
}

function valueOf(lowering: Lowering, node: number): Expression | null {
  const child = firstNamed(lowering, node);
  return child === -1 ? null : lowering.expression(child);
}

/** `break 2` leaves the loop or switch around the nearest one. */
function leave(state: Lowering, node: number, into: Statement[]): void {
  const span = spanOf(state, node);
  const counted = firstNamed(state, node);
  const number = counted === -1 ? 1 : Number(textOf(state, bare(state, counted)));
  const level = Number.isInteger(number) && number > 1 ? number : 1;
  const { breakables } = state.scope;
  const target = breakables.at(-Math.min(level, breakables.length || 1));
  const kind = isKind(state, node, 'continue_statement') && target?.isSwitch !== true ? 'continue' : 'break';
  if (target === undefined || target === breakables.at(-1)) {
    into.push({ kind, label: null, span });
    return;
  }
  if (target.label === null) {
    state.labels += 1;
    target.label = `#${state.labels}`;
  }
  into.push({ kind, label: target.label, span });
}

function unset(lowering: Lowering, node: number, into: Statement[]): void {
  const span = callSpan(lowering, node);
  into.push({ kind: 'evaluate', value: callOf('unset', namedChildren(lowering, node).map(lowering.expression), span), span });
}

function namespaceDefinition(state: Lowering, node: number, into: Statement[]): void {
  const named = childAt(state, node, state.fields.name);
  const body = childAt(state, node, state.fields.body);
  const around = state.names;
  state.names = namesIn(named === -1 ? '' : textOf(state, named).replaceAll(/\s+/gu, ''));
  if (body === -1) return;
  append(into, state.block(body));
  state.names = around;
}

function useClause(lowering: Lowering, node: number, prefix: string, inherited: string): void {
  const { fields, names } = lowering;
  const alias = childAt(lowering, node, fields.alias);
  const named = namedChildren(lowering, node).find((child) => child !== alias);
  if (named === undefined) return;
  const written = textOf(lowering, named).replaceAll(/\s+/gu, '').replace(/^\\/u, '');
  const whole = prefix === '' ? written : `${prefix}\\${written}`;
  const short = alias === -1 ? whole.slice(whole.lastIndexOf('\\') + 1) : textOf(lowering, alias);
  const own = childAt(lowering, node, fields.type);
  const type = own === -1 ? inherited : lowerText(lowering, own);
  if (type === 'function') names.functions.set(short.toLowerCase(), whole);
  else if (type === 'const') names.constants.set(short, whole);
  else names.classes.set(short.toLowerCase(), whole);
}

function useDeclaration(lowering: Lowering, node: number): void {
  const { fields } = lowering;
  const type = childAt(lowering, node, fields.type);
  const inherited = type === -1 ? '' : lowerText(lowering, type);
  const group = childAt(lowering, node, fields.body);
  const base = namedChildren(lowering, node).find((child) => isKind(lowering, child, 'namespace_name'));
  const prefix = base === undefined ? '' : textOf(lowering, base).replaceAll(/\s+/gu, '');
  for (const clause of namedChildren(lowering, group === -1 ? node : group)) if (isKind(lowering, clause, 'namespace_use_clause')) useClause(lowering, clause, prefix, inherited);
}

/** `const X = 1` outside of classes is what `define` does. */
function constants(lowering: Lowering, node: number, into: Statement[]): void {
  for (const element of namedChildren(lowering, node)) {
    const [name, value] = isKind(lowering, element, 'const_element') ? namedChildren(lowering, element) : [];
    if (name === undefined || value === undefined) continue;
    into.push(evaluate(callOf('define', [literal(declaredName(lowering, textOf(lowering, name)), spanOf(lowering, name)), lowering.expression(value)], spanOf(lowering, element))));
  }
}

function inline(lowering: Lowering, node: number, into: Statement[]): void {
  append(into, lowering.block(node));
}

function directive(lowering: Lowering, node: number, into: Statement[]): void {
  for (const child of namedChildren(lowering, node)) if (!isKind(lowering, child, 'declare_directive')) lowering.statement(child, into);
}

export const STATEMENTS: readonly (readonly [string, StatementHandler])[] = [
  ['expression_statement', expressionStatement],
  ['echo_statement', echo],
  ['compound_statement', inline],
  ['colon_block', inline],
  ['return_statement', (lowering, node, into) => into.push({ kind: 'return', value: valueOf(lowering, node), span: spanOf(lowering, node) })],
  ['exit_statement', exitStatement],
  ['break_statement', leave],
  ['continue_statement', leave],
  ['unset_statement', unset],
  ['namespace_definition', namespaceDefinition],
  ['namespace_use_declaration', useDeclaration],
  ['const_declaration', constants],
  ['declare_statement', directive],
  ['goto_statement', (lowering, node, into) => into.push(evaluate(unknown(lowering, node, [])))],
  ['text_interpolation', interpolated],
  ['text', interpolated],
];

export function isHalt(lowering: Lowering, node: number): boolean {
  if (kindAt(lowering, node) !== lowering.kinds.expressionStatement) return false;
  const call = firstNamed(lowering, node);
  const callee = call !== -1 && kindAt(lowering, call) === lowering.kinds.functionCall ? childAt(lowering, call, lowering.fields.function) : -1;
  return callee !== -1 && lowerText(lowering, callee) === '__halt_compiler';
}
