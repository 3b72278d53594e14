import type { FunctionBody } from './statement.ts';

/** Where a node stands in its file: offsets count UTF-16 units, `stop` is behind the last one. A rule's match finds a node by it. */
export interface Range {
  readonly start: number;
  readonly stop: number;
}

/** What can be assigned to. */
export type Target = Extract<Expression, { type: 'var' | 'field' | 'index' }>;

export interface Argument {
  readonly value: Expression;
  /** Of a named argument (Python, PHP); null: by position. */
  readonly name: string | null;
  /** `...list`, `*list`: any number of the positions from here on. */
  readonly spread: boolean;
}

export interface Entry {
  /** null: by position, or a spread. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly spread: boolean;
}

/** An expression of any language. What a lowering does not understand is `unknown`, with its parts: it is never left out. */
export type Expression = Range &
  (
    | { readonly type: 'const'; readonly value: string | number | boolean | null }
    | { readonly type: 'regex'; readonly source: string; readonly flags: string }
    | { readonly type: 'var'; readonly name: string }
    | { readonly type: 'field'; readonly object: Expression; readonly name: string; readonly optional: boolean }
    | { readonly type: 'index'; readonly object: Expression; readonly key: Expression; readonly optional: boolean }
    | { readonly type: 'assign'; readonly target: Target; readonly value: Expression }
    | { readonly type: 'concat'; readonly parts: readonly Expression[] }
    /** `printf`-like: the template may itself be tainted. */
    | { readonly type: 'format'; readonly template: Expression; readonly parts: readonly Expression[] }
    /** To a number or a boolean nothing dangerous survives; to a string everything does. */
    | { readonly type: 'cast'; readonly to: 'number' | 'boolean' | 'string'; readonly value: Expression }
    | { readonly type: 'cond'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
    | { readonly type: 'logic'; readonly operator: 'and' | 'or' | 'default'; readonly left: Expression; readonly right: Expression }
    | { readonly type: 'not'; readonly value: Expression }
    /** `loose`: equality that converts (PHP's and JavaScript's ==), which proves less than the strict one. */
    | { readonly type: 'compare'; readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in'; readonly loose: boolean; readonly left: Expression; readonly right: Expression }
    | { readonly type: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[]; readonly optional: boolean }
    | { readonly type: 'new'; readonly callee: Expression; readonly arguments: readonly Argument[] }
    | { readonly type: 'lambda'; readonly body: FunctionBody }
    | { readonly type: 'container'; readonly form: 'list' | 'map'; readonly entries: readonly Entry[] }
    /** require, include, import(): the value is what the file gives. */
    | { readonly type: 'include'; readonly path: Expression }
    | { readonly type: 'await' | 'yield'; readonly value: Expression }
    | { readonly type: 'unknown'; readonly parts: readonly Expression[] }
  );
