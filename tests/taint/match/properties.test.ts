import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/taint/match/compile-pattern.ts';
import { indexOf } from '../../../src/taint/match/file-index.ts';
import { findMatches, TooManySteps } from '../../../src/taint/match/find-matches.ts';
import type { Formula } from '../../../src/taint/rules/rule.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { foundBy } from './matching.ts';

const GRAMMARS: readonly GrammarName[] = ['javascript', 'typescript', 'tsx', 'php', 'python'];

describe('matching', () => {
  it('finds each call of a real file by its own text', async () => {
    const text = await readFile(new URL('../../../src/taint/match/match-shape.ts', import.meta.url), 'utf8');
    const tree = (await loadParser('typescript'))(text);
    const calls = (indexOf(tree).byType.get('call') ?? []).filter(({ start, stop }) => stop - start < 120 && !text.slice(start, stop).includes('...'));
    expect(calls.length).toBeGreaterThan(50);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...calls), async ({ start, stop }) => {
        expect(await foundBy('typescript', text.slice(start, stop), text)).toContain(text.slice(start, stop));
      }),
      { numRuns: 40 },
    );
  });

  it('never throws on any text, as a pattern or as code', async () => {
    const words = fc.array(fc.constantFrom('$X', '...', '$...A', '<...', '...>', '(', ')', '{', '}', '"', '`', 'f', ';', '=', '.', ' ', '\n', 'class', 'if', '<?php', '[', ','), { maxLength: 12 }).map((parts) => parts.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...GRAMMARS), fc.oneof(words, fc.string()), fc.oneof(words, fc.string()), async (grammar, pattern, text) => {
        const compiled = await compilePattern(pattern, grammar);
        const formula: Formula = { type: 'pattern', pattern: new Map(compiled === null ? [] : [[grammar, compiled]]), place: { line: 1, column: 1 } };
        const matches = findMatches(formula, { path: 'f', tree: (await loadParser(grammar))(text) });
        expect(matches.every(({ start, stop }) => start >= 0 && stop <= text.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('ends soon on deep nesting and on patterns with many ways', async () => {
    const deep = `f(${'['.repeat(20_000)}${']'.repeat(20_000)}, 1)`;
    const wide = `f(${Array.from({ length: 3000 }, (_, at) => at).join(', ')})`;
    expect(await foundBy('javascript', 'f(..., 1)', deep)).toHaveLength(1);
    await expect(foundBy('javascript', 'f(..., $A, ..., $B, ..., $C, ..., $B, ...)', wide)).rejects.toThrow(TooManySteps);
  });
});
