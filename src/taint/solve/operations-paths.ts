import { bitsOf } from './labels.ts';
import { at, changed, type Operate, type Operation, textOf } from './operation.ts';
import { deepTaints } from './deep-taints.ts';
import { concatenated } from './texts.ts';
import { joinTaints, type Taint, type Value } from './taint.ts';
import { constantValue, valueOf } from './value.ts';

const ABSOLUTE = bitsOf(['absolute']);
const PATH = bitsOf(['traversal', 'absolute']);

/** Operations on paths of files. */
export const PATH_OPERATIONS: readonly [string, Operate][] = [
  ['path-join', (operation) => joined(operation, false)],
  ['path-resolve', (operation) => joined(operation, true)],
  ['normalize', ({ frame, values }) => canonical(frame, at(values, 0))],
  ['realpath', ({ frame, values }) => canonical(frame, at(values, 0))],
  ['basename', ({ frame, values }) => changed(frame, at(values, 0), (taint) => ({ ...taint, labels: taint.labels & ~PATH }))],
  ['dirname', ({ frame, values }) => changed(frame, at(values, 0), (taint) => taint, at(values, 0).chain)],
  ['relative', ({ frame, values }) => {
    const to = at(values, 1);
    return { ...changed(frame, to, (taint) => ({ ...taint, isCanonical: true }), [...to.chain]), search: null };
  }],
];

function canonical(frame: Operation['frame'], value: Value): Value {
  const text = textOf(value);
  return text === null ? changed(frame, value, (taint) => ({ ...taint, isCanonical: true }), value.chain) : value;
}

/** Parts after the first cannot be absolute where they are joined; where they are resolved, they can. `literal`: dots stay, and an absolute part replaces all before it (Python). */
function joined({ frame, asked, values, parts, options }: Operation, isResolved: boolean): Value {
  const all = parts[0] === 'all' ? asked.arguments.map(({ value, isSpread }) => (isSpread ? valueOf({ taints: deepTaints(frame, value) }) : value)) : values;
  const constants = all.map(textOf);
  if (constants.every((text) => text !== null) && !isResolved) return constantValue(constants.join('/').replaceAll(/\/{2,}/gu, '/'));
  const isLiteral = options.includes('literal');
  let taints: readonly Taint[] = [];
  for (const [index, value] of all.entries()) {
    const own = deepTaints(frame, value).map((taint) => ({ ...taint, labels: index > 0 && !isResolved && !isLiteral ? taint.labels & ~ABSOLUTE : taint.labels, isCanonical: !isLiteral }));
    taints = joinTaints(taints, own);
  }
  const data = all.filter((value) => value.taints.length > 0 || value.targets.length > 0);
  const shape = isResolved ? null : concatenated(all.flatMap((value, index) => (index === 0 ? [value] : [constantValue('/'), value])), frame).texts;
  // The same file as its only part that is not known: what is proven of the one holds for the other.
  return valueOf({ taints, chain: data.flatMap(({ chain }) => chain), texts: taints.length === 0 ? shape : null });
}
