import { walkModule } from './ir/walk.ts';
import type { IndexedFile } from './index-file.ts';
import type { Program } from './solve/program.ts';

/** The files that a file names: what it imports, and where functions and classes are defined that it reaches by their names. */
export function dependenciesOf({ path, module, support }: IndexedFile, files: ReadonlySet<string>, definitions: Program['definitions']): ReadonlySet<string> {
  const found = new Set<string>();
  const named = (name: string): void => {
    const defined = definitions.get(name.toLowerCase());
    if (defined !== undefined && defined.module !== '') found.add(defined.module);
  };
  walkModule(module, (node) => {
    if (node.kind === 'symbol') {
      named(node.name);
      if (node.fallback !== null) named(node.fallback);
    }
    if (node.kind !== 'import') return;
    for (const specifier of node.name === null ? [node.module] : [node.module, `${node.module}${node.module.endsWith('.') ? '' : '.'}${node.name}`]) {
      const imported = support.resolveImport(specifier, path, files);
      if (imported !== null) found.add(imported);
    }
  });
  found.delete(path);
  return found;
}
