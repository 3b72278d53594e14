import { isMarkerLine } from '../mask.ts';
import type { Task } from '../../contract/task.ts';
import type { RegionFile } from '../region-files.ts';
import type { Definition, FileSymbols } from './file-symbols.ts';

/** Lines before and after a mask that count as near. */
const NEAR_LINES = 40;
const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const MIN_LENGTH = 3;

export interface WantedNames {
  /** Whose definitions are looked for: 0 named by the description, 1 near a mask, 2 elsewhere in the masked file. */
  readonly definitions: ReadonlyMap<string, number>;
  /** Whose callers are looked for: the symbols that the regions lie in. */
  readonly enclosing: ReadonlySet<string>;
}

export interface MaskedSymbols {
  readonly file: RegionFile;
  readonly symbols: FileSymbols;
}

/** Names from the masked files and the task's own words; nothing here has seen the removed text. */
export function wantedNames(task: Task, description: string, masked: readonly MaskedSymbols[]): WantedNames {
  const definitions = new Map<string, number>();
  const add = (name: string, rank: number): void => {
    if (name.length >= MIN_LENGTH && (definitions.get(name) ?? Number.POSITIVE_INFINITY) > rank) definitions.set(name, rank);
  };
  for (const [, quoted = ''] of description.matchAll(/`([^`\n]+)`/g)) for (const [name] of quoted.matchAll(IDENTIFIER)) add(name, 0);
  const enclosing = new Set(task.regions.flatMap(({ symbol }) => (symbol === undefined ? [] : namesOfSymbol(symbol))));
  for (const { file, symbols } of masked) {
    const places = markerLines(file.masked).map((line) => ({ line, inside: innermost(symbols.definitions, line) }));
    for (const { inside } of places) if (inside !== null) enclosing.add(inside.name);
    const isNear = (line: number): boolean => places.some((place) => Math.abs(place.line - line) <= NEAR_LINES || (place.inside !== null && contains(place.inside, line)));
    for (const { name, line } of [...symbols.calls, ...symbols.references]) add(name, isNear(line) ? 1 : 2);
  }
  // The file that the mask is in is shown anyway.
  for (const { symbols } of masked) for (const { name } of symbols.definitions) definitions.delete(name);
  return { definitions, enclosing };
}

/** A symbol is written for people (`Mount.prototype.getPath`, `onsymlink and onlink in exports.extract`): of prose, only what looks like code. */
function namesOfSymbol(symbol: string): string[] {
  const parts = symbol.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.filter((part) => parts.length === 1 || /[._$:]|[a-z][A-Z]/.test(part)).flatMap((part) => part.match(IDENTIFIER)?.at(-1) ?? []).filter((name) => name.length >= MIN_LENGTH);
}

function markerLines(text: string): number[] {
  return text.split('\n').flatMap((line, at) => (isMarkerLine(line) ? [at + 1] : []));
}

function contains({ lines: [first, last] }: Pick<Definition, 'lines'>, line: number): boolean {
  return first <= line && line <= last;
}

/** The smallest definition around a line. */
export function innermost(definitions: readonly Definition[], line: number): Definition | null {
  const around = definitions.filter((definition) => contains(definition, line));
  return around.reduce<Definition | null>((best, each) => (best === null || each.lines[1] - each.lines[0] < best.lines[1] - best.lines[0] ? each : best), null);
}
