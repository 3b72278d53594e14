import type { Expression, IrFunction, Variable } from '../ir/nodes.ts';
import { walkBlock } from '../ir/walk.ts';
import type { Value } from './taint.ts';
import { constantValue } from './value.ts';

/** Summaries of one function for constants that it is given: `save(path, false)`. Beyond that the general one is taken. */
export const MAX_SPECIAL = 6;
const MAX_TEXT = 64;

/** How a function uses a parameter as far as constants matter: `decides`: what it does depends on it; `passes`: it hands it on. */
interface Uses {
  readonly decides: ReadonlySet<number>;
  readonly passes: ReadonlySet<number>;
}
const KNOWN = new WeakMap<IrFunction, Uses>();

function usesOf(fn: IrFunction): Uses {
  const known = KNOWN.get(fn);
  if (known !== undefined) return known;
  const numbers = new Map<Variable, number>(fn.parameters.map(({ variable }, at) => [variable, at]));
  const [decides, passes] = [new Set<number>(), new Set<number>()];
  const note = (into: Set<number>, expression: Expression | null): void => {
    for (const variable of variablesIn(expression)) {
      const at = numbers.get(variable);
      if (at !== undefined) into.add(at);
    }
  };
  if (numbers.size > 0) {
    walkBlock(fn.body, (node) => {
      switch (node.kind) {
        case 'if':
        case 'loop':
        case 'conditional':
          return note(decides, node.test);
        case 'switch':
          return note(decides, node.subject);
        case 'logical':
          return note(decides, node.left);
        case 'member':
          return note(decides, node.key);
        case 'call':
          for (const { value } of node.arguments) if (value.kind === 'variable') note(passes, value);
          return;
        default:
      }
    });
  }
  const uses = { decides, passes };
  KNOWN.set(fn, uses);
  return uses;
}

/** The variables that a condition looks at, itself or compared. */
function variablesIn(expression: Expression | null): Variable[] {
  if (expression === null) return [];
  switch (expression.kind) {
    case 'variable':
      return [expression.variable];
    case 'not':
    case 'cast':
      return variablesIn(expression.value);
    case 'compare':
      return [expression.left, expression.right].flatMap((one) => (one.kind === 'variable' ? [one.variable] : []));
    default:
      return [];
  }
}

/** The constants among what a function is given that decide what it does; null where there are none. */
export function decidingConstants(fn: IrFunction, given: (at: number) => Value): ReadonlyMap<number, Value> | null {
  const { decides, passes } = usesOf(fn);
  const constants = new Map<number, Value>();
  for (const at of new Set([...decides, ...passes])) {
    const parameter = fn.parameters[at];
    if (parameter?.kind !== 'plain') continue;
    const { constants: known } = given(at);
    const [constant, ...others] = known ?? [];
    if (known === null || others.length > 0) continue;
    const value = constant !== undefined ? constant : parameter.default?.kind === 'literal' ? parameter.default.value : undefined;
    if (value === undefined || (typeof value === 'string' && (!decides.has(at) || value.length > MAX_TEXT))) continue;
    constants.set(at, constantValue(value));
  }
  return constants.size === 0 ? null : constants;
}

export function constantsKey(constants: ReadonlyMap<number, Value>): string {
  return JSON.stringify([...constants].sort(([a], [b]) => a - b).map(([at, { constants: known }]) => [at, known?.[0]]));
}
