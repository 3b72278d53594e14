import { ACCESS } from './access.ts';
import { ARRAYS } from './arrays.ts';
import { ASSIGNMENTS } from './assign.ts';
import { CALLS } from './calls.ts';
import { CLASS_STATEMENTS, CLASSES } from './classes.ts';
import { CONTROL } from './control.ts';
import { FUNCTION_STATEMENTS, FUNCTIONS } from './functions.ts';
import { LITERALS } from './literals.ts';
import type { ExpressionHandler, StatementHandler } from './lowering.ts';
import { OPERATORS } from './operators.ts';
import { STATEMENTS } from './statements.ts';

export const EXPRESSION_HANDLERS: ReadonlyMap<string, ExpressionHandler> = new Map([...LITERALS, ...ACCESS, ...CALLS, ...OPERATORS, ...ASSIGNMENTS, ...ARRAYS, ...FUNCTIONS, ...CLASSES]);
export const STATEMENT_HANDLERS: ReadonlyMap<string, StatementHandler> = new Map([...STATEMENTS, ...CONTROL, ...FUNCTION_STATEMENTS, ...CLASS_STATEMENTS]);
/** Nothing happens there. */
export const IGNORED: ReadonlySet<string> = new Set(['comment', 'php_tag', 'php_end_tag', 'empty_statement', 'named_label_statement']);
