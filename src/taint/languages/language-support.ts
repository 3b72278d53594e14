import type { GrammarName } from '../../util/grammars.ts';
import type { Module } from '../ir/nodes.ts';
import type { FlatTree } from '../tree/flat-tree.ts';

/** All that the engine knows of a language besides its models: adding one touches nothing else. */
export interface LanguageSupport {
  readonly name: string;
  readonly grammars: readonly GrammarName[];
  /** Never throws for what a file holds. */
  readonly lower: (tree: FlatTree, path: string) => Module;
  /** The file that an import means; null for what lies outside of the repository. `files`: all files of the repository, relative, with `/`. */
  readonly resolveImport: (module: string, from: string, files: ReadonlySet<string>) => string | null;
}
