import type { Expression, Module, Span, Statement } from '../../ir/nodes.ts';
import type { FlatTree, KindTable } from '../../tree/flat-tree.ts';
import { lowerAssignment, lowerCompound, lowerUpdate } from './assignments.ts';
import { lowerBlock, lowerStatements } from './blocks.ts';
import { lowerAssertion, lowerAwait, lowerCall, lowerMember, lowerNew, lowerSubscript, lowerTyped, lowerYield } from './calls.ts';
import { lowerClass, lowerClassDeclaration, lowerClassValue, lowerEnum, lowerImportAlias, lowerNamespace } from './classes.ts';
import { collectDeclarations } from './collect.ts';
import { lowerFunction, lowerFunctionValue } from './functions.ts';
import { lowerElement, lowerSelfClosing } from './jsx.ts';
import { ERROR_KIND, numbersOf } from './kinds.ts';
import { evaluate, type Lowering, type LowerExpression, type LowerStatement, namedOf, pushAll, spanOf, unknown } from './lowering.ts';
import { lowerExport, lowerImports } from './modules.ts';
import { lowerBinary, lowerParenthesized, lowerTernary, lowerUnary } from './operators.ts';
import { lowerBlockStatement, lowerBreak, lowerContinue, lowerDeclaration, lowerDo, lowerExpressionStatement, lowerFor, lowerForIn, lowerIf, lowerLabelled, lowerNothing, lowerReturn, lowerSwitch, lowerThrow, lowerTry, lowerWhile, lowerWith } from './statements.ts';
import { lowerArray, lowerFalse, lowerIdentifier, lowerNull, lowerNumber, lowerObject, lowerPrivateName, lowerRegex, lowerSequence, lowerString, lowerSuper, lowerTemplate, lowerThis, lowerTrue, lowerUndefined, lowerWord } from './values.ts';

/** What is nested deeper is not understood. */
const DEEPEST = 300;

/** What expressions of each kind become. */
export const EXPRESSIONS: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ['identifier', lowerIdentifier], ['shorthand_property_identifier', lowerIdentifier], ['private_property_identifier', lowerPrivateName], ['this', lowerThis], ['super', lowerSuper], ['meta_property', lowerWord], ['import', lowerWord],
  ['string', lowerString], ['number', lowerNumber], ['true', lowerTrue], ['false', lowerFalse], ['null', lowerNull], ['undefined', lowerUndefined], ['regex', lowerRegex], ['template_string', lowerTemplate],
  ['array', lowerArray], ['object', lowerObject], ['sequence_expression', lowerSequence], ['parenthesized_expression', lowerParenthesized],
  ['binary_expression', lowerBinary], ['unary_expression', lowerUnary], ['ternary_expression', lowerTernary], ['update_expression', lowerUpdate],
  ['assignment_expression', lowerAssignment], ['augmented_assignment_expression', lowerCompound],
  ['member_expression', lowerMember], ['subscript_expression', lowerSubscript], ['call_expression', lowerCall], ['new_expression', lowerNew], ['await_expression', lowerAwait], ['yield_expression', lowerYield],
  ['as_expression', lowerTyped], ['satisfies_expression', lowerTyped], ['non_null_expression', lowerTyped], ['instantiation_expression', lowerTyped], ['type_assertion', lowerAssertion],
  ['arrow_function', lowerFunctionValue], ['function_expression', lowerFunctionValue], ['generator_function', lowerFunctionValue], ['class', lowerClassValue],
  ['jsx_element', lowerElement], ['jsx_self_closing_element', lowerSelfClosing],
]);

/** What statements of each kind become. */
export const STATEMENTS: ReadonlyMap<string, LowerStatement> = new Map<string, LowerStatement>([
  ['expression_statement', lowerExpressionStatement], ['lexical_declaration', lowerDeclaration], ['variable_declaration', lowerDeclaration], ['using_declaration', lowerDeclaration], ['statement_block', lowerBlockStatement],
  ['if_statement', lowerIf], ['while_statement', lowerWhile], ['do_statement', lowerDo], ['for_statement', lowerFor], ['for_in_statement', lowerForIn], ['switch_statement', lowerSwitch], ['try_statement', lowerTry],
  ['return_statement', lowerReturn], ['throw_statement', lowerThrow], ['break_statement', lowerBreak], ['continue_statement', lowerContinue], ['labeled_statement', lowerLabelled], ['with_statement', lowerWith],
  ['class_declaration', lowerClassDeclaration], ['abstract_class_declaration', lowerClassDeclaration], ['enum_declaration', lowerEnum], ['internal_module', lowerNamespace], ['module', lowerNamespace],
  ['export_statement', lowerExport], ['import_alias', lowerImportAlias],
  // Hoisted, or of no meaning when the code runs.
  ...['function_declaration', 'generator_function_declaration', 'import_statement', 'empty_statement', 'debugger_statement', 'hash_bang_line', 'ambient_declaration', 'function_signature', 'interface_declaration', 'type_alias_declaration']
    .map((name) => [name, lowerNothing] as const),
]);

interface Tables {
  readonly expressions: readonly (LowerExpression | undefined)[];
  readonly statements: readonly (LowerStatement | undefined)[];
}

const tables = new WeakMap<KindTable, Tables>();

