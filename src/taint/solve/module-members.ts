import { staticValue } from './classes.ts';
import type { Frame } from './program.ts';
import type { Value } from './taint.ts';
import { joinValues, UNKNOWN, valueOf } from './value.ts';

const MAX_EXPORTED = 200;

const MAX_REEXPORTS = 40;

export function moduleMember(frame: Frame, path: string, key: string): Value {
  const unit = frame.program.units.get(path);
  if (unit === undefined) return subModule(frame, frame.unit.support, path, key);
  frame.solver.runModule(frame.program, frame.solver, unit);
  const variable = unit.module.exported.find(({ name }) => name === key);
  const fixed = variable === undefined ? undefined : unit.fixed.get(variable);
  if (fixed !== undefined) {
    // Modules may import one another in a circle.
    const name = `${path}.${key}`;
    const { resolving } = frame.program;
    if (resolving.has(name) || resolving.size >= MAX_REEXPORTS) return UNKNOWN;
    resolving.add(name);
    try {
      return staticValue(frame, path, fixed);
    } finally {
      resolving.delete(name);
    }
  }
  const cell = variable === undefined ? undefined : unit.cells.get(variable);
  if (cell !== undefined) return cell;
  return subModule(frame, unit.support, path, key);
}

function subModule({ program }: Frame, support: Frame['unit']['support'], path: string, key: string): Value {
  const sub = support.resolveImport(`.${key}`, path, program.files);
  return sub === null ? UNKNOWN : valueOf({ targets: [{ kind: 'module', key: `module:${sub}`, path: sub }] });
}

/** Whatever a module has under a name that is not known: one of its classes or functions. */
export function anyOfModule(frame: Frame, path: string): Value {
  const unit = frame.program.units.get(path);
  return (unit?.module.exported ?? []).slice(0, MAX_EXPORTED).map((variable) => unit?.fixed.get(variable)).filter((fixed) => fixed?.kind === 'class' || fixed?.kind === 'function')
    .reduce<Value>((all, fixed) => (fixed === undefined ? all : joinValues(all, staticValue(frame, path, fixed))), UNKNOWN);
}
