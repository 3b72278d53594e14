import type { GrammarName } from '../../util/grammars.ts';
import type { Condition, Formula } from '../rules/rule.ts';

const numbers = new WeakMap<object, number>();
let count = 0;

/** Patterns of the same text are the same object: `compilePattern`. */
function numberOf(pattern: object): number {
  const known = numbers.get(pattern);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(pattern, count);
  return count;
}

/** Equal for formulas that hold in the same places of every file: the rules of a pack say much of the same, each in its own words. */
export function formulaKey(formula: Formula, grammar: GrammarName): string {
  switch (formula.type) {
    case 'pattern': {
      const pattern = formula.pattern.get(grammar);
      return typeof pattern === 'object' && pattern !== null ? `p${numberOf(pattern)}` : 'none';
    }
    case 'regex':
      return JSON.stringify(['regex', formula.regex.source, formula.regex.flags]);
    case 'any':
      return JSON.stringify(['any', ...formula.of.map((part) => formulaKey(part, grammar))]);
    case 'all':
      return JSON.stringify(['all', formula.of.map((part) => formulaKey(part, grammar)), formula.conditions.map((condition) => conditionKey(condition, grammar)), formula.focus]);
    case 'inside':
    case 'not':
    case 'not-inside':
      return JSON.stringify([formula.type, formulaKey(formula.of, grammar)]);
  }
}

function conditionKey(condition: Condition, grammar: GrammarName): string {
  switch (condition.type) {
    case 'metavariable-regex':
      return JSON.stringify([condition.type, condition.metavariable, condition.regex.source, condition.regex.flags]);
    case 'metavariable-pattern':
      return JSON.stringify([condition.type, condition.metavariable, condition.isText, formulaKey(condition.formula, grammar)]);
    case 'metavariable-comparison':
      return JSON.stringify([condition.type, condition.metavariable, condition.comparison]);
  }
}
