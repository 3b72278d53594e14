import type { GrammarName } from '../../util/grammars.ts';
import { fold } from './fold.ts';
import type { Shape } from './shape.ts';
import type { Variables } from './variables.ts';

const SELVES = new Set(['self', 'static', '$this', 'this', 'cls']);

/** What a member is known to be; `around`: the class in which it is said. */
export type FieldOf = (member: Shape, around: Shape | undefined) => Shape | null;

/** What `self::NAME` and `this.name` are: fields that only their declaration gives a value. */
export function classFields(root: Shape, variables: Variables, grammar: GrammarName): FieldOf {
  const byName = new Map<string, Shape>();
  const collect = (shape: Shape): void => {
    const [name] = shape.children;
    if (shape.type === 'class' && name?.role === 'name') byName.set(name.value, shape);
    shape.children.forEach(collect);
  };
  collect(root);
  const seen = new Map<Shape, ReadonlyMap<string, Shape>>();
  return ({ children }, around) => {
    const [owner, name] = children;
    if (byName.size === 0 || owner?.type !== 'name' || name?.type !== 'name') return null;
    const owning = SELVES.has(owner.value) ? around : byName.get(owner.value);
    if (owning === undefined || variables.members.has(name.value)) return null;
    const known = seen.get(owning) ?? constantFields(owning, grammar);
    seen.set(owning, known);
    return known.get(withoutSign(name.value)) ?? null;
  };
}

/** PHP's fields are declared with a sign and read without. */
const withoutSign = (name: string): string => name.replace(/^\$/u, '');

function constantFields({ children }: Shape, grammar: GrammarName): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>();
  for (const member of children.find(({ type }) => type === 'members')?.children ?? []) {
    const [name, value] = member.children.filter(({ role }) => role !== 'type' && role !== 'modifier');
    if (member.type !== 'assign' || name?.type !== 'name' || value === undefined) continue;
    const constant = fold(value, { grammar, valueOf: () => null });
    if (constant !== null) found.set(withoutSign(name.value), constant);
  }
  return found;
}
