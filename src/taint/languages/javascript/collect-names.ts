import { bind, childOf, type Pass, scopeIn, type Step, textAt } from './pass.ts';
import { declare, findVariable } from './scopes.ts';
import { GLOBAL_OBJECTS } from './world.ts';

export const declareNamed: Step = (pass, node) => {
  const name = childOf(pass, node, pass.numbers.field.name);
  if (name >= 0 && pass.tree.kind[name] === pass.numbers.kind.identifier) declare(pass.scope, textAt(pass, name));
  return null;
};

/** `namespace A.B`: only `A` is a name here. */
export const declareModule: Step = (pass, node) => {
  const name = childOf(pass, node, pass.numbers.field.name);
  const { kind: kinds } = pass.numbers;
  const end = pass.tree.end[name] ?? 0;
  for (let at = name; at >= 0 && at < end; at += 1) {
    if (pass.tree.kind[at] !== kinds.identifier) continue;
    declare(pass.scope, textAt(pass, at));
    break;
  }
  return null;
};

/** Names of imports stand in their last identifier: `a as b` binds b. */
export const declareLastName: Step = (pass, node) => {
  let last = -1;
  for (let child = node + 1; child < (pass.tree.end[node] ?? 0); child += 1) if (pass.tree.kind[child] === pass.numbers.kind.identifier) last = child;
  if (last >= 0) declare(pass.scope, textAt(pass, last));
  return null;
};

export const declareFirstName: Step = (pass, node) => {
  const end = pass.tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = pass.tree.end[child] ?? end) {
    if (pass.tree.kind[child] !== pass.numbers.kind.identifier) continue;
    declare(pass.scope, textAt(pass, child));
    break;
  }
  return null;
};

export const noteAssignment: Step = (pass, node) => {
  const left = childOf(pass, node, pass.numbers.field.left);
  if (left >= 0) noteAssigned(pass, left);
  return null;
};

export function noteAssigned(pass: Pass, left: number): void {
  const { tree, numbers: { kind: kinds, field: fields } } = pass;
  let target = left;
  while (WRAPPERS.has(tree.kinds.nameOf(tree.kind[target] ?? 0)) && (tree.end[target] ?? 0) > target + 1) target += (tree.kind[target + 1] ?? 0) < 0 ? 2 : 1;
  const kind = tree.kind[target];
  if (kind === kinds.identifier) pass.assigned.push({ scope: pass.scope, name: textAt(pass, target) });
  if (kind === kinds.object_pattern || kind === kinds.array_pattern) noteAssignedPattern(pass, target);
  if (kind !== kinds.member_expression) return;
  const object = childOf(pass, target, fields.object);
  const property = childOf(pass, target, fields.property);
  if (tree.kind[object] !== kinds.identifier || property < 0) return;
  const global = textAt(pass, object);
  if (GLOBAL_OBJECTS.has(global) && findVariable(pass.scope, global) === null) pass.assigned.push({ scope: pass.scope, name: textAt(pass, property) });
}

/** What may stand around a target; it is the first in them. */
const WRAPPERS: ReadonlySet<string> = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression']);

function noteAssignedPattern(pass: Pass, pattern: number): void {
  const scope = scopeIn(null, 0, true);
  bind(pass, pattern, scope);
  for (const name of scope.names?.keys() ?? []) pass.assigned.push({ scope: pass.scope, name });
}

export const skip: Step = () => 'skip';

export const noteInterface: Step = (pass, node) => {
  pass.interfaces.push({ node, scope: pass.scope });
  return 'skip';
};

/** An interface is a class without code, unless a value has its name: what implements it is found through it. */
export function declareInterfaces(pass: Pass): void {
  for (const record of pass.interfaces) {
    const name = childOf(pass, record.node, pass.numbers.field.name);
    if (name < 0 || record.scope.names?.has(textAt(pass, name)) === true) continue;
    declare(record.scope, textAt(pass, name));
    pass.classAt.set(record.node, pass.classes.length);
    pass.classes.push(record);
  }
}
