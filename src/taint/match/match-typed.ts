import type { FileIndex } from './file-index.ts';
import { pathOf } from './imports.ts';
import { bind, type Bound, type Matching, NO_WAYS, type Ways } from './matching.ts';
import type { Shape } from './shape.ts';
import type { Variable } from './variables.ts';

const LITERAL_TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ['string', 'str'],
  'some-string': ['string', 'str'],
  template: ['string', 'str'],
  bytes: ['bytes'],
  number: ['number', 'float', 'int'],
  integer: ['int', 'number'],
  float: ['float', 'number'],
  true: ['boolean', 'bool'],
  false: ['boolean', 'bool'],
  regex: ['RegExp'],
};

/** `($X: T)`: literals and constants, what is made by `new`, and what is declared so. */
export function matchTyped(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [metavariable] = pattern.children;
  return metavariable !== undefined && isOfType(matching.index, code, pattern.value) ? bind(matching, metavariable.value, code, bound) : NO_WAYS;
}

function isOfType(index: FileIndex, code: Shape, type: string): boolean {
  const known = LITERAL_TYPES[(index.constantOf(code) ?? code).type];
  if (known !== undefined) return known.includes(type);
  if (code.type === 'new') return madeBy(index, code).includes(type);
  return code.type === 'name' && declaredIn(index).get(index.variableOf(code) ?? code.value)?.has(type) === true;
}

/** By variable, or by name where it is none: the types of all that declares it or gives it a value. */
type Declared = ReadonlyMap<Variable | string, ReadonlySet<string>>;
const declared = new WeakMap<FileIndex, Declared>();

/** Looked for once a file: a name in it is asked for its type as often as it stands there. */
function declaredIn(index: FileIndex): Declared {
  const known = declared.get(index);
  if (known !== undefined) return known;
  const found = new Map<Variable | string, Set<string>>();
  for (const { children } of [...(index.byType.get('parameter') ?? []), ...(index.byType.get('assign') ?? [])]) {
    const [name, ...rest] = children;
    if (name === undefined || name.value === '') continue;
    const variable = index.variableOf(name) ?? name.value;
    const types = found.get(variable) ?? new Set<string>();
    found.set(variable, types);
    for (const child of rest) for (const type of child.role === 'type' ? namesOf(index, child) : child.type === 'new' ? madeBy(index, child) : []) types.add(type);
  }
  declared.set(index, found);
  return found;
}

function namesOf(index: FileIndex, type: Shape): string[] {
  const text = index.tree.text.slice(type.start, type.stop).replace(/^\s*:\s*/u, '').trim();
  return [type.value, text, pathOf(type, index.imports) ?? text];
}

function madeBy(index: FileIndex, { children: [callee] }: Shape): string[] {
  return callee === undefined ? [] : [callee.value, pathOf(callee, index.imports) ?? callee.value];
}
