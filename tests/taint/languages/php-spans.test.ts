import { describe, expect, it } from 'vitest';
import { phpSupport } from '../../../src/taint/languages/php/support.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import { everything } from './every-node.ts';

const parse = await loadParser('php');

/** Each expression's kind and its text, outermost first. */
function spans(code: string): string[] {
  const text = `<?php ${code}`;
  return everything(phpSupport.lower(parse(text), 'src/a.php'))
    .filter(({ isExpression }) => isExpression)
    .map(({ kind, span }) => `${kind} ${text.slice(span.start, span.stop)}`);
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['($a);', ['variable $a']],
  ['$a = (1 + $b);', ['assign $a = (1 + $b)', 'variable $a', 'arithmetic 1 + $b', 'literal 1', 'variable $b']],
  ['é($a->b[0]);', ['call é($a->b[0])', 'symbol é', 'member $a->b[0]', 'member $a->b', 'variable $a', 'literal b', 'literal 0']],
  ['$a->m(A::$b);', ['call $a->m(A::$b)', 'member $a->m', 'variable $a', 'literal m', 'member A::$b', 'symbol A', 'literal $b']],
  ['new A($x);', ['call new A($x)', 'symbol A', 'variable $x']],
  ['"a😀 {$b} c";', ['concat "a😀 {$b} c"', 'literal a😀 ', 'variable $b', 'literal  c']],
  ['$a . "b" . $c;', ['concat $a . "b" . $c', 'variable $a', 'literal "b"', 'variable $c']],
  ['$a && $b && $c;', ['logical $a && $b && $c', 'logical $a && $b', 'variable $a', 'variable $b', 'variable $c']],
  ['echo $a, f($b);', ['call echo $a, f($b)', 'symbol ', 'variable $a', 'call echo $a, f($b)', 'symbol ', 'call f($b)', 'symbol f', 'variable $b']],
  ['exit($a);', ['call exit($a)', 'symbol ', 'variable $a']],
  ['?><?= $a; ?>', ['call <?= $a', 'symbol ', 'variable $a']],
  ['$a .= $b;', ['assign $a .= $b', 'variable $a', 'concat $a .= $b', 'variable $a', 'variable $b']],
  ['`ls $a`;', ['call `ls $a`', 'symbol ', 'concat `ls $a`', 'literal ls ', 'variable $a']],
  ['(int) $a["b"];', ['cast (int) $a["b"]', 'member $a["b"]', 'variable $a', 'literal "b"']],
  ['@$a ?: !$b;', ['logical @$a ?: !$b', 'variable $a', 'not !$b', 'variable $b']],
];

describe('ranges of what PHP is lowered to', () => {
  it.each(CASES)('%s', (code, expected) => {
    expect(spans(code)).toStrictEqual(expected);
  });
});
