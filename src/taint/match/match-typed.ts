import { pathOf } from './imports.ts';
import { bind, type Bound, type Matching, NO_WAYS, type Ways } from './matching.ts';
import type { Shape } from './shape.ts';

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
  return metavariable !== undefined && typesOf(matching, code).includes(pattern.value) ? bind(matching, metavariable.value, code, bound) : NO_WAYS;
}

function typesOf({ index }: Matching, code: Shape): readonly string[] {
  const known = LITERAL_TYPES[(index.constantOf(code) ?? code).type];
  if (known !== undefined) return known;
  if (code.type === 'new') return madeBy(code);
  if (code.type !== 'name') return [];
  const variable = index.variableOf(code);
  const declared = [...(index.byType.get('parameter') ?? []), ...(index.byType.get('assign') ?? [])].filter(({ children: [name] }) => name?.value === code.value && index.variableOf(name) === variable);
  return declared.flatMap(({ children }) => children.slice(1).flatMap((child) => (child.role === 'type' ? namesOf(child) : child.type === 'new' ? madeBy(child) : [])));

  function namesOf(type: Shape): string[] {
    const text = index.tree.text.slice(type.start, type.stop).replace(/^\s*:\s*/u, '').trim();
    return [type.value, text, pathOf(type, index.imports) ?? text];
  }
  function madeBy({ children: [callee] }: Shape): string[] {
    return callee === undefined ? [] : [callee.value, pathOf(callee, index.imports) ?? callee.value];
  }
}
