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

function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'evaluate':
      return printExpression(statement.value);
    case 'if':
      return `if ${printExpression(statement.test)} ${printBlock(statement.whenTrue)} else ${printBlock(statement.whenFalse)}`;
    case 'loop':
      return `${statement.isLate ? 'late ' : ''}loop (${statement.test === null ? '' : printExpression(statement.test)}; ${statement.update === null ? '' : printExpression(statement.update)}) ${printBlock(statement.body)}`;
    case 'each':
      return `each ${statement.key?.name ?? '-'} => ${statement.item?.name ?? '-'} of ${printExpression(statement.iterable)} ${printBlock(statement.body)}`;
    case 'switch':
      return `switch ${printExpression(statement.subject)} ${statement.cases.map(({ test, body }) => `${valued(test === null ? 'default' : 'case', test)} ${printBlock(body)}`).join(' ')}`;
    case 'try':
      return `try ${printBlock(statement.body)} catch ${statement.error?.name ?? '-'} ${statement.handler === null ? '-' : printBlock(statement.handler)} finally ${statement.finalizer === null ? '-' : printBlock(statement.finalizer)}`;
    case 'labelled':
      return `${statement.label}: ${printBlock(statement.body)}`;
    case 'break':
    case 'continue':
      return statement.label === null ? statement.kind : `${statement.kind} ${statement.label}`;
    case 'return':
    case 'throw':
    case 'exit':
      return valued(statement.kind, statement.value);
  }
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
