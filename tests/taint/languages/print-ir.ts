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

function statement(printer: Printer, one: Statement, indent: string): string {
  switch (one.kind) {
    case 'evaluate':
      return indent + expression(printer, one.value);
    case 'if':
      return [nested(printer, `if ${expression(printer, one.test)}`, one.whenTrue, indent), ...(one.whenFalse.length === 0 ? [] : [nested(printer, 'else', one.whenFalse, indent)])].join('\n');
    case 'loop':
      return nested(printer, `${one.isLate ? 'late-loop' : 'loop'} ${optional(printer, one.test)}; ${optional(printer, one.update)}`, one.body, indent);
    case 'each': {
      const iterable = expression(printer, one.iterable);
      return nested(printer, `each ${one.key === null ? '' : `key ${nameOf(printer, one.key)} `}${one.item === null ? '' : `item ${nameOf(printer, one.item)} `}of ${iterable}`, one.body, indent);
    }
    case 'switch':
      return [`${indent}switch ${expression(printer, one.subject)}`, ...one.cases.map((at) => nested(printer, at.test === null ? 'default' : `case ${expression(printer, at.test)}`, at.body, indent))].join('\n');
    case 'try':
      return [
        nested(printer, 'try', one.body, indent),
        ...(one.handler === null ? [] : [nested(printer, `catch ${one.error === null ? '' : nameOf(printer, one.error)}`.trimEnd(), one.handler, indent)]),
        ...(one.finalizer === null ? [] : [nested(printer, 'finally', one.finalizer, indent)]),
      ].join('\n');
    case 'return':
    case 'throw':
    case 'exit':
      return `${indent}${one.kind} ${optional(printer, one.value)}`.trimEnd();
    case 'break':
    case 'continue':
      return `${indent}${one.kind} ${one.label ?? ''}`.trimEnd();
    case 'labelled':
      return nested(printer, `${one.label}:`, one.body, indent);
  }
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

function expression(printer: Printer, one: Expression): string {
  const of = (part: Expression): string => expression(printer, part);
  switch (one.kind) {
    case 'literal':
      return text(one.value);
    case 'regex':
      return `/${one.source}/${one.flags}`;
    case 'variable':
      return nameOf(printer, one.variable);
    case 'symbol':
      return `$${one.name}${one.fallback === null ? '' : `|${one.fallback}`}`;
    case 'import':
      return `import(${one.module}${one.name === null ? '' : `, ${one.name}`})`;
    case 'exports':
    case 'this':
    case 'super':
      return one.kind;
    case 'member':
      return one.key.kind === 'literal' && typeof one.key.value === 'string' && /^#?[\w$]+$/u.test(one.key.value) ? `${of(one.object)}.${one.key.value}` : `${of(one.object)}[${of(one.key)}]`;
    case 'call':
      return `${one.isNew ? 'new ' : ''}${of(one.callee)}(${given(printer, one.arguments)})`;
    case 'concat':
      return `concat(${list(printer, one.parts)})`;
    case 'format':
      return `format(${of(one.template)}, ${list(printer, one.values)})`;
    case 'arithmetic':
      return `(${one.operands.length === 1 ? one.operator : ''}${one.operands.map(of).join(` ${one.operator} `)})`;
    case 'not':
      return `!${of(one.value)}`;
    case 'compare':
      return `(${of(one.left)} ${one.operator} ${of(one.right)})`;
    case 'logical':
      return `(${of(one.left)} ${one.operator} ${of(one.right)})`;
    case 'conditional':
      return `(${of(one.test)} ? ${of(one.whenTrue)} : ${of(one.whenFalse)})`;
    case 'cast':
      return `${one.to}<${of(one.value)}>`;
    case 'typeof':
    case 'await':
      return `${one.kind}(${of(one.value)})`;
    case 'assign':
      return `${of(one.target)} = ${of(one.value)}`;
    case 'sequence':
      return `{${one.expressions.map(of).join('; ')}}`;
    case 'function':
      return `fn${one.index}`;
    case 'class':
      return `class${one.index}`;
    case 'object':
      return `object(${one.entries.map((entry) => (entry.key === null ? `...${of(entry.value)}` : `${of(entry.key)}: ${of(entry.value)}`)).join(', ')})`;
    case 'array':
      return `[${given(printer, one.items)}]`;
    case 'yield':
      return `yield(${optional(printer, one.value)})`;
    case 'include':
      return `include(${of(one.path)})`;
    case 'unknown':
      return `unknown(${list(printer, one.parts)})`;
  }
}
