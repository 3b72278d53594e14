import type { Block, Expression, Statement } from '../../ir/nodes.ts';
import { bindingOf, isPattern, takeApartInto } from './assignments.ts';
import { lowerStatements } from './blocks.ts';
import { assign, evaluate, expressionIn, fieldOf, firstOf, type Lowering, type LowerStatement, namedOf, optionalIn, pushAll, spanOf, textOf, unknown, within, withoutParentheses } from './lowering.ts';

export const lowerNothing: LowerStatement = () => {};

export const lowerExpressionStatement: LowerStatement = (lowering, node, into) => {
  const child = firstOf(lowering, node);
  if (child < 0) return;
  const { kind: kinds } = lowering.numbers;
  if (lowering.tree.kind[child] === kinds.internal_module) lowering.statement(child, into);
  else into.push({ kind: 'evaluate', span: spanOf(lowering, child), value: lowering.expression(child) });
};

export const lowerDeclaration: LowerStatement = (lowering, node, into) => {
  const { kind: kinds } = lowering.numbers;
  for (const child of namedOf(lowering, node)) {
    if (lowering.tree.kind[child] === kinds.variable_declarator) lowerDeclarator(lowering, child, into);
    else into.push(evaluate(lowering.expression(child)));
  }
};

function lowerDeclarator(lowering: Lowering, node: number, into: Statement[]): void {
  const { field: fields } = lowering.numbers;
  const [name, value] = [fieldOf(lowering, node, fields.name), fieldOf(lowering, node, fields.value)];
  if (name < 0 || value < 0) return;
  if (isPattern(lowering, name)) {
    takeApartInto(lowering, name, lowering.expression(value), into);
    return;
  }
  const given = lowering.expression(value);
  into.push(evaluate(assign(spanOf(lowering, node), lowering.expression(name), given)));
}

/** A condition, which always stands in parentheses. */
function conditionOf(lowering: Lowering, node: number, field: number): Expression {
  const inner = withoutParentheses(lowering, fieldOf(lowering, node, field));
  return inner < 0 ? unknown(spanOf(lowering, node), []) : lowering.expression(inner);
}

function blockIn(lowering: Lowering, node: number, field: number): Block {
  const child = fieldOf(lowering, node, field);
  return child < 0 ? [] : lowering.block(child);
}

export const lowerIf: LowerStatement = (lowering, node, into) => {
  const { field: fields } = lowering.numbers;
  const test = conditionOf(lowering, node, fields.condition);
  const whenTrue = blockIn(lowering, node, fields.consequence);
  const otherwise = fieldOf(lowering, node, fields.alternative);
  const other = otherwise < 0 ? -1 : firstOf(lowering, otherwise);
  into.push({ kind: 'if', span: spanOf(lowering, node), test, whenTrue, whenFalse: other < 0 ? [] : lowering.block(other) });
};

export const lowerWhile: LowerStatement = (lowering, node, into) => {
  const { field: fields } = lowering.numbers;
  const test = conditionOf(lowering, node, fields.condition);
  into.push({ kind: 'loop', span: spanOf(lowering, node), test, update: null, body: blockIn(lowering, node, fields.body), isLate: false });
};

export const lowerDo: LowerStatement = (lowering, node, into) => {
  const { field: fields } = lowering.numbers;
  const body = blockIn(lowering, node, fields.body);
  into.push({ kind: 'loop', span: spanOf(lowering, node), test: conditionOf(lowering, node, fields.condition), update: null, body, isLate: true });
};

export const lowerFor: LowerStatement = (lowering, node, into) => {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  within(lowering, node, () => {
    const initializer = fieldOf(lowering, node, fields.initializer);
    const kind = tree.kind[initializer];
    const isDeclaration = kind === kinds.lexical_declaration || kind === kinds.variable_declaration || kind === kinds.using_declaration;
    if (isDeclaration || isStatement(lowering, initializer)) lowering.statement(initializer, into);
    else if (initializer >= 0 && (kind ?? -1) >= 0) into.push(evaluate(lowering.expression(initializer)));
    const condition = fieldOf(lowering, node, fields.condition);
    const test = condition < 0 || (tree.kind[condition] ?? -1) < 0 || isStatement(lowering, condition) ? null : lowering.expression(condition);
    const update = optionalIn(lowering, node, fields.increment);
    into.push({ kind: 'loop', span: spanOf(lowering, node), test, update, body: blockIn(lowering, node, fields.body), isLate: false });
  });
};

