import type { Expression, Module, Span, Statement } from '../../ir/nodes.ts';
import type { FlatTree } from '../../tree/flat-tree.ts';
import type { LanguageSupport } from '../language-support.ts';
import { finishExtractions } from './functions.ts';
import { EXPRESSION_HANDLERS, IGNORED, STATEMENT_HANDLERS } from './handlers.ts';
import { MAX_DEPTH } from './limits.ts';
import { evaluate, type ExpressionHandler, type Lowering, newScope, type StatementHandler, unknown } from './lowering.ts';
import { namesIn } from './names.ts';
import { resolveImport } from './resolve-import.ts';
import { erroneous, isHalt } from './statements.ts';
import { endOf, isError, kindAt, nameOfKind, spanOf, syntaxOf } from './syntax.ts';

type Kind = { readonly expression: ExpressionHandler | null; readonly statement: StatementHandler | null; readonly isIgnored: boolean };

/** By number of a kind, filled as kinds are met: names are compared once a kind and not once a node. */
const known = new WeakMap<FlatTree['kinds'], Kind[]>();

function kindsOf(tree: FlatTree): Kind[] {
  const found = known.get(tree.kinds) ?? [];
  known.set(tree.kinds, found);
  return found;
}

function readKind(lowering: Lowering, node: number): Kind {
  const name = nameOfKind(lowering, node);
  const isNamed = kindAt(lowering, node) >= 0;
  return { expression: (isNamed ? EXPRESSION_HANDLERS.get(name) : undefined) ?? null, statement: (isNamed ? STATEMENT_HANDLERS.get(name) : undefined) ?? null, isIgnored: !isNamed || IGNORED.has(name) };
}

function tooDeep(lowering: Lowering, node: number): Expression {
  lowering.errors.push(spanOf(lowering, node));
  return unknown(lowering, node, []);
}

function newLowering(tree: FlatTree, path: string): Lowering {
  const kinds = kindsOf(tree);
  const kindOf = (node: number): Kind => {
    const kind = kindAt(state, node);
    if (kind < 0) return readKind(state, node);
    return (kinds[kind] ??= readKind(state, node));
  };
  const expression = (node: number): Expression => {
    const handler = kindOf(node).expression;
    if (handler === null) return unknown(state, node, []);
    if (state.depth >= MAX_DEPTH) return tooDeep(state, node);
    state.depth += 1;
    const value = handler(state, node);
    state.depth -= 1;
    return value;
  };
  const statement = (node: number, into: Statement[]): void => {
    const kind = kindOf(node);
    if (kind.isIgnored) return;
    if (state.depth >= MAX_DEPTH) {
      into.push(evaluate(tooDeep(state, node)));
      return;
    }
    state.depth += 1;
    if (kind.statement !== null) kind.statement(state, node, into);
    else if (isError(state, node)) erroneous(state, node, into);
    else into.push(evaluate(unknown(state, node, kind.expression === null ? [] : [kind.expression(state, node)])));
    state.depth -= 1;
  };
  const block = (node: number): Statement[] => {
    const into: Statement[] = [];
    if (kindAt(state, node) === state.kinds.compound || kindAt(state, node) === state.kinds.colonBlock) for (let child = node + 1; child < endOf(state, node); child = endOf(state, child)) statement(child, into);
    else statement(node, into);
    return into;
  };
  const global = newScope(0, '', null);
  const state: Lowering = { ...syntaxOf(tree), path, functions: [], classes: [], definitions: [], errors: [], prelude: [], global, names: namesIn(''), scope: global, classPlace: null, depth: 0, labels: 0, lineStarts: null, expression, statement, block };
  return state;
}

/** Places that the parser did not understand, or where it made up what was missing. */
function errorsBefore(lowering: Lowering, limit: number): Span[] {
  const { tree } = lowering;
  if (!tree.hasError) return [];
  const found: Span[] = [];
  for (let node = 0; node < tree.size; node += 1) {
    const span = spanOf(lowering, node);
    const isMissing = span.start === span.stop && endOf(lowering, node) === node + 1 && node > 0;
    if ((isMissing || isError(lowering, node)) && span.start < limit) found.push(span);
  }
  return found;
}

function lower(tree: FlatTree, path: string): Module {
  const lowering = newLowering(tree, path);
  const span = { start: 0, stop: tree.text.length };
  lowering.functions.push({ index: 0, name: '', parameters: [], body: [], parent: -1, thisMode: 'own', ofClass: null, isGenerator: false, decorators: [], type: null, span });
  const body: Statement[] = [];
  let limit = Number.POSITIVE_INFINITY;
  if (isError(lowering, 0)) erroneous(lowering, 0, body);
  else {
    for (let child = 1; child < tree.size; child = endOf(lowering, child)) {
      if (isHalt(lowering, child)) {
        limit = spanOf(lowering, child).stop;
        break;
      }
      lowering.statement(child, body);
    }
  }
  finishExtractions(lowering.global);
  const main = lowering.functions[0];
  if (main !== undefined) lowering.functions[0] = { ...main, body: [...lowering.prelude, ...body], isGenerator: lowering.global.isGenerator };
  const errors = [...errorsBefore(lowering, limit), ...lowering.errors].sort((a, b) => a.start - b.start || a.stop - b.stop);
  return { path, language: 'php', functions: lowering.functions, classes: lowering.classes, definitions: lowering.definitions, exported: [], errors };
}

export const phpSupport: LanguageSupport = { name: 'php', grammars: ['php'], lower, resolveImport };
