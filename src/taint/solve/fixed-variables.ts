import type { Expression, Module, Variable } from '../ir/nodes.ts';
import { walkModule } from '../ir/walk.ts';

const FIXED: ReadonlySet<Expression['kind']> = new Set(['function', 'class', 'import']);

/** Variables that are assigned once, to a function, a class or an import: wherever they are read, that is what they are. */
export function fixedVariables(module: Module): Map<Variable, Expression> {
  const assigned = new Map<Variable, Expression | null>();
  walkModule(module, (node) => {
    if (node.kind === 'each') for (const variable of [node.item, node.key]) if (variable !== null) assigned.set(variable, null);
    if (node.kind === 'try' && node.error !== null) assigned.set(node.error, null);
    if (node.kind !== 'assign' || node.target.kind !== 'variable') return;
    const { variable } = node.target;
    assigned.set(variable, assigned.has(variable) ? null : node.value);
  });
  for (const { parameters } of module.functions) for (const { variable } of parameters) assigned.set(variable, null);
  const fixed = new Map<Variable, Expression>();
  for (const [variable, value] of assigned) if (value !== null && isFixed(value)) fixed.set(variable, value);
  return fixed;
}

/** `require('a').b` too. */
function isFixed(value: Expression): boolean {
  return FIXED.has(value.kind) || (value.kind === 'member' && value.object.kind === 'import' && value.key.kind === 'literal');
}
