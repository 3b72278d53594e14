import type { Expression, Span } from '../../ir/nodes.ts';
import { assign, call, literal, member, sequence } from './lowering.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** `Object.defineProperty` with a constant name, and what compilers write for `export`, as the assignments that they are; null for all other calls. */
export function definedBy(made: Call): Expression | null {
  const name = calleeName(made.callee);
  const values = made.arguments.map((argument) => argument.value);
  const [first, second, third] = values;
  if (name === '' || first === undefined || made.arguments.some((argument) => argument.isSpread)) return null;
  if (name === 'defineProperty' && second !== undefined && third !== undefined) return defined(made, first, second, third);
  if (second === undefined) return null;
  if (STAR.has(name) && first.kind === 'import') return withAll(made.span, second, first);
  if (REEXPORT.has(name) && second.kind === 'import' && isPlace(first)) return withAll(made.span, first, second);
  if (LISTS.has(name) && second.kind === 'object' && isPlace(first)) return listed(made.span, first, second);
  return null;
}

/** TypeScript's `__exportStar(require('x'), exports)`. */
const STAR: ReadonlySet<string> = new Set(['__exportStar', '_export_star']);
/** esbuild's `__reExport(exports, require('x'))`. */
const REEXPORT: ReadonlySet<string> = new Set(['__reExport']);
/** `__export(exports, { a: () => a })`, of esbuild and SWC. */
const LISTS: ReadonlySet<string> = new Set(['__export', '_export']);

function calleeName(callee: Expression): string {
  if (callee.kind === 'variable') return callee.variable.name;
  if (callee.kind === 'symbol') return callee.name;
  if (callee.kind === 'sequence') return calleeName(callee.expressions.at(-1) ?? { kind: 'this', span: callee.span });
  return callee.kind === 'member' && callee.key.kind === 'literal' && typeof callee.key.value === 'string' ? callee.key.value : '';
}

/** Something that may be read again without running anything. */
function isPlace(value: Expression): boolean {
  return value.kind === 'exports' || value.kind === 'variable' || value.kind === 'this' || (value.kind === 'member' && value.key.kind === 'literal' && isPlace(value.object));
}

function defined(made: Call, target: Expression, key: Expression, description: Expression): Expression | null {
  if (!isPlace(target) || key.kind !== 'literal' || description.kind !== 'object') return null;
  const entryOf = (name: string): Expression | null => description.entries.find((entry) => entry.key?.kind === 'literal' && entry.key.value === name)?.value ?? null;
  const value = entryOf('value');
  const getter = target.kind === 'exports' ? entryOf('get') : null;
  const given = value ?? (getter?.kind === 'function' ? call(getter.span, getter, []) : null);
  return given === null ? null : sequence(made.span, [made, assign(made.span, member(key.span, target, key), given), target]);
}

function withAll(span: Span, target: Expression, module: Expression): Expression | null {
  if (target.kind !== 'exports' && target.kind !== 'variable') return null;
  return assign(span, target, { kind: 'object', span, entries: [{ key: null, value: target }, { key: null, value: module }] });
}

function listed(span: Span, target: Expression, list: Extract<Expression, { kind: 'object' }>): Expression | null {
  const assigns = list.entries.flatMap(({ key, value }) => (key?.kind === 'literal' && value.kind === 'function' ? [assign(value.span, member(key.span, target, literal(key.span, key.value)), call(value.span, value, []))] : []));
  return assigns.length === list.entries.length && assigns.length > 0 ? sequence(span, [...assigns, target]) : null;
}