function tablesOf({ kinds }: FlatTree): Tables {
  const known = tables.get(kinds);
  if (known !== undefined) return known;
  const byNumber = <Handler>(names: ReadonlyMap<string, Handler>): (Handler | undefined)[] => {
    const list: (Handler | undefined)[] = [];
    for (const [name, handler] of names) if (kinds.kindOf(name, 'named') >= 0) list[kinds.kindOf(name, 'named')] = handler;
    return list;
  };
  const made = { expressions: byNumber(EXPRESSIONS), statements: byNumber(STATEMENTS) };
  tables.set(kinds, made);
  return made;
}

/** The tree of a file of JavaScript or TypeScript as the engine's. */
export function lowerJavaScript(tree: FlatTree, path: string): Module {
  const lowering = begin(tree);
  const { declarations, errors } = lowering;
  const body = lowerModule(lowering);
  const classes = declarations.classes.map((record, index) => lowerClass(lowering, record, index));
  const functions = declarations.functions.slice(1).map((record) => lowerFunction(lowering, record));
  const main = { index: 0, name: '', parameters: [], body, parent: -1, thisMode: 'own', ofClass: null, isGenerator: false, decorators: [], type: null, span: spanOf(lowering, 0) } as const;
  return { path, language: 'javascript', functions: [main, ...functions], classes, definitions: [], exported: [], errors };
}

function begin(tree: FlatTree): Lowering {
  const declarations = collectDeclarations(tree);
  const { expressions, statements } = tablesOf(tree);
  const [scope] = declarations.functions.map((record) => record.scope);
  if (scope === undefined) throw new Error('a module without a function');
  const lowering: Lowering = {
    tree, numbers: numbersOf(tree), declarations, errors: errorsOf(tree), deferred: [], argumentsOf: new Map(), scope, depth: 0, namespace: null,
    expression: (node) => {
      const handler = expressions[tree.kind[node] ?? -1];
      if (lowering.depth >= DEEPEST) return tooDeep(lowering, node);
      lowering.depth += 1;
      const value = handler === undefined ? partsOf(lowering, node) : handler(lowering, node);
      lowering.depth -= 1;
      return value;
    },
    statement: (node, into) => {
      const handler = statements[tree.kind[node] ?? -1];
      if (lowering.depth >= DEEPEST) {
        into.push(evaluate(tooDeep(lowering, node)));
        return;
      }
      lowering.depth += 1;
      if (handler === undefined) lowerOther(lowering, node, into);
      else handler(lowering, node, into);
      lowering.depth -= 1;
    },
    block: (node) => lowerBlock(lowering, node),
  };
  return lowering;
}

function lowerModule(lowering: Lowering): Statement[] {
  const nodes = namedOf(lowering, 0);
  const into = [...lowerStatements(lowering, nodes, lowerImports(lowering, nodes))];
  pushAll(into, lowering.deferred);
  return into;
}

function tooDeep(lowering: Lowering, node: number): Expression {
  const span = spanOf(lowering, node);
  lowering.errors.push(span);
  return unknown(span, []);
}

/** Errors and kinds that no table has: the values in them. Statements where no statement can stand (`await namespace N { … }`) are run at the end. */
function partsOf(lowering: Lowering, node: number): Expression {
  const { statements } = tablesOf(lowering.tree);
  for (const child of namedOf(lowering, node)) if (statements[lowering.tree.kind[child] ?? -1] !== undefined) lowering.statement(child, lowering.deferred);
  return unknown(spanOf(lowering, node), namedOf(lowering, node).filter((child) => isValue(lowering, child)).map((child) => lowering.expression(child)));
}

/** Whether something may be in it that a value comes from; names of types and the like are nothing. */
function isValue({ tree }: Lowering, node: number): boolean {
  const { expressions, statements } = tablesOf(tree);
  const kind = tree.kind[node] ?? -1;
  if (expressions[kind] !== undefined) return true;
  return statements[kind] === undefined && (tree.end[node] ?? 0) > node + 1;
}

/** An error among statements may hold whole ones. */
function lowerOther(lowering: Lowering, node: number, into: Statement[]): void {
  const { tree } = lowering;
  const { expressions, statements } = tablesOf(tree);
  if (expressions[tree.kind[node] ?? -1] !== undefined) {
    into.push(evaluate(lowering.expression(node)));
    return;
  }
  const children = namedOf(lowering, node);
  const isStatement = (child: number): boolean => tree.kind[child] === ERROR_KIND || statements[tree.kind[child] ?? -1] !== undefined;
  for (const child of children) if (isStatement(child)) lowering.statement(child, into);
  const values = children.filter((child) => !isStatement(child) && isValue(lowering, child));
  into.push(evaluate(unknown(spanOf(lowering, node), values.map((child) => lowering.expression(child)))));
}

/** Errors, and empty leaves, which are what the parser missed. */
function errorsOf(tree: FlatTree): Span[] {
  const errors: Span[] = [];
  if (!tree.hasError) return errors;
  for (let node = 0; node < tree.size; node += 1) {
    const isMissing = node > 0 && tree.start[node] === tree.stop[node] && tree.end[node] === node + 1;
    if (tree.kind[node] === ERROR_KIND || isMissing) errors.push({ start: tree.start[node] ?? 0, stop: tree.stop[node] ?? 0 });
  }
  return errors;
}
