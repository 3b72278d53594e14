/**
 * One small tree for all languages (static-analysis.md, "Dataflow"): what a language's lowering makes of a file, and all that the solver knows of it. Names are resolved, patterns,
 * templates and sugar are taken apart. Whatever a language has that is not here becomes `unknown` with its parts: data goes through it, and the verdict says that it was not understood.
 */

/** Offsets in UTF-16 units of the file's text. */
export interface Span {
  readonly start: number;
  readonly stop: number;
}

/** One variable; two of the same name are two objects. A name that no scope declares is a `symbol`. */
export interface Variable {
  readonly name: string;
  /** Index of the function that declares it; 0: the module. */
  readonly owner: number;
}

export type Block = readonly Statement[];

export interface Module {
  readonly path: string;
  readonly language: string;
  /** The first is the body of the module. Functions within functions are here too. */
  readonly functions: readonly IrFunction[];
  readonly classes: readonly IrClass[];
  /** What other files reach by its name alone (PHP's functions and classes, by their whole name in lower case). */
  readonly definitions: readonly Definition[];
  /** Variables of the module that others reach as its fields (Python); JavaScript assigns to `exports` instead. */
  readonly exported: readonly Variable[];
  /** Places that the parser did not understand. */
  readonly errors: readonly Span[];
}

export type Definition =
  | { readonly kind: 'function'; readonly name: string; readonly index: number }
  | { readonly kind: 'class'; readonly name: string; readonly index: number };

export interface IrFunction {
  readonly index: number;
  /** For people; empty where it has none. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
  /** The function in which it stands; -1 for the module's body. */
  readonly parent: number;
  /** `lexical`: `this` is the one around it (arrows). */
  readonly thisMode: 'own' | 'lexical';
  /** The class whose member it is. */
  readonly ofClass: number | null;
  readonly isGenerator: boolean;
  readonly decorators: readonly Expression[];
  /** Of what it gives, where it is declared. */
  readonly type: Expression | null;
  readonly span: Span;
}

export interface Parameter {
  readonly variable: Variable;
  /** As callers name it (keyword arguments). */
  readonly name: string;
  readonly default: Expression | null;
  /** `rest`: takes all other positional arguments; `keywords`: all other named ones. */
  readonly kind: 'plain' | 'rest' | 'keywords';
  /** The declared class: a `symbol`, `import`, `class`, `variable` or `member` of one. Scalars (`int`, `string`) are symbols of these names. */
  readonly type: Expression | null;
  /** What the function assigns to it, its caller sees (PHP's `&$x`). */
  readonly isReference?: boolean;
  readonly span: Span;
}

export interface IrClass {
  readonly index: number;
  readonly name: string;
  /** Base classes, traits, interfaces: in the order in which members are looked up. */
  readonly bases: readonly Expression[];
  readonly members: readonly Member[];
  readonly span: Span;
}

export interface Member {
  readonly name: string;
  /** A method, accessor or field; a constructor is the method that `CONSTRUCTOR` names. */
  readonly kind: 'method' | 'getter' | 'setter' | 'field';
  readonly isStatic: boolean;
  /** A `function` for all but fields. */
  readonly value: Expression | null;
  readonly type: Expression | null;
}

/** The name under which the constructor of a class stands, in every language. */
export const CONSTRUCTOR = 'constructor';

export type Literal = string | number | boolean | null | undefined;

interface Node {
  readonly span: Span;
}

export interface Argument {
  readonly value: Expression;
  readonly isSpread: boolean;
  /** Of a keyword argument. */
  readonly name: string | null;
}

export interface Entry {
  /** Null: all entries of the value (spread). */
  readonly key: Expression | null;
  readonly value: Expression;
}

export type CastType = 'int' | 'float' | 'bool' | 'string' | 'array' | 'object';
export type CompareOperator = '==' | '===' | '!=' | '!==' | '<' | '<=' | '>' | '>=' | 'in' | 'not-in' | 'instanceof';

