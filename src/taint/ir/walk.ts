import type { Expression, Module, Statement } from './nodes.ts';

export type IrNode = Expression | Statement;

/** The expressions and statements directly in one; a function's or class's own are not in the expression that makes it. */
export function childrenOf(node: IrNode): readonly IrNode[] {
  switch (node.kind) {
    case 'member':
      return [node.object, node.key];
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'concat':
    case 'unknown':
      return node.parts;
    case 'format':
      return [node.template, ...node.values];
    case 'arithmetic':
      return node.operands;
    case 'compare':
    case 'logical':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse];
    case 'assign':
      return [node.target, node.value];
    case 'sequence':
      return node.expressions;
    case 'object':
      return node.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]));
    case 'array':
      return node.items.map(({ value }) => value);
    case 'include':
      return [node.path];
    case 'if':
      return [node.test, ...node.whenTrue, ...node.whenFalse];
    default:
      return othersOf(node);
  }
}

function othersOf(node: IrNode): readonly IrNode[] {
  switch (node.kind) {
    case 'not':
    case 'cast':
    case 'typeof':
    case 'await':
    case 'evaluate':
      return [node.value];
    case 'yield':
    case 'return':
    case 'throw':
    case 'exit':
      return node.value === null ? [] : [node.value];
    case 'loop':
      return [...(node.test === null ? [] : [node.test]), ...(node.update === null ? [] : [node.update]), ...node.body];
    case 'each':
      return [node.iterable, ...node.body];
    case 'switch':
      return [node.subject, ...node.cases.flatMap(({ test, body }): readonly IrNode[] => (test === null ? body : [test, ...body]))];
    case 'try':
      return [...node.body, ...(node.handler ?? []), ...(node.finalizer ?? [])];
    case 'labelled':
      return node.body;
    default:
      return [];
  }
}

/** Every expression and statement of a block, without what functions in it do. */
export function walkBlock(block: readonly Statement[], visit: (node: IrNode) => void): void {
  const pending: IrNode[] = [...block];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    for (const child of childrenOf(node)) pending.push(child);
  }
}

/** Every expression and statement of a module, in no order that means anything. */
export function walkModule({ functions, classes }: Module, visit: (node: IrNode) => void): void {
  const pending: IrNode[] = [];
  for (const { body, parameters, decorators } of functions) {
    for (const statement of body) pending.push(statement);
    for (const parameter of parameters) if (parameter.default !== null) pending.push(parameter.default);
    pending.push(...decorators);
  }
  for (const { bases, members } of classes) {
    pending.push(...bases);
    for (const { value } of members) if (value !== null) pending.push(value);
  }
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    for (const child of childrenOf(node)) pending.push(child);
  }
}
