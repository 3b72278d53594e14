import { describe, expect, it } from 'vitest';
import { TooManySteps } from '../../../src/taint/match/find-matches.ts';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { foundBy } from './matching.ts';

const times = (count: number, text: string): string => text.repeat(count);

/** How many pieces a pattern finds, or that it gave up. */
async function outcome(grammar: GrammarName, pattern: string, text: string): Promise<number | 'too many steps'> {
  try {
    return (await foundBy(grammar, pattern, text)).length;
  } catch (error) {
    if (error instanceof TooManySteps) return 'too many steps';
    throw error;
  }
}

const NESTED: readonly (readonly [what: string, grammar: GrammarName, text: string])[] = [
  ['parentheses', 'javascript', `last(${times(2000, '(')}1${times(2000, ')')})`],
  ['blocks', 'javascript', `last(1); ${times(2000, '{')}${times(2000, '}')}`],
  ['functions', 'javascript', `last(1); ${times(1200, 'function f() { x = 1; ')}${times(1200, '}')}`],
  ['loops and tries', 'javascript', `last(1); ${times(600, 'while (a) { x = 1; try { f() } catch (e) { x = 2; ')}${times(600, '} }')}`],
  ['calls', 'javascript', `last(1); ${times(1500, 'f(')}${times(1500, ')')}`],
  ['members', 'javascript', `last(1); a${times(1500, '.b()')}`],
  ['sums', 'javascript', `last(1); x = a${times(1500, ' + "b"')}`],
  ['operands', 'javascript', `last(1); x = a${times(1500, ' && b')}`],
  ['elses', 'javascript', `last(1); if (a) {}${times(1200, ' else if (b) { x = 1 }')}`],
  ['elifs', 'python', `last(1)\nif a:\n  x = 1\n${times(1200, 'elif b:\n  x = 1\n')}`],
  ['elseifs', 'php', `<?php last(1); if ($a) {}${times(1200, ' elseif ($b) { $x = 1; }')}`],
  ['joined texts', 'php', `<?php last(1); $x = "a"${times(1500, ' . "b"')};`],
];

describe('hostile files', () => {
  it.each(NESTED)('ends in deep nesting of %s (%s)', async (_, grammar, text) => {
    expect(await outcome(grammar, 'last(...)', text)).toBe(1);
    for (const pattern of ['$X == $X', '$X = "..."', '<... absent ...>']) expect(await outcome(grammar, pattern, text)).toEqual(expect.any(Number));
  });

  it('gives up on statements whose number of pairs grows too fast, and finds one among many', async () => {
    const text = `${times(3000, 'f(a);\n')}last(b);\n`;
    expect(await outcome('javascript', 'last(...)', text)).toBe(1);
    expect(await outcome('javascript', 'f($X);\n...\nf($Y);\n...\nlast($Y);', text)).toBe('too many steps');
  });

  it('reads minified code on one line', async () => {
    const text = Array.from({ length: 300 }, (_, at) => `function a${at}(b,c){return b.d?c(b,"x${at}"):!b&&c.e[${at}]||new f(b)}`).join('');
    expect(await outcome('javascript', '$F($B, "x299")', text)).toBe(1);
    expect(await outcome('javascript', 'new f(...)', text)).toBe(1);
  });

  it('bounds texts that double and operands in any order', async () => {
    const doubled = `x = "a";\n${times(200, 'x = x + x;\n')}f(x);`;
    expect(await outcome('javascript', 'f("...")', doubled)).toBe(1);
    const many = Array.from({ length: 300 }, (_, at) => `a${at % 7}`).join(' | ');
    expect(await outcome('javascript', '$A | $B | $A | absent', `x = ${many};`)).toEqual(0);
  });

  it('keeps many imports of one name apart', async () => {
    const text = `${times(2000, "import a from 'm'; a.f();\n")}import a from 'n'; a.f();`;
    expect(await outcome('javascript', 'n.f()', text)).toBe(1);
  });
});
