import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type * as TreeSitter from 'web-tree-sitter';

/** Grammars of tree-sitter, each from its official package. */
const FILES = {
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  php: 'tree-sitter-php/tree-sitter-php.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
} as const;
export type GrammarName = keyof typeof FILES;

export interface Grammar {
  readonly treeSitter: typeof TreeSitter;
  readonly language: TreeSitter.Language;
}

const loaded = new Map<GrammarName, Promise<Grammar>>();

/** A grammar and the library that runs it, loaded when it is first needed: what does not parse shall not wait for it. */
export function loadGrammar(name: GrammarName): Promise<Grammar> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = load(name);
  loaded.set(name, loading);
  return loading;
}

async function load(name: GrammarName): Promise<Grammar> {
  const treeSitter = await import('web-tree-sitter');
  await treeSitter.Parser.init();
  const language = await treeSitter.Language.load(await readFile(fileURLToPath(import.meta.resolve(FILES[name]))));
  return { treeSitter, language };
}
