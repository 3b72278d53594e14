import type { Shape } from './shape.ts';

/** The statements of a list with those of the blocks in them, in the order of the text. */
export interface Flat {
  readonly list: readonly Shape[];
  /** By position in the list that was flattened: the position in the flat one. */
  readonly starts: readonly number[];
  /** It holds more than the list itself. */
  readonly isDeeper: boolean;
}

export function flatten(codes: readonly Shape[]): Flat {
  const list: Shape[] = [];
  const below = (shape: Shape): void => {
    for (const child of shape.children) {
      if (child.type === 'block' || child.type === 'members') child.children.forEach(add);
      else below(child);
    }
  };
  const add = (code: Shape): void => {
    // A block alone is no statement of its own.
    if (code.type === 'block') code.children.forEach(add);
    else {
      list.push(code);
      below(code);
    }
  };
  const starts = codes.map((code) => {
    const start = list.length;
    add(code);
    return start;
  });
  return { list, starts, isDeeper: list.length > codes.length || codes.some(({ type }) => type === 'block') };
}
