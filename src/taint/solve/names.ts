import type { Variable } from '../ir/nodes.ts';
import { instanceOf, staticValue } from './classes.ts';
import { capturedInput, classOf, type Frame, inputOf } from './program.ts';
import { symbolAt } from './symbols.ts';
import type { Value } from './taint.ts';
import { inputValue, UNDEFINED, UNKNOWN, valueOf } from './value.ts';

export function readVariable(frame: Frame, variable: Variable, span: { start: number; stop: number }): Value {
  const { unit, fn, state } = frame;
  const known = state?.variables.get(variable);
  if (known !== undefined) {
    if (known.chain.length > 0 || known.taints.length === 0) return known;
    // What came from several ways is known by no name: it gets one, so that what is proven of it holds until it is assigned again.
    const named = { ...known, chain: [`${frame.unit.module.path}:${variable.name}:${frame.program.steps}`] };
    state?.variables.set(variable, named);
    return named;
  }
  const fixed = unit.fixed.get(variable);
  if (fixed !== undefined) return frame.solver.evaluate(frame, fixed);
  if (variable.owner === fn.index) return UNDEFINED;
  if (variable.owner === 0) {
    const value = unit.cells.get(variable) ?? UNKNOWN;
    // What is proven of it where it is read holds where it is read again.
    return value.chain.length > 0 ? value : { ...value, chain: [`${unit.module.path}:cell${capturedInput(frame.program, variable).key}`] };
  }
  return inputValue(capturedInput(frame.program, variable), { kind: 'step', file: unit.module.path, span, note: `captured ${variable.name}`, previous: null });
}

export function readThis(frame: Frame, span: { start: number; stop: number }): Value {
  if (frame.fn.index === 0) return frame.unit.exports;
  const value = inputValue(inputOf({ kind: 'this' }), { kind: 'step', file: frame.unit.module.path, span, note: 'read here', previous: null });
  const { path } = frame.unit.module;
  const owner = frame.program.owners.get(`fn:${frame.fn.index}:${path}`);
  if (owner !== undefined) return { ...value, targets: [{ kind: 'object', key: owner }, ...value.targets] };
  if (frame.fn.ofClass === null) return value;
  const key = instanceOf(frame.program, { module: path, index: frame.fn.ofClass });
  return { ...value, targets: [{ kind: 'object', key }, ...value.targets] };
}

/** The classes below the one in which it stands: an override that calls what it overrides does not find itself. */
export function readSuper(frame: Frame, span: { start: number; stop: number }): Value {
  const { path } = frame.unit.module;
  const self = frame.fn.ofClass === null ? null : classOf(frame.program, { module: path, index: frame.fn.ofClass })?.self;
  const bases = (self?.bases ?? []).flatMap((base) => staticValue(frame, path, base).targets);
  const known = bases.filter(({ kind }) => kind === 'class' || kind === 'symbol').map((target) => (target.kind === 'symbol' ? { kind: 'symbol' as const, key: frame.unit.models.normalise(`${target.key}()`) } : target));
  return known.length === 0 ? readThis(frame, span) : valueOf({ targets: known });
}

export function readSymbol(frame: Frame, name: string, fallback: string | null, span: { start: number; stop: number }): Value {
  const { definitions } = frame.program;
  const defined = definitions.get(name.toLowerCase()) ?? (fallback === null ? undefined : definitions.get(fallback.toLowerCase()));
  if (defined !== undefined && defined.module !== '') {
    const self = { module: defined.module, index: defined.index };
    return valueOf({ targets: [defined.kind === 'class' ? { kind: 'class', key: `class:${self.index}:${self.module}`, self } : { kind: 'function', key: `fn:${self.index}:${self.module}`, self, captured: null, receiver: null }] });
  }
  return symbolAt(frame, fallback !== null && !frame.unit.models.knows(name) ? fallback : name, span);
}
