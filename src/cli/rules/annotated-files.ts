import { basename, dirname, join } from 'node:path';
import { ALL_GRAMMARS } from '../../taint/rules/rule-files.ts';
import { shownPath } from '../shown-path.ts';
import type { RuleFile } from './load-rules.ts';
import { type SourceFile, walkTree } from './walk-tree.ts';

const MAX_BYTES = 8 * 1024 * 1024;

/** A file that says in comments which lines a rule finds. */
export interface AnnotatedFile extends SourceFile {
  readonly shown: string;
}

/** Rule files of one folder share what is beside them. */
export function walkOnce(): (folder: string) => readonly SourceFile[] {
  const walked = new Map<string, readonly SourceFile[]>();
  return (folder) => {
    const files = walked.get(folder) ?? walkTree(folder, { grammars: ALL_GRAMMARS, maxBytes: MAX_BYTES, vendored: true }).files;
    walked.set(folder, files);
    return files;
  };
}

/** Of `x.yaml`: x.js, x.test.ts … beside it or in the folder `tests` there, and what is in the folder x; `x.fixed.js` is what a fix makes of a file. */
export function annotatedFiles({ path }: RuleFile, sourcesIn: (folder: string) => readonly SourceFile[]): AnnotatedFile[] {
  const folder = dirname(path);
  const stem = basename(path).replace(/\.(?:test\.)?ya?ml$/, '');
  const beginnings = [`${stem}.`, `${stem}/`, `tests/${stem}.`, `tests/${stem}/`];
  return sourcesIn(folder).filter((file) => beginnings.some((beginning) => file.path.startsWith(beginning)) && !file.path.startsWith(`${stem}.fixed.`)).map((file) => ({ ...file, shown: shownPath(join(folder, file.path)) }));
}