export type Expression = Node &
  (
    | { readonly kind: 'literal'; readonly value: Literal }
    | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
    | { readonly kind: 'variable'; readonly variable: Variable }
    /** A name of the language or the world: `process`, `open`, `mysqli_query`, `$_GET`, `App\\Database`. `fallback`: what it is where nothing has the first name (PHP's namespaces). */
    | { readonly kind: 'symbol'; readonly name: string; readonly fallback: string | null }
    /** A module, or what it exports under a name (`default` too). */
    | { readonly kind: 'import'; readonly module: string; readonly name: string | null }
    /** What this module exports (`module.exports`). */
    | { readonly kind: 'exports' }
    | { readonly kind: 'this' }
    /** Looks the member up in the bases of the class in which it stands; calling it without a member is the base's constructor. */
    | { readonly kind: 'super' }
    | { readonly kind: 'member'; readonly object: Expression; readonly key: Expression }
    | { readonly kind: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[]; readonly isNew: boolean }
    /** Texts joined (also `+` where the operands may be texts). */
    | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
    /** `printf`-like: Python's `%`. */
    | { readonly kind: 'format'; readonly template: Expression; readonly values: readonly Expression[] }
    | { readonly kind: 'arithmetic'; readonly operator: string; readonly operands: readonly Expression[] }
    | { readonly kind: 'not'; readonly value: Expression }
    | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'logical'; readonly operator: 'and' | 'or' | 'nullish'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'conditional'; readonly test: Expression; readonly whenTrue: Expression; readonly whenFalse: Expression }
    | { readonly kind: 'cast'; readonly to: CastType; readonly value: Expression }
    | { readonly kind: 'typeof'; readonly value: Expression }
    /** `target` is a `variable` or a `member`; a compound assignment has its operation in the value. Its value is the assigned one. */
    | { readonly kind: 'assign'; readonly target: Expression; readonly value: Expression }
    /** One after the other; its value is the last one's. */
    | { readonly kind: 'sequence'; readonly expressions: readonly Expression[] }
    | { readonly kind: 'function'; readonly index: number }
    | { readonly kind: 'class'; readonly index: number }
    | { readonly kind: 'object'; readonly entries: readonly Entry[] }
    | { readonly kind: 'array'; readonly items: readonly Argument[] }
    | { readonly kind: 'await'; readonly value: Expression }
    | { readonly kind: 'yield'; readonly value: Expression | null }
    /** Runs another file in this scope (PHP). */
    | { readonly kind: 'include'; readonly path: Expression }
    | { readonly kind: 'unknown'; readonly parts: readonly Expression[] }
  );

export type Statement = Node &
  (
    | { readonly kind: 'evaluate'; readonly value: Expression }
    | { readonly kind: 'if'; readonly test: Expression; readonly whenTrue: Block; readonly whenFalse: Block }
    /** `isLate`: the test comes after the body. `update` runs after each round, also after `continue`. */
    | { readonly kind: 'loop'; readonly test: Expression | null; readonly update: Expression | null; readonly body: Block; readonly isLate: boolean }
    | { readonly kind: 'each'; readonly item: Variable | null; readonly key: Variable | null; readonly iterable: Expression; readonly body: Block }
    /** A case without a test is the default. `fallsThrough`: a case without `break` goes on into the next. */
    | { readonly kind: 'switch'; readonly subject: Expression; readonly cases: readonly { readonly test: Expression | null; readonly body: Block }[]; readonly fallsThrough: boolean }
    | { readonly kind: 'try'; readonly body: Block; readonly error: Variable | null; readonly handler: Block | null; readonly finalizer: Block | null }
    | { readonly kind: 'return'; readonly value: Expression | null }
    | { readonly kind: 'throw'; readonly value: Expression | null }
    /** Leaves the loop or switch around it; `label` names another one. */
    | { readonly kind: 'break' | 'continue'; readonly label: string | null }
    | { readonly kind: 'labelled'; readonly label: string; readonly body: Block }
    /** The program ends (PHP's `exit`). */
    | { readonly kind: 'exit'; readonly value: Expression | null }
  );
