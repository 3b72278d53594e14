import type { Argument, Block, Expression, Module, Statement } from '../../../src/taint/ir/nodes.ts';

/** The tree as text, one line a statement: short enough for tables of tests. */

function list(values: readonly Expression[]): string {
  return values.map(printExpression).join(', ');
}

function printArgument({ value, isSpread, name }: Argument): string {
  return `${name === null ? '' : `${name}: `}${isSpread ? '...' : ''}${printExpression(value)}`;
}

type Printers = { readonly [K in Expression['kind']]: (expression: Extract<Expression, { kind: K }>) => string };

const PRINTERS: Printers = {
  literal: ({ value }) => (value === undefined ? 'undefined' : JSON.stringify(value)),
  regex: ({ source, flags }) => `/${source}/${flags}`,
  variable: ({ variable }) => `$${variable.name}@${variable.owner}`,
  symbol: ({ name, fallback }) => `${name}${fallback === null ? '' : `|${fallback}`}`,
  import: ({ module, name }) => `import(${module}, ${name})`,
  exports: () => 'exports',
  this: () => 'this',
  super: () => 'super',
  member: ({ object, key }) => `${printExpression(object)}[${printExpression(key)}]`,
  call: ({ callee, arguments: given, isNew }) => `${isNew ? 'new ' : ''}${printExpression(callee)}(${given.map(printArgument).join(', ')})`,
  concat: ({ parts }) => `concat(${list(parts)})`,
  format: ({ template, values }) => `format(${list([template, ...values])})`,
  arithmetic: ({ operator, operands }) => `(${operator} ${list(operands)})`,
  not: ({ value }) => `!${printExpression(value)}`,
  compare: ({ operator, left, right }) => `(${printExpression(left)} ${operator} ${printExpression(right)})`,
  logical: ({ operator, left, right }) => `(${printExpression(left)} ${operator} ${printExpression(right)})`,
  conditional: ({ test, whenTrue, whenFalse }) => `(${printExpression(test)} ? ${printExpression(whenTrue)} : ${printExpression(whenFalse)})`,
  cast: ({ to, value }) => `${to}(${printExpression(value)})`,
  typeof: ({ value }) => `typeof ${printExpression(value)}`,
  assign: ({ target, value }) => `${printExpression(target)} = ${printExpression(value)}`,
  sequence: ({ expressions }) => `{${list(expressions)}}`,
  function: ({ index }) => `function#${index}`,
  class: ({ index }) => `class#${index}`,
  object: ({ entries }) => `{${entries.map(({ key, value }) => `${key === null ? '...' : `${printExpression(key)}: `}${printExpression(value)}`).join(', ')}}`,
  array: ({ items }) => `[${items.map(printArgument).join(', ')}]`,
  await: ({ value }) => `await ${printExpression(value)}`,
  yield: ({ value }) => `yield ${value === null ? '' : printExpression(value)}`,
  include: ({ path }) => `include ${printExpression(path)}`,
  unknown: ({ parts }) => `unknown(${list(parts)})`,
};

function printExpression(expression: Expression): string {
  return (PRINTERS[expression.kind] as (given: Expression) => string)(expression);
}

function valued(word: string, value: Expression | null): string {
  return value === null ? word : `${word} ${printExpression(value)}`;
}

function printLeave({ kind, label }: { readonly kind: string; readonly label: string | null }): string {
  return label === null ? kind : `${kind} ${label}`;
}

type StatementPrinters = { readonly [K in Statement['kind']]: (statement: Extract<Statement, { kind: K }>) => string };

const STATEMENT_PRINTERS: StatementPrinters = {
  evaluate: ({ value }) => printExpression(value),
  if: ({ test, whenTrue, whenFalse }) => `if ${printExpression(test)} ${printBlock(whenTrue)} else ${printBlock(whenFalse)}`,
  loop: ({ test, update, body, isLate }) => `${isLate ? 'late ' : ''}loop (${test === null ? '' : printExpression(test)}; ${update === null ? '' : printExpression(update)}) ${printBlock(body)}`,
  each: ({ key, item, iterable, body }) => `each ${key?.name ?? '-'} => ${item?.name ?? '-'} of ${printExpression(iterable)} ${printBlock(body)}`,
  switch: ({ subject, cases }) => `switch ${printExpression(subject)} ${cases.map(({ test, body }) => `${valued(test === null ? 'default' : 'case', test)} ${printBlock(body)}`).join(' ')}`,
  try: ({ body, error, handler, finalizer }) => `try ${printBlock(body)} catch ${error?.name ?? '-'} ${handler === null ? '-' : printBlock(handler)} finally ${finalizer === null ? '-' : printBlock(finalizer)}`,
  labelled: ({ label, body }) => `${label}: ${printBlock(body)}`,
  break: printLeave,
  continue: printLeave,
  return: ({ value }) => valued('return', value),
  throw: ({ value }) => valued('throw', value),
  exit: ({ value }) => valued('exit', value),
};

function printStatement(statement: Statement): string {
  return (STATEMENT_PRINTERS[statement.kind] as (given: Statement) => string)(statement);
}

function printBlock(block: Block): string {
  return `{${block.map(printStatement).join('; ')}}`;
}

export function printModule(module: Module): string {
  const lines: string[] = [];
  for (const { index, name, parameters, body, parent, ofClass, thisMode, isGenerator, decorators, type } of module.functions) {
    if (index > 0) {
      const given = parameters.map((parameter) => `${parameter.type === null ? '' : `${printExpression(parameter.type)} `}${parameter.kind === 'rest' ? '...' : ''}${parameter.name}${parameter.default === null ? '' : ` = ${printExpression(parameter.default)}`}`);
      const marks = [parent > 0 ? `in ${parent}` : '', ofClass === null ? '' : `of ${ofClass}`, thisMode === 'lexical' ? 'lexical' : '', isGenerator ? 'generator' : '', ...decorators.map((decorator) => `@${printExpression(decorator)}`), type === null ? '' : `: ${printExpression(type)}`];
      lines.push([`function#${index} ${name}(${given.join(', ')})`, ...marks.filter((mark) => mark !== '')].join(' '));
    }
    for (const statement of body) lines.push(`${index > 0 ? '  ' : ''}${printStatement(statement)}`);
  }
  for (const { index, name, bases, members } of module.classes) {
    lines.push(`class#${index} ${name}${bases.length === 0 ? '' : ` < ${list(bases)}`}`);
    for (const member of members) lines.push(`  ${member.isStatic ? 'static ' : ''}${member.kind} ${member.name}${member.type === null ? '' : `: ${printExpression(member.type)}`}${member.value === null ? '' : ` = ${printExpression(member.value)}`}`);
  }
  for (const { kind, name, index } of module.definitions) lines.push(`${kind} ${name} is #${index}`);
  return lines.join('\n');
}
