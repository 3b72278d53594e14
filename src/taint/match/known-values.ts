import { either } from './fold.ts';
import type { Shape } from './shape.ts';
import type { Variable } from './variables.ts';

interface Outcome {
  readonly isEnded: boolean;
  readonly changed: ReadonlyMap<Variable, Shape | null>;
}

/** What variables are known to be at one point of a program, with a way back to the points before. */
export class KnownValues {
  /** No way leads here: after a `return`, for instance. */
  isEnded = false;
  #known = new Map<Variable, Shape>();
  #trail: [Variable, Shape | undefined][] = [];

  get(variable: Variable): Shape | null {
    return this.#known.get(variable) ?? null;
  }

  /** `null`: from here on unknown. */
  set(variable: Variable | undefined, value: Shape | null): void {
    if (variable === undefined || this.isEnded) return;
    const before = this.#known.get(variable);
    if (before === undefined && value === null) return;
    this.#trail.push([variable, before]);
    this.#put(variable, value ?? undefined);
  }

  /** One of the ways is run, or, where they are not all, none: known is what all agree on. */
  branch(ways: readonly (() => void)[], isComplete: boolean): void {
    const living = ways.map((way) => this.#attempt(way)).filter(({ isEnded }) => !isEnded);
    if (!isComplete) living.push({ isEnded: false, changed: new Map() });
    if (living.length === 0) this.isEnded = true;
    const variables = new Set(living.flatMap(({ changed }) => [...changed.keys()]));
    for (const variable of variables) this.set(variable, either(living.map(({ changed }) => (changed.has(variable) ? changed.get(variable) : this.#known.get(variable)))));
  }

  /** Runs a function's code, which changes nothing here; `isFresh`: nothing of here is known in it. */
  apart(isFresh: boolean, run: () => void): void {
    const [known, trail, isEnded] = [this.#known, this.#trail, this.isEnded];
    if (isFresh) {
      this.#known = new Map();
      this.#trail = [];
    }
    this.isEnded = false;
    this.#attempt(run);
    [this.#known, this.#trail, this.isEnded] = [known, trail, isEnded];
  }

  #attempt(way: () => void): Outcome {
    const from = this.#trail.length;
    const before = this.isEnded;
    way();
    const changed = new Map<Variable, Shape | null>();
    const undone = this.#trail.splice(from);
    for (const [variable] of undone) changed.set(variable, this.#known.get(variable) ?? null);
    for (const [variable, value] of undone.reverse()) this.#put(variable, value);
    const { isEnded } = this;
    this.isEnded = before;
    return { isEnded, changed };
  }

  #put(variable: Variable, value: Shape | undefined): void {
    if (value === undefined) this.#known.delete(variable);
    else this.#known.set(variable, value);
  }
}
