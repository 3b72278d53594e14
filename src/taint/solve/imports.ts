import { readMember } from './memory.ts';
import { symbolAt } from './symbols.ts';
import type { Frame } from './program.ts';
import type { Value } from './taint.ts';
import { valueOf } from './value.ts';

interface Span {
  readonly start: number;
  readonly stop: number;
}

/** What a module is, or exports under a name: of the repository where the file is there, else of the world outside. */
export function readImport(frame: Frame, module: string, name: string | null, span: Span): Value {
  const { program, unit, solver } = frame;
  const path = unit.support.resolveImport(module, unit.module.path, program.files);
  const imported = path === null ? undefined : program.units.get(path);
  if (imported === undefined) return readOutside(frame, { module, name, path }, span);
  if (imported.module.exported.length > 0 || imported.support.name === 'python') {
    const whole = moduleValue(imported.module.path);
    return name === null ? whole : readMember(frame, whole, [name], span);
  }
  solver.runModule(program, solver, imported);
  if (name === null) return imported.exports;
  const field = readMember(frame, imported.exports, [name], span);
  return name === 'default' && field.targets.length === 0 && field.constants === null ? imported.exports : field;
}

function moduleValue(path: string): Value {
  return valueOf({ targets: [{ kind: 'module', key: `module:${path}`, path }] });
}

/** A folder of modules, a module within a package, or something that is not of the repository. */
function readOutside(frame: Frame, { module, name, path }: { module: string; name: string | null; path: string | null }, span: Span): Value {
  const { program, unit } = frame;
  const isFolder = path !== null && !program.files.has(path);
  if (isFolder && !unit.models.knows(module)) return name === null ? moduleValue(path) : readMember(frame, moduleValue(path), [name], span);
  const sub = name === null || (path !== null && !isFolder) ? null : unit.support.resolveImport(`${module}${module.endsWith('.') ? '' : '.'}${name}`, unit.module.path, program.files);
  if (sub !== null && program.units.has(sub)) return moduleValue(sub);
  const bare = module.replace(/^node:/u, '');
  return symbolAt(frame, name === null || name === 'default' ? bare : `${bare}.${name}`, span);
}
