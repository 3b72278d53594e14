import { loadGrammar } from '../../util/grammars.ts';
import type { Node, Parser, Query } from 'web-tree-sitter';
import type { LineRange } from '../leak-guard.ts';
import type { SymbolLanguage } from './languages.ts';

export interface Definition {
  readonly name: string;
  readonly lines: LineRange;
}

export interface Mention {
  readonly name: string;
  readonly line: number;
}

export interface FileSymbols {
  readonly definitions: readonly Definition[];
  readonly calls: readonly Mention[];
  readonly references: readonly Mention[];
  /** As they are written, such as `./lib/send.js` or `django.db`. */
  readonly modules: readonly string[];
}

interface Tools {
  readonly parser: Parser;
  readonly query: Query;
}

const tools = new Map<string, Promise<Tools>>();
/** `const send = require('send')` says where a name comes from, not what it is. */
const IMPORT = /=\s*(?:await\s+)?(?:require|import)\s*\(/;

/** What a file defines, calls and names. A text with syntax errors gives what can be recognised. */
export async function fileSymbols(text: string, language: SymbolLanguage): Promise<FileSymbols> {
  const { parser, query } = await toolsOf(language);
  const tree = parser.parse(text);
  const found = { definitions: new Map<string, Definition>(), calls: [] as Mention[], references: [] as Mention[], modules: [] as string[] };
  if (tree === null) return { ...found, definitions: [] };
  for (const { captures } of query.matches(tree.rootNode)) {
    const nodes = new Map(captures.map(({ name, node }) => [name, node]));
    const definition = nodes.get('definition');
    const name = nodes.get('name');
    if (definition !== undefined && name !== undefined && !isImport(definition)) {
      const lines = linesOf(definition);
      // One place may fit two patterns.
      found.definitions.set(`${name.text} ${lines[0]}`, { name: name.text, lines });
    }
    pushMention(found.calls, nodes.get('call'));
    pushMention(found.references, nodes.get('reference'));
    const module = nodes.get('module');
    if (module !== undefined) found.modules.push(module.text);
  }
  tree.delete();
  return { ...found, definitions: [...found.definitions.values()] };
}

function toolsOf({ grammar, query }: SymbolLanguage): Promise<Tools> {
  const key = `${grammar} ${query}`;
  const known = tools.get(key);
  if (known !== undefined) return known;
  const made = loadGrammar(grammar).then(({ treeSitter, language }) => {
    const parser = new treeSitter.Parser();
    parser.setLanguage(language);
    return { parser, query: new treeSitter.Query(language, query) };
  });
  tools.set(key, made);
  return made;
}

function isImport({ startPosition, endPosition, text }: Node): boolean {
  return startPosition.row === endPosition.row && IMPORT.test(text);
}

function pushMention(mentions: Mention[], node: Node | undefined): void {
  if (node !== undefined) mentions.push({ name: node.text, line: node.startPosition.row + 1 });
}

function linesOf({ startPosition, endPosition }: Node): LineRange {
  // A node that ends at a line's first column ends with the line before.
  const last = endPosition.column === 0 && endPosition.row > startPosition.row ? endPosition.row : endPosition.row + 1;
  return [startPosition.row + 1, last];
}
