import type { Expression, Module, Span, Statement } from '../../../src/taint/ir/nodes.ts';
import { javascriptSupport } from '../../../src/taint/languages/javascript/support.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { printModule } from './print-ir.ts';

export async function lowered(text: string, grammar: GrammarName = 'javascript'): Promise<Module> {
  const parse = await loadParser(grammar);
  return javascriptSupport.lower(parse(text), 'a.js');
}

/** The IR of a text, a line a statement. */
export async function printed(text: string, grammar: GrammarName = 'javascript'): Promise<string[]> {
  return printModule(await lowered(text, grammar)).split('\n').filter((line) => line !== '');
}

/** All expressions and statements of a module, found without recursion. */
export function nodesOf(module: Module): (Expression | Statement)[] {
  const found: (Expression | Statement)[] = [];
  const pending: unknown[] = [module.functions, module.classes];
  while (pending.length > 0) {
    const at = pending.pop();
    if (typeof at !== 'object' || at === null) continue;
    if ('kind' in at && 'span' in at && !('variable' in at && 'default' in at)) found.push(at as Expression | Statement);
    for (const part of Object.values(at)) pending.push(part);
  }
  return found;
}

export const isWithin = ({ start, stop }: Span, text: string): boolean => start >= 0 && start <= stop && stop <= text.length;
