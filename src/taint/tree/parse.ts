import type { Language, Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { type GrammarName, loadGrammar } from '../../util/grammars.ts';
import type { FlatTree, KindTable } from './flat-tree.ts';

/** Parses text into flat trees; synchronous, since a file takes less than a turn of the event loop. */
export type Parse = (text: string) => FlatTree;

const loaded = new Map<GrammarName, Promise<Parse>>();

/** The parser of a grammar, loaded when it is first needed. */
export function loadParser(grammar: GrammarName): Promise<Parse> {
  const known = loaded.get(grammar);
  if (known !== undefined) return known;
  const loading = load(grammar);
  loaded.set(grammar, loading);
  return loading;
}

/** The parser of files of a grammar: JavaScript with types, as many write it, is read as TSX where that understands it. */
export async function loadSourceParser(grammar: GrammarName): Promise<Parse> {
  const parse = await loadParser(grammar);
  if (grammar !== 'javascript') return parse;
  const parseTyped = await loadParser('tsx');
  return (text) => {
    const tree = parse(text);
    if (!tree.hasError) return tree;
    const typed = parseTyped(text);
    return typed.hasError ? tree : typed;
  };
}

async function load(grammar: GrammarName): Promise<Parse> {
  const { treeSitter, language } = await loadGrammar(grammar);
  const parser: Parser = new treeSitter.Parser();
  parser.setLanguage(language);
  const kinds = kindsOf(language);
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the parser gave no tree');
    try {
      return flatten(tree, { grammar, text, kinds });
    } finally {
      tree.delete();
    }
  };
}

/** Asked for every node: from tables, since the parser's own answer takes longer than all that is done with it. */
function kindsOf(language: Language): KindTable {
  const names = Array.from({ length: language.nodeTypeCount }, (_, kind) => language.nodeTypeForId(kind) ?? 'ERROR');
  const fields = Array.from({ length: language.fieldCount + 1 }, (_, field) => language.fieldNameForId(field) ?? '');
  return {
    nameOf: (kind) => names[kind < 0 ? ~kind : kind] ?? 'ERROR',
    kindOf: (name, form) => language.idForNodeType(name, form === 'named') ?? -1,
    fieldOf: (name) => language.fieldIdForName(name) ?? 0,
    fieldName: (field) => fields[field] ?? '',
  };
}

type Described = Pick<FlatTree, 'grammar' | 'text' | 'kinds'>;

function flatten(tree: Tree, described: Described): FlatTree {
  const size = tree.rootNode.descendantCount;
  const [kind, field, start, stop, end, parent] = [0, 1, 2, 3, 4, 5].map(() => new Int32Array(size)) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  const cursor: TreeCursor = tree.walk();
  let above = -1;
  for (let node = 0; node < size; node += 1) {
    kind[node] = cursor.nodeIsNamed ? cursor.nodeTypeId : ~cursor.nodeTypeId;
    field[node] = cursor.currentFieldId;
    start[node] = cursor.startIndex;
    stop[node] = cursor.endIndex;
    parent[node] = above;
    if (cursor.gotoFirstChild()) {
      above = node;
      continue;
    }
    end[node] = node + 1;
    while (!cursor.gotoNextSibling() && cursor.gotoParent()) {
      end[above] = node + 1;
      above = parent[above] ?? -1;
    }
  }
  cursor.delete();
  return { ...described, size, kind, field, start, stop, end, parent, hasError: tree.rootNode.hasError };
}
