import type { Entry, Expression, Member, Variable } from '../../ir/nodes.ts';
import { literal, type Lowering } from './lowering.ts';
import { spanOf } from './syntax.ts';

/** `cases`, and for enums with values `from` and `tryFrom`: lists and tables of what the enum declares, so that nothing else comes out of them. */
export function enumMethods(state: Lowering, node: number, index: number, members: readonly Member[]): Member[] {
  const span = spanOf(state, node);
  const cases: { readonly read: Expression; readonly value: Expression | undefined }[] = [];
  for (const { name, value } of members) {
    if (value?.kind !== 'object') continue;
    const read: Expression = { kind: 'member', object: { kind: 'class', index, span }, key: literal(name, span), span };
    cases.push({ read, value: value.entries.find(({ key }) => key?.kind === 'literal' && key.value === 'value')?.value });
  }
  const method = (name: string, hasParameter: boolean, value: (given: Expression) => Expression): Member => {
    const own = state.functions.length;
    const variable: Variable = { name: 'value', owner: own };
    const parameters = hasParameter ? [{ variable, name: variable.name, default: null, kind: 'plain', type: null, span } as const] : [];
    const body = [{ kind: 'return', value: value({ kind: 'variable', variable, span }), span } as const];
    state.functions.push({ index: own, name, parameters, body, parent: state.scope.index, thisMode: 'own', ofClass: index, isGenerator: false, decorators: [], type: null, span });
    return { name, kind: 'method', isStatic: true, value: { kind: 'function', index: own, span }, type: null };
  };
  const list = method('cases', false, () => ({ kind: 'array', items: cases.map(({ read }) => ({ value: read, isSpread: false, name: null })), span }));
  const entries = cases.flatMap(({ read, value }): Entry[] => (value === undefined ? [] : [{ key: value, value: read }]));
  if (entries.length === 0) return [list];
  const lookUp = (key: Expression): Expression => ({ kind: 'member', object: { kind: 'object', entries, span }, key, span });
  return [list, method('from', true, lookUp), method('tryFrom', true, lookUp)];
}
