import type { Literal } from '../ir/nodes.ts';
import type { Context, SourceKind } from '../rules/rule.ts';

/**
 * What the engine knows of the world outside of a repository, by the path by which code reaches it: names joined by dots, `()` for what a call or `new` gives (`mysql.createConnection().query`).
 * A path may begin with the name of a type (`express.Request.query`); `*.name` is a member of anything. What a function gets that is passed to a call of `p` is `p.callback.0`, `p.callback.1` ….
 */
export interface Models {
  /** The path with what stands for a type at its beginning replaced by the type's name, as often as that goes. */
  readonly normalise: (path: string) => string;
  readonly source: (path: string) => SourceModel | null;
  /** What is known of a call of the path; of `*.name` where the path itself is not known. Empty: unknown. */
  readonly callsOf: (path: string) => readonly CallModel[];
  /** What an assignment to the path reaches; the sinks' `part` says nothing there. */
  readonly assignmentsOf: (path: string) => readonly SinkModel[];
  readonly constant: (path: string) => { readonly value: Literal } | null;
  /** Something of the models stands below the path: it is known, though it may be harmless. */
  readonly knows: (path: string) => boolean;
}

export interface SourceModel {
  readonly path: string;
  /** A rule takes `request` unless it names others. */
  readonly kind: SourceKind;
}

/** A part of a call: an argument by position (from 0) or by name, all arguments, those behind the last position that the model names, the receiver, or what it gives. */
export type CallPart = number | `name:${string}` | 'all' | 'rest' | 'receiver' | 'result';

export interface SinkModel {
  readonly type: 'sink';
  readonly part: CallPart;
  /** Fields that are the dangerous part, where it is an object that has them (`{ sql: … }`); empty: the part itself. */
  readonly fields: readonly string[];
  readonly context: Context;
  /** Tells sinks of one context apart (`redirect` and `request` are both `url`) for rules that want but one; the context's name where nobody asks. */
  readonly kind: string;
  /** For people: what is reached. */
  readonly path: string;
  /** The sink counts only there. */
  readonly only: ModelCondition | null;
}

/** An argument is this constant (`shell=True`), or is not. One that is not given is `undefined` and no other constant. */
interface ModelCondition {
  readonly part: CallPart;
  readonly field: string | null;
  readonly value: Literal;
  readonly isNegated: boolean;
}

/** What holds only where its condition does (`filter_var` by its filter); a sanitizer whose condition does not hold gives the part as it was. Several sanitizers of one part clear together. */
interface Conditional {
  readonly only?: ModelCondition;
}

export type CallModel =
  | SinkModel
  | ((
      /** The result is the part with labels cleared, and without the characters of `removes` (bits of labels.ts); `adds`: characters that are put for others. */
      | { readonly type: 'sanitizer'; readonly part: CallPart; readonly clears: number; readonly removes?: number; readonly adds?: number }
      /** On that outcome of a condition the part has labels cleared. `throws`: returning at all says so. */
      | { readonly type: 'guard'; readonly part: CallPart; readonly when: boolean | 'returns'; readonly clears: number }
      /** Data goes from one part to another. `identity`: it is the same text; `canonical`: the same file without dots and links; `decoded`: dangers come back; `unescaped`: those that `%` and a number stood for come back; `element`: of what it holds; `mixed`: some of it. */
      | { readonly type: 'flow'; readonly from: CallPart; readonly to: CallPart; readonly how: FlowKind }
      /** Calls the function in `part` with these as arguments; `element` is of the list `of`, the receiver where it is not said. */
      | { readonly type: 'calls'; readonly part: CallPart; readonly of?: CallPart; readonly with: readonly (CallPart | 'element')[]; readonly returns: 'nothing' | 'result' | 'elements' | 'filtered' | 'entries' }
      /** An operation that the engine executes itself (`replace`, `split`, `regex-test`); src/taint/solve/operations. */
      | { readonly type: 'operation'; readonly name: string; readonly parts: readonly CallPart[]; readonly options: readonly string[] }
    ) &
      Conditional)
  /** It never returns. */
  | { readonly type: 'exits' }
  /** The result holds no data of its arguments. */
  | { readonly type: 'clean' };

export type FlowKind = 'identity' | 'canonical' | 'decoded' | 'unescaped' | 'element' | 'mixed';
