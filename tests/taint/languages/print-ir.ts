import type { Argument, Block, Expression, IrFunction, Member, Module, Statement, Variable } from '../../../src/taint/ir/nodes.ts';

interface Printer {
  readonly module: Module;
  /** Numbers that tell variables of one name apart, and temporaries. */
  readonly names: Map<Variable, string>;
  readonly used: Map<string, number>;
}

/** The tree of a module as text: functions are `fn1`, classes `class0`, a second variable of a name is `a'1`, temporaries are `%`. */
export function printModule(module: Module): string {
  const printer: Printer = { module, names: new Map(), used: new Map() };
  const [main, ...others] = module.functions;
  const parts = [
    main === undefined ? '' : block(printer, main.body, ''),
    ...others.map((one) => printFunction(printer, one)),
    ...module.classes.map((one) => [`class${one.index} ${one.name}(${list(printer, one.bases)})`, ...one.members.map((at) => `  ${member(printer, at)}`)].join('\n')),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function printFunction(printer: Printer, one: IrFunction): string {
  const marks = [one.thisMode === 'lexical' ? ' arrow' : '', one.isGenerator ? ' generator' : '', one.ofClass === null ? '' : ` of class${one.ofClass}`, one.parent === 0 ? '' : ` in fn${one.parent}`].join('');
  const parameters = one.parameters.map((at) => `${at.kind === 'rest' ? '...' : ''}${nameOf(printer, at.variable)}${typed(printer, at.type)}${at.default === null ? '' : ` = ${expression(printer, at.default)}`}`);
  const decorators = one.decorators.map((at) => `@${expression(printer, at)} `).join('');
  return [`${decorators}fn${one.index} ${one.name}(${parameters.join(', ')})${typed(printer, one.type)}${marks}`, block(printer, one.body, '  ')].filter((line) => line !== '').join('\n');
}

function member(printer: Printer, one: Member): string {
  return `${one.isStatic ? 'static ' : ''}${one.kind} ${one.name}${typed(printer, one.type)}${one.value === null ? '' : ` = ${expression(printer, one.value)}`}`;
}

function typed(printer: Printer, type: Expression | null): string {
  return type === null ? '' : `: ${expression(printer, type)}`;
}

function nameOf(printer: Printer, variable: Variable): string {
  const known = printer.names.get(variable);
  if (known !== undefined) return known;
  const count = printer.used.get(variable.name) ?? 0;
  printer.used.set(variable.name, count + 1);
  const name = variable.name === '' ? `%${count}` : count === 0 ? variable.name : `${variable.name}'${count}`;
  printer.names.set(variable, name);
  return name;
}

function block(printer: Printer, statements: Block, indent: string): string {
  return statements.map((one) => statement(printer, one, indent)).join('\n');
}

function nested(printer: Printer, title: string, body: Block, indent: string): string {
  return body.length === 0 ? `${indent}${title}` : `${indent}${title}\n${block(printer, body, `${indent}  `)}`;
}

type Line<Kind> = (printer: Printer, one: Of<Statement, Kind>, indent: string) => string;

const leave: Line<'return' | 'throw' | 'exit'> = (printer, one, indent) => `${indent}${one.kind} ${optional(printer, one.value)}`.trimEnd();
const jump: Line<'break' | 'continue'> = (_printer, one, indent) => `${indent}${one.kind} ${one.label ?? ''}`.trimEnd();

const printEach: Line<'each'> = (printer, one, indent) => {
  const iterable = expression(printer, one.iterable);
  return nested(printer, `each ${one.key === null ? '' : `key ${nameOf(printer, one.key)} `}${one.item === null ? '' : `item ${nameOf(printer, one.item)} `}of ${iterable}`, one.body, indent);
};

const printTry: Line<'try'> = (printer, one, indent) =>
  [
    nested(printer, 'try', one.body, indent),
    ...(one.handler === null ? [] : [nested(printer, `catch ${one.error === null ? '' : nameOf(printer, one.error)}`.trimEnd(), one.handler, indent)]),
    ...(one.finalizer === null ? [] : [nested(printer, 'finally', one.finalizer, indent)]),
  ].join('\n');

const STATEMENTS: { readonly [Kind in Statement['kind']]: Line<Kind> } = {
  evaluate: (printer, one, indent) => indent + expression(printer, one.value),
  if: (printer, one, indent) => [nested(printer, `if ${expression(printer, one.test)}`, one.whenTrue, indent), ...(one.whenFalse.length === 0 ? [] : [nested(printer, 'else', one.whenFalse, indent)])].join('\n'),
  loop: (printer, one, indent) => nested(printer, `${one.isLate ? 'late-loop' : 'loop'} ${optional(printer, one.test)}; ${optional(printer, one.update)}`.trimEnd(), one.body, indent),
  each: printEach,
  switch: (printer, one, indent) => [`${indent}switch ${expression(printer, one.subject)}`, ...one.cases.map((at) => nested(printer, at.test === null ? 'default' : `case ${expression(printer, at.test)}`, at.body, indent))].join('\n'),
  try: printTry,
  return: leave,
  throw: leave,
  exit: leave,
  break: jump,
  continue: jump,
  labelled: (printer, one, indent) => nested(printer, `${one.label}:`, one.body, indent),
};

function statement(printer: Printer, one: Statement, indent: string): string {
  const print = STATEMENTS[one.kind] as (printer: Printer, one: Statement, indent: string) => string;
  return print(printer, one, indent);
}

function optional(printer: Printer, one: Expression | null): string {
  return one === null ? '' : expression(printer, one);
}

function list(printer: Printer, parts: readonly Expression[]): string {
  return parts.map((part) => expression(printer, part)).join(', ');
}

function given(printer: Printer, parts: readonly Argument[]): string {
  return parts.map((part) => `${part.isSpread ? '...' : ''}${part.name === null ? '' : `${part.name}=`}${expression(printer, part.value)}`).join(', ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

type Of<Union extends { kind: string }, Kind> = Union extends { kind: infer Its } ? (Kind extends Its ? Union : never) : never;

const EXPRESSIONS: { readonly [Kind in Expression['kind']]: (printer: Printer, one: Of<Expression, Kind>) => string } = {
  literal: (_printer, one) => text(one.value),
  regex: (_printer, one) => `/${one.source}/${one.flags}`,
  variable: (printer, one) => nameOf(printer, one.variable),
  symbol: (_printer, one) => `$${one.name}${one.fallback === null ? '' : `|${one.fallback}`}`,
  import: (_printer, one) => `import(${one.module}${one.name === null ? '' : `, ${one.name}`})`,
  exports: () => 'exports',
  this: () => 'this',
  super: () => 'super',
  member: (printer, one) => expression(printer, one.object) + (one.key.kind === 'literal' && typeof one.key.value === 'string' && /^#?[\w$]+$/u.test(one.key.value) ? `.${one.key.value}` : `[${expression(printer, one.key)}]`),
  call: (printer, one) => `${one.isNew ? 'new ' : ''}${expression(printer, one.callee)}(${given(printer, one.arguments)})`,
  concat: (printer, one) => `concat(${list(printer, one.parts)})`,
  format: (printer, one) => `format(${list(printer, [one.template, ...one.values])})`,
  arithmetic: (printer, one) => `(${one.operands.length === 1 ? one.operator : ''}${one.operands.map((part) => expression(printer, part)).join(` ${one.operator} `)})`,
  not: (printer, one) => `!${expression(printer, one.value)}`,
  compare: (printer, one) => `(${expression(printer, one.left)} ${one.operator} ${expression(printer, one.right)})`,
  logical: (printer, one) => `(${expression(printer, one.left)} ${one.operator} ${expression(printer, one.right)})`,
  conditional: (printer, one) => `(${expression(printer, one.test)} ? ${expression(printer, one.whenTrue)} : ${expression(printer, one.whenFalse)})`,
  cast: (printer, one) => `${one.to}<${expression(printer, one.value)}>`,
  typeof: (printer, one) => `typeof(${expression(printer, one.value)})`,
  await: (printer, one) => `await(${expression(printer, one.value)})`,
  assign: (printer, one) => `${expression(printer, one.target)} = ${expression(printer, one.value)}`,
  sequence: (printer, one) => `{${one.expressions.map((part) => expression(printer, part)).join('; ')}}`,
  function: (_printer, one) => `fn${one.index}`,
  class: (_printer, one) => `class${one.index}`,
  object: (printer, one) => `object(${one.entries.map((entry) => (entry.key === null ? '...' : `${expression(printer, entry.key)}: `) + expression(printer, entry.value)).join(', ')})`,
  array: (printer, one) => `[${given(printer, one.items)}]`,
  yield: (printer, one) => `yield(${optional(printer, one.value)})`,
  include: (printer, one) => `include(${expression(printer, one.path)})`,
  unknown: (printer, one) => `unknown(${list(printer, one.parts)})`,
};

function expression(printer: Printer, one: Expression): string {
  const print = EXPRESSIONS[one.kind] as (printer: Printer, one: Expression) => string;
  return print(printer, one);
}
