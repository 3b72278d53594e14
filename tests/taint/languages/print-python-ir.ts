import type { Argument, Block, Expression, IrClass, Module, Statement, Variable } from '../../../src/taint/ir/nodes.ts';

/** The lowered tree as text, for comparing: one statement a line, functions and classes where they are used. */
export function printModule(module: Module): string {
  return printBlock(module, module.functions[0]?.body ?? [], '').join('\n');
}

const temporaries = new WeakMap<Module, Map<Variable, number>>();

/** Temporaries are numbered as they come. */
function nameOf(module: Module, variable: Variable): string {
  if (variable.name !== '') return variable.owner === 0 ? variable.name : `${variable.name}.${variable.owner}`;
  const numbers = temporaries.get(module) ?? new Map<Variable, number>();
  temporaries.set(module, numbers);
  const number = numbers.get(variable) ?? numbers.size;
  numbers.set(variable, number);
  return `%${number}`;
}

function printBlock(module: Module, block: Block, indent: string): string[] {
  return block.flatMap((statement) => printStatement(module, statement, indent));
}

function printStatement(module: Module, statement: Statement, indent: string): string[] {
  const show = (value: Expression | null): string => (value === null ? '' : printExpression(module, value));
  const inner = (block: Block): string[] => printBlock(module, block, `${indent}  `);
  switch (statement.kind) {
    case 'evaluate':
      return [indent + show(statement.value)];
    case 'if':
      return [`${indent}if ${show(statement.test)}`, ...inner(statement.whenTrue), ...(statement.whenFalse.length === 0 ? [] : [`${indent}else`, ...inner(statement.whenFalse)])];
    case 'loop':
      return [`${indent}loop ${show(statement.test)}`, ...inner(statement.body)];
    case 'each': {
      const names = [statement.key, statement.item].map((variable) => (variable === null ? '' : nameOf(module, variable)));
      return [`${indent}each ${names[0] === '' ? '' : `${names[0]}: `}${names[1]} of ${show(statement.iterable)}`, ...inner(statement.body)];
    }
    case 'switch':
      return [`${indent}switch ${show(statement.subject)}${statement.fallsThrough ? ' falls' : ''}`, ...statement.cases.flatMap((one) => [`${indent} case ${one.test === null ? '*' : show(one.test)}`, ...inner(one.body)])];
    case 'try':
      return [
        `${indent}try`, ...inner(statement.body), ...(statement.handler === null ? [] : [`${indent}catch ${statement.error === null ? '' : nameOf(module, statement.error)}`, ...inner(statement.handler)]),
        ...(statement.finalizer === null ? [] : [`${indent}finally`, ...inner(statement.finalizer)]),
      ];
    case 'labelled':
      return [`${indent}${statement.label}:`, ...inner(statement.body)];
    case 'break':
    case 'continue':
      return [`${indent}${statement.kind} ${statement.label ?? ''}`.trimEnd()];
    case 'return':
    case 'throw':
    case 'exit':
      return [`${indent}${statement.kind} ${show(statement.value)}`.trimEnd()];
  }
}

function printArgument(module: Module, { value, isSpread, name }: Argument): string {
  return `${isSpread ? (name ?? '*') : name === null ? '' : `${name}=`}${printExpression(module, value)}`;
}

function printFunction(module: Module, index: number): string {
  const found = module.functions[index];
  if (found === undefined) return 'function?';
  const show = (value: Expression | null, before: string): string => (value === null ? '' : before + printExpression(module, value));
  const marks = { plain: '', rest: '*', keywords: '**' } as const;
  const parameters = found.parameters.map((one) => `${marks[one.kind]}${nameOf(module, one.variable)}${show(one.type, ': ')}${show(one.default, ' = ')}`);
  const head = `${found.decorators.map((one) => `@${printExpression(module, one)} `).join('')}${found.thisMode === 'own' ? 'method' : 'function'}${found.isGenerator ? '*' : ''}(${parameters.join(', ')})${show(found.type, ': ')}`;
  return `${head} { ${printBlock(module, found.body, '').map((line) => line.trim()).join('; ')} }`;
}

