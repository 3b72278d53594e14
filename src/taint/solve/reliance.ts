import type { Value } from './taint.ts';

/** A summary or the body of a module (index 0, under its path) that was made. */
export interface Made {
  readonly key: string;
  readonly module: string;
  readonly index: number;
  readonly constants: ReadonlyMap<string, Value> | null;
}

/** Which summaries and bodies rely on files that candidates change: the others are the same for all candidates. */
export interface Reliance {
  /** What is being made relies on a changed file. */
  readonly touch: () => void;
  /** What is being made uses another. */
  readonly uses: (key: string) => void;
  readonly enter: (made: Made) => void;
  readonly leave: () => void;
  /** What relies on none, in the order in which it is to be made again: of what uses one another, that first which was asked first. */
  readonly settled: readonly Made[];
  /** Keys of what relies on one. */
  readonly touched: ReadonlySet<string>;
}

interface Level {
  readonly made: Made;
  /** What of the levels below it relies on: a circle ends where this is its own. */
  lowest: number;
  isTouched: boolean;
  /** Made meanwhile, of the same circle. */
  readonly members: Made[];
}

export function newReliance(changed: ReadonlySet<string>): Reliance {
  const levels: Level[] = [];
  const running = new Map<string, number>();
  const open = new Map<string, number>();
  const touched = new Set<string>();
  const settled: Made[] = [];
  const end = ({ made, members, isTouched, lowest }: Level): void => {
    const around = levels.at(-1);
    if (around !== undefined) around.isTouched ||= isTouched;
    const all = [made, ...members];
    if (!isTouched && around !== undefined && lowest < levels.length) {
      around.members.push(...all);
      around.lowest = Math.min(around.lowest, lowest);
      for (const { key } of all) open.set(key, lowest);
      return;
    }
    for (const one of all) {
      open.delete(one.key);
      if (isTouched) touched.add(one.key);
      else settled.push(one);
    }
  };
  return {
    touched,
    settled,
    touch() {
      const level = levels.at(-1);
      if (level !== undefined) level.isTouched = true;
    },
    uses(key) {
      const level = levels.at(-1);
      if (level === undefined) return;
      if (touched.has(key)) level.isTouched = true;
      level.lowest = Math.min(level.lowest, running.get(key) ?? open.get(key) ?? level.lowest);
    },
    enter(made) {
      running.set(made.key, levels.length);
      levels.push({ made, lowest: levels.length, isTouched: changed.has(made.module), members: [] });
      // A function sees what the body of its file has made.
      if (made.index !== 0) this.uses(made.module);
    },
    leave() {
      const level = levels.pop();
      if (level === undefined) return;
      running.delete(level.made.key);
      end(level);
    },
  };
}
