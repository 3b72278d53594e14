import type { GrammarName } from '../../util/grammars.ts';

/** A place in a rule file, for errors: lines and columns begin with 1. */
export interface RulePlace {
  readonly line: number;
  readonly column: number;
}

/** A rule as it was read and checked; whatever it says that is not supported was an error. */
export interface Rule {
  readonly id: string;
  readonly mode: 'search' | 'taint';
  /** `javascript` rules hold for .ts and .tsx files too, as Semgrep's `js` does for none: see docs/rules.md. */
  readonly grammars: readonly GrammarName[];
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly cwe: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Globs of paths to take or leave; null: all. */
  readonly paths: { readonly include: readonly string[]; readonly exclude: readonly string[] } | null;
  /** Of mode search. */
  readonly search: Formula | null;
  /** Of mode taint. */
  readonly taint: TaintRule | null;
}

/** A pattern formula: Semgrep's operators, with what each metavariable must be. */
export type Formula =
  | { readonly type: 'pattern'; readonly pattern: CompiledPatterns; readonly place: RulePlace }
  | { readonly type: 'regex'; readonly regex: RegExp; readonly place: RulePlace }
  | { readonly type: 'all'; readonly of: readonly Formula[]; readonly conditions: readonly Condition[]; readonly focus: readonly string[] }
  | { readonly type: 'any'; readonly of: readonly Formula[] }
  | { readonly type: 'not' | 'inside' | 'not-inside'; readonly of: Formula };

export type Condition =
  | { readonly type: 'metavariable-regex'; readonly metavariable: string; readonly regex: RegExp }
  | { readonly type: 'metavariable-pattern'; readonly metavariable: string; readonly formula: Formula; /** Asked of what stands in a text, without its quotes. */ readonly isText: boolean }
  | { readonly type: 'metavariable-comparison'; readonly metavariable: string | null; readonly comparison: string };

/** One pattern, parsed by each grammar of the rule. Its inside belongs to src/taint/match. */
export type CompiledPatterns = ReadonlyMap<GrammarName, unknown>;

/** What a sink is, and so which dangers count there. */
export const CONTEXTS = ['sql', 'shell', 'html', 'path', 'url', 'code', 'header', 'ldap', 'xpath', 'regex', 'log', 'template', 'deserialization', 'nosql', 'option'] as const;
export type Context = (typeof CONTEXTS)[number];

/** Who it is that says what a source gives: a remote user, whoever starts the program, or what was stored before. */
/** What models call where data comes in. */
export const MODEL_KINDS = ['request', 'arguments', 'environment', 'file', 'database', 'message'] as const;
export const SOURCE_KINDS = [...MODEL_KINDS, 'exported'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** The rule's own flow: what the engine propagates from sources to sinks. */
export interface TaintRule {
  readonly sources: readonly SourceSpec[];
  readonly sinks: readonly SinkSpec[];
  readonly sanitizers: readonly SanitizerSpec[];
  readonly propagators: readonly PropagatorSpec[];
  /** Conditions that clear on one branch, besides those that the engine knows by itself. */
  readonly guards: readonly GuardSpec[];
  /** What is a resolved path: absolute, without dots and without a separator at its end. */
  readonly resolved: readonly Formula[];
  /** Paths at its sinks lead from the folder below which they were looked at, as the text of a symbolic link does. */
  readonly isRelative: boolean;
  /** What the sink's context asks for: `sql`, `shell`, `html`, `path`, `url`, `code` …; null: any label counts. */
  readonly context: Context | null;
  /** The sink is harmed by these only, whatever its context says besides; null: by all that the context names. */
  readonly characters: string | null;
  /** Where a sink counts when a region is judged: in the region and what it calls, or in its callers too. */
  readonly scope: 'region' | 'callers';
  /** It takes the sources and sinks of the framework models besides its own: src/taint/models. */
  readonly models: boolean;
  /** Which kinds of the models' sources. */
  readonly kinds: readonly SourceKind[];
  /** Which kinds of the models' sinks of its context; empty: all. */
  readonly sinkKinds: readonly string[];
}

export interface SourceSpec {
  readonly formula: Formula;
  readonly label: string | null;
  readonly requires: string | null;
  readonly bySideEffect: boolean;
  readonly exact: boolean;
}
export interface SinkSpec {
  readonly formula: Formula;
  readonly requires: string | null;
  readonly exact: boolean;
}
export interface SanitizerSpec {
  readonly formula: Formula;
  readonly bySideEffect: boolean;
  readonly exact: boolean;
  /** It is none where the same code is a source or a sink: `not_conflicting`. */
  readonly givesWay: boolean;
  /** Labels that it clears; null: all. */
  readonly clears: readonly string[] | null;
}
export interface PropagatorSpec {
  readonly formula: Formula;
  readonly from: string;
  readonly to: string;
}
export interface GuardSpec {
  readonly formula: Formula;
  /** The metavariable that is safe afterwards. */
  readonly checks: string;
  /** On which outcome of the condition. */
  readonly when: 'true' | 'false';
  readonly clears: readonly string[] | null;
}