function printClass(module: Module, index: number): string {
  const found = module.classes[index];
  if (found === undefined) return 'class?';
  const members = found.members.map((one) => `${one.isStatic ? 'static ' : ''}${one.kind} ${one.name}${one.type === null ? '' : `: ${printExpression(module, one.type)}`}${one.value === null ? '' : ` = ${printValue(module, one.value)}`}`);
  return `class${index}(${found.bases.map((one) => printExpression(module, one)).join(', ')}) { ${members.join('; ')} }`;
}

const printed = new WeakSet<IrClass>();

/** Classes are written out where they are first assigned, elsewhere by their number. */
function printValue(module: Module, value: Expression): string {
  const found = value.kind === 'class' ? module.classes[value.index] : undefined;
  if (value.kind !== 'class' || found === undefined || printed.has(found)) return printExpression(module, value);
  printed.add(found);
  return printClass(module, value.index);
}

function printExpression(module: Module, value: Expression): string {
  const show = (one: Expression): string => printExpression(module, one);
  const all = (some: readonly Expression[], by = ', '): string => some.map(show).join(by);
  const given = (some: readonly Argument[]): string => some.map((one) => printArgument(module, one)).join(', ');
  switch (value.kind) {
    case 'literal':
      return value.value === undefined ? 'undefined' : JSON.stringify(value.value);
    case 'regex':
      return `/${value.source}/`;
    case 'variable':
      return nameOf(module, value.variable);
    case 'symbol':
      return `$${value.name}`;
    case 'import':
      return `import(${value.module}${value.name === null ? '' : `, ${value.name}`})`;
    case 'exports':
    case 'this':
    case 'super':
      return value.kind;
    case 'member':
      return value.key.kind === 'literal' && typeof value.key.value === 'string' ? `${show(value.object)}.${value.key.value}` : `${show(value.object)}[${show(value.key)}]`;
    case 'call':
      return `${value.isNew ? 'new ' : ''}${show(value.callee)}(${given(value.arguments)})`;
    case 'concat':
      return `concat(${all(value.parts)})`;
    case 'format':
      return `format(${show(value.template)}; ${all(value.values)})`;
    default:
      return printOperation(module, value);
  }
}

function printOperation(module: Module, value: Expression): string {
  const show = (one: Expression): string => printExpression(module, one);
  const all = (some: readonly Expression[], by = ', '): string => some.map(show).join(by);
  switch (value.kind) {
    case 'arithmetic':
      return value.operands.length === 1 ? `(${value.operator}${all(value.operands)})` : `(${all(value.operands, ` ${value.operator} `)})`;
    case 'not':
      return `!${show(value.value)}`;
    case 'compare':
      return `(${show(value.left)} ${value.operator} ${show(value.right)})`;
    case 'logical':
      return `(${show(value.left)} ${value.operator} ${show(value.right)})`;
    case 'conditional':
      return `(${show(value.test)} ? ${show(value.whenTrue)} : ${show(value.whenFalse)})`;
    case 'cast':
      return `${value.to}<${show(value.value)}>`;
    case 'typeof':
    case 'await':
      return `${value.kind} ${show(value.value)}`;
    default:
      return printContainer(module, value);
  }
}

function printContainer(module: Module, value: Expression): string {
  const show = (one: Expression): string => printExpression(module, one);
  const all = (some: readonly Expression[], by = ', '): string => some.map(show).join(by);
  switch (value.kind) {
    case 'assign':
      return `${show(value.target)} = ${printValue(module, value.value)}`;
    case 'sequence':
      return `(${all(value.expressions)})`;
    case 'function':
      return printFunction(module, value.index);
    case 'class':
      return `class${value.index}`;
    case 'object':
      return `{${value.entries.map((one) => (one.key === null ? `**${show(one.value)}` : `${show(one.key)}: ${show(one.value)}`)).join(', ')}}`;
    case 'array':
      return `[${value.items.map((one) => printArgument(module, one)).join(', ')}]`;
    case 'yield':
      return value.value === null ? 'yield' : `yield ${show(value.value)}`;
    case 'include':
      return `include ${show(value.path)}`;
    case 'unknown':
      return `unknown(${all(value.parts)})`;
    default:
      return value.kind;
  }
}
