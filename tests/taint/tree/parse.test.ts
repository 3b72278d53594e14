import { describe, expect, it } from 'vitest';
import type { FlatTree } from '../../../src/taint/tree/flat-tree.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { loadGrammar } from '../../../src/util/grammars.ts';

const TEXTS: Readonly<Record<GrammarName, string>> = {
  javascript: 'const f = (a, ...b) => `x${a}é😀`;\nclass A { #p = 1; m() { return this.#p } }\n',
  typescript: 'function f<T>(a: T, b?: string): void { if (a) { g(b as any) } }\n',
  tsx: 'const a = <div className="b">{c}</div>;\n',
  php: '<p><?php namespace A; echo $_GET["é"] . "x{$y}"; ?></p>\n',
  python: 'def f(a, *b):\n    return f"{a}é"\n',
};

function textOf(tree: FlatTree, node = 0, depth = 0): string {
  const name = tree.kinds.nameOf(tree.kind[node] ?? 0);
  const field = tree.kinds.fieldName(tree.field[node] ?? 0);
  const lines = [`${' '.repeat(depth)}${field}:${name} ${tree.start[node]}-${tree.stop[node]}`];
  for (let child = node + 1; child < (tree.end[node] ?? 0); child = tree.end[child] ?? 0) lines.push(textOf(tree, child, depth + 1));
  return lines.join('\n');
}

async function expectedText(grammar: GrammarName, text: string): Promise<string> {
  const { treeSitter, language } = await loadGrammar(grammar);
  const parser = new treeSitter.Parser();
  parser.setLanguage(language);
  const cursor = parser.parse(text)?.walk();
  if (cursor === undefined) throw new Error('no tree');
  const lines: string[] = [];
  for (;;) {
    lines.push(`${' '.repeat(cursor.currentDepth)}${cursor.currentFieldName ?? ''}:${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex}`);
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return lines.join('\n');
  }
}

describe('flat trees', () => {
  it.each(Object.entries(TEXTS) as [GrammarName, string][])('%s: nodes, fields and offsets are those of the parser', async (grammar, text) => {
    const tree = (await loadParser(grammar))(text);
    expect(textOf(tree)).toBe(await expectedText(grammar, text));
    expect(tree.hasError).toBe(false);
    expect(tree.end[0]).toBe(tree.size);
  });

  it('tells names of kinds and anonymous ones apart', async () => {
    const tree = (await loadParser('javascript'))('if (a) return;');
    const kinds = [...tree.kind].map((kind) => (kind < 0 ? `"${tree.kinds.nameOf(kind)}"` : tree.kinds.nameOf(kind)));
    expect(kinds).toContain('"if"');
    expect(kinds).toContain('if_statement');
    expect(tree.kinds.kindOf('if_statement', 'named')).toBe(tree.kind[1]);
  });

  it('marks a text that does not parse', async () => {
    expect((await loadParser('javascript'))('function (').hasError).toBe(true);
  });
});