/** An empty statement or, in older grammars, an expression with its `;`. */
function isStatement({ tree }: Lowering, node: number): boolean {
  if (node < 0) return false;
  const name = tree.kinds.nameOf(tree.kind[node] ?? 0);
  return name === 'empty_statement' || name === 'expression_statement';
}

/** `for (… of …)` and `for (… in …)`. */
export const lowerForIn: LowerStatement = (lowering, node, into) => {
  const { tree, numbers: { field: fields, token } } = lowering;
  within(lowering, node, () => {
    const iterable = expressionIn(lowering, node, fields.right);
    const operator = fieldOf(lowering, node, fields.operator);
    const left = fieldOf(lowering, node, fields.left);
    const body: Statement[] = [];
    const variable = left < 0 ? null : bindingOf(lowering, left, body);
    pushAll(body, blockIn(lowering, node, fields.body));
    const isKey = operator >= 0 && tree.kind[operator] === token.in;
    into.push({ kind: 'each', span: spanOf(lowering, node), item: isKey ? null : variable, key: isKey ? variable : null, iterable, body });
  });
};

export const lowerSwitch: LowerStatement = (lowering, node, into) => {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const subject = conditionOf(lowering, node, fields.value);
  const body = fieldOf(lowering, node, fields.body);
  if (body < 0) return;
  const cases = within(lowering, body, () => namedOf(lowering, body).map((child) => {
    const value = tree.kind[child] === kinds.switch_default ? -1 : fieldOf(lowering, child, fields.value);
    const test = value < 0 ? null : lowering.expression(value);
    return { test, body: lowerStatements(lowering, namedOf(lowering, child).filter((at) => at !== value), []) };
  }));
  into.push({ kind: 'switch', span: spanOf(lowering, node), subject, cases, fallsThrough: true });
};

export const lowerTry: LowerStatement = (lowering, node, into) => {
  const { field: fields } = lowering.numbers;
  const body = blockIn(lowering, node, fields.body);
  const handler = fieldOf(lowering, node, fields.handler);
  const last = fieldOf(lowering, node, fields.finalizer);
  const caught = handler < 0 ? null : lowerCatch(lowering, handler);
  into.push({ kind: 'try', span: spanOf(lowering, node), body, error: caught?.error ?? null, handler: caught?.body ?? null, finalizer: last < 0 ? null : blockIn(lowering, last, fields.body) });
};

function lowerCatch(lowering: Lowering, node: number) {
  const { field: fields } = lowering.numbers;
  return within(lowering, node, () => {
    const parameter = fieldOf(lowering, node, fields.parameter);
    const body: Statement[] = [];
    const error = parameter < 0 ? null : bindingOf(lowering, parameter, body);
    pushAll(body, blockIn(lowering, node, fields.body));
    return { error, body };
  });
}

export const lowerReturn: LowerStatement = (lowering, node, into) => {
  const value = firstOf(lowering, node);
  into.push({ kind: 'return', span: spanOf(lowering, node), value: value < 0 ? null : lowering.expression(value) });
};

export const lowerThrow: LowerStatement = (lowering, node, into) => {
  const value = firstOf(lowering, node);
  into.push({ kind: 'throw', span: spanOf(lowering, node), value: value < 0 ? null : lowering.expression(value) });
};

const labelOf = (lowering: Lowering, node: number): string | null => {
  const label = fieldOf(lowering, node, lowering.numbers.field.label);
  return label < 0 ? null : textOf(lowering, label);
};

export const lowerBreak: LowerStatement = (lowering, node, into) => {
  into.push({ kind: 'break', span: spanOf(lowering, node), label: labelOf(lowering, node) });
};

export const lowerContinue: LowerStatement = (lowering, node, into) => {
  into.push({ kind: 'continue', span: spanOf(lowering, node), label: labelOf(lowering, node) });
};

export const lowerLabelled: LowerStatement = (lowering, node, into) => {
  into.push({ kind: 'labelled', span: spanOf(lowering, node), label: labelOf(lowering, node) ?? '', body: blockIn(lowering, node, lowering.numbers.field.body) });
};

/** Which names mean members of the object is not known. */
export const lowerWith: LowerStatement = (lowering, node, into) => {
  const { field: fields } = lowering.numbers;
  into.push(evaluate(unknown(spanOf(lowering, node), [conditionOf(lowering, node, fields.object)])));
  pushAll(into, blockIn(lowering, node, fields.body));
};

/** A block on its own is a part of the block around it. */
export const lowerBlockStatement: LowerStatement = (lowering, node, into) => {
  pushAll(into, lowering.block(node));
};
