import type { Expression, Range, Target } from './expression.ts';

export interface Parameter extends Range {
  readonly name: string;
  readonly fallback: Expression | null;
  readonly rest: boolean;
}

/** Destructured parameters are a plain one and assignments at the body's beginning. */
export interface FunctionBody extends Range {
  /** null: without a name. */
  readonly name: string | null;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly form: 'plain' | 'async' | 'generator';
  /** An arrow function's `this` and `arguments` are those of the function around it. */
  readonly ownThis: boolean;
}

export interface SwitchCase extends Range {
  /** Empty: the default. */
  readonly tests: readonly Expression[];
  readonly body: readonly Statement[];
  /** Its end runs on into the next case. */
  readonly fallsThrough: boolean;
}

/** A statement of any language; tree-shaped, so that a branch is a list of statements and needs no graph. */
export type Statement = Range &
  (
    | { readonly type: 'do'; readonly value: Expression }
    | { readonly type: 'declare'; readonly name: string; readonly value: Expression | null }
    | { readonly type: 'function'; readonly body: FunctionBody }
    | { readonly type: 'class'; readonly name: string | null; readonly parent: Expression | null; readonly methods: readonly Method[] }
    | { readonly type: 'if'; readonly test: Expression; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[] }
    /** `test` null: without end. `first`: tested before the first round. */
    | { readonly type: 'loop'; readonly test: Expression | null; readonly first: boolean; readonly body: readonly Statement[]; readonly step: readonly Statement[] }
    | { readonly type: 'each'; readonly over: 'values' | 'keys'; readonly target: Target; readonly list: Expression; readonly body: readonly Statement[] }
    | { readonly type: 'switch'; readonly value: Expression; readonly cases: readonly SwitchCase[] }
    | { readonly type: 'try'; readonly body: readonly Statement[]; readonly caught: string | null; readonly handler: readonly Statement[] | null; readonly last: readonly Statement[] }
    | { readonly type: 'return'; readonly value: Expression | null }
    | { readonly type: 'throw'; readonly value: Expression }
    | { readonly type: 'break' | 'continue'; readonly label: string | null }
    /** Where the parser did not understand the text: a region that holds one cannot be judged. */
    | { readonly type: 'error' }
  );

export interface Method extends Range {
  readonly name: string;
  readonly static: boolean;
  readonly body: FunctionBody;
}
