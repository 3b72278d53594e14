import { joinTaints, type Value } from './taint.ts';
import { constantsValue, MAX_CONSTANTS, UNKNOWN, valueOf } from './value.ts';

/** Paths of Python's pathlib are joined by `/`. */
function isPathJoin(operator: string, left: Value | undefined): boolean {
  return operator === '/' && left?.targets.some((target) => target.kind === 'symbol' && target.key.startsWith('pathlib.')) === true;
}

export function arithmetic(operator: string, operands: readonly Value[]): Value {
  const [left, right] = operands;
  // `~text.indexOf(x)` is 0 where nothing was found.
  if (operator === '~' && left !== undefined && left.search !== null) return valueOf({ proves: { whenTrue: left.search.found, whenFalse: left.search.missing } });
  if (isPathJoin(operator, left) && left !== undefined) return valueOf({ taints: operands.reduce<Value['taints']>((all, { taints }) => joinTaints(all, taints), []), targets: left.targets, chain: operands.filter(({ taints }) => taints.length > 0).flatMap(({ chain }) => chain) });
  if (left?.constants == null || (operands.length > 1 && right?.constants == null) || operands.length > 2) return UNKNOWN;
  const results: number[] = [];
  for (const a of left.constants) for (const b of right?.constants ?? [0]) {
    const result = compute(operator, Number(a), Number(b), operands.length === 1);
    if (result === null) return UNKNOWN;
    results.push(result);
  }
  return results.length > MAX_CONSTANTS ? UNKNOWN : constantsValue([...new Set(results)]);
}

function compute(operator: string, a: number, b: number, isUnary: boolean): number | null {
  switch (operator) {
    case '+':
      return isUnary ? a : a + b;
    case '-':
      return isUnary ? -a : a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '|':
      return a | b;
    default:
      return null;
  }
}

/** A number holds nothing dangerous; other types keep what is in them. */
export function castTo(to: string, value: Value): Value {
  if (to === 'int' || to === 'float' || to === 'bool') return value.constants === null ? UNKNOWN : constantsValue(value.constants.map((constant) => (to === 'bool' ? Boolean(constant) : to === 'int' ? Math.trunc(Number.parseFloat(String(constant))) || 0 : Number(constant))));
  return value;
}
